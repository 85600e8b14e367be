public import StatecraftAnalysis

/// Which metrics are kept turn by turn: those that reports draw over time.
///
/// The shares of supply are left out. They're most of the numbers and change least.
public struct TrajectoryMetrics: Sendable {
  /// Where they stand among all metrics, in ascending order.
  public let positions: [Int]

  private static let families = [
    "outcome", "outcome_leader", "excluded_keys", "excluded_keys_leader", "gain", "alignment",
    "dependence",
  ]

  public init(_ metrics: [Metric]) {
    positions = metrics.indices.filter { Self.families.contains(String(metrics[$0].family)) }
  }

  /// Those of them that are kept turn by turn.
  ///
  /// - Parameter values: of all metrics, in order.
  public func select(_ values: [Double]) -> [Double] { positions.map { values[$0] } }
}
