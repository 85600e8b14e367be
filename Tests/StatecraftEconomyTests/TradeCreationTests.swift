import StatecraftEconomy
import Testing

struct TradeCreationTests {
  private func account(_ baseline: Baseline, _ change: Counterfactual, partners: [[Int]]) throws
    -> TradeCreation
  {
    let solver = EquilibriumSolver(tolerance: 1e-13)
    _ = try solver.solve(baseline, change)
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    return TradeCreation(baseline, change, flows: flows, partners: partners)
  }

  @Test func `A customs union creates trade and diverts it, and a barrier does the reverse`()
    throws
  {
    let baseline = try LevelsEconomy.world(
      sourcing: (0..<3).map { market in (0..<3).map { $0 == market ? 0.7 : 0.15 } },
      incomes: [Double](repeating: 1.0 / 3, count: 3), elasticity: 4)
    for (multiplier, sign) in [(2.0, 1.0), (0.5, -1)] {
      var change = Counterfactual(baseline)
      change.sourcing[0, 0, 1] = multiplier
      change.sourcing[0, 1, 0] = multiplier
      let account = try account(baseline, change, partners: [[1], [0], []])
      for member in 0..<2 {
        #expect(sign * account.creation[0, member] > 0)
        #expect(sign * account.diversion[0, member] > 0)
        #expect(
          abs(
            account.creation[0, member] + account.diversion[0, member]
              - account.partnersGain[0, member]) < 1e-15)
      }
      #expect(abs(account.creation[0, 2] + account.diversion[0, 2]) < 1e-15)
      #expect(account.partnersGain[0, 2] == 0)
    }
  }

  @Test func `Duties are taken off, so that nothing changes when nothing does`() throws {
    let baseline = try RandomEconomy(states: 4, sectors: 2, seed: 6).baseline()
    let account = try account(
      baseline, Counterfactual(baseline), partners: [[1], [0], [3], [2]])
    #expect(account.creation.values.allSatisfy { abs($0) < 1e-13 })
    #expect(account.diversion.values.allSatisfy { abs($0) < 1e-13 })
  }
}
