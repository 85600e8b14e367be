public import StatecraftCore

/// A game as it stands between two turns: the world, and what the policies remember.
///
/// It's a value. A game can be played on from it as often as one likes, each time with other luck
/// or other orders: ``Game`` and ``Batch`` take it as their beginning.
public struct Position: Sendable {
  /// The world after the turns played so far.
  public let world: World
  /// The fingerprint of the world after each of them.
  public let turnDigests: [Digest]
  /// What states do in the turn to come, whatever their policies say. They are asked all the same,
  /// so that they remember the turn.
  public var orders: [StateID: Decision] = [:]
  /// In roster order, with their memories.
  let policies: PerState<any Policy>

  /// Before the first turn.
  public init(startOf scenario: Scenario) {
    world = scenario.start
    turnDigests = []
    policies = PerState(scenario.seats.storage.map(\.policy))
  }

  /// After turns that are settled.
  ///
  /// Policies are led through the turns: each is asked in every one, with the luck of the time,
  /// and remembers, but what was decided then stands. So one that sat at its seat knows what it
  /// knew, and one that takes a person's seat over has watched.
  ///
  /// - Throws: ``RuleFault`` when a rule fails, and what a recorded chance throws when it's asked
  ///   for a draw that it doesn't have.
  public init(of scenario: Scenario, after history: History) throws {
    let setting = scenario.setting
    precondition(
      history.turns.count <= setting.turns,
      "\(history.turns.count) turns of a game that has \(setting.turns)")
    let adjudication = Adjudication(setting: setting, rulebook: scenario.rulebook)
    let luck = SeededChance(seed: history.seed, replicate: history.replicate)
    let scratchpad = Scratchpad()
    var seats = scenario.seats.storage.map {
      PolicySeat($0.policy, setting: setting, chance: luck)
    }
    var world = scenario.start
    var digests: [Digest] = []
    for turn in history.turns {
      let scene = Scene(world, setting: setting)
      for state in try setting.deciders(in: world.turn + 1, chance: luck) {
        // A policy that failed then fails again; the record says what came of it.
        _ = try? seats[state.index].decide(Observation(of: scene, by: state))
      }
      world = try adjudication.resolve(
        world, turn.decisions, injects: turn.injects, chance: turn.chance?() ?? luck,
        scratchpad: scratchpad
      ).world
      digests.append(world.digest())
    }
    self.world = world
    turnDigests = digests
    policies = PerState(seats.map(\.policy))
  }

  /// The number of the turn to come, from 1.
  public var nextTurn: Int { world.turn + 1 }
}
