internal import Dispatch
package import StatecraftCore
internal import StatecraftEngine
package import StatecraftPlayers
package import StatecraftReplay
internal import Synchronization

/// A game that is played from many places at once: one session for each seat, one for the umpire,
/// and whoever looks on.
///
/// It knows neither HTTP nor terminals: whoever serves it hands in what is typed at a place, and asks
/// what that place may see. A seat's answers come from its own session, which is made from
/// observations, so there's nothing else in reach that could be told.
package actor Room {
  /// What is agreed on before the game.
  package struct Rules: Sendable {
    /// How long a turn may take; as long as it likes, when nil.
    package var turnLimit: Duration?
    /// Whether the umpire alone closes turns; otherwise they close when all are ready.
    package var umpireCloses = true
    /// Whether seats may send each other messages.
    package var allowsTalk = true
    /// How many turns later than the players spectators see what happened.
    package var spectatorDelay = 0

    package init() {}
  }

  enum Phase: Sendable, Equatable {
    /// The table is being set: nothing is closed yet, and no time runs.
    case lobby
    case open
    /// The turn is being carried out.
    case resolving
    case over
    case failed(String)

    var name: String {
      switch self {
      case .lobby: "lobby"
      case .open: "open"
      case .resolving: "resolving"
      case .over: "over"
      case .failed: "failed"
      }
    }
  }

  /// Somebody's place with a session.
  struct Place: Sendable {
    var session: Session
    /// The session as it was before its orders were given; nil while they aren't.
    var before: Session?
    /// What the seat is told when the turn opens.
    var opening: [Line] = []
    /// Orders that the umpire put in the place of the seat's.
    var corrected: Decision?
    /// Whether the seat's staff decides when the seat gives no orders.
    var isStaffed = false

    var isReady: Bool { before != nil || !session.hasSay }
  }

  package nonisolated let scenario: Scenario
  package nonisolated let facts: GameFacts
  package nonisolated let header: ReplayHeader
  package nonisolated let people: [StateID]
  package nonisolated let keys: Keys
  let writer: ReplayWriter?
  let others: SeatedOthers
  let umpireSchedule: Umpire

  package internal(set) var rules: Rules
  var phase = Phase.lobby
  var places: [StateID: Place] = [:]
  /// The umpire's place, if there's one.
  var desk: Place?
  var records: [TurnRecord]
  /// What was said while the turn has been open.
  var remarks: [Remark] = []
  var clock: TurnClock
  /// The game, waiting for decisions; nil until all of its seats wait.
  private var asked: Course.Asked?
  /// Whether somebody has closed the turn before the game asked for its decisions.
  private var isCloseDue = false
  /// Counts what changes, so that whoever looks on knows when to look again.
  private(set) var version = 0
  /// Whether everybody was told within the last second, and whether there's more to tell since.
  private var isResting = false
  private var isDue = false
  private var subscribers: [Int: (role: Role, inbox: AsyncStream<[UInt8]>.Continuation)] = [:]
  private var nextSubscriber = 0
  /// The seats whose link has been opened.
  private var opened: Set<StateID> = []
  /// Pictures of closed turns as they're sent, made once: 100 spectators ask for the same.
  var pictures: [Int: [UInt8]] = [:]

  /// A table that is set.
  ///
  /// - Parameters:
  ///   - people: the seats that are played from elsewhere.
  ///   - hasUmpire: whether there is an umpire's place.
  ///   - past: the turns that are closed.
  ///   - writer: where closed turns go; none for a game that is over.
  ///   - others: programs and records at other seats.
  ///   - schedule: what is put into the turns.
  ///   - keys: what opens each place.
  package init(
    _ scenario: Scenario, header: ReplayHeader, people: [StateID], hasUmpire: Bool,
    past: [TurnRecord] = [], writer: ReplayWriter?, others: SeatedOthers = SeatedOthers(),
    schedule: InjectSchedule = InjectSchedule(), keys: Keys? = nil, rules: Rules = Rules()
  ) {
    self.scenario = scenario
    self.header = header
    self.people = people
    self.writer = writer
    self.others = others
    self.rules = rules
    facts = GameFacts(scenario)
    umpireSchedule = Umpire(schedule)
    records = past
    clock = TurnClock(limit: rules.turnLimit)
    let roles = people.map(Role.seat) + (hasUmpire ? [.umpire] : []) + [.spectator]
    self.keys = keys ?? Keys(for: roles, in: scenario.setting.roster)
    let (seed, replicate) = (header.seed, header.replicate)
    let deciders = scenario.deciders(seed: seed, replicate: replicate)
    let consult = scenario.consultation(seed: seed, replicate: replicate)
    for state in people {
      let session = Session(
        scenario, people: [state], past: past, deciders: deciders, consult: consult)
      places[state] = Place(session: session, opening: Self.unwrapped { session.open().lines })
    }
    if hasUmpire {
      let session = Session(
        scenario, people: [], desk: UmpireDesk(scenario, header: header, schedule: schedule),
        past: past, deciders: deciders, consult: consult)
      desk = Place(session: session, opening: Self.unwrapped { session.open().lines })
    }
  }

  /// Tells lines for pages, which wrap them by themselves.
  static func unwrapped<Value>(_ tell: () throws -> Value) rethrows -> Value {
    try Typesetting.$width.withValue(Typesetting.unwrapped, operation: tell)
  }

  package var hasUmpire: Bool { desk != nil }
  package nonisolated var roster: Roster { scenario.setting.roster }
  /// The turn that is open, from 1.
  package var turn: Int { records.count + 1 }
  package var isOver: Bool { phase == .over }

  /// Plays the game to its end, or until the task is cancelled.
  ///
  /// - Throws: what made the game fail; the turns that were closed are in the file.
  package func run() async throws {
    if records.count >= facts.turns {
      phase = .over
      changed()
      return
    }
    let course = try Course(
      scenario, people: people, header: header, past: records, writer: writer, others: others,
      umpire: umpireSchedule, hasUmpire: true,
      remarks: { [weak self] _ in await self?.take() ?? [] }
    )
    let ticking = Task { [weak self] in
      while (try? await Task.sleep(for: .milliseconds(200))) != nil { await self?.tick() }
    }
    defer { ticking.cancel() }
    try await withTaskCancellationHandler {
      for await event in course.events {
        switch event {
        case .asked(let asked):
          self.asked = asked
          if isCloseDue { closeTurn() } else { closeIfDue() }
        case .closed(let record): close(record)
        case .over:
          phase = .over
          clock.stop()
          changed()
        case .failed(let error):
          phase = .failed("\(error)")
          changed()
          throw error
        }
      }
    } onCancel: {
      course.stop()
    }
    await course.end()
  }

  // MARK: Turns

  /// Ends the lobby: turns may be closed, and time runs.
  package func begin() {
    guard phase == .lobby else { return }
    phase = .open
    clock.start(now: .now)
    changed()
    closeIfDue()
  }

  private func tick() {
    if phase == .open, clock.isUp(now: .now) { closeTurn() }
  }

  /// Closes the turn when nobody has to be waited for.
  func closeIfDue() {
    guard phase == .open, asked != nil else { return }
    if desk != nil, rules.umpireCloses { return }
    let waitsForSomebody = places.values.contains { !$0.isReady }
    // With no seats at all somebody has to ask for the turn.
    if !waitsForSomebody, !places.isEmpty { closeTurn() }
  }

  /// Closes the turn with the orders as they stand.
  ///
  /// A seat that hasn't given its orders is taken to mean those that it has typed; where its staff
  /// stands in and it has typed none, those of its staff.
  func closeTurn() {
    guard phase == .open else { return }
    guard let asked else {
      isCloseDue = true
      return
    }
    isCloseDue = false
    phase = .resolving
    self.asked = nil
    clock.stop()
    var decisions: [StateID: Decision] = [:]
    for (state, place) in places {
      let draft = place.session.draftDecision
      decisions[state] =
        place.corrected
        ?? (place.isStaffed && place.before == nil && draft == .hold
          ? place.session.staffDecision ?? .hold : draft)
    }
    let schedule = desk?.session.schedule
    changed()
    Task { [umpireSchedule] in
      if let schedule { await umpireSchedule.follow(schedule) }
      asked.answer(decisions)
    }
  }

  private func close(_ record: TurnRecord) {
    records.append(record)
    let open = people.compactMap { state in places[state].map { (state: state, place: $0) } }
    // What moved the turn is solved for each seat by itself, so all processors can work at it.
    let closed = Mutex(places)
    DispatchQueue.concurrentPerform(iterations: open.count) { index in
      let place = Self.closed(open[index].place, record)
      closed.withLock { $0[open[index].state] = place }
    }
    places = closed.withLock(\.self)
    desk = desk.map { Self.closed($0, record) }
    // Orders may be given at once, though the game itself hasn't come to ask for them.
    if records.count < facts.turns {
      phase = .open
      clock.start(now: .now)
    }
    changed(atOnce: true)
  }

  /// A place after a turn.
  private static func closed(_ place: Place, _ record: TurnRecord) -> Place {
    // The session goes on; orders that were given are the turn's by now.
    var place = place
    place.session.close(record)
    place.before = nil
    place.corrected = nil
    place.opening = unwrapped { place.session.open().lines }
    return place
  }

  private func take() -> [Remark] {
    defer { remarks = [] }
    return remarks
  }

  // MARK: Who is there

  /// Tells a place that there is something new, until it leaves: `{"version":…}` and no more, so
  /// that a slow reader only misses numbers, and nobody is told what isn't theirs.
  package func notices(for role: Role) -> AsyncStream<[UInt8]> {
    let (stream, inbox) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(1))
    let id = nextSubscriber
    nextSubscriber += 1
    subscribers[id] = (role, inbox)
    inbox.onTermination = { [weak self] _ in Task { await self?.leave(id) } }
    inbox.yield(notice)
    // Others see who is there.
    changed()
    if case .seat(let state) = role { opened.insert(state) }
    beginIfAllHaveCome()
    return stream
  }

  /// Where there's no umpire to begin the game, it begins when every seat has been taken.
  private func beginIfAllHaveCome() {
    if desk == nil, !people.isEmpty, people.allSatisfy(opened.contains) { begin() }
  }

  private func leave(_ id: Int) {
    subscribers[id] = nil
    changed()
  }

  /// Says that the room is there, to connections that might otherwise be taken for dead.
  package func beat() {
    for subscriber in subscribers.values { subscriber.inbox.yield(notice) }
  }

  private var notice: [UInt8] { Array("{\"version\":\(version)}".utf8) }

  /// How many look at the game from a place.
  func presence(of role: Role) -> Int { subscribers.values.count { $0.role == role } }

  /// Counts a change, and tells everybody: at once after a quiet second, or else when it's over, so
  /// that many who join or are ready together don't make everybody ask for each of them.
  ///
  /// - Parameter atOnce: whether it's worth telling in any case, such as a turn that is closed.
  func changed(atOnce: Bool = false) {
    version += 1
    guard !atOnce, isResting else { return tell() }
    isDue = true
  }

  private func tell() {
    beat()
    isDue = false
    guard !isResting else { return }
    isResting = true
    Task { [weak self] in
      try? await Task.sleep(for: .seconds(1))
      await self?.rested()
    }
  }

  private func rested() {
    isResting = false
    if isDue { tell() }
  }
}
