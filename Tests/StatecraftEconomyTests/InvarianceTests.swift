import StatecraftEconomy
import Testing

/// What must not matter: names, starts, units, and what was solved before.
struct InvarianceTests {
  /// The same world with states and sectors in another order.
  private func reordered(
    _ economy: RandomEconomy, states order: [Int], sectors sectorOrder: [Int]
  ) -> RandomEconomy {
    var other = economy
    func flows(_ table: FlowTable) -> FlowTable {
      FlowTable(sectors: economy.sectors, states: economy.states) {
        table[sectorOrder[$0], order[$1], order[$2]]
      }
    }
    func rows(_ table: SectorTable) -> SectorTable {
      SectorTable(sectors: economy.sectors, states: economy.states) {
        table[sectorOrder[$0], order[$1]]
      }
    }
    other.shares.sourcing = flows(economy.shares.sourcing)
    other.shares.tariffs = flows(economy.shares.tariffs)
    other.shares.finalSpending = rows(economy.shares.finalSpending)
    other.shares.valueAdded = rows(economy.shares.valueAdded)
    other.shares.recipes = RecipeTable(sectors: economy.sectors, states: economy.states) {
      economy.shares.recipes[
        sector: sectorOrder[$0], input: sectorOrder[$1], state: order[$2]]
    }
    other.shares.elasticities = sectorOrder.map { economy.shares.elasticities[$0] }
    other.transfers = order.map { economy.transfers[$0] }
    return other
  }

