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
  /// The states that may decide in a turn.
  public typealias Deciders = @Sendable (_ turn: Int) -> [StateID]

  public let facts: GameFacts
  let setting: Setting
  var seats: [PlayedSeat]
  /// The umpire's place, if an umpire sits at the table.
  public internal(set) var desk: UmpireDesk?
  /// Whose turn it is at the terminal: a position in ``seats``, or past them the umpire.
  var current = 0
  /// Who comes after them in this turn, as positions like ``current``.
  private var queue: [Int] = []
  var stage: Stage
  var history: [GameHistory.Turn] = []
  /// Another course of the same game, to compare with.
  let other: GameHistory?
  let consult: Consultation
  let deciders: Deciders
  let reader: OrderReader
  private let forecaster: Forecaster?
  /// The role sheets of the seats, where there are any.
  let roles: [StateID: RoleSheet]
  /// The world as it stands, and before the turn that was closed last.
  private(set) var world: World
  private var worldBefore: World?
  private var last: TurnRecord?

  /// A game of a scenario, of which some turns may have been played.
  ///
  /// - Parameters:
  ///   - people: the seats at the terminal, in the order in which they are asked.
  ///   - desk: the umpire's place, before any turn is closed; nil when no umpire sits at the table.
  ///   - past: the turns that are closed, from turn 1.
  ///   - other: another course of the same game.
  ///   - deciders: who may decide in a turn; all states, unless given.
  ///   - consult: asks the policies of the seats for counsel.
  public init(
    _ scenario: Scenario, people: [StateID], desk: UmpireDesk? = nil, past: [TurnRecord] = [],
    other: GameHistory? = nil, deciders: Deciders? = nil, consult: @escaping Consultation
  ) {
    precondition(!people.isEmpty || desk != nil, "nobody sits at the table")
    facts = GameFacts(scenario)
    setting = scenario.setting
    self.other = other
    self.desk = desk
    self.consult = consult
    let states = scenario.setting.roster.states
    self.deciders = deciders ?? { _ in states }
    let setting = scenario.setting
    reader = OrderReader(setting.roster) { setting.covers($0, $1) }
    forecaster = Forecaster(scenario)
    roles = Dictionary(
      people.compactMap { state in RoleSheet(scenario, of: state).map { (state, $0) } },
      uniquingKeysWith: { first, _ in first })
    world = scenario.start
    stage = .resolving
    seats = people.map { PlayedSeat(scenario, $0) }
    takeCounsel()
    for record in past { note(record) }
    solve()
    openTurn()
  }

  /// Takes note of a turn that was carried out.
  public mutating func close(_ record: TurnRecord) {
    note(record)
    solve()
    openTurn()
  }

  private mutating func note(_ record: TurnRecord) {
    (worldBefore, world, last) = (world, record.world, record)
    for index in seats.indices {
      seats[index].close(record, setting: setting)
    }
    desk?.close(record)
    history.append(GameHistory.Turn(record, setting: setting))
    takeCounsel()
  }

  /// Solves for each seat what moved the last turn.
  private mutating func solve() {
    guard let forecaster else { return }
    let last = last.flatMap { record in worldBefore.map { (record: record, before: $0) } }
    for index in seats.indices {
      seats[index].solved = SolvedTurns(
        forecaster, now: world, for: seats[index].state, last: last)
    }
  }

  /// Lets those at the terminal come one after the other who have a say in the turn.
  private mutating func openTurn() {
    let umpire = desk == nil ? [] : [seats.count]
    guard history.count < facts.turns else {
      stage = .over
      current = 0
      return
    }
    let states = deciders(turn)
    queue = seats.indices.filter { states.contains(seats[$0].state) } + umpire
    stage = .resolving
    next()
  }

  /// Gives the terminal to whoever is next.
  ///
  /// - Returns: whether there is somebody.
  @discardableResult
  mutating func next() -> Bool {
    guard let first = queue.first else { return false }
    queue.removeFirst()
    current = first
    stage = seats.count + (desk == nil ? 0 : 1) > 1 ? .handover : .ordering
    return true
  }

  private mutating func takeCounsel() {
    guard history.count < facts.turns else { return }
    let states = deciders(turn)
    for index in seats.indices where states.contains(seats[index].state) {
      seats[index].takeCounsel(consult)
    }
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
    case .ordering: "\(sitter) \(facts.when(turn))> "
    case .handover: "Press Enter when \(isUmpire ? "the umpire" : sitter) sits here: "
    case .resolving: ""
    case .over: "over> "
    }
  }

  /// The seats at the terminal, in the order in which they are asked.
  public var people: [StateID] { seats.map(\.state) }

  /// Whether the last turn has been played.
  public var isOver: Bool { stage == .over }

  /// Whether somebody at the table has given orders or injects in the turn that is open.
  public var hasOpenOrders: Bool {
    seats.contains { !$0.draft.orders.isEmpty } || desk?.isChanged ?? false
  }

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

  /// Whether the umpire sits at the terminal.
  var isUmpire: Bool { current == seats.count }

  /// Who sits at the terminal, in a word.
  private var sitter: String { isUmpire ? "umpire" : facts.roster.code(seat.state) }

  var seat: PlayedSeat { seats[current] }

  var view: SeatView { seat.view(facts) }

  var handover: Output {
    let roster = facts.roster
    let next = isUmpire ? "the umpire" : "\(sitter), \(roster.name(seat.state))"
    return Output(
      [
        Line("\(facts.placed(turn).capitalizedFirst): pass to \(next).", .heading)
      ], clearsScreen: true)
  }

  var opening: [Line] {
    if isUmpire, let desk { return opening(of: desk) }
    var lines: [Line] = []
    if let news = news(for: seat) { lines += news }
    if history.isEmpty, let role = roles[seat.state] { lines += role.lines + [""] }
    lines += staff(of: view).brief()
    if history.isEmpty {
      lines += ["", "Orders, one a line; ‘help’ has the rest, ‘end’ closes the turn."]
    }
    return lines
  }

  /// The report of the last turn, and of those before in which the seat had no say; nil before any
  /// is closed.
  func report(to seat: PlayedSeat, tellsAll: Bool = false) -> [Line]? {
    if facts.isGameOfMoves {
      return MoveReport(seat.past, after: seat.now, facts: facts, deciders: deciders)?.lines
    }
    return ResolutionReport(seat.past, after: seat.now, facts: facts, solved: seat.solved)?
      .lines(tellsAll: tellsAll)
  }

  /// The last turn in a few lines; nil before any is closed.
  private func news(for seat: PlayedSeat) -> [Line]? {
    if facts.isGameOfMoves { return report(to: seat).map { $0 + [""] } }
    return ResolutionReport(seat.past, after: seat.now, facts: facts, solved: seat.solved)?.news()
  }

  private var ending: [Line] {
    var lines: [Line] = []
    if seats.isEmpty, let desk { lines += desk.report() + [""] }
    for seat in seats {
      guard let news = news(for: seat) else { continue }
      if seats.count > 1 { lines.append(Line(facts.roster.code(seat.state), .heading)) }
      lines += news + (facts.isGameOfMoves ? [] : [""])
    }
    lines += FinalReport(self).lines
    if let comparison { lines += [""] + comparison }
    return lines
  }

  /// The two courses of the game side by side, where there are two: of whoever is at the terminal
  /// while the game goes on, since orders are their owner's, and of all when it's over; an umpire
  /// sees the rivals at the centre.
  public var comparison: [Line]? {
    other.map {
      history(named: "now").lines(
        for: isUmpire ? watched : isOver ? people : [seat.state], against: $0, facts: facts)
    }
  }

  /// The states that an umpire's tables are about, unless others are named.
  var watched: [StateID] { people.isEmpty ? [facts.leader, facts.rival] : people }
}

/// A seat with a person, between turns.
struct PlayedSeat: Sendable {
  private(set) var now: Observation
  private(set) var past: [PastTurn] = []
  /// The policy whose place the person takes: it watches, so that it can give counsel.
  private(set) var policy: any Policy
  private(set) var counsel: Answer?
  var solved: SolvedTurns?
  var draft = Draft()

  /// A state's seat at the start of a game.
  init(_ scenario: Scenario, _ state: StateID) {
    now = Observation(of: scenario.start, by: state, setting: scenario.setting)
    policy = scenario.seats[state].policy
  }

  var state: StateID { now.me }

  func view(_ facts: GameFacts) -> SeatView {
    var view = SeatView(facts: facts, now: now, past: past, policy: policy, counsel: counsel)
    view.solved = solved
    return view
  }

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
