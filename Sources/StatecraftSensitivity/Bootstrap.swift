public import StatecraftAnalysis

/// A number with its 95 % interval.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  /// Nil where the data don't bear one.
  public let interval: Interval?

  public init(value: Double, interval: Interval?) {
    self.value = value
    self.interval = interval
  }
}

/// Intervals by drawing a design's rows anew, with replacement (Efron 1979; Archer, Saltelli and
/// Sobol' 1997 for indices).
///
/// A row is what the design repeats independently: a point, a trajectory, a row of A and B. The
/// rows of a Sobol' sequence cover the space more evenly than drawn ones: for them intervals are
/// wider than they need be.
struct Bootstrap {
  /// Resamples.
  private static let count = 1000
  /// The share of resamples in which a statistic may have no value before it counts as unknown.
  private static let undefinedMax = 0.05

  let seed: UInt64

  /// The statistics of the columns' means, with percentile intervals.
  ///
  /// - Parameters:
  ///   - rows: of the same width, at least one.
  ///   - statistics: functions of the columns' means; not a number where there's no value.
  /// - Returns: nil for statistics that have no value, here or in too many resamples.
  func estimates(
    _ rows: [[Double]], statistics: ([Double]) -> [Double]
  ) -> [Estimate?] {
    let draws = DesignDraws(seed: seed, purpose: "design.bootstrap")
    func means(of sample: [Int]) -> [Double] {
      var sums = [Double](repeating: 0, count: rows[0].count)
      for row in sample {
        for column in sums.indices { sums[column] += rows[row][column] }
      }
      return sums.map { $0 / Double(sample.count) }
    }
    let values = statistics(means(of: Array(rows.indices)))
    var resampled = values.map { _ in [Double]() }
    for number in 0..<Self.count {
      let sample = draws.resample(number, count: rows.count)
      for (index, value) in statistics(means(of: sample)).enumerated() where value.isFinite {
        resampled[index].append(value)
      }
    }
    return zip(values, resampled).map { value, resampled in
      let least = (1 - Self.undefinedMax) * Double(Self.count)
      guard value.isFinite, Double(resampled.count) >= least else { return nil }
      let sorted = resampled.sorted()
      return Estimate(
        value: value,
        interval: rows.count < 2
          ? nil
          : Interval(
            lower: quantile(0.025, ofSorted: sorted), upper: quantile(0.975, ofSorted: sorted)))
    }
  }
}