  @Test(arguments: 1...4)
  func `The order of states and sectors does not matter`(seed: Int) throws {
    let economy = RandomEconomy(states: 7, sectors: 3, seed: seed)
    let order = [3, 0, 6, 2, 5, 1, 4]
    let sectorOrder = [2, 0, 1]
    let baseline = try economy.baseline()
    let other = try reordered(economy, states: order, sectors: sectorOrder).baseline()
    let change = Counterfactual.random(baseline, seed: seed)
    var otherChange = Counterfactual(other)
    for sector in 0..<3 {
      for market in 0..<7 {
        otherChange.productivity[sector, market] =
          change.productivity[sectorOrder[sector], order[market]]
        for supplier in 0..<7 {
          otherChange.tariffs[sector, market, supplier] =
            change.tariffs[sectorOrder[sector], order[market], order[supplier]]
          otherChange.sourcing[sector, market, supplier] =
            change.sourcing[sectorOrder[sector], order[market], order[supplier]]
        }
      }
    }
    otherChange.transfers = order.map { change.transfers[$0] }
    let solver = EquilibriumSolver(tolerance: 1e-14 * 50)
    let a = try solver.solve(baseline, change)
    let b = try solver.solve(other, otherChange)
    #expect(largestGap(order.map { a.wages[$0] }, b.wages) < 1e-12)
    #expect(largestGap(order.map { a.realIncome[$0] }, b.realIncome) < 1e-12)
    #expect(largestGap(order.map { a.termsOfTrade[$0] }, b.termsOfTrade) < 1e-12)
    for sector in 0..<3 {
      for state in 0..<7 {
        #expect(
          abs(a.prices[sectorOrder[sector], order[state]] - b.prices[sector, state]) < 1e-12)
      }
    }
  }

  @Test(arguments: 1...3)
  func `Any start leads to the same equilibrium`(seed: Int) throws {
    let economy = RandomEconomy(states: 8, sectors: 3, seed: seed)
    let baseline = try economy.baseline()
    let change = Counterfactual.random(baseline, seed: seed)
    let solver = EquilibriumSolver()
    let cold = try solver.solve(baseline, change)
    var random = RandomNumbers(seed: seed)
    for _ in 0..<10 {
      let start = WarmStart(
        wages: (0..<8).map { _ in random.uniform(0.4...2.5) },
        prices: SectorTable(sectors: 3, states: 8) { _, _ in random.uniform(0.4...2.5) },
        expenditures: SectorTable(sectors: 3, states: 8) {
          random.uniform(0.4...2.5) * baseline.expenditures[$0, $1]
        })
      let warm = try solver.solve(baseline, change, from: start)
      #expect(largestGap(warm, cold) < 1e-9)
    }
  }

  @Test func `Starting where the last turn ended saves sweeps`() throws {
    let baseline = try RandomEconomy(states: 10, sectors: 4, seed: 2).baseline()
    var change = Counterfactual.random(baseline, seed: 2)
    let solver = EquilibriumSolver()
    let last = try solver.solve(baseline, change)
    #expect(try solver.solve(baseline, change, from: last.warmStart).sweeps == 1)
    change.tariffs[0, 1, 2] += 0.02
    let cold = try solver.solve(baseline, change)
    let warm = try solver.solve(baseline, change, from: last.warmStart)
    #expect(warm.sweeps < cold.sweeps)
    #expect(largestGap(warm, cold) < 1e-9)
  }

  @Test func `What was solved before does not matter, to the last bit`() throws {
    let one = try RandomEconomy(states: 6, sectors: 3, seed: 11).baseline()
    let two = try RandomEconomy(states: 9, sectors: 2, seed: 12).baseline()
    let change = Counterfactual.random(one, seed: 11)
    let fresh = try EquilibriumSolver().solve(one, change)
    let used = EquilibriumSolver()
    _ = try used.solve(two, .random(two, seed: 12))
    _ = try used.solve(one, .random(one, seed: 13))
    var broken = change
    broken.tariffs[0, 1, 2] = -2
    #expect(throws: EquilibriumError.self) { try used.solve(one, broken) }
    var reused = try used.solve(one, Counterfactual(one))
    try used.solve(one, change, into: &reused)
    #expect(reused == fresh)
  }

  @Test func `The unit of value does not matter`() throws {
    let economy = RandomEconomy(states: 5, sectors: 3, seed: 4)
    let small = try economy.baseline()
    let large = try Baseline(
      shares: economy.shares, valueAdded: small.valueAdded.map { 1024 * $0 },
      transfers: small.transfers.map { 1024 * $0 })
    let change = Counterfactual.random(small, seed: 4)
    var largeChange = change
    largeChange.transfers = change.transfers.map { 1024 * $0 }
    let solver = EquilibriumSolver()
    let a = try solver.solve(small, change)
    let b = try solver.solve(large, largeChange)
    #expect(largestGap(a.wages, b.wages) < 1e-10)
    #expect(largestGap(a.realIncome, b.realIncome) < 1e-10)
    #expect(largestGap(a.output.values, b.output.values.map { $0 / 1024 }) < 1e-10)
  }

  @Test func `Two states that are one split in two fare alike`() throws {
    // A third state sees no difference, and the parts earn the same wage as the whole.
    func world(_ home: Double, parts: Int) throws -> Baseline {
      let states = parts + 1
      return try Baseline(
        shares: TradeShares(
          sourcing: FlowTable(sectors: 1, states: states) { _, market, supplier in
            let whole = market < parts ? home : 1 - 0.8
            return supplier < parts ? whole / Double(parts) : 1 - whole
          },
          finalSpending: SectorTable(sectors: 1, states: states, repeating: 1),
          valueAdded: SectorTable(sectors: 1, states: states, repeating: 1),
          recipes: RecipeTable(sectors: 1, states: states), elasticities: [4],
          tariffs: FlowTable(sectors: 1, states: states, repeating: 0)),
        transfers: [Double](repeating: 0, count: states))
    }
    let whole = try world(0.7, parts: 1)
    let split = try world(0.7, parts: 2)
    var changeWhole = Counterfactual(whole)
    var changeSplit = Counterfactual(split)
    changeWhole.tariffs[0, 1, 0] = 0.3
    changeSplit.tariffs[0, 2, 0] = 0.3
    changeSplit.tariffs[0, 2, 1] = 0.3
    let solver = EquilibriumSolver()
    let a = try solver.solve(whole, changeWhole)
    let b = try solver.solve(split, changeSplit)
    #expect(abs(a.realIncome[0] - b.realIncome[0]) < 1e-9)
    #expect(abs(a.realIncome[0] - b.realIncome[1]) < 1e-9)
    #expect(abs(a.realIncome[1] - b.realIncome[2]) < 1e-9)
  }
}
