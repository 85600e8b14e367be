internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay

/// A game under way on a task of its own: it says when its people are asked, and when a turn is
/// closed.
struct Course {
  enum Event: Sendable {
    /// All people are asked for their decisions.
    case asked(Asked)
    /// A turn is closed, and in the file.
    case closed(TurnRecord)
    /// The last turn has been played.
    case over
    case failed(any Error)
  }

  /// The people's seats, waiting for decisions.
  struct Asked: Sendable {
    fileprivate let reply: @Sendable ([StateID: Decision]) -> Void

    func answer(_ decisions: [StateID: Decision]) { reply(decisions) }
  }

  /// What happens, in order; it ends when the game does.
  let events: AsyncStream<Event>
  private let task: Task<Void, Never>
  private let seats: WaitingSeats

  /// Plays on from the turns that are closed.
  init(
    _ scenario: Scenario, people: [StateID], header: ReplayHeader, past: [TurnRecord],
    writer: ReplayWriter?, others: SeatedOthers = SeatedOthers(), umpire: Umpire = Umpire()
  ) throws {
    let (seed, replicate) = (header.seed, header.replicate)
    let position = try Position(
      of: scenario,
      after: History(
        seed: seed, replicate: replicate,
        turns: past.map {
          History.Turn(
            decisions: PerState($0.answers.storage.map(\.decision)), injects: $0.injects)
        }))
    let (events, inbox) = AsyncStream.makeStream(of: Event.self)
    let seats = WaitingSeats(count: people.count) { asked in inbox.yield(.asked(asked)) }
    let players = people.map { state in
      (state, Player(PersonActor { try await seats.wait($0.me) }, isSlow: true))
    }
    self.events = events
    self.seats = seats
    let recording = Recording(draws: true, deliberations: true)
    task = Task {
      defer { inbox.finish() }
      do {
        let game = Game(
          scenario, from: position, seed: seed, replicate: replicate,
          players: others.players.merging(players) { _, person in person },
          injects: { await umpire.injects(in: $0) }, recording: recording)
        let result = try await game.play { record in
          try await writer?.write(record)
          await others.programs.close(record)
          inbox.yield(.closed(record))
        }
        try await writer?.finish(
          outcome: OutcomeField.fields(
            of: RunOutcome(of: result.world, setting: scenario.setting),
            in: scenario.setting.roster))
        inbox.yield(.over)
      } catch is CancellationError {
        // The people have left this course.
      } catch {
        inbox.yield(.failed(error))
      }
      await others.programs.leave()
    }
  }

  /// Leaves the game where it is.
  func stop() {
    task.cancel()
    let seats = seats
    Task { await seats.leave() }
  }

  /// Leaves the game, and waits until the programs have left it too.
  func end() async {
    stop()
    await task.value
  }
}

/// People's seats that wait for decisions, until all of them do and all are answered at once.
private actor WaitingSeats {
  private let count: Int
  private let whenAllWait: @Sendable (Course.Asked) -> Void
  private var waiting: [(state: StateID, seat: CheckedContinuation<Decision, any Error>)] = []
  private var hasLeft = false

  init(count: Int, whenAllWait: @escaping @Sendable (Course.Asked) -> Void) {
    self.count = count
    self.whenAllWait = whenAllWait
  }

  func wait(_ state: StateID) async throws -> Decision {
    try await withCheckedThrowingContinuation { seat in
      guard !hasLeft else { return seat.resume(throwing: CancellationError()) }
      waiting.append((state, seat))
      if waiting.count == count {
        whenAllWait(Course.Asked { [self] decisions in Task { await answer(decisions) } })
      }
    }
  }

  private func answer(_ decisions: [StateID: Decision]) {
    let answered = waiting
    waiting = []
    for (state, seat) in answered { seat.resume(returning: decisions[state] ?? .hold) }
  }

  func leave() {
    hasLeft = true
    for (_, seat) in waiting { seat.resume(throwing: CancellationError()) }
    waiting = []
  }
}
