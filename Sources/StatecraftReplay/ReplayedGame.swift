public import StatecraftCore

/// A recorded game with its worlds, made again from the record.
///
/// A replay keeps fingerprints of worlds and the numbers that most questions are about. Here are
/// all numbers, proven by the fingerprints; and a turn can be asked how it would have come out
/// with other decisions or other luck.
public struct ReplayedGame: Sendable {
  public let replay: Replay
  public let scenario: Scenario
  /// The world at the start, then after each turn.
  public let worlds: [World]

  /// Resolves every turn again, from the decisions and draws on record.
  ///
  /// - Parameters:
  ///   - replay: a game with its draws.
  ///   - scenario: the one that was played, made from the replay's files.
  /// - Throws: ``VerificationError`` when a turn comes out otherwise than on record, and
  ///   ``RuleFault`` when a rule fails.
  public init(_ replay: Replay, scenario: Scenario) throws {
    guard replay.header.hasDraws else {
      throw VerificationError(
        description: "The replay has no draws, from which its turns could be made again.")
    }
    guard replay.header.roster == scenario.setting.roster else {
      throw VerificationError(
        description: "The replay and the scenario have different states, sectors or poles.")
    }
    self.replay = replay
    self.scenario = scenario
    var worlds = [scenario.start]
    for turn in replay.turns.prefix(scenario.setting.turns) {
      let resolution = try Self.resolve(
        scenario, worlds[worlds.count - 1], PerState(turn.decisions), injects: turn.injects,
        draws: turn.draws)
      guard resolution.world.digest().hexadecimal == turn.digest else {
        throw VerificationError(
          description: "Turn \(turn.number) doesn't come out of its record as it's recorded: "
            + "‘statecraft replay verify’ tells where it differs.")
      }
      worlds.append(resolution.world)
    }
    self.worlds = worlds
  }

  /// A turn as it would have come out.
  ///
  /// - Parameters:
  ///   - turn: from 1, on record.
  ///   - decisions: put in the place of states' own.
  ///   - draws: what the rules draw; the recorded ones when nil.
  ///   - world: the world before the turn; the game's own when nil.
  /// - Returns: nil when the turn then needs draws that aren't on record.
  public func resolution(
    of turn: Int, with decisions: [StateID: Decision] = [:], draws: [Draw]? = nil,
    from world: World? = nil
  ) -> Resolution? {
    let recorded = replay.turns[turn - 1]
    var all = PerState(recorded.decisions)
    for state in all.indices { all[state] = decisions[state] ?? all[state] }
    return try? Self.resolve(
      scenario, world ?? worlds[turn - 1], all, injects: recorded.injects,
      draws: draws ?? recorded.draws)
  }

  private static func resolve(
    _ scenario: Scenario, _ world: World, _ decisions: PerState<Decision>,
    injects: [Inject], draws: [Draw]
  ) throws -> Resolution {
    try Adjudication(setting: scenario.setting, rulebook: scenario.rulebook).resolve(
      world, decisions, injects: injects,
      chance: RecordedChance(draws, roster: scenario.setting.roster))
  }
}
