import StatecraftEconomy
import Testing

@Suite struct `Gradients of real income` {
  private static let step = 1e-5

  private func incomes(
    _ baseline: Baseline, _ change: (inout Counterfactual, Double) -> Void
  ) throws -> [Double] {
    // Central differences of the solved model.
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let sides = try [Self.step, -Self.step].map { step in
      var counterfactual = Counterfactual(baseline)
      change(&counterfactual, step)
      return try solver.solve(baseline, counterfactual).realIncome
    }
    return zip(sides[0], sides[1]).map { ($0 - $1) / (2 * Self.step) }
  }

  @Test(arguments: 1...6)
  func `are the solved model's, flow by flow`(seed: Int) throws {
    let baseline = try RandomEconomy(states: 4, sectors: 3, seed: seed).baseline()
    let gradients = try #require(IncomeGradients(baseline))
    var random = RandomNumbers(seed: seed)
    for _ in 0..<6 {
      let (sector, market, supplier) = (
        random.index(below: baseline.sectorCount), random.index(below: baseline.stateCount),
        random.index(below: baseline.stateCount)
      )
      let byWeight = try incomes(baseline) { $0.sourcing[sector, market, supplier] *= 1 + $1 }
      let byTariff = try incomes(baseline) {
        let before = baseline.shares.tariffs[sector, market, supplier]
        $0.tariffs[sector, market, supplier] = (1 + before) * (1 + $1) - 1
      }
      let byProductivity = try incomes(baseline) { $0.productivity[sector, supplier] += $1 }
      for state in 0..<baseline.stateCount {
        let expected = [byWeight[state], byTariff[state], byProductivity[state]]
        let found = [
          gradients.sourcing(of: state, sector: sector, market: market, supplier: supplier),
          gradients.tariff(of: state, sector: sector, market: market, supplier: supplier),
          gradients.productivity(of: state, sector: sector, producer: supplier),
        ]
        for (one, other) in zip(found, expected) {
          #expect(abs(one - other) < 1e-7 + 1e-5 * abs(other), "\(one) for \(other)")
        }
      }
    }
  }

  @Test(arguments: 1...4)
  func `make finite effects that begin as the gradients do`(seed: Int) throws {
    let baseline = try RandomEconomy(states: 4, sectors: 3, seed: seed).baseline()
    let gradients = try #require(IncomeGradients(baseline))
    let (sector, market, supplier) = (0, 0, baseline.stateCount - 1)
    let before = baseline.shares.tariffs[sector, market, supplier]
    for state in 0..<baseline.stateCount {
      let cut = gradients.effect(
        on: state,
        of: [
          .init(
            sector: sector, market: market, supplier: supplier, multiplier: 1 - 1e-6,
            tariff: before)
        ])
      let slope = gradients.sourcing(
        of: state, sector: sector, market: market, supplier: supplier)
      #expect(abs(cut + 1e-6 * slope) < 1e-5 * 1e-6 + 1e-4 * abs(1e-6 * slope))
      let tax = gradients.effect(
        on: state,
        of: [
          .init(
            sector: sector, market: market, supplier: supplier,
            tariff: (1 + before) * (1 + 1e-6) - 1)
        ])
      let rate = gradients.tariff(of: state, sector: sector, market: market, supplier: supplier)
      #expect(abs(tax - 1e-6 * rate) < 1e-5 * 1e-6 + 1e-4 * abs(1e-6 * rate))
    }
    #expect(gradients.effect(on: 0, of: []) == 0)
  }
}
