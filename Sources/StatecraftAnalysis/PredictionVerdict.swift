internal import GSL

/// What games say of a prediction's bounds.
public enum Verdict: String, Sendable, CaseIterable {
  /// The whole interval is within the bounds.
  case confirmed
  /// The whole interval is outside.
  case contradicted
  /// The interval has a bound in it: more games may tell.
  case undecided

  /// - Parameters:
  ///   - interval: of the mean.
  ///   - above: the bound that it has to be above; open where nil.
  ///   - below: the bound that it has to be below.
  public init(_ interval: Interval, above: Double?, below: Double?) {
    let (low, high) = (above ?? -.infinity, below ?? .infinity)
    if interval.lower > low && interval.upper < high {
      self = .confirmed
    } else if interval.upper <= low || interval.lower >= high {
      self = .contradicted
    } else {
      self = .undecided
    }
  }

  /// Of tests that must all hold: one that fails is enough.
  public init(all verdicts: [Verdict]) {
    if verdicts.contains(.contradicted) {
      self = .contradicted
    } else {
      self = verdicts.allSatisfy { $0 == .confirmed } ? .confirmed : .undecided
    }
  }
}

/// A weighted sum of metrics, gathered run by run over variants that share their luck.
public struct PairedSum: Sendable {
  private let kinds: [Metric.Kind]
  private let weights: [Double]
  private var sum = Moments()
  /// Runs in which both of two events came about, the first only, the second only.
  private var first = 0
  private var onlyFirst = 0
  private var onlySecond = 0

  /// - Parameters:
  ///   - kinds: of the metrics, in order.
  ///   - weights: what each is multiplied by.
  public init(kinds: [Metric.Kind], weights: [Double]) {
    precondition(kinds.count == weights.count && !kinds.isEmpty, "a weight for each metric")
    self.kinds = kinds
    self.weights = weights
  }

  public var count: Int { sum.count }
  public var mean: Double { sum.mean }

  /// Adds a run's values, in the order of the metrics.
  public mutating func add(_ values: [Double]) {
    sum.add(zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 })
    guard isShare || isDifference else { return }
    let second = values.count > 1 ? values[1] : 0
    if values[0] != 0 { first += 1 }
    if values[0] != 0, second == 0 { onlyFirst += 1 }
    if values[0] == 0, second != 0 { onlySecond += 1 }
  }

  /// Of the mean: Wilson's for the share of an event, Tango's for the difference of two in pairs,
  /// both of which aren't points when no run differs; Student's t otherwise.
  ///
  /// - Returns: nil with fewer than two runs.
  public func interval(level: Double) throws -> Interval? {
    guard count > 1 else { return nil }
    let interval: Interval
    if isShare {
      interval = try .wilson(count: first, of: count, level: level)
    } else if isDifference {
      interval = try PairedEvents(count: count, gained: onlyFirst, lost: onlySecond)
        .interval(level: level)
    } else {
      return try .mean(sum, level: level)
    }
    let ends = [interval.lower * weights[0], interval.upper * weights[0]]
    return Interval(lower: ends.min() ?? 0, upper: ends.max() ?? 0)
  }

  private var isShare: Bool { kinds == [.event] }
  private var isDifference: Bool { kinds == [.event, .event] && weights[0] == -weights[1] }
}
