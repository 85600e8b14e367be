/// What was measured at the points of a plan so far: of each point the same number of runs.
public struct Responses: Sendable, Equatable {
  public let metrics: [String]
  public let runs: Int
  /// By point, then run, then metric.
  private var storage: [Double] = []

  public init(metrics: [String], runs: Int) {
    precondition(!metrics.isEmpty && runs >= 1, "responses need a metric and a run")
    self.metrics = metrics
    self.runs = runs
  }

  /// Points that have been played, from the first on.
  public var points: Int { storage.count / (runs * metrics.count) }

  /// Adds the next point.
  ///
  /// - Parameter values: of each run, in order, each metric.
  public mutating func append(_ values: [[Double]]) {
    precondition(
      values.count == runs && values.allSatisfy { $0.count == metrics.count },
      "a point needs \(runs) runs of \(metrics.count) metrics")
    for run in values { storage += run }
  }

  /// A metric's values at a point, one a run.
  public func values(at point: Int, of metric: Int) -> [Double] {
    let start = point * runs * metrics.count + metric
    return (0..<runs).map { storage[start + $0 * metrics.count] }
  }

  /// Of each run at a point, in order, each metric.
  public func runs(at point: Int) -> [[Double]] {
    (0..<runs).map { run in
      let start = (point * runs + run) * metrics.count
      return Array(storage[start..<start + metrics.count])
    }
  }
}
