internal import GSL

/// A confidence interval.
public struct Interval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Half of its width: the ± of a symmetric interval.
  public var halfWidth: Double { (upper - lower) / 2 }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// For a share of `count` in `total`, after Wilson (1927): it keeps inside `0...1` and is
  /// right for small counts too.
  ///
  /// - Returns: `0...1` when there is nothing to judge by.
  public static func wilson(count: Int, of total: Int, level: Double = 0.95) throws -> Interval {
    guard total > 0 else { return Interval(lower: 0, upper: 1) }
    let z = try Quantile.normal(0.5 + level / 2)
    let n = Double(total)
    let p = Double(count) / n
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      lower: count == 0 ? 0 : max(0, centre - half),
      upper: count == total ? 1 : min(1, centre + half))
  }

  /// For a mean, by Student's t.
  ///
  /// - Returns: nil with fewer than two values.
  public static func mean(_ moments: Moments, level: Double = 0.95) throws -> Interval? {
    guard let error = moments.standardError else { return nil }
    let t = try Quantile.studentT(0.5 + level / 2, degreesOfFreedom: Double(moments.count - 1))
    return Interval(lower: moments.mean - t * error, upper: moments.mean + t * error)
  }
}
