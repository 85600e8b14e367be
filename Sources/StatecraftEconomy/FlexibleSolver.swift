internal import Elementary

/// Solves economies with CES shares and bounds, by ever more careful ways.
///
/// First Newton's method from the start. Where that gets stuck, the baseline is turned into the
/// counterfactual bit by bit. Where fixed proportions leave prices undetermined on the way, they
/// are approached from elasticities that do not.
final class FlexibleSolver {
  private let economy: FlexibleEconomy
  private let newton: NewtonMethod

  init(shape: LaneShape, sectors: Int, hasBounds: Bool) {
    economy = FlexibleEconomy(shape: shape, sectors: sectors, hasBounds: hasBounds)
    newton = NewtonMethod(economy)
  }

  /// Whether its memory fits an economy.
  func fits(_ prepared: PreparedBaseline, _ flexible: FlexibleBaseline) -> Bool {
    economy.shape == prepared.shape && economy.sectors == prepared.sectors
      && economy.hasBounds == flexible.hasBounds
  }

  /// Finds the equilibrium; `report` tells what it is.
  func solve(
    _ baseline: Baseline, _ flexible: FlexibleBaseline, _ counterfactual: Counterfactual,
    from start: WarmStart?, tolerance: Double, sweepLimit: Int
  ) throws(EquilibriumError) -> (sweeps: Int, residual: Double) {
    let prepared = baseline.prepared
    newton.reset()
    try economy.load(baseline, flexible, counterfactual, elasticityMin: 0)
    func run(tolerance: Double) -> Bool {
      newton.run(
        prepared, flexible, tolerance: tolerance, stepLimit: Self.stepLimit,
        sweepLimit: sweepLimit)
    }
    if let start {
      try economy.begin(at: start, prepared)
      if run(tolerance: tolerance) { return (newton.sweeps, newton.residual) }
    }
    economy.begin()
    if run(tolerance: tolerance) { return (newton.sweeps, newton.residual) }
    let obstacle = economy.obstacle(prepared, flexible)
    let overspent = economy.overspent()
    for elasticityMin in [0, Self.elasticityMin] where newton.sweeps < sweepLimit {
      economy.begin()
      // From the baseline to the counterfactual.
      var arrived = try follow { share throws(EquilibriumError) in
        try economy.load(
          baseline, flexible, counterfactual.blended(baseline, share: share),
          elasticityMin: elasticityMin)
        return run(tolerance: share < 1 ? Self.waypointTolerance : tolerance)
      }
      if arrived && elasticityMin > 0 {
        // From elasticities that are easy to solve for to the ones asked for.
        arrived = try follow { share throws(EquilibriumError) in
          try economy.load(
            baseline, flexible, counterfactual,
            elasticityMin: share < 1 ? elasticityMin * power(1e-10, share) : 0)
          return run(tolerance: share < 1 ? Self.waypointTolerance : tolerance)
        }
      }
      if arrived { return (newton.sweeps, newton.residual) }
    }
    if let overspent { throw overspent }
    throw .notConverged(
      sweeps: newton.sweeps, residual: obstacle.residual, state: obstacle.state,
      sector: obstacle.sector)
  }

  /// Writes the equilibrium found last.
  func report(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, into equilibrium: inout Equilibrium
  ) {
    economy.report(prepared, flexible, into: &equilibrium)
  }

  /// Writes its flows.
  func writeFlows(_ prepared: PreparedBaseline, into flows: inout FlowTable) {
    economy.writeFlows(prepared, into: &flows)
  }

  /// Goes from zero to one in steps that are halved where they fail and doubled where not.
  ///
  /// - Returns: Whether it arrived.
  private func follow(
    _ reach: (Double) throws(EquilibriumError) -> Bool
  ) throws(EquilibriumError) -> Bool {
    var share = 0.0
    var step = 0.25
    while share < 1 {
      let next = min(1, share + step)
      economy.remember()
      if try reach(next) {
        share = next
        step *= 2
      } else {
        economy.recall()
        step /= 2
        if step < Self.followMin { return false }
      }
    }
    return true
  }

  private static let stepLimit = 40
  private static let elasticityMin = 0.5
  private static let waypointTolerance = 1e-6
  private static let followMin = 1.0 / 128
}

/// A positive number to the power of another.
func power(_ base: Double, _ exponent: Double) -> Double {
  exponential(exponent * logarithm(base))
}

extension Counterfactual {
  /// Whether only `FlexibleEconomy` knows what differs, whatever the baseline.
  var needsFlexibility: Bool { spendsInProportion || exportTaxes != nil }

  /// A point on the way from a baseline to this counterfactual.
  func blended(_ baseline: Baseline, share: Double) -> Counterfactual {
    guard share < 1 else { return self }
    var way = Counterfactual(baseline)
    way.spendsInProportion = spendsInProportion
    func blend(_ from: Double, _ to: Double) -> Double { from + share * (to - from) }
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        way.productivity[sector, market] = share * productivity[sector, market]
        way.capacity[sector, market] = power(capacity[sector, market], share)
        for supplier in 0..<baseline.stateCount {
          let multiplier = sourcing[sector, market, supplier]
          way.sourcing[sector, market, supplier] =
            multiplier > 0 ? power(multiplier, share) : 1 - share
          way.tariffs[sector, market, supplier] = blend(
            baseline.shares.tariffs[sector, market, supplier], tariffs[sector, market, supplier])
        }
      }
    }
    way.starved = starved
    if exportTaxes != nil {
      for sector in 0..<baseline.sectorCount {
        for market in 0..<baseline.stateCount {
          for supplier in 0..<baseline.stateCount {
            way.tax(
              exports: share * (exportFactor(sector, market, supplier) - 1), sector,
              from: supplier, to: market)
          }
        }
      }
    }
    for state in 0..<baseline.stateCount {
      way.transfers[state] = blend(baseline.transfers[state], transfers[state])
    }
    return way
  }
}
