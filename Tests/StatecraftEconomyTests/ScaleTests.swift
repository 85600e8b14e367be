import Foundation
import StatecraftEconomy
import Testing

/// Sectors whose productivity rises with their size.
struct ScaleTests {
  private func world(seed: Int) throws -> Baseline {
    var economy = RandomEconomy(
      states: 2 + seed % 5, sectors: 2 + seed % 3, seed: seed, tariffs: false, inputs: false,
      transfers: false, gaps: false)
    economy.shares.technology.scaleElasticities = economy.shares.elasticities.enumerated().map {
      0.8 / $1 * Double($0 + 1) / Double(economy.sectors)
    }
    return try economy.baseline()
  }

  @Test(arguments: 1...8)
  func `Autarky costs what the formula of home shares and of labour's shares says`(
    seed: Int
  ) throws {
    let baseline = try world(seed: seed)
    var change = Counterfactual(baseline)
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        for supplier in 0..<baseline.stateCount where supplier != market {
          change.sourcing[sector, market, supplier] = 0
        }
      }
    }
    let equilibrium = try EquilibriumSolver(tolerance: 1e-12).solve(baseline, change)
    for state in 0..<baseline.stateCount {
      var log = 0.0
      for sector in 0..<baseline.sectorCount {
        let spent = baseline.shares.finalSpending[sector, state]
        let worked = baseline.output[sector, state] / baseline.valueAdded[state]
        let home = baseline.shares.sourcing[sector, state, state]
        log +=
          spent
          * (Foundation.log(home) / baseline.shares.elasticities[sector]
            + baseline.shares.technology.scaleElasticities[sector]
            * Foundation.log(spent / worked))
      }
      #expect(abs(equilibrium.realIncome[state] - exp(log)) < 1e-11)
    }
  }

  @Test(arguments: 1...8)
  func `Real wages follow from home shares and from where labour went`(seed: Int) throws {
    let baseline = try world(seed: seed)
    var change = Counterfactual(baseline)
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        for supplier in 0..<baseline.stateCount where supplier != market {
          change.sourcing[sector, market, supplier] = 0.5 + 0.1 * Double(sector)
          change.tariffs[sector, market, supplier] = 0.2
          change.tax(exports: 0.1, sector, from: supplier, to: market)
        }
      }
    }
    let solver = EquilibriumSolver(tolerance: 1e-12)
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    let prices = equilibrium.basketPrices(baseline)
    for state in 0..<baseline.stateCount {
      var log = 0.0
      for sector in 0..<baseline.sectorCount {
        let home =
          flows[sector, state, state] / equilibrium.expenditures[sector, state]
          / baseline.shares.sourcing[sector, state, state]
        let work =
          equilibrium.output[sector, state] / equilibrium.wages[state]
          / baseline.output[sector, state]
        log +=
          baseline.shares.finalSpending[sector, state]
          * (-Foundation.log(home) / baseline.shares.elasticities[sector]
            + baseline.shares.technology.scaleElasticities[sector] * Foundation.log(work))
      }
      #expect(abs(equilibrium.wages[state] / prices[state] - exp(log)) < 1e-11)
    }
  }

  @Test func `Scale that isn't below one over the trade elasticity is refused, and beside bounds`()
    throws
  {
    var economy = RandomEconomy(states: 2, sectors: 2, seed: 3, gaps: false)
    economy.shares.technology.scaleElasticities = [1 / economy.shares.elasticities[0], 0.1]
    economy.shares.technology.installedCapacity[1, 0] = 1.2
    do {
      _ = try economy.baseline()
      Issue.record("It passed.")
    } catch BaselineError.violations(let faults) {
      #expect(faults.map(\.quantity) == [.scaleElasticity, .scaleElasticity])
      #expect(
        faults[0].requirement == .below(1 / economy.shares.elasticities[0])
          && faults[1].requirement == .zero && faults[1].state == 0)
    }
  }
}
