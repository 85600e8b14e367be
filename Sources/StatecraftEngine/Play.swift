public import StatecraftCore

/// A game under way, on one lane: what ``Game`` and ``PolicyGame`` have in common.
///
/// Policies sit here and are asked by a call; whoever else decides is asked by ``Game``.
struct Play {
  let scenario: Scenario
  private let adjudication: Adjudication
  private let chance: SeededChance
  /// What rules draw from: nature's own, or neutral draws.
  private let nature: any Chance
  private let scratchpad = Scratchpad()
  private let recording: Recording
  /// Policies come fresh to every game, so that playing twice gives the same game twice.
  private var seats: [PolicySeat]
  private let beginning: Position
  private var digester = WorldDigester()
  private(set) var world: World
  private(set) var turnDigests: [Digest]
  private(set) var notes: [SeatNote] = []

  init(
    _ scenario: Scenario, from beginning: Position, seed: UInt64, replicate: UInt64,
    recording: Recording, hasLuck: Bool = true
  ) {
    self.scenario = scenario
    self.beginning = beginning
    self.recording = recording
    adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    let chance = SeededChance(seed: seed, replicate: replicate)
    self.chance = chance
    nature = hasLuck ? chance : NeutralChance()
    seats = beginning.policies.storage.map {
      PolicySeat($0, setting: scenario.setting, chance: chance, recording: recording)
    }
    world = beginning.world
    turnDigests = beginning.turnDigests
  }

  var isOver: Bool { world.turn >= scenario.setting.turns }
  /// The number of the turn to come, from 1.
  var nextTurn: Int { world.turn + 1 }
  /// What is observed before the turn to come.
  var scene: Scene { Scene(world, setting: scenario.setting) }

  /// The states that may decide in the turn to come, in order.
  func deciders() throws -> [StateID] {
    try scenario.setting.deciders(in: nextTurn, chance: chance)
  }

  /// Asks a state's policy.
  mutating func answer(to observation: Observation) -> Result<Answer, any Error> {
    Result { try seats[observation.me.index].decide(observation) }
  }

  /// Resolves the turn to come, and goes on to the next.
  ///
  /// - Parameter poll: the answers; gets the orders that the beginning puts in their place, and
  ///   notes on those that were held back.
  mutating func close(_ poll: inout Poll, injects: [Inject]) throws -> Resolution {
    if world.turn == beginning.world.turn { poll.overrule(beginning.orders) }
    let resolution = try adjudication.resolve(
      world, poll.decisions, injects: injects, chance: nature, scratchpad: scratchpad,
      isRecording: recording.draws)
    poll.note(resolution.rejections)
    world = resolution.world
    turnDigests.append(digester.digest(of: world))
    notes += poll.notes
    return resolution
  }
}

/// A game in which policies alone decide, played on the caller's thread without a pause.
///
/// It's the game that ``Game`` plays of the same scenario, seed and replicate, to the bit. Batches
/// of it, and whoever measures, can do without a lane.
public struct PolicyGame {
  private var play: Play
  private let injects: InjectSchedule
  private let seed: UInt64
  private let replicate: UInt64

  /// - Parameters:
  ///   - scenario: what is played.
  ///   - beginning: where the game is taken up; the scenario's start, when nil.
  ///   - seed: the master seed of the turns that are played.
  ///   - replicate: the number of the run under this seed.
  ///   - injects: what an umpire puts into turns.
  public init(
    _ scenario: Scenario, from beginning: Position? = nil, seed: UInt64, replicate: UInt64,
    injects: InjectSchedule = InjectSchedule()
  ) {
    play = Play(
      scenario, from: beginning ?? Position(startOf: scenario), seed: seed,
      replicate: replicate, recording: .none)
    self.injects = injects
    self.seed = seed
    self.replicate = replicate
  }

  /// The world as it stands.
  public var world: World { play.world }
  /// Whether the scenario's last turn has been played.
  public var isOver: Bool { play.isOver }

  /// Plays a turn.
  ///
  /// - Throws: ``RuleFault`` when a rule fails.
  public mutating func playTurn() throws {
    precondition(!isOver, "the game is over")
    let scene = play.scene
    var poll = Poll(turn: play.nextTurn, stateCount: play.scenario.setting.roster.stateCount)
    for state in try play.deciders() {
      poll.enter(play.answer(to: Observation(of: scene, by: state)), of: state)
    }
    _ = try play.close(&poll, injects: injects[play.nextTurn])
  }

  /// Plays to the scenario's last turn.
  ///
  /// - Parameter sampling: what to sample of the world after each turn.
  /// - Throws: `CancellationError` within a turn of the task's being cancelled, and ``RuleFault``
  ///   when a rule fails.
  public mutating func finish(sampling: ((World) -> [Double])? = nil) throws -> GameResult {
    var samples: [[Double]] = []
    while !isOver {
      try Task.checkCancellation()
      try playTurn()
      if let sampling { samples.append(sampling(world)) }
    }
    return GameResult(
      seed: seed, replicate: replicate, world: world, turnDigests: play.turnDigests,
      notes: play.notes, samples: samples)
  }
}
