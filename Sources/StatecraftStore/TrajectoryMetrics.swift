public import StatecraftAnalysis

/// Which metrics are kept turn by turn, as ``MetricFamily/isKeptByTurn`` says.
public struct TrajectoryMetrics: Sendable {
  /// Where they stand among all metrics, in ascending order.
  public let positions: [Int]

  public init(_ metrics: [Metric]) {
    positions = metrics.indices.filter { metrics[$0].kindOfFamily?.isKeptByTurn ?? false }
  }

  /// Those of them that are kept turn by turn.
  ///
  /// - Parameter values: of all metrics, in order.
  public func select(_ values: [Double]) -> [Double] { positions.map { values[$0] } }
}
