package import StatecraftCore
internal import StatecraftEngine
package import StatecraftReplay

/// A recorded game played once more with one thing changed: all others do what they did.
///
/// Nobody answers the change, so it says what an act did, not what its author could have had: that
/// `statecraft continue --instead` asks, where policies answer.
package struct WhatIf: Sendable {
  package let game: ReplayedGame

  package init(_ game: ReplayedGame) { self.game = game }

  private var header: ReplayHeader { game.replay.header }

  /// The last world as it would have been.
  ///
  /// - Parameters:
  ///   - turn: the first turn that is played anew.
  ///   - seed: the luck of these turns; the game's own, when nil.
  ///   - holders: states that order nothing, by turn.
  /// - Throws: ``RuleFault`` when a rule fails.
  package func end(
    from turn: Int, seed: UInt64? = nil, holding holders: (Int) -> [StateID] = { _ in [] }
  ) throws -> World {
    let scenario = game.scenario
    let adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    let chance = SeededChance(seed: seed ?? header.seed, replicate: header.replicate)
    let scratchpad = Scratchpad()
    var world = game.worlds[turn - 1]
    for recorded in game.replay.turns.dropFirst(turn - 1) {
      var decisions = PerState(recorded.decisions)
      for state in holders(recorded.number) { decisions[state] = .hold }
      world = try adjudication.resolve(
        world, decisions, injects: recorded.injects, chance: chance, scratchpad: scratchpad
      ).world
    }
    return world
  }

  /// How a state stands in a world: its gain as a fraction, or its score in a game of moves.
  package func size(of state: StateID, in world: World) -> Double {
    game.scenario.setting.game == nil
      ? world.realIncome[state] - 1 : world.scores.row(state).reduce(0, +)
  }

  /// The class of the leader's system in a world.
  package func outcome(of world: World) -> OutcomeClass {
    let setting = game.scenario.setting
    return OutcomeClass(excluded: setting.excludedBySystem(in: world), isKey: setting.isKey)
  }
}
