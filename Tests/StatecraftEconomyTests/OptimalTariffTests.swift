import StatecraftEconomy
import Testing

struct OptimalTariffTests {
  /// Two states with a barrier of 1.3 between them; the first is `size` times the second.
  private func world(size: Double) throws -> LevelsEconomy {
    try LevelsEconomy(
      labour: [size, 1], productivity: [1, 1], barriers: [[1, 1.3], [1.3, 1]], elasticity: 5)
  }

  @Test(arguments: [
    // The first-order condition in levels, to 40 digits.
    (0.001, 0.20047134997848604, 0.99764879131837729),
    (0.1, 0.20961682990180329, 0.95412186174980145),
    (0.5, 0.2219738750841703, 0.90100693121729741),
    (1, 0.23079909578688431, 0.86655452144698333),
    (2, 0.24281551123014641, 0.82367060896054194),
    (10, 0.2893105018876536, 0.69129879038288395),
  ])
  func `The optimal tariff grows with a state's size as computed from levels`(
    size: Double, tariff: Double, otherHome: Double
  ) throws {
    let world = try world(size: size)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let reply = try OptimalTariff(of: 0, on: [0], from: [1]).solve(
      world.baseline, given: world.barriers, solver: solver)
    #expect(abs(reply.rate - tariff) < 1e-7)
    let home = LevelsEconomy.sourcing(solver, reply.equilibrium)[1][1]
    #expect(abs(home - otherHome) < 1e-8)
    #expect(abs(reply.rate - 1 / (5 * home)) < 1e-7)
  }

  @Test(arguments: [
    (0.0, 0.230799095786884, 1.03726606795693, -1.88713089887862),
    (0.5, 0.355153544294929, 0.89136065128153, -2.49775355862135),
  ])
  func `The best export tax is the best tariff, as computed from levels`(
    r: Double, rate: Double, home: Double, foreign: Double
  ) throws {
    let world = try world(size: 1)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let free = try solver.solve(world.baseline, world.barriers).realIncome
    // Gains are measured from the start of a world with its barriers.
    let start = try LevelsEconomy.world(
      sourcing: LevelsEconomy.sourcing(solver, try solver.solve(world.baseline, world.barriers)),
      incomes: [0.5, 0.5], elasticity: 5)
    #expect(free.count == 2)
    let reply = try OptimalTariff(
      of: 0, on: [0], from: [1], instrument: .exportTax, relativeGains: r
    ).solve(start, given: Counterfactual(start), solver: solver)
    #expect(abs(reply.rate - rate) < 1e-7)
    #expect(abs(100 * (reply.equilibrium.realIncome[0] - 1) - home) < 1e-8)
    #expect(abs(100 * (reply.equilibrium.realIncome[1] - 1) - foreign) < 1e-6)
  }

  @Test(arguments: 1...12)
  func `A tax on all exports does what a tariff on all imports does`(seed: Int) throws {
    // Lerner (1936): with balanced trade only relative prices differ, and they don't.
    var economy = RandomEconomy(
      states: 2 + seed % 6, sectors: 1 + seed % 4, seed: seed, tariffs: false, transfers: false)
    if seed % 2 == 0 {
      economy.shares.technology.inputElasticities = Array(
        repeating: 0.6, count: economy.sectors)
    }
    let baseline = try economy.baseline()
    var (tariff, tax) = (Counterfactual(baseline), Counterfactual(baseline))
    for sector in 0..<baseline.sectorCount {
      for partner in 1..<baseline.stateCount {
        tariff.tariffs[sector, 0, partner] = 0.4
        tax.tax(exports: 0.4, sector, from: 0, to: partner)
      }
    }
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let (levied, taxed) = (
      try solver.solve(baseline, tariff), try solver.solve(baseline, tax)
    )
    #expect(largestGap(levied.realIncome, taxed.realIncome) < 1e-11)
    #expect(abs(levied.realIncome[0] - 1) > 1e-4)
    // What is paid in export taxes reaches the taxing state, and the books balance.
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    var revenue = 0.0
    for sector in 0..<baseline.sectorCount {
      for partner in 1..<baseline.stateCount { revenue += flows[sector, partner, 0] * 0.4 / 1.4 }
    }
    #expect(abs(taxed.tariffRevenue[0] / revenue - 1) < 1e-9)
    let sources = RealIncomeSources(baseline, tax, taxed, flows: flows)
    for state in 0..<baseline.stateCount {
      let sum = RealIncomeSources.Source.allCases.reduce(0) { $0 + sources[$1, state] }
      #expect(abs(sum - (taxed.realIncome[state] - 1)) < 1e-10)
    }
  }

