import StatecraftEconomy
import Testing

struct DenialTests {
  @Test func `A denial hurts both sides, and a bystander may gain`() throws {
    let home = 0.7
    let baseline = try LevelsEconomy.world(
      sourcing: (0..<3).map { market in (0..<3).map { $0 == market ? home : 0.15 } },
      incomes: [Double](repeating: 1.0 / 3, count: 3), elasticity: 4)
    let denial = Denial(by: [0], to: 1, in: [0], strictness: 0.75)
    let account = try denial.exact(
      baseline, given: Counterfactual(baseline), solver: EquilibriumSolver(tolerance: 1e-13))
    #expect(account.damage > 0 && account.cost > 0 && account.bystanderLoss < 0)
    #expect(account.cost == account.losses[0] && account.damage == account.losses[1])
    #expect(account.ratio == account.damage / account.cost)
    let glance = denial.firstOrder(baseline)
    // The formulas of `Exposure`, in value: income 1/3, θ 4, a share of 0.15 cut by 0.75.
    #expect(
      abs(
        glance.damage - 1.0 / 3
          * Exposure.importerLoss(
            sourcingShare: 0.15, spendingWeight: 1, elasticity: 4, cut: 0.75)) < 1e-15)
    #expect(abs(glance.cost - 0.15 / 3 * 0.75 / 5) < 1e-15)
    #expect(glance.bystanderLoss == 0)
  }

  @Test func `Losses are counted from what differs already`() throws {
    let baseline = try RandomEconomy(states: 5, sectors: 3, seed: 2).baseline()
    let others = Counterfactual.random(baseline, seed: 2)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let nothing = try Denial(by: [0, 2], to: 1, in: [0, 1], strictness: 0)
      .exact(baseline, given: others, solver: solver)
    #expect(nothing.losses.allSatisfy { $0 == 0 })
    #expect(nothing.ratio == .infinity)
    let denial = try Denial(by: [0, 2], to: 1, in: [0, 1, 2], strictness: 0.9)
      .exact(baseline, given: others, solver: solver)
    var after = others
    for sector in 0..<3 {
      for denier in [0, 2] { after.sourcing[sector, 1, denier] *= 1 - 0.9 }
    }
    let a = try solver.solve(baseline, others).realIncome
    let b = try solver.solve(baseline, after).realIncome
    #expect(denial.damage > 0)
    #expect(denial.damage == baseline.finalSpending(1) * (a[1] - b[1]))
    #expect(abs(denial.cost - denial.losses[0] - denial.losses[2]) < 1e-15)
    #expect(abs(denial.bystanderLoss - denial.losses[3] - denial.losses[4]) < 1e-15)
  }
}
