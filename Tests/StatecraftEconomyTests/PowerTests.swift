import Foundation
import StatecraftEconomy
import Testing

struct PowerTests {
  /// d ln of what equilibria say of a state, by d ln of another's productivity: Richardson's
  /// central differences.
  private func difference(
    _ baseline: Baseline, by other: Int, _ read: (Equilibrium) -> Double
  ) throws -> Double {
    let solver = EquilibriumSolver(tolerance: 1e-14, sweepLimit: 2000)
    func at(_ step: Double) throws -> Double {
      var change = Counterfactual(baseline)
      for sector in 0..<baseline.sectorCount { change.productivity[sector, other] = step }
      return read(try solver.solve(baseline, change))
    }
    let (wide, narrow) = (2e-3, 1e-3)
    let far = try (at(wide) - at(-wide)) / (2 * wide)
    let near = try (at(narrow) - at(-narrow)) / (2 * narrow)
    return near + (near - far) / 3
  }

  @Test(arguments: 1...6)
  func `Exposures are what equilibria differ by`(seed: Int) throws {
    let economy = RandomEconomy(states: 2 + seed, sectors: 1 + seed % 4, seed: seed)
    var shares = economy.shares
    let count = economy.states
    if seed % 3 == 0 {
      shares.technology.finalElasticities = Array(repeating: 0.6, count: count)
    } else if seed % 3 == 1 {
      shares.technology.labourSupply = Array(repeating: 0.7, count: count)
    }
    let baseline = try Baseline(shares: shares, transfers: economy.transfers)
    let exposures = try #require(ExposureMatrices(baseline))
    let other = seed % economy.states
    for state in 0..<economy.states {
      let index = state * economy.states + other
      let income = try difference(baseline, by: other) { log($0.wages[state]) }
      let welfare = try difference(baseline, by: other) { log($0.realIncome[state]) }
      #expect(abs(exposures.income[index] - income) < 1e-9)
      #expect(abs(exposures.welfare[index] - welfare) < 1e-9)
    }
  }

  @Test(arguments: 1...6)
  func `The loss of a supplier is what the price system says`(seed: Int) throws {
    let economy = RandomEconomy(states: 3, sectors: 1 + seed % 4, seed: seed, gaps: false)
    let baseline = try economy.baseline()
    let power = SupplierPower(of: [1], in: Array(0..<economy.sectors))
    #expect(power.logLoss(of: 1, baseline) == 0)
    // Without inputs and with one elasticity it's a formula; with them it's more.
    var formula = 0.0
    for sector in 0..<economy.sectors {
      formula -=
        baseline.shares.finalSpending[sector, 0]
        * log(1 - baseline.shares.sourcing[sector, 0, 1])
        / baseline.shares.elasticities[sector]
    }
    #expect(power.logLoss(of: 0, baseline) > formula)
    let sole = SupplierPower(of: [0, 1, 2], in: [0])
    #expect(sole.logLoss(of: 0, baseline) == 0)
    let abroad = SupplierPower(of: [1, 2], in: [0])
    #expect(abroad.logLoss(of: 0, baseline).isFinite)
  }
}
