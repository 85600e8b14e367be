public import StatecraftCore

/// A game at the table, seen by the people who play it: lines in, lines out.
///
/// It's a value without a terminal, a clock or a file. Whoever keeps the table plays the turns:
/// hands in what people type (``enter(_:)``), does what the answer asks for, hands in each closed
/// turn (``close(_:)``) and prints what ``open()`` says.
public struct Session: Sendable {
  /// What to print, and what to do.
  public struct Output: Sendable, Equatable {
    public var lines: [Line]
    /// Whether what is on the screen is to be hidden first.
    public var clearsScreen = false
    public var action: Action?

    init(_ lines: [Line] = [], clearsScreen: Bool = false, action: Action? = nil) {
      self.lines = lines
      self.clearsScreen = clearsScreen
      self.action = action
    }
  }

  /// What only the keeper of the table can do.
  public enum Action: Sendable, Equatable {
    /// Carry out the turn with these decisions.
    case resolve([StateID: Decision])
    /// Take the game up again before this turn, with the same luck.
    case goBack(toTurn: Int)
    /// Keep a copy of the game so far; where it is, when no name is given.
    case save(String?)
    case leave
  }

  enum Stage: Sendable {
    /// Somebody else should sit down before anything is shown.
    case handover
    case ordering
    /// The turn is being carried out.
    case resolving
    case over
  }

  /// Asks a policy, which remembers, what it would decide.
  public typealias Consultation =
    @Sendable (inout any Policy, Observation) throws -> Answer

  public let facts: GameFacts
  let setting: Setting
  var seats: [PlayedSeat]
  /// Whose turn it is at the terminal: a position in ``seats``.
  var current = 0
  var stage: Stage
  var history: [GameHistory.Turn] = []
  /// Another course of the same game, to compare with.
  let other: GameHistory?
  private let consult: Consultation
  let reader: OrderReader

  /// A game of a scenario, of which some turns may have been played.
  ///
  /// - Parameters:
  ///   - people: the seats at the terminal, in the order in which they are asked.
  ///   - past: the turns that are closed, from turn 1.
  ///   - other: another course of the same game.
  ///   - consult: asks the policies of the seats for counsel.
  public init(
    _ scenario: Scenario, people: [StateID], past: [TurnRecord] = [], other: GameHistory? = nil,
    consult: @escaping Consultation
  ) {
    precondition(!people.isEmpty, "nobody sits at the table")
    facts = GameFacts(scenario)
    setting = scenario.setting
    self.other = other
    self.consult = consult
    reader = OrderReader(scenario.setting.roster)
    stage = .resolving
    seats = people.map { state in
      PlayedSeat(
        now: Observation(of: scenario.start, by: state, setting: scenario.setting),
        policy: scenario.seats[state].policy)
    }
    takeCounsel()
    for record in past { close(record) }
    stage = nextStage
  }

  /// Takes note of a turn that was carried out.
  public mutating func close(_ record: TurnRecord) {
    for index in seats.indices {
      seats[index].close(record, setting: setting)
    }
    history.append(GameHistory.Turn(record, setting: setting))
    takeCounsel()
    current = 0
    stage = nextStage
  }

  private var nextStage: Stage {
    history.count >= facts.turns ? .over : seats.count > 1 ? .handover : .ordering
  }

  private mutating func takeCounsel() {
    guard history.count < facts.turns else { return }
    for index in seats.indices { seats[index].takeCounsel(consult) }
  }

  // MARK: What is shown

  /// What to say when a turn opens, or when the game is over.
  public func open() -> Output {
    switch stage {
    case .handover: handover
    case .ordering: Output(opening)
    case .resolving: Output()
    case .over: Output(ending)
    }
  }

  /// What stands before the cursor while somebody is asked.
  public var prompt: String {
    switch stage {
    case .ordering: "\(facts.roster.code(seat.state)) \(facts.year(of: turn))> "
    case .handover: "Press Enter when \(facts.roster.code(seat.state)) sits here: "
    case .resolving: ""
    case .over: "over> "
    }
  }

  /// The seats at the terminal, in the order in which they are asked.
  public var people: [StateID] { seats.map(\.state) }

  /// Whether the last turn has been played.
  public var isOver: Bool { stage == .over }

  /// Whether somebody at the table has given orders in the turn that is open.
  public var hasOpenOrders: Bool { seats.contains { !$0.draft.orders.isEmpty } }

  /// Whether a turn was played that the other course doesn't have like that.
  public var hasParted: Bool {
    guard let other else { return false }
    return zip(history, other.turns).contains { !$0.isSame(as: $1) }
  }

  /// The turn that is open, from 1.
  public var turn: Int { history.count + 1 }

  /// The course of this game, under a name for a table's heading.
  public func history(named name: String) -> GameHistory {
    GameHistory(name: name, turns: history)
  }

  var seat: PlayedSeat { seats[current] }

  var view: SeatView {
    SeatView(
      facts: facts, now: seat.now, past: seat.past, policy: seat.policy, counsel: seat.counsel)
  }

  var handover: Output {
    let roster = facts.roster
    return Output(
      [
        Line(
          "Turn \(turn) of \(facts.turns) (\(facts.year(of: turn))): pass to "
            + "\(roster.code(seat.state)), \(roster.name(seat.state)).", .heading)
      ], clearsScreen: true)
  }

  var opening: [Line] {
    var lines: [Line] = []
    if let report = report(to: seat) { lines += report.lines() + [""] }
    lines += Advice(view).briefing()
    if history.isEmpty {
      lines += ["", "Orders, one a line; ‘help’ has the rest, ‘end’ closes the turn."]
    }
    return lines
  }

  /// The report of the last turn; nil before any is closed.
  func report(to seat: PlayedSeat) -> ResolutionReport? {
    ResolutionReport(seat.past, after: seat.now, facts: facts)
  }

  private var ending: [Line] {
    var lines: [Line] = []
    for seat in seats {
      guard let report = report(to: seat) else { continue }
      if seats.count > 1 { lines.append(Line(facts.roster.code(seat.state), .heading)) }
      lines += report.lines() + [""]
    }
    lines += FinalReport(self).lines
    if let comparison { lines += [""] + comparison }
    return lines
  }

  /// The two courses of the game side by side, where there are two: of whoever is at the terminal
  /// while the game goes on, since orders are their owner's, and of all when it's over.
  public var comparison: [Line]? {
    other.map {
      history(named: "now").lines(
        for: isOver ? people : [seat.state], against: $0, facts: facts)
    }
  }
}

/// A seat with a person, between turns.
struct PlayedSeat: Sendable {
  private(set) var now: Observation
  private(set) var past: [PastTurn] = []
  /// The policy whose place the person takes: it watches, so that it can give counsel.
  private(set) var policy: any Policy
  private(set) var counsel: Answer?
  var draft = Draft()

  init(now: Observation, policy: any Policy) {
    self.now = now
    self.policy = policy
  }

  var state: StateID { now.me }

  mutating func close(_ record: TurnRecord, setting: Setting) {
    past.append(PastTurn(record, for: now))
    now = Observation(of: record.world, by: state, setting: setting)
    draft = Draft()
  }

  mutating func takeCounsel(_ consult: Session.Consultation) {
    // A policy that fails has no counsel to give; the game doesn't hang on it.
    counsel = try? consult(&policy, now)
  }
}
