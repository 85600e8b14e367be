internal import StatecraftAnalysis
internal import StatecraftCore

/// Which metrics are compared.
enum MetricSelection {
  /// The metrics that were asked for, by name or by family.
  ///
  /// - Parameter names: such as `outcome.S3`, or `gain` for all gains; the usual ones if empty.
  static func select(
    _ names: [String], from catalogue: MetricCatalogue, setting: Setting
  ) throws -> [Metric] {
    guard !names.isEmpty else { return usual(catalogue, setting: setting) }
    var chosen: [Metric] = []
    var faults: [String] = []
    for name in names {
      let family = catalogue.metrics.filter { $0.family == name }
      do {
        let found =
          try family.isEmpty ? [catalogue.metrics[catalogue.index(of: name)]] : family
        chosen += found.filter { !chosen.contains($0) }
      } catch {
        faults.append("‘--metric \(name)’: \(error)")
      }
    }
    guard faults.isEmpty else { throw Failure(.usage, faults.joined(separator: "\n")) }
    return chosen
  }

  /// Classes, numbers of excluded keys, gains, and the leader's dependence in key sectors; of a game
  /// in strategic form scores and last moves.
  private static func usual(_ catalogue: MetricCatalogue, setting: Setting) -> [Metric] {
    let roster = setting.roster
    let keys = Set(
      roster.sectors.filter { setting[$0].isKey }.map { "dependence.\(roster.code($0))" })
    return catalogue.metrics.filter {
      $0.kindOfFamily?.isOutcome ?? false || keys.contains($0.name)
    }
  }
}
