import StatecraftEconomy
import Testing

struct OptimalTariffTests {
  /// Two states with a barrier of 1.3 between them; the first is `size` times the second.
  private func world(size: Double) throws -> LevelsEconomy {
    try LevelsEconomy(
      labour: [size, 1], productivity: [1, 1], barriers: [[1, 1.3], [1.3, 1]], elasticity: 5)
  }

  @Test(arguments: [
    (0.001, 0.20047133904423772, 0.9976487913095448),
    (0.1, 0.20961684807862668, 0.9541218632061702),
    (0.5, 0.22197388061987344, 0.9010069322625547),
    (1, 0.2307991042124554, 0.8665545235950682),
    (2, 0.24281552064924236, 0.8236706120789773),
    (10, 0.28931051167220484, 0.6912987954366372),
  ])
  func `The optimal tariff grows with a state's size as computed from levels`(
    size: Double, tariff: Double, otherHome: Double
  ) throws {
    let world = try world(size: size)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let reply = try OptimalTariff(of: 0, on: [0], from: [1]).solve(
      world.baseline, given: world.barriers, solver: solver)
    #expect(abs(reply.rate - tariff) < 2e-6)
    let home = LevelsEconomy.sourcing(solver, reply.equilibrium)[1][1]
    #expect(abs(home - otherHome) < 2e-6)
    #expect(abs(reply.rate - 1 / (5 * home)) < 2e-6)
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