  @Test func `An export tax at home or of minus all is refused`() throws {
    let baseline = try world(size: 1).baseline
    for (supplier, market, rate) in [(0, 0, 0.1), (0, 1, -1.0), (1, 0, Double.nan)] {
      var change = Counterfactual(baseline)
      change.tax(exports: rate, 0, from: supplier, to: market)
      do {
        _ = try EquilibriumSolver().solve(baseline, change)
        Issue.record("An export tax of \(rate) passed.")
      } catch .violations(let faults) {
        #expect(faults.map(\.quantity) == [.exportTax])
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  @Test func `A coalition's best tariff serves its members together, and least r is where it pays`()
    throws
  {
    let baseline = try RandomEconomy(
      states: 4, sectors: 1, seed: 5, tariffs: false, transfers: false
    ).baseline()
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let start = Counterfactual(baseline)
    let measure = OptimalTariff(of: [0, 1], on: [0], from: [2, 3])
    let best = try Coalition(measure).run(baseline, given: start, solver: solver)
    #expect(best.cost < 0 && best.leastR == 0 && best.rate > 0)
    for rate in [best.rate - 0.01, best.rate + 0.01] {
      let other = try Coalition(measure, rate: rate).run(baseline, given: start, solver: solver)
      #expect(other.cost > best.cost)
    }
    // A control costs; with r at the least r what it costs is what its damage is worth.
    let control = OptimalTariff(
      of: [0, 1], on: [0], from: [2], rates: 0...0.999, instrument: .control)
    let account = try Coalition(control, rate: 0.7).run(baseline, given: start, solver: solver)
    let least = try #require(account.leastR)
    #expect(account.damage > 0 && account.cost > 0)
    #expect(abs(account.cost - least * account.losses[2]) < 1e-15)
    // Transfers among members leave all with the same loss.
    #expect(abs(account.equalising.reduce(0, +)) < 1e-15)
    for member in [0, 1] {
      let received = account.equalising[member] / baseline.finalSpending(member)
      #expect(abs(account.losses[member] - received - account.cost) < 1e-14)
    }
    // Where the target replies, neither gains by leaving its rate.
    let reply = OptimalTariff(of: [2, 3], on: [0], from: [0, 1])
    let war = try Coalition(measure, reply: reply).run(baseline, given: start, solver: solver)
    let against = try #require(war.replyRate)
    #expect(war.isSettled && against > 0)
    for change in [-0.01, 0.01] {
      var deviation = start
      measure.levy(war.rate + change, in: &deviation)
      reply.levy(against, in: &deviation)
      let value = measure.value(of: try solver.solve(baseline, deviation), baseline)
      #expect(value < -war.cost)
    }
  }

  @Test func `Where the best rate is out of reach, the nearest end of the range is chosen`() throws
  {
    let world = try world(size: 1)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    var tariff = OptimalTariff(of: 0, on: [0], from: [1], rates: 0.5...1)
    #expect(
      try tariff.solve(world.baseline, given: world.barriers, solver: solver).rate == 0.5)
    tariff.rates = 0...0.1
    #expect(
      try tariff.solve(world.baseline, given: world.barriers, solver: solver).rate == 0.1)
  }

  @Test func `Nobody gains by leaving Nash tariffs, and equals lose by having them`() throws {
    let world = try world(size: 1)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let players = [
      OptimalTariff(of: 0, on: [0], from: [1]), OptimalTariff(of: 1, on: [0], from: [0]),
    ]
    let outcome = try NashTariffs(players: players).solve(
      world.baseline, from: world.barriers, solver: solver)
    #expect(outcome.change <= 1e-6)
    #expect(abs(outcome.rates[0] - outcome.rates[1]) < 1e-5)
    let free = try solver.solve(world.baseline, world.barriers)
    #expect(outcome.equilibrium.realIncome[0] < free.realIncome[0])
    var deviation = world.barriers
    for (player, rate) in zip(players, outcome.rates) { player.levy(rate, in: &deviation) }
    for rate in [0, outcome.rates[0] - 1e-3, outcome.rates[0] + 1e-3, 1] {
      players[0].levy(rate, in: &deviation)
      let income = try solver.solve(world.baseline, deviation).realIncome[0]
      #expect(income < outcome.equilibrium.realIncome[0])
    }
  }

  @Test func `The larger of two states taxes more and loses less in a tariff war`() throws {
    let world = try world(size: 10)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let outcome = try NashTariffs(players: [
      OptimalTariff(of: 0, on: [0], from: [1]), OptimalTariff(of: 1, on: [0], from: [0]),
    ]).solve(world.baseline, from: world.barriers, solver: solver)
    let free = try solver.solve(world.baseline, world.barriers)
    #expect(outcome.rates[0] > outcome.rates[1])
    let large = outcome.equilibrium.realIncome[0] / free.realIncome[0]
    let small = outcome.equilibrium.realIncome[1] / free.realIncome[1]
    #expect(small < large && large < 1)
  }
}
