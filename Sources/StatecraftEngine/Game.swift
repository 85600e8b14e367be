public import StatecraftCore

extension Setting {
  /// The states that may decide in a turn, in order.
  public func deciders(in turn: Int, chance: SeededChance) throws -> [StateID] {
    try revision.deciders(in: turn, of: roster.states) {
      try chance.value(
        of: .unit,
        at: DrawKey(purpose: RevisionProtocol.purpose, actor: 0, item: 0, turn: turn))
    }
  }
}

/// Someone other than the scenario's policy who decides for a state: a person, a program, a record.
public struct Player: Sendable {
  public let actor: any StateActor
  /// Whether the player takes time. As soon as one does, all seats are asked at once, and
  /// whoever misses the deadline holds.
  public let isSlow: Bool

  public init(_ actor: any StateActor, isSlow: Bool) {
    self.actor = actor
    self.isSlow = isSlow
  }
}

/// Where a game's injects come from.
public enum InjectSource: Sendable {
  /// They are known beforehand, so that no turn waits for anybody or changes threads.
  case planned(InjectSchedule)
  /// An umpire is asked for those of a turn, by its number, once all have decided.
  case asked(@Sendable (Int) async -> [Inject])

  nonisolated(nonsending) func injects(in turn: Int) async -> [Inject] {
    switch self {
    case .planned(let schedule): schedule[turn]
    case .asked(let ask): await ask(turn)
    }
  }
}

/// A game of a scenario: asks the states, resolves their decisions, hands on each turn.
///
/// A game is the same for the same scenario, seed and replicate, as long as all who decide are
/// policies or records: on every lane, in every order of jobs, and each time it's played.
public actor Game {
  private let scenario: Scenario
  private let beginning: Position
  private let seed: UInt64
  private let replicate: UInt64
  private let lane: Lane
  private let players: [StateID: Player]
  private let injects: InjectSource
  private let recording: Recording
  private let deadline: Duration?
  private let hasLuck: Bool

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    lane.asUnownedSerialExecutor()
  }

  /// - Parameters:
  ///   - scenario: what is played.
  ///   - beginning: where the game is taken up; the scenario's start, when nil.
  ///   - seed: the master seed of the turns that are played.
  ///   - replicate: the number of the run under this seed.
  ///   - lane: where the game and its policies run.
  ///   - players: who decides instead of the scenario's policies.
  ///   - injects: what an umpire puts into a turn, asked for by its number once all have decided.
  ///   - recording: what the records of turns hold.
  ///   - deadline: how long slow players may take for a turn; for ever, when nil.
  ///   - hasLuck: whether nature draws; otherwise her draws are neutral (``NeutralChance``), and
  ///     those of policies are what they are under the seed.
  public init(
    _ scenario: Scenario, from beginning: Position? = nil, seed: UInt64, replicate: UInt64,
    lane: Lane = Lane(), players: [StateID: Player] = [:],
    injects: InjectSource = .planned(InjectSchedule()),
    recording: Recording = .none, deadline: Duration? = nil, hasLuck: Bool = true
  ) {
    self.scenario = scenario
    self.beginning = beginning ?? Position(startOf: scenario)
    self.seed = seed
    self.replicate = replicate
    self.lane = lane
    self.players = players
    self.injects = injects
    self.recording = recording
    self.deadline = deadline
    self.hasLuck = hasLuck
  }

  /// Plays from the beginning to the scenario's last turn.
  ///
  /// - Parameters:
  ///   - observer: gets each turn when it's closed. Without one no record is made.
  ///   - sampling: what to sample of the world after each turn, for ``GameResult/samples``.
  /// - Returns: the last world, and the fingerprint of every turn, those before the beginning
  ///   included.
  /// - Throws: `CancellationError` within a turn of being cancelled, ``RuleFault`` when a rule
  ///   fails, and what the observer throws. A seat that fails doesn't end the game: the state
  ///   holds, and ``GameResult/notes`` say why.
  public func play(
    observer: TurnObserver? = nil, sampling: (@Sendable (World) -> [Double])? = nil
  ) async throws -> GameResult {
    var play = Play(
      scenario, from: beginning, seed: seed, replicate: replicate, recording: recording,
      hasLuck: hasLuck)
    var samples: [[Double]] = []

    while !play.isOver {
      try Task.checkCancellation()
      var poll = try await poll(&play)
      try Task.checkCancellation()
      let injects = await injects.injects(in: play.nextTurn)
      let resolution = try play.close(&poll, injects: injects)
      let world = play.world
      if let sampling { samples.append(sampling(world)) }
      try await observer?(
        TurnRecord(
          number: world.turn, answers: poll.answers, injects: injects,
          draws: resolution.draws, events: poll.events + resolution.events, notes: poll.notes,
          world: world, digest: play.turnDigests[play.turnDigests.count - 1],
          utilities: scenario.utilities(in: world, after: poll.decisions)))
    }
    return GameResult(
      seed: seed, replicate: replicate, world: play.world, turnDigests: play.turnDigests,
      notes: play.notes, samples: samples)
  }

  /// Asks whoever may decide in the turn to come.
  private func poll(_ play: inout Play) async throws -> Poll {
    let scene = play.scene
    let observations = try play.deciders().map { Observation(of: scene, by: $0) }
    var poll = Poll(turn: play.nextTurn, stateCount: scenario.setting.roster.stateCount)
    let together = players.values.contains(where: \.isSlow)
    var (asked, askedAbout): ([any StateActor], [Observation]) = ([], [])
    for observation in observations {
      let state = observation.me
      guard let player = players[state] else {
        poll.enter(play.answer(to: observation), of: state)
        continue
      }
      guard !together else {
        asked.append(player.actor)
        askedAbout.append(observation)
        continue
      }
      do {
        poll.enter(.success(try await player.actor.decide(observation)), of: state)
      } catch {
        poll.enter(.failure(error), of: state)
      }
    }
    if together { await poll.askTogether(asked, askedAbout, deadline: deadline) }
    return poll
  }
}
