import StatecraftEconomy
import Testing

struct FaultTests {
  @Test func `A baseline reports every fault at once, each with its place`() throws {
    let economy = RandomEconomy(states: 3, sectors: 2, seed: 1, gaps: false)
    var shares = economy.shares
    shares.sourcing[0, 1, 2] = -0.25
    shares.finalSpending[1, 2] = .infinity
    shares.valueAdded[0, 0] = 0
    shares.elasticities = [4]
    shares.tariffs[1, 0, 2] = -1
    let error = #expect(throws: BaselineError.self) {
      try Baseline(shares: shares, transfers: [0, 0.5, 0])
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The shares are faulty. \(String(describing: error))")
      return
    }
    let seen = faults.map { "\($0)" }
    #expect(
      seen[0] == "sourcing share of sector 0 in state 1 from 2 is -0.25: "
        + "it must not be negative")
    #expect(seen[1].hasPrefix("sourcing share of sector 0 in state 1 sums to "))
    #expect(
      seen.contains(
        "final-spending share of sector 1 in state 2 is inf: it must be a finite number"))
    #expect(
      seen.contains(
        "value-added share of sector 0 in state 0 is 0.0: it must be above zero"))
    #expect(seen.contains("trade elasticity has 1 numbers: it needs 2"))
    #expect(seen.contains("tariff of sector 1 in state 0 from 2 is -1.0: it must be above -1.0"))
    #expect(seen.contains("transfer sums to 0.5: it must sum to 0.0"))
  }

  @Test func `Value added that the shares do not imply is refused, with what they do`() throws {
    let economy = RandomEconomy(states: 4, sectors: 2, seed: 3)
    let baseline = try economy.baseline()
    var valueAdded = baseline.valueAdded
    valueAdded[0] *= 1.5
    let error = #expect(throws: BaselineError.self) {
      try Baseline(
        shares: economy.shares, valueAdded: valueAdded, transfers: economy.transfers)
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The value added does not fit. \(String(describing: error))")
      return
    }
    let fault = try #require(faults.first { $0.state == 0 })
    #expect(fault.quantity == .valueAdded && fault.value == valueAdded[0])
    guard case .agreesWith(let implied) = fault.requirement else {
      Issue.record("\(fault)")
      return
    }
    #expect(implied < valueAdded[0])
  }

  @Test func `Transfers beyond what trade can carry are refused`() throws {
    let economy = RandomEconomy(states: 4, sectors: 2, seed: 3, transfers: false)
    var transfers = [Double](repeating: 0, count: 4)
    transfers[0] = 0.9
    transfers[1] = -0.9
    #expect(throws: BaselineError.self) {
      try Baseline(shares: economy.shares, transfers: transfers)
    }
  }

  @Test func `States without any trade keep the sizes they are given`() throws {
    let economy = RandomEconomy(
      states: 3, sectors: 1, seed: 3, tariffs: false, inputs: false, transfers: false)
    var shares = economy.shares
    for market in 0..<3 {
      for supplier in 0..<3 { shares.sourcing[0, market, supplier] = market == supplier ? 1 : 0 }
    }
    let baseline = try Baseline(
      shares: shares, valueAdded: [1, 2, 5], transfers: [0, 0, 0])
    var change = Counterfactual(baseline)
    change.productivity[0, 1] = 0.5
    let equilibrium = try EquilibriumSolver().solve(baseline, change)
    #expect(abs(equilibrium.realIncome[0] - 1) < 1e-9)
    #expect(abs(equilibrium.realIncome[1] - 1.6487212707001282) < 1e-9)
    #expect(equilibrium.termsOfTrade == [1, 1, 1])
  }

  @Test func `A counterfactual's faults are all reported, and the solver lives on`() throws {
    let baseline = try RandomEconomy(states: 5, sectors: 2, seed: 2).baseline()
    var change = Counterfactual(baseline)
    change.sourcing[1, 4, 0] = .nan
    change.sourcing[0, 2, 4] = -1
    change.tariffs[0, 1, 2] = -1
    change.productivity[1, 3] = .infinity
    change.transfers[0] += 1
    let solver = EquilibriumSolver()
    let error = #expect(throws: EquilibriumError.self) {
      try solver.solve(baseline, change)
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The counterfactual is faulty. \(String(describing: error))")
      return
    }
    #expect(
      faults.map(\.quantity) == [
        .sourcingMultiplier, .sourcingMultiplier, .tariff, .productivity, .transfer,
      ])
    #expect(faults[0].state == 2 && faults[0].partner == 4)
    #expect(faults[1].state == 4 && faults[1].value.isNaN)
    let small = try RandomEconomy(states: 3, sectors: 2, seed: 2).baseline()
    #expect(throws: EquilibriumError.self) { try solver.solve(baseline, Counterfactual(small)) }
    #expect(try solver.solve(baseline, Counterfactual(baseline)).sweeps == 1)
  }

  @Test func `A broken start is refused`() throws {
    let baseline = try RandomEconomy(states: 3, sectors: 2, seed: 2).baseline()
    let start = WarmStart(
      wages: [1, 0, 1], prices: SectorTable(sectors: 2, states: 3, repeating: 1),
      expenditures: SectorTable(sectors: 2, states: 3, repeating: .nan))
    let error = #expect(throws: EquilibriumError.self) {
      try EquilibriumSolver().solve(baseline, Counterfactual(baseline), from: start)
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The start is broken. \(String(describing: error))")
      return
    }
    #expect(faults.count == 7)
  }

  @Test func `A market without suppliers is named, one that buys nothing is let be`() throws {
    let economy = RandomEconomy(states: 4, sectors: 3, seed: 9, inputs: false, gaps: false)
    var shares = economy.shares
    shares.finalSpending[2, 1] += shares.finalSpending[1, 1]
    shares.finalSpending[1, 1] = 0
    let baseline = try Baseline(shares: shares, transfers: economy.transfers)
    var change = Counterfactual(baseline)
    for supplier in 0..<4 { change.sourcing[1, 1, supplier] = 0 }
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    #expect(equilibrium.expenditures[1, 1] == 0)
    #expect(equilibrium.prices[1, 1].isFinite)
    for supplier in 0..<4 { change.sourcing[1, 3, supplier] = 0 }
    #expect(throws: EquilibriumError.noSupplier(sector: 1, market: 3)) {
      try solver.solve(baseline, change)
    }
  }

  @Test func `A sole supplier may stay the only one`() throws {
    let economy = RandomEconomy(states: 4, sectors: 2, seed: 4, transfers: false, gaps: false)
    var shares = economy.shares
    for market in 0..<4 {
      for supplier in 0..<4 { shares.sourcing[0, market, supplier] = supplier == 2 ? 1 : 0 }
    }
    let baseline = try Baseline(shares: shares, transfers: economy.transfers)
    var change = Counterfactual(baseline)
    change.tariffs[0, 0, 2] += 0.5
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: 2, states: 4, repeating: 0)
    solver.writeFlows(into: &flows)
    for market in 0..<4 {
      #expect(abs(flows[0, market, 2] / equilibrium.expenditures[0, market] - 1) < 1e-14)
      #expect(flows[0, market, 1] == 0)
    }
  }

  @Test func `Where there is no equilibrium the solver stops and says why`() throws {
    // A state that is lent to and cut off from all trade cannot receive what it is lent.
    let economy = RandomEconomy(states: 3, sectors: 1, seed: 4, inputs: false)
    let baseline = try economy.baseline()
    var change = Counterfactual(baseline)
    let lent = try #require((0..<3).first { economy.transfers[$0] > 0 })
    for other in 0..<3 where other != lent {
      change.sourcing[0, lent, other] = 0
      change.sourcing[0, other, lent] = 0
    }
    let error = #expect(throws: EquilibriumError.self) {
      try EquilibriumSolver(sweepLimit: 300).solve(baseline, change)
    }
    guard case .unpayable(let states, let amount)? = error else {
      Issue.record("There is no equilibrium. \(String(describing: error))")
      return
    }
    #expect(states == [lent] || !states.contains(lent))
    #expect(abs(abs(amount) - economy.transfers[lent]) < 1e-15)
  }
}
