import StatecraftEconomy
import Testing

struct ClosureTests {
  /// Two states, one of which lends.
  private func lender() throws -> Baseline {
    try Baseline(
      shares: TradeShares(
        sourcing: FlowTable([0.8, 0.2, 0.25, 0.75], sectors: 1, states: 2),
        finalSpending: SectorTable(sectors: 1, states: 2, repeating: 1),
        valueAdded: SectorTable(sectors: 1, states: 2, repeating: 1),
        recipes: RecipeTable(sectors: 1, states: 2), elasticities: [5],
        tariffs: FlowTable(sectors: 1, states: 2, repeating: 0)),
      transfers: [-0.02, 0.02])
  }

  private func answer(
    _ closure: Closure, _ baseline: Baseline, _ edit: (inout Counterfactual) -> Void
  ) throws -> (start: Baseline, equilibrium: Equilibrium) {
    let start = try closure.start(of: baseline)
    var change = Counterfactual(start)
    closure.close(&change)
    edit(&change)
    _ = try change.endUnpaidTrade(start)
    return (start, try EquilibriumSolver(tolerance: 1e-13).solve(start, change))
  }

  @Test func `Whoever must lend has no equilibrium in autarky, and is told the cause`() throws {
    let baseline = try lender()
    #expect(throws: EquilibriumError.unpayable(states: [0], amount: 0.02)) {
      try answer(.fixed, baseline) { change in
        change.sourcing[0, 0, 1] = 0
        change.sourcing[0, 1, 0] = 0
      }
    }
    // The solver itself says so too, and not only that it didn't settle.
    var change = Counterfactual(baseline)
    change.sourcing[0, 0, 1] = 0
    change.sourcing[0, 1, 0] = 0
    #expect(throws: EquilibriumError.unpayable(states: [0], amount: 0.02)) {
      try EquilibriumSolver(sweepLimit: 200).solve(baseline, change)
    }
  }

  @Test(arguments: [Closure.proportional, .none, .balanced])
  func `With balances closed autarky costs what the share at home says`(closure: Closure) throws {
    let (start, equilibrium) = try answer(closure, lender()) { change in
      change.sourcing[0, 0, 1] = 0
      change.sourcing[0, 1, 0] = 0
    }
    for state in 0..<2 {
      let home = start.shares.sourcing[0, state, state]
      // Spending over income at the start is lost or won as the balance closes.
      let earned =
        equilibrium.realIncome[state] * start.finalSpending(state) / start.valueAdded[state]
      #expect(abs(earned - home.raised(1.0 / 5)) < 1e-11)
      #expect(abs(equilibrium.transfers[state]) < 1e-12)
    }
  }

  @Test(arguments: 1...7)
  func `In proportion every state spends the same multiple of its share of income`(
    seed: Int
  ) throws {
    let economy = RandomEconomy(states: 3 + seed, sectors: 1 + seed % 4, seed: seed)
    let baseline = try economy.baseline()
    var change = Counterfactual.random(baseline, seed: seed)
    change.transfers = baseline.transfers
    change.spendsInProportion = true
    let equilibrium = try EquilibriumSolver(tolerance: 1e-12).solve(baseline, change)
    let earned = zip(equilibrium.valueAdded(baseline), equilibrium.tariffRevenue).map { $0 + $1 }
    let scales = earned.indices.map { state in
      let before = baseline.valueAdded[state] + baseline.tariffRevenue[state]
      return (earned[state] + equilibrium.transfers[state]) / earned[state]
        / (1 + baseline.transfers[state] / before)
    }
    #expect(abs(equilibrium.transfers.reduce(0, +)) < 1e-12)
    for scale in scales { #expect(abs(scale / scales[0] - 1) < 1e-11) }
  }

  @Test(arguments: 1...6)
  func `Where nobody lends closures agree`(seed: Int) throws {
    let economy = RandomEconomy(
      states: 4 + seed, sectors: 1 + seed % 4, seed: seed, tariffs: false, transfers: false)
    let baseline = try economy.baseline()
    let change = Counterfactual.random(baseline, seed: seed)
    var inProportion = change
    inProportion.spendsInProportion = true
    let solver = EquilibriumSolver(tolerance: 1e-12)
    // Two solvers that share nothing but the equations.
    #expect(
      try largestGap(solver.solve(baseline, change), solver.solve(baseline, inProportion)) < 1e-9)
  }

  @Test(arguments: 1...6)
  func `What a change leaves is a start of its own`(seed: Int) throws {
    let economy = RandomEconomy(states: 4 + seed, sectors: 1 + seed % 4, seed: seed)
    let baseline = try economy.baseline()
    let first = Counterfactual.random(baseline, seed: seed)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let middle = try solver.solve(baseline, first)
    var flows = FlowTable(sectors: economy.sectors, states: economy.states, repeating: 0)
    solver.writeFlows(into: &flows)
    let after = try Baseline(after: first, of: baseline, middle, flows: flows)
    #expect(try solver.solve(after, Counterfactual(after)).sweeps <= 2)
    // Two changes, one after the other, are both at once.
    var second = Counterfactual(after)
    var both = first
    for market in 0..<economy.states {
      second.productivity[0, market] = 0.03 * Double(market)
      both.productivity[0, market] += 0.03 * Double(market)
    }
    let twice = try solver.solve(after, second)
    let once = try solver.solve(baseline, both)
    for state in 0..<economy.states {
      #expect(
        abs(middle.realIncome[state] * twice.realIncome[state] - once.realIncome[state]) < 1e-10)
    }
  }

  @Test func `Elastic labour gives the gains from trade a power of one plus its elasticity`()
    throws
  {
    var shares = try lender().shares
    shares.technology.labourSupply = [1.5, 0.5]
    let baseline = try Baseline(shares: shares, transfers: [-0.02, 0.02])
    let (start, equilibrium) = try answer(.balanced, baseline) { change in
      change.sourcing[0, 0, 1] = 0
      change.sourcing[0, 1, 0] = 0
    }
    for (state, supply) in [(0, 1.5), (1, 0.5)] {
      let home = start.shares.sourcing[0, state, state]
      #expect(abs(equilibrium.realIncome[state] - home.raised((1 + supply) / 5)) < 1e-11)
      #expect(abs(equilibrium.labour[state] - home.raised(supply / 5)) < 1e-11)
    }
  }

  @Test func `A state that hands over more than it earns is refused with its income`() throws {
    let baseline = try lender()
    var change = Counterfactual(baseline)
    change.transfers = [-0.9, 0.9]
    let error = #expect(throws: EquilibriumError.self) {
      try EquilibriumSolver().solve(baseline, change)
    }
    guard case .overspent(let state, let income, let transfer)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(state == 0 && transfer == -0.9 && income < 0.9)
  }

  @Test func `Every supplier can be cut off, and only where it must balances are closed`() throws {
    let baseline = try lender()
    let solver = EquilibriumSolver()
    let lending = try StressTest(cutting: [0], in: [0], leak: 0).run(baseline, solver: solver)
    #expect(lending.closure == .balanced && lending.severed == [0, 1])
    let leaking = try StressTest(cutting: [0], in: [0], leak: 0.5).run(baseline, solver: solver)
    #expect(leaking.closure == .fixed && leaking.severed.isEmpty)
  }
}
