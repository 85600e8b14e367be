import StatecraftEconomy
import Testing

struct StressTestTests {
  @Test func `Losing a small supplier costs what first glance says`() throws {
    // One sector without inputs: the loss is d/θ · −ln(1 − x q) to first order in q.
    let small = 1e-4
    let baseline = try LevelsEconomy.world(
      sourcing: [[1 - small, small], [small, 1 - small]], incomes: [0.5, 0.5], elasticity: 4)
    let losses = try StressTest(cutting: [1], in: [0], leak: 0, cutsPurchases: true)
      .run(baseline, solver: EquilibriumSolver(tolerance: 1e-14))
    let importing = Exposure.importerLoss(
      sourcingShare: small, spendingWeight: 1, elasticity: 4, cut: 1)
    #expect(abs(losses.exact[0] / importing - 1) < 1e-3)
    // First glance adds the rents of lost sales: 1/(1 + θ) of them.
    #expect(abs(losses.firstOrder[0] - importing - small / 5) < 1e-12)
  }

  @Test func `A table asks after every supplier, and a deeper cut costs more`() throws {
    let baseline = try RandomEconomy(states: 5, sectors: 2, seed: 3, gaps: false).baseline()
    let solver = EquilibriumSolver()
    let table = try StressTest.table(baseline, sectors: [0, 1], leak: 0.2, solver: solver)
    let deeper = try StressTest.table(baseline, sectors: [0, 1], leak: 0.05, solver: solver)
    #expect(table.count == 5)
    for supplier in 0..<5 {
      let alone = StressTest(cutting: [supplier], in: [0, 1], leak: 0.2)
      #expect(table[supplier] == (try alone.run(baseline, solver: solver)))
      // Whoever loses its sales loses, and loses more when it loses more of them.
      #expect(table[supplier].exact[supplier] > 0)
      #expect(deeper[supplier].exact[supplier] > table[supplier].exact[supplier])
    }
  }

  @Test(arguments: 1...12)
  func `Who can't do without is left to its fate, and others' losses are those without it`(
    seed: Int
  ) throws {
    // Everyone makes the last good; the first is made by the first state only, or by the one that
    // is cut off as well, hardly.
    func losses(home: Double) throws -> StressTest.Losses {
      var economy = RandomEconomy(
        states: 3 + seed % 4, sectors: 2, seed: seed, transfers: false, gaps: false)
      let cut = economy.states - 1
      for market in 0..<economy.states {
        for supplier in 0..<economy.states {
          let own = market == cut && supplier == cut ? home : 0
          economy.shares.sourcing[0, market, supplier] =
            supplier == 0 ? 1 - (market == cut ? home : 0) : own
        }
      }
      return try StressTest(cutting: [cut], in: [0, 1], leak: 0).run(
        try economy.baseline(), solver: EquilibriumSolver(tolerance: 1e-12))
    }
    let (without, hardly) = (try losses(home: 0), try losses(home: 1e-8))
    let cut = without.exact.count - 1
    #expect(without.starved == [cut] && without.exact[cut] == 1)
    #expect(hardly.starved.isEmpty && hardly.exact[cut] < 1)
    for state in 0..<cut {
      #expect(abs(without.exact[state] - hardly.exact[state]) < 1e-6)
    }
  }

  @Test func `A bloc that is cut off trades on within`() throws {
    let baseline = try RandomEconomy(states: 4, sectors: 2, seed: 8).baseline()
    let change = StressTest(cutting: [1, 2], in: [1], leak: 0.25, cutsPurchases: true)
      .counterfactual(baseline)
    for market in 0..<4 {
      for supplier in 0..<4 {
        let across = (1...2).contains(market) != (1...2).contains(supplier)
        #expect(change.sourcing[1, market, supplier] == (across ? 0.25 : 1))
        #expect(change.sourcing[0, market, supplier] == 1)
      }
    }
  }

  @Test func `The order of states does not matter to a stress test`() throws {
    let sourcing = [[0.6, 0.3, 0.1], [0.2, 0.7, 0.1], [0.2, 0.3, 0.5]]
    let order = [2, 0, 1]
    // Incomes that balance trade: the stationary shares of the sourcing matrix.
    var incomes = [1.0 / 3, 1.0 / 3, 1.0 / 3]
    for _ in 0..<200 {
      incomes = (0..<3).map { supplier in
        (0..<3).reduce(0) { $0 + sourcing[$1][supplier] * incomes[$1] }
      }
    }
    let baseline = try LevelsEconomy.world(sourcing: sourcing, incomes: incomes, elasticity: 4)
    let other = try LevelsEconomy.world(
      sourcing: order.map { market in order.map { sourcing[market][$0] } },
      incomes: order.map { incomes[$0] }, elasticity: 4)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let a = try StressTest.table(baseline, sectors: [0], leak: 0.1, solver: solver)
    let b = try StressTest.table(other, sectors: [0], leak: 0.1, solver: solver)
    for supplier in 0..<3 {
      let losses = a[order[supplier]]
      #expect(largestGap(order.map { losses.exact[$0] }, b[supplier].exact) < 1e-12)
      #expect(largestGap(order.map { losses.firstOrder[$0] }, b[supplier].firstOrder) < 1e-15)
    }
  }

  @Test func `Leaks of everything lose nothing`() throws {
    let baseline = try RandomEconomy(states: 4, sectors: 2, seed: 8).baseline()
    let losses = try StressTest(cutting: [0], in: [0, 1], leak: 1)
      .run(baseline, solver: EquilibriumSolver())
    #expect(losses.exact.allSatisfy { abs($0) < 1e-12 })
    #expect(losses.firstOrder.allSatisfy { $0 == 0 })
  }

  @Test func `A market that loses its only supplier is named`() throws {
    let baseline = try LevelsEconomy.world(
      sourcing: [[0, 1], [1, 0]], incomes: [0.5, 0.5], elasticity: 4)
    let test = StressTest(cutting: [1], in: [0], leak: 0)
    #expect(throws: EquilibriumError.noSupplier(sector: 0, market: 0)) {
      try test.run(baseline, solver: EquilibriumSolver())
    }
  }
}
