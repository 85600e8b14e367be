import StatecraftEconomy
import Testing

/// What must not matter to an economy with CES shares and bounds, either.
struct FlexibleInvarianceTests {
  @Test(arguments: 1...3)
  func `Ten starts lead to the same equilibrium`(seed: Int) throws {
    let economy = RandomEconomy(states: 5, sectors: 3, seed: seed).flexible(seed: seed)
    let baseline = try economy.baseline()
    let change = Counterfactual.squeezed(baseline, seed: seed)
    let solver = EquilibriumSolver()
    let cold = try solver.solve(baseline, change)
    var random = RandomNumbers(seed: seed)
    for turn in 0..<10 {
      let start = WarmStart(
        wages: (0..<5).map { _ in random.uniform(0.4...2.5) },
        prices: SectorTable(sectors: 3, states: 5) { _, _ in random.uniform(0.4...2.5) },
        expenditures: SectorTable(sectors: 3, states: 5) {
          random.uniform(0.4...2.5) * baseline.expenditures[$0, $1]
        },
        producerPrices: turn.isMultiple(of: 2)
          ? nil : SectorTable(sectors: 3, states: 5) { _, _ in random.uniform(0.4...2.5) })
      let warm = try solver.solve(baseline, change, from: start)
      #expect(largestGap(warm, cold) < 1e-8)
      #expect(largestGap(warm.rents.values, cold.rents.values) < 1e-8)
    }
  }

  @Test func `Starting where the last turn ended saves sweeps`() throws {
    let baseline = try RandomEconomy(states: 6, sectors: 3, seed: 2).flexible(seed: 2).baseline()
    var change = Counterfactual.squeezed(baseline, seed: 2)
    let solver = EquilibriumSolver()
    let last = try solver.solve(baseline, change)
    #expect(try solver.solve(baseline, change, from: last.warmStart).sweeps <= 3)
    change.tariffs[0, 1, 2] += 0.02
    let cold = try solver.solve(baseline, change)
    let warm = try solver.solve(baseline, change, from: last.warmStart)
    #expect(warm.sweeps < cold.sweeps)
    #expect(largestGap(warm, cold) < 1e-9)
  }

  @Test func `What was solved before does not matter, to the last bit`() throws {
    let one = try RandomEconomy(states: 5, sectors: 3, seed: 11).flexible(seed: 11).baseline()
    let two = try RandomEconomy(states: 4, sectors: 2, seed: 12).flexible(seed: 12).baseline()
    let plain = try RandomEconomy(states: 5, sectors: 3, seed: 13).baseline()
    let change = Counterfactual.squeezed(one, seed: 11)
    let fresh = try EquilibriumSolver().solve(one, change)
    let used = EquilibriumSolver()
    _ = try used.solve(two, .squeezed(two, seed: 12))
    _ = try used.solve(one, .squeezed(one, seed: 14))
    // An equilibrium without rents leaves none of those before it.
    var reused = try used.solve(one, .squeezed(one, seed: 15))
    try used.solve(plain, Counterfactual(plain), into: &reused)
    #expect(reused == (try EquilibriumSolver().solve(plain, Counterfactual(plain))))
    try used.solve(one, change, into: &reused)
    #expect(reused == fresh)
  }

  @Test func `The unit of value does not matter`() throws {
    let economy = RandomEconomy(states: 4, sectors: 3, seed: 4).flexible(seed: 4)
    let small = try economy.baseline()
    let large = try Baseline(
      shares: economy.shares, valueAdded: small.valueAdded.map { 1024 * $0 },
      transfers: small.transfers.map { 1024 * $0 })
    let change = Counterfactual.squeezed(small, seed: 4)
    var largeChange = change
    largeChange.transfers = change.transfers.map { 1024 * $0 }
    let a = try EquilibriumSolver().solve(small, change)
    let b = try EquilibriumSolver().solve(large, largeChange)
    #expect(largestGap(a.wages, b.wages) < 1e-9)
    #expect(largestGap(a.realIncome, b.realIncome) < 1e-9)
    #expect(largestGap(a.capacityUse.values, b.capacityUse.values) < 1e-9)
    #expect(largestGap(a.rents.values.map { 1024 * $0 }, b.rents.values) < 1e-6)
  }

