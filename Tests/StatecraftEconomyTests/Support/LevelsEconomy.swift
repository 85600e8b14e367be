import Foundation
import StatecraftEconomy

/// A world of one sector without inputs, given in levels: labour, productivity and barriers.
///
/// The baseline is the world without barriers, where w[i] L[i] ∝ L (A^θ/L)^(1/(1+θ)) in closed
/// form. Barriers are a counterfactual of it, so exact-hat algebra has to find the levels.
struct LevelsEconomy {
  let baseline: Baseline
  let barriers: Counterfactual

  init(labour: [Double], productivity: [Double], barriers tau: [[Double]], elasticity: Double)
    throws
  {
    let states = labour.count
    let sizes = zip(labour, productivity).map {
      $0 * pow(pow($1, elasticity) / $0, 1 / (1 + elasticity))
    }
    let shares = sizes.map { $0 / sizes.reduce(0, +) }
    baseline = try Self.world(
      sourcing: labour.map { _ in shares }, incomes: shares, elasticity: elasticity)
    var barriers = Counterfactual(baseline)
    for market in 0..<states {
      for supplier in 0..<states {
        barriers.sourcing[0, market, supplier] = pow(tau[market][supplier], -elasticity)
      }
    }
    self.barriers = barriers
  }

  /// A world of one sector from its sourcing shares and incomes.
  static func world(
    sourcing: [[Double]], incomes: [Double], elasticity: Double
  ) throws -> Baseline {
    let states = incomes.count
    return try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sourcing.flatMap { $0 }, sectors: 1, states: states),
        finalSpending: SectorTable(sectors: 1, states: states, repeating: 1),
        valueAdded: SectorTable(sectors: 1, states: states, repeating: 1),
        recipes: RecipeTable(sectors: 1, states: states), elasticities: [elasticity],
        tariffs: FlowTable(sectors: 1, states: states, repeating: 0)),
      valueAdded: incomes, transfers: [Double](repeating: 0, count: states))
  }

  /// The sourcing shares that a solver found last.
  static func sourcing(_ solver: EquilibriumSolver, _ equilibrium: Equilibrium) -> [[Double]] {
    let states = equilibrium.wages.count
    var flows = FlowTable(sectors: 1, states: states, repeating: 0)
    solver.writeFlows(into: &flows)
    return (0..<states).map { market in
      (0..<states).map { flows[0, market, $0] / equilibrium.expenditures[0, market] }
    }
  }
}
