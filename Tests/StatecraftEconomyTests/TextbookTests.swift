import Foundation
import StatecraftEconomy
import Testing

/// One sector, no inputs: the results of the field's textbooks hold exactly.
struct TextbookTests {
  /// A world of one sector from each state's share of spending at home and its size.
  private func world(home: [Double], elasticity: Double) throws -> Baseline {
    let states = home.count
    return try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sectors: 1, states: states) { _, market, supplier in
          market == supplier ? home[market] : (1 - home[market]) / Double(states - 1)
        },
        finalSpending: SectorTable(sectors: 1, states: states, repeating: 1),
        valueAdded: SectorTable(sectors: 1, states: states, repeating: 1),
        recipes: RecipeTable(sectors: 1, states: states), elasticities: [elasticity],
        tariffs: FlowTable(sectors: 1, states: states, repeating: 0)),
      transfers: [Double](repeating: 0, count: states))
  }

  @Test(arguments: [1.2, 4, 8.28])
  func `Autarky costs one minus the home share to the power of one over theta`(
    elasticity: Double
  ) throws {
    let home = [0.9, 0.7, 0.55]
    let baseline = try world(home: home, elasticity: elasticity)
    var autarky = Counterfactual(baseline)
    for market in 0..<3 {
      for supplier in 0..<3 where supplier != market { autarky.sourcing[0, market, supplier] = 0 }
    }
    let equilibrium = try EquilibriumSolver().solve(baseline, autarky)
    for state in 0..<3 {
      #expect(abs(equilibrium.realIncome[state] - pow(home[state], 1 / elasticity)) < 1e-9)
    }
  }

  @Test func `Gains follow the change of the home share, whatever changes abroad`() throws {
    let home = [0.9, 0.7, 0.55]
    let baseline = try world(home: home, elasticity: 4)
    var change = Counterfactual(baseline)
    change.sourcing[0, 0, 1] = 0.3
    change.sourcing[0, 1, 0] = 0.6
    change.productivity[0, 2] = 0.1
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: 1, states: 3, repeating: 0)
    solver.writeFlows(into: &flows)
    // Arkolakis, Costinot and Rodríguez-Clare (2012): own productivity apart.
    for state in 0..<3 {
      let share = flows[0, state, state] / equilibrium.expenditures[0, state]
      let gain = pow(share / home[state], -1 / 4.0) * exp(change.productivity[0, state])
      #expect(abs(equilibrium.realIncome[state] - gain) < 1e-9)
    }
  }

  @Test(arguments: [3.0, 5])
  func `The optimal tariff is one over theta times the other's home share`(
    elasticity: Double
  ) throws {
    let baseline = try world(home: [0.7, 0.8], elasticity: elasticity)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    var change = Counterfactual(baseline)
    func gain(_ tariff: Double) throws -> Double {
      change.tariffs[0, 0, 1] = tariff
      return try solver.solve(baseline, change).realIncome[0]
    }
    // Gains are flat at the top, so the best tariff is where the slope changes sign.
    var (low, high) = (0.01, 2.0)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if try gain(middle + 1e-4) > gain(middle - 1e-4) { low = middle } else { high = middle }
    }
    let best = (low + high) / 2
    _ = try gain(best)
    var flows = FlowTable(sectors: 1, states: 2, repeating: 0)
    solver.writeFlows(into: &flows)
    let otherHome = flows[0, 1, 1] / (flows[0, 1, 1] + flows[0, 1, 0])
    #expect(abs(best * elasticity * otherHome - 1) < 1e-5)
  }

  @Test func `A bystander gains when others decouple, and they lose`() throws {
    let baseline = try world(home: [0.7, 0.7, 0.7], elasticity: 4)
    var change = Counterfactual(baseline)
    change.sourcing[0, 0, 1] = 0
    change.sourcing[0, 1, 0] = 0
    let equilibrium = try EquilibriumSolver().solve(baseline, change)
    #expect(equilibrium.realIncome[0] < 1 && equilibrium.realIncome[1] < 1)
    #expect(equilibrium.realIncome[2] > 1)
    #expect(equilibrium.termsOfTrade[2] > 1)
  }

  @Test(arguments: [-3.0, -0.7, -1e-9, 0.02, 0.25, 1, 2.5])
  func `A productivity gain everywhere is a gain of the same size everywhere`(
    gain: Double
  ) throws {
    let baseline = try world(home: [0.9, 0.7, 0.55], elasticity: 4)
    var change = Counterfactual(baseline)
    for state in 0..<3 { change.productivity[0, state] = gain }
    let equilibrium = try EquilibriumSolver(tolerance: 1e-14).solve(baseline, change)
    for state in 0..<3 {
      #expect(abs(equilibrium.realIncome[state] / exp(gain) - 1) < 1e-14)
      #expect(abs(equilibrium.wages[state] - 1) < 1e-14)
    }
  }

  @Test func `Between two states the terms of trade are the ratio of their costs`() throws {
    let baseline = try world(home: [0.7, 0.8], elasticity: 4)
    var change = Counterfactual(baseline)
    change.tariffs[0, 0, 1] = 0.2
    change.productivity[0, 1] = 0.1
    let equilibrium = try EquilibriumSolver().solve(baseline, change)
    let ratio = equilibrium.wages[0] / (equilibrium.wages[1] / exp(0.1))
    #expect(ratio > 1)
    #expect(abs(equilibrium.termsOfTrade[0] - ratio) < 1e-14 * ratio)
    #expect(abs(equilibrium.termsOfTrade[1] - 1 / ratio) < 1e-14)
  }
}
