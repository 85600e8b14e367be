internal import GSL

/// A confidence interval.
public struct Interval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

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

/// Count, mean and spread of values, gathered one at a time (Welford 1962).
public struct Moments: Sendable, Equatable {
  public private(set) var count = 0
  public private(set) var mean = 0.0
  private var squares = 0.0

  public init() {}

  public mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
  }

  /// With n − 1 in the denominator; nil with fewer than two values.
  public var standardDeviation: Double? {
    count < 2 ? nil : (squares / Double(count - 1)).squareRoot()
  }

  public var standardError: Double? {
    standardDeviation.map { $0 / Double(count).squareRoot() }
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
