import StatecraftEconomy
import Testing

/// What is refused, and that questions asked of an economy hold for any technology.
struct TechnologyTests {
  @Test func `Faults of a technology are all reported, each with its place`() throws {
    let economy = RandomEconomy(states: 3, sectors: 2, seed: 1, gaps: false)
    var shares = economy.shares
    shares.technology.inputElasticities = [0.5, -1]
    shares.technology.finalElasticities = [1]
    shares.technology.rentShares[0, 1] = 0.2
    shares.technology.installedCapacity[0, 1] = 2
    shares.technology.installedCapacity[1, 2] = 0.5
    shares.technology.rentShares[1, 0] = .nan
    let error = #expect(throws: BaselineError.self) {
      try Baseline(shares: shares, transfers: economy.transfers)
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The technology is faulty. \(String(describing: error))")
      return
    }
    let seen = faults.map { "\($0)" }
    #expect(seen.contains("input elasticity of sector 1 is -1.0: it must not be negative"))
    #expect(seen.contains("final-demand elasticity has 1 numbers: it needs 3"))
    #expect(
      seen.contains(
        "installed capacity of sector 0 in state 1 is 2.0: the other numbers imply 1.0"))
    #expect(
      seen.contains("installed capacity of sector 1 in state 2 is 0.5: it must be at least 1.0"))
    #expect(
      seen.contains("rent share of sector 1 in state 0 is nan: it must be a finite number"))
    // The rent has to come out of what labour and inputs get.
    #expect(seen.contains { $0.hasPrefix("recipe share of sector 0 in state 1 sums to ") })
    #expect(faults.count == 6)
  }

  @Test func `Capacity can be changed where there is some, and only then`() throws {
    for bounded in [0, 100] {
      let economy = RandomEconomy(states: 3, sectors: 2, seed: 1, gaps: false)
        .flexible(seed: 1, bounded: bounded)
      let baseline = try economy.baseline()
      var change = Counterfactual(baseline)
      change.capacity[1, 2] = bounded == 0 ? 0.9 : 0
      let error = #expect(throws: EquilibriumError.self) {
        try EquilibriumSolver().solve(baseline, change)
      }
      guard case .violations(let faults)? = error else {
        Issue.record("The capacity is faulty. \(String(describing: error))")
        return
      }
      let expected =
        bounded == 0
        ? "is 0.9: it must be 1, as no installed capacity bounds the sector"
        : "is 0.0: it must be above zero"
      #expect(
        faults.map { "\($0)" } == ["capacity over its baseline of sector 1 in state 2 " + expected])
    }
  }

  @Test func `Where there is no equilibrium the solver stops and says why`() throws {
    // A state that is lent to and cut off from all trade cannot receive what it is lent.
    let economy = RandomEconomy(states: 3, sectors: 1, seed: 4, inputs: false)
      .flexible(seed: 4, bounded: 100)
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

  @Test func `Calibration counts rents as value added and hands elasticities on`() throws {
    let economy = RandomEconomy(states: 4, sectors: 3, seed: 5, gaps: false)
      .flexible(seed: 5, bounded: 50)
    let known = try economy.baseline()
    let shares = known.shares
    let found = try SupplyCalibration(
      valueAdded: known.valueAdded,
      supplyShares: SectorTable(sectors: 3, states: 4) { sector, state in
        known.output[sector, state]
          / (0..<4).reduce(0) { $0 + known.output[sector, $1] }
      },
      residualSector: 2, finalSpending: shares.finalSpending,
      valueAddedShares: shares.valueAdded, recipes: shares.recipes, frictions: economy.frictions,
      elasticities: shares.elasticities, tariffs: shares.tariffs, transfers: known.transfers,
      technology: shares.technology
    ).solve().baseline
    #expect(found.shares.technology == shares.technology)
    #expect(largestGap(found.rents.values, known.rents.values) < 1e-8)
    #expect(largestGap(found.output.values, known.output.values) < 1e-8)
  }

  @Test func `Denials, tariffs and trade creation are asked of any technology`() throws {
    let economy = RandomEconomy(states: 3, sectors: 2, seed: 7, gaps: false)
      .flexible(seed: 7, bounded: 50)
    let baseline = try economy.baseline()
    let solver = EquilibriumSolver(tolerance: 1e-12)
    let denial = try Denial(by: [1], to: 0, in: [0], strictness: 0.8)
      .exact(baseline, given: Counterfactual(baseline), solver: solver)
    #expect(denial.damage > 0)
    // The best tariff is better than its neighbours.
    let question = OptimalTariff(of: 0, on: [0, 1], from: [1, 2])
    var change = Counterfactual(baseline)
    let best = try question.solve(baseline, given: change, solver: solver)
    #expect(best.rate > 0 && best.rate < 2)
    for rate in [best.rate - 0.01, best.rate + 0.01] {
      question.levy(rate, in: &change)
      let near = try solver.solve(baseline, change)
      #expect(near.realIncome[0] < best.equilibrium.realIncome[0])
    }
    var flows = FlowTable(sectors: 2, states: 3, repeating: 0)
    solver.writeFlows(into: &flows)
    let creation = TradeCreation(baseline, change, flows: flows, partners: [[1], [], []])
    let balance =
      creation.creation[0, 0] + creation.diversion[0, 0] - creation.partnersGain[0, 0]
    #expect(abs(balance) < 1e-12 && creation.partnersGain[0, 0] < 0)
    let dependence = try Dependence(baseline)
    let total = (0..<3).reduce(0.0) { $0 + dependence.total[0, 1, $1] }
    #expect(abs(total - 1) < 1e-9)
  }
}
