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
  public var variance: Double? { count < 2 ? nil : squares / Double(count - 1) }

  public var standardDeviation: Double? { variance?.squareRoot() }

  public var standardError: Double? {
    standardDeviation.map { $0 / Double(count).squareRoot() }
  }
}