  @Test func `Twice as much of everything makes twice as much`() throws {
    // Capacity and productivity up by one factor: quantities and real incomes follow, prices stay.
    let economy = RandomEconomy(states: 4, sectors: 2, seed: 9, inputs: false, transfers: false)
      .flexible(seed: 9, bounded: 50)
    let baseline = try economy.baseline()
    var change = Counterfactual(baseline)
    for sector in 0..<2 {
      for state in 0..<4 {
        change.productivity[sector, state] = 0.6931471805599453
        if economy.shares.technology.installedCapacity[sector, state] < .infinity {
          change.capacity[sector, state] = 2
        }
      }
    }
    let found = try EquilibriumSolver().solve(baseline, change)
    #expect(largestGap(found.realIncome, [2, 2, 2, 2]) < 1e-9)
    #expect(largestGap(found.wages, [1, 1, 1, 1]) < 1e-9)
    #expect(largestGap(found.rents.values, baseline.rents.values) < 1e-9)
    #expect(largestGap(found.termsOfTrade, [1, 1, 1, 1]) < 1e-9)
  }

  @Test func `The order of states and sectors does not matter`() throws {
    let economy = RandomEconomy(states: 5, sectors: 3, seed: 3).flexible(seed: 3)
    let order = [3, 0, 2, 4, 1]
    let sectorOrder = [2, 0, 1]
    func rows(_ table: SectorTable) -> SectorTable {
      SectorTable(sectors: 3, states: 5) { table[sectorOrder[$0], order[$1]] }
    }
    func flows(_ table: FlowTable) -> FlowTable {
      FlowTable(sectors: 3, states: 5) { table[sectorOrder[$0], order[$1], order[$2]] }
    }
    let shares = economy.shares
    let technology = shares.technology
    let baseline = try economy.baseline()
    let other = try Baseline(
      shares: TradeShares(
        sourcing: flows(shares.sourcing), finalSpending: rows(shares.finalSpending),
        valueAdded: rows(shares.valueAdded),
        recipes: RecipeTable(sectors: 3, states: 5) {
          shares.recipes[sector: sectorOrder[$0], input: sectorOrder[$1], state: order[$2]]
        },
        elasticities: sectorOrder.map { shares.elasticities[$0] },
        tariffs: flows(shares.tariffs),
        technology: Technology(
          inputElasticities: sectorOrder.map { technology.inputElasticities[$0] },
          finalElasticities: order.map { technology.finalElasticities[$0] },
          rentShares: rows(technology.rentShares),
          installedCapacity: rows(technology.installedCapacity))),
      transfers: order.map { economy.transfers[$0] })
    let change = Counterfactual.squeezed(baseline, seed: 3)
    var otherChange = Counterfactual(other)
    otherChange.capacity = rows(change.capacity)
    otherChange.productivity = rows(change.productivity)
    otherChange.sourcing = flows(change.sourcing)
    otherChange.tariffs = flows(change.tariffs)
    otherChange.transfers = order.map { change.transfers[$0] }
    let a = try EquilibriumSolver().solve(baseline, change)
    let b = try EquilibriumSolver().solve(other, otherChange)
    #expect(largestGap(order.map { a.wages[$0] }, b.wages) < 1e-9)
    #expect(largestGap(order.map { a.realIncome[$0] }, b.realIncome) < 1e-9)
    #expect(largestGap(rows(a.rents).values, b.rents.values) < 1e-9)
    #expect(largestGap(rows(a.producerPrices).values, b.producerPrices.values) < 1e-9)
  }
}
