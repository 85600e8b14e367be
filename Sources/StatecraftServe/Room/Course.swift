package import StatecraftCore
package import StatecraftEngine
package import StatecraftPlayers
package import StatecraftReplay

/// A game under way on a task of its own: it says when its people are asked, and when a turn is
/// closed.
package struct Course {
  package enum Event: Sendable {
    /// All people who have a say in the turn are asked for their decisions, and the umpire.
    case asked(Asked)
    /// A turn is closed, and in the file.
    case closed(TurnRecord)
    /// The last turn has been played.
    case over
    case failed(any Error)
  }

  /// The people's seats, waiting for decisions.
  package struct Asked: Sendable {
    fileprivate let reply: @Sendable ([StateID: Decision]) -> Void

    package func answer(_ decisions: [StateID: Decision]) { reply(decisions) }
  }

  /// What happens, in order; it ends when the game does.
  package let events: AsyncStream<Event>
  private let task: Task<Void, Never>
  private let seats: WaitingSeats

  /// Plays on from the turns that are closed.
  ///
  /// - Parameters:
  ///   - umpire: what is put into the turns.
  ///   - hasUmpire: whether an umpire closes every turn, after the people.
  ///   - remarks: what was said at the table in a turn.
  package init(
    _ scenario: Scenario, people: [StateID], header: ReplayHeader, past: [TurnRecord],
    writer: ReplayWriter?, others: SeatedOthers = SeatedOthers(), umpire: Umpire = Umpire(),
    hasUmpire: Bool = false, remarks: @escaping @Sendable (Int) async -> [Remark] = { _ in [] }
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
    let deciders = scenario.deciders(seed: seed, replicate: replicate)
    let seats = WaitingSeats(
      count: { turn in people.count { deciders(turn).contains($0) } }
    ) { asked in inbox.yield(.asked(asked)) }
    let players = people.map { state in
      (state, Player(PersonActor { try await seats.wait($0.me, in: $0.turn) }, isSlow: true))
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
          injects: .asked { turn in
            if hasUmpire { await seats.waitForUmpire(in: turn) }
            return await umpire.injects(in: turn)
          }, recording: recording)
        let result = try await game.play { record in
          // Whoever waited may have been sent away: such a turn isn't closed.
          try Task.checkCancellation()
          var record = record
          record.remarks = await remarks(record.number)
          record.planned = await umpire.planned(after: record.number)
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
  package func stop() {
    task.cancel()
    let seats = seats
    Task { await seats.leave() }
  }

  /// Leaves the game, and waits until the programs have left it too.
  package func end() async {
    stop()
    await task.value
  }
}

/// Seats that wait for decisions, until all who have a say in the turn do and all are answered at
/// once.
private actor WaitingSeats {
  /// How many people have a say in a turn.
  private let count: @Sendable (Int) -> Int
  private let whenAllWait: @Sendable (Course.Asked) -> Void
  private var waiting: [(state: StateID, seat: CheckedContinuation<Decision, any Error>)] = []
  private var umpire: CheckedContinuation<Void, Never>?
  private var hasLeft = false

  init(
    count: @escaping @Sendable (Int) -> Int,
    whenAllWait: @escaping @Sendable (Course.Asked) -> Void
  ) {
    self.count = count
    self.whenAllWait = whenAllWait
  }

  func wait(_ state: StateID, in turn: Int) async throws -> Decision {
    try await withCheckedThrowingContinuation { seat in
      guard !hasLeft else { return seat.resume(throwing: CancellationError()) }
      waiting.append((state, seat))
      if waiting.count == count(turn) { ask() }
    }
  }

  /// Waits for the umpire to close a turn in which no people have a say; in the others the umpire
  /// comes after them, before any is answered.
  func waitForUmpire(in turn: Int) async {
    guard count(turn) == 0 else { return }
    await withCheckedContinuation { seat in
      guard !hasLeft else { return seat.resume() }
      umpire = seat
      ask()
    }
  }

  private func ask() {
    whenAllWait(Course.Asked { [self] decisions in Task { await answer(decisions) } })
  }

  private func answer(_ decisions: [StateID: Decision]) {
    let answered = waiting
    waiting = []
    for (state, seat) in answered { seat.resume(returning: decisions[state] ?? .hold) }
    umpire?.resume()
    umpire = nil
  }

  func leave() {
    hasLeft = true
    for (_, seat) in waiting { seat.resume(throwing: CancellationError()) }
    waiting = []
    umpire?.resume()
    umpire = nil
  }
}

extension Scenario {
  /// Who may decide in a turn of a game with this luck.
  ///
  /// A draw that can't be made stops the game itself; here nobody decides then.
  package func deciders(seed: UInt64, replicate: UInt64) -> @Sendable (Int) -> [StateID] {
    { [setting] turn in
      let chance = SeededChance(seed: seed, replicate: replicate)
      return (try? setting.deciders(in: turn, chance: chance)) ?? []
    }
  }

  /// Asks the policies of a game with this luck for counsel.
  package func consultation(seed: UInt64, replicate: UInt64) -> Session.Consultation {
    { [setting] policy, observation in
      var context = PolicyContext(
        source: DrawSource(
          SeededChance(seed: seed, replicate: replicate), setting: setting, turn: observation.turn,
          isRecording: false),
        explains: true)
      let decision = try policy.decide(observation, &context)
      return Answer(decision, deliberations: context.deliberations)
    }
  }
}

/// Players who are neither people nor the scenario's policies.
package struct SeatedOthers: Sendable {
  package var players: [StateID: Player] = [:]
  package var programs = ProgramSeats([])

  package init(players: [StateID: Player] = [:], programs: ProgramSeats = ProgramSeats([])) {
    self.players = players
    self.programs = programs
  }
}
