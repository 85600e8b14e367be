internal import GSL

extension Interval {
  /// For the quantile of a distribution, between order statistics of a sample: no assumption is
  /// made of the distribution but that it's continuous.
  ///
  /// The number of values below the quantile is binomial. Whole order statistics would cover too
  /// often, so each limit lies between two neighbours, weighted after Nyblom (1992), who extends
  /// Hettmansperger and Sheather (1986) from the median to all quantiles.
  ///
  /// - Parameters:
  ///   - probability: of the quantile, between 0 and 1.
  ///   - sorted: the values in ascending order.
  /// - Returns: nil where the sample is too small for limits on both sides: at 0.95 the quantiles
  ///   at 0.05 and 0.95 need 72 values, the median 6.
  public static func quantile(
    _ probability: Double, ofSorted sorted: [Double], level: Double = 0.95
  ) throws -> Interval? {
    let count = sorted.count
    guard let lower = try rank(probability, count: count, level: level),
      let upper = try rank(1 - probability, count: count, level: level)
    else { return nil }
    func between(_ near: Double, _ far: Double, _ weight: Double) -> Double {
      weight == 0 ? near : near + weight * (far - near)
    }
    let top = count - 1
    return Interval(
      lower: between(
        sorted[lower.rank - 1], sorted[min(lower.rank, top)], lower.weight),
      upper: between(
        sorted[count - upper.rank], sorted[max(top - upper.rank, 0)], upper.weight))
  }

  /// The last order statistic, from 1, that is below the quantile surely enough, and how far
  /// toward the next one the limit may go.
  private static func rank(
    _ probability: Double, count: Int, level: Double
  ) throws -> (rank: Int, weight: Double)? {
    let miss = (1 - level) / 2
    let n = Double(count)
    // Far beyond what matters, where GSL's binomial ends.
    guard count <= 1_000_000 else {
      let spread =
        try Quantile.normal(1 - miss)
        * (n * probability * (1 - probability))
        .squareRoot()
      let rank = Int(n * probability - spread)
      return rank >= 1 ? (rank, 0) : nil
    }
    /// How likely it is that the order statistic is above the quantile.
    func above(_ rank: Int) throws -> Double {
      try CumulativeProbability.binomial(rank - 1, trials: count, probability: probability)
    }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high + 1) / 2
      if try above(middle) <= miss { low = middle } else { high = middle - 1 }
    }
    guard low >= 1 else { return nil }
    let (here, next) = (try above(low), try above(low + 1))
    let part = (next - miss) / (next - here)
    guard low < count, part < 1 else { return (low, 0) }
    let odds = Double(low) * (1 - probability) * part
    return (low, 1 / (1 + odds / ((n - Double(low)) * probability * (1 - part))))
  }
}

/// The quantile of sorted values by linear interpolation (Hyndman and Fan 1996, type 7).
///
/// - Parameters:
///   - probability: in `0...1`.
///   - sorted: at least one value, in ascending order.
public func quantile(_ probability: Double, ofSorted sorted: [Double]) -> Double {
  precondition(!sorted.isEmpty, "a quantile of no values")
  precondition((0...1).contains(probability), "quantile \(probability) is outside 0...1")
  let position = probability * Double(sorted.count - 1)
  let below = Int(position)
  guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
  return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
}
