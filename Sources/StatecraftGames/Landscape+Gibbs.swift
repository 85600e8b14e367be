public import StatecraftCore

/// How often play is in each configuration in the long run.
public struct LongRun: Sendable {
  /// The share of time in each configuration that play visits, in the order of their sides.
  /// Canonical.
  public let shares: [(configuration: Configuration, probability: Double)]

  /// The share of time in a configuration.
  public func probability(of configuration: Configuration) -> Double {
    let wanted = configuration.canonical
    return shares.first { $0.configuration == wanted }?.probability ?? 0
  }

  /// The mean of a quantity over time.
  public func mean(_ value: (Configuration) -> Double) -> Double {
    shares.reduce(0) { $0 + $1.probability * value($1.configuration) }
  }
}

extension Landscape {
  /// The long run of logit play when one actor at a time, each as likely, may change sides: Gibbs'
  /// distribution (Blume 1993).
  ///
  /// The chance of configuration X is ∝ exp(β Φ(X)), where the potential Φ is minus the cost of
  /// all pairs that are apart: −E/2 when frustration is weighed by size. A partition of the actors
  /// counts once for each way to name its sides.
  ///
  /// - Parameter precision: β, 0 or more.
  /// - Throws: ``LandscapeError`` where there is no potential, or too many configurations.
  public func gibbs(precision: Double) throws(LandscapeError) -> LongRun {
    guard hasPotential else {
      throw LandscapeError(
        description:
          "Being apart costs two actors not the same, so play has no exact potential and Gibbs' "
          + "distribution doesn't hold: solve the Markov chain of play instead.")
    }
    guard Self.partitions(of: stateCount, sidesMax: sideCount) <= Double(Self.followedMax) else {
      throw LandscapeError(
        description:
          "\(stateCount) actors on \(sideCount) sides have more than the \(Self.followedMax) "
          + "configurations that are added up: take fewer actors or sides, or play many games.")
    }
    var found: [(configuration: Configuration, potential: Double, names: Double)] = []
    var tally = Tally(costs: costs, sideCount: sideCount)
    tally.visitPartitions { tally in
      let used = (tally.sides.max() ?? 0) + 1
      let names = (0..<used).reduce(1.0) { $0 * Double(sideCount - $1) }
      found.append((Configuration(sides: tally.sides), tally.potential, names))
    }
    let highest = found.reduce(-Double.infinity) { max($0, $1.potential) }
    let weights = found.map { $0.names * Math.exp(precision * ($0.potential - highest)) }
    let sum = weights.reduce(0, +)
    return LongRun(shares: zip(found, weights).map { ($0.configuration, $1 / sum) })
  }

  /// The long run of logit play under any revision protocol, from its Markov chain: for
  /// propensities that aren't symmetric, and for moves that are made at once.
  ///
  /// - Throws: ``LogitPlayError`` where there are too many configurations, or β is too high.
  public func longRun(
    precision: Double, revision: RevisionProtocol
  ) throws(LogitPlayError) -> LongRun {
    let play = try LogitPlay(self, stateCount: stateCount, precision: precision)
    var shares: [Configuration: Double] = [:]
    for (profile, probability) in zip(play.profiles, try play.longRun(revision)) {
      shares[Configuration(profile).canonical, default: 0] += probability
    }
    let sorted = shares.sorted { $0.key.sides.lexicographicallyPrecedes($1.key.sides) }
    return LongRun(shares: sorted.map { ($0.key, $0.value) })
  }
}
