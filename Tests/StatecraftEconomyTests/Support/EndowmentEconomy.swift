import StatecraftEconomy

/// A closed economy that makes one final good of labour and of a critical input, an endowment.
struct EndowmentEconomy {
  let baseline: Baseline

  /// - Parameters:
  ///   - share: The endowment's share in the cost of the good, α.
  ///   - elasticity: How labour and the endowment replace each other, σ.
  ///   - states: How many such economies there are; they do not trade.
  init(share: Double, elasticity: Double, states: Int = 1) throws {
    let endowed = SectorTable(sectors: 2, states: states) { sector, _ in sector == 0 ? 1 : 0 }
    baseline = try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sectors: 2, states: states) { $1 == $2 ? 1 : 0 },
        finalSpending: SectorTable(sectors: 2, states: states) { sector, _ in
          sector == 1 ? 1 : 0
        },
        valueAdded: SectorTable(sectors: 2, states: states) { sector, _ in
          sector == 1 ? 1 - share : 0
        },
        recipes: RecipeTable(sectors: 2, states: states) { sector, input, _ in
          sector == 1 && input == 0 ? share : 0
        },
        elasticities: [4, 4], tariffs: FlowTable(sectors: 2, states: states, repeating: 0),
        technology: Technology(
          inputElasticities: [1, elasticity],
          finalElasticities: Array(repeating: 1, count: states), rentShares: endowed)),
      valueAdded: Array(repeating: 1, count: states),
      transfers: Array(repeating: 0, count: states))
  }

  /// The equilibrium with another amount of the endowment, over its baseline.
  func equilibrium(endowment: Double, tolerance: Double = 1e-10) throws -> Equilibrium {
    var change = Counterfactual(baseline)
    change.capacity[0, 0] = endowment
    return try EquilibriumSolver(tolerance: tolerance).solve(baseline, change)
  }
}
