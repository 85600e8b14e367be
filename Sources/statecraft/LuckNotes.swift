internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine

/// What people should know of luck in a batch: that it did nothing, where that's so.
enum LuckNotes {
  /// Games that are looked into.
  private static let gamesMax = 4

  /// Sentences on the runs of a batch; none where luck does what one expects.
  ///
  /// - Parameters:
  ///   - variety: of all runs.
  ///   - scenario: what was played.
  ///   - replicates: the runs' numbers; the first few are played again and looked into.
  ///   - injects: what an umpire put into every game.
  ///   - unmoved: states whose real income is the same in every run.
  static func sentences(
    _ variety: RunVariety, of scenario: Scenario, seed: UInt64, replicates: some Sequence<UInt64>,
    injects: InjectSchedule = InjectSchedule(), unmoved: [StateID] = []
  ) async throws -> [String] {
    let probe = try await LuckProbe(
      scenario, seed: seed, replicates: Array(replicates.prefix(gamesMax)), injects: injects)
    return variety.telling(
      games: probe.games, draws: probe.draws, idleRules: probe.idleRules,
      unmoved: unmoved.map(scenario.setting.roster.code),
      states: scenario.setting.roster.stateCount)
  }
}
