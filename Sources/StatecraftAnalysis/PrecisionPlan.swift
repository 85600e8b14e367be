internal import GSL

/// When a batch that is to go on until its intervals are narrow enough looks whether they are.
///
/// The looks are fixed before the first run. To stop at the first at which an interval happens to
/// be narrow would make it err more often than it says; so all intervals of such a batch are a
/// little wider, as at the last look of a ``SequentialDesign`` in which each look has half as much
/// information again as the one before.
public struct PrecisionPlan: Sendable, Equatable {
  /// Runs at the first look.
  public static let firstLook = 100
  /// Runs at a look over runs at the one before.
  public static let growth = 1.5
  /// Earlier looks that are reckoned with; those before have less than a twentieth of the final
  /// information, and nothing is spent on them.
  private static let earlierLooksMax = 8

  /// The numbers of runs after which to look, ascending; the last is the maximum.
  public let looks: [Int]
  /// How far an interval reaches, in standard errors: 1.96 for a single look.
  public let criticalValue: Double
  /// The level at which a fixed batch would have intervals as wide.
  public let nominalLevel: Double

  /// - Parameters:
  ///   - runs: the most that are played, at least 1.
  ///   - level: the probability with which an interval shall hold what it's for.
  public init(upTo runs: Int, level: Double = 0.95) throws {
    precondition(runs >= 1, "no look at \(runs) runs")
    var looks: [Int] = []
    var next = Double(Self.firstLook)
    while next < Double(runs) {
      looks.append(Int(next))
      next *= Self.growth
    }
    looks.append(runs)
    self.looks = looks
    var fractions = [1.0]
    for _ in 0..<min(looks.count - 1, Self.earlierLooksMax) {
      fractions.insert(fractions[0] / Self.growth, at: 0)
    }
    let design = try SequentialDesign(informationFractions: fractions, level: level)
    criticalValue = design.criticalValues[fractions.count - 1]
    nominalLevel = try 1 - 2 * CumulativeProbability.normal(-criticalValue)
  }
}

/// A metric, and how precisely it's to be known.
public struct PrecisionTarget: Sendable, Equatable {
  public let metric: Metric
  /// Half the width that its interval may have, in the metric's unit.
  public let halfWidth: Double

  public init(_ metric: Metric, halfWidth: Double) {
    self.metric = metric
    self.halfWidth = halfWidth
  }
}

/// Watches the runs of a batch and says at which look to stop.
public struct PrecisionWatch: Sendable {
  public let plan: PrecisionPlan
  public let targets: [PrecisionTarget]
  public private(set) var estimates: [MetricEstimate]
  /// Looks taken.
  public private(set) var looksTaken = 0
  /// Whether every target was reached at the last look.
  public private(set) var isReached = false

  public init(_ targets: [PrecisionTarget], plan: PrecisionPlan) {
    self.plan = plan
    self.targets = targets
    estimates = targets.map { MetricEstimate($0.metric.kind) }
  }

  /// Takes in a run.
  ///
  /// - Parameter values: the run's values of the targets, in their order.
  /// - Returns: whether every target is reached at a look that was due with this run.
  public mutating func add(_ values: [Double]) throws -> Bool {
    precondition(values.count == targets.count, "\(values.count) values, \(targets.count) targets")
    for index in estimates.indices { estimates[index].add(values[index]) }
    guard looksTaken < plan.looks.count, estimates.first?.count == plan.looks[looksTaken] else {
      return false
    }
    looksTaken += 1
    isReached = try targets.indices.allSatisfy { index in
      // Values that are all the same say nothing yet of how much they vary.
      guard let halfWidth = try halfWidth(of: index), halfWidth > 0 else { return false }
      return halfWidth <= targets[index].halfWidth
    }
    return isReached
  }

  /// Half the width of a target's interval as of now; nil with fewer than two runs.
  public func halfWidth(of index: Int) throws -> Double? {
    try estimates[index].interval(level: plan.nominalLevel)?.halfWidth
  }

  /// About how many runs a target takes, judged by those so far; nil where they tell nothing.
  public func runsNeeded(for index: Int) throws -> Int? {
    guard let halfWidth = try halfWidth(of: index), halfWidth > 0 else { return nil }
    let ratio = halfWidth / targets[index].halfWidth
    let runs = Double(estimates[index].count) * ratio * ratio
    return runs < 1e15 ? Int(runs.rounded(.up)) : nil
  }
}
