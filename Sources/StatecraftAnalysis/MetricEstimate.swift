/// The mean of a metric over runs, gathered run by run, with its interval.
public struct MetricEstimate: Sendable {
  public let kind: Metric.Kind
  private var moments = Moments()
  private var events = 0

  public init(_ kind: Metric.Kind) { self.kind = kind }

  /// Adds a run; of an event, the value is 0 or 1.
  public mutating func add(_ value: Double) {
    moments.add(value)
    if kind == .event, value != 0 { events += 1 }
  }

  /// Runs so far.
  public var count: Int { moments.count }

  /// Of an event, the share of runs in which it came about.
  public var mean: Double { moments.mean }

  /// Of the mean; nil with fewer than two runs.
  public var standardError: Double? { moments.standardError }

  /// Wilson's for events, Student's t for quantities; of a quantity nil with fewer than two runs.
  public func interval(level: Double = 0.95) throws -> Interval? {
    switch kind {
    case .event: try .wilson(count: events, of: count, level: level)
    case .quantity: try .mean(moments, level: level)
    }
  }
}
