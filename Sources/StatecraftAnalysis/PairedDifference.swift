internal import GSL

/// Values of one metric in two variants, gathered pair by pair, where both runs of a pair have the
/// same luck.
public struct PairedSample: Sendable {
  public let kind: Metric.Kind
  private var base = Moments()
  private var variant = Moments()
  private var difference = Moments()
  private var gained = 0
  private var lost = 0

  public init(_ kind: Metric.Kind) { self.kind = kind }

  /// Pairs so far.
  public var count: Int { difference.count }

  /// Adds a pair; of an event, the values are 0 or 1.
  public mutating func add(base: Double, variant: Double) {
    self.base.add(base)
    self.variant.add(variant)
    difference.add(variant - base)
    if variant > base { gained += 1 }
    if variant < base { lost += 1 }
  }

  /// What the pairs say.
  public func difference(level: Double = 0.95) throws -> PairedDifference {
    let events = PairedEvents(count: count, gained: gained, lost: lost)
    let isEvent = kind == .event
    let independent = (base.variance ?? 0) + (variant.variance ?? 0)
    let paired = difference.variance ?? 0
    return PairedDifference(
      kind: kind, pairs: count, differingPairs: gained + lost, base: base.mean,
      variant: variant.mean, difference: difference.mean,
      standardError: difference.standardError,
      interval: isEvent ? try events.interval(level: level) : try .mean(difference, level: level),
      probability: isEvent ? try events.probability() : try probability(events),
      varianceRatio: paired > 0 ? independent / paired : nil)
  }

  /// By Student's t on the differences.
  private func probability(_ signs: PairedEvents) throws -> Double {
    guard let error = difference.standardError, signs.gained + signs.lost > 0 else { return 1 }
    // Differences that are all the same have no spread to judge by: their signs must do.
    guard error > 0 else { return try signs.probability() }
    return try 2
      * CumulativeProbability.studentT(
        -abs(difference.mean) / error, degreesOfFreedom: Double(count - 1))
  }
}

/// How much a metric differs between two variants that share their luck.
public struct PairedDifference: Sendable, Equatable {
  public let kind: Metric.Kind
  /// Pairs of runs.
  public let pairs: Int
  /// Pairs in which the two values aren't the same.
  public let differingPairs: Int
  /// The mean in the base; of an event, its share.
  public let base: Double
  public let variant: Double
  /// The variant's mean less the base's.
  public let difference: Double
  /// Nil with fewer than two pairs, as is the interval of a quantity.
  public let standardError: Double?
  /// Of the difference: Tango's for events, Student's t on the differences for quantities.
  public let interval: Interval?
  /// The probability of so large a difference, or a larger one, if there were none: McNemar's
  /// mid-P for events, Student's t for quantities.
  public let probability: Double
  /// How many times the variance would be with independent seeds, and so how many times the runs
  /// it would take for an interval as narrow. Below 1 where sharing luck hurts; nil where the
  /// differences don't vary.
  public let varianceRatio: Double?
}

/// Probabilities corrected for being looked at together (Holm 1979).
///
/// To call a result told apart when its corrected probability is at most α is wrong about even
/// one of them with a probability of α at most, however they depend on each other.
public func holm(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  var corrected = probabilities
  var largest = 0.0
  for (place, index) in order.enumerated() {
    largest = max(largest, min(1, probabilities[index] * Double(order.count - place)))
    corrected[index] = largest
  }
  return corrected
}
