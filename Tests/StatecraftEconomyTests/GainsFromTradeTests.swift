import StatecraftEconomy
import Testing

/// Published gains from trade, and three countries of which two decouple.
struct GainsFromTradeTests {
  @Test(arguments: [
    (0.93, 5.0, 1.440931620601238), (0.93, 10, 0.7230800339783072),
    (0.73, 5, 6.100220589063687), (0.73, 10, 3.098101457744229), (0.92, 5, 1.6538041668570203),
  ])
  func `A state gains what Arkolakis, Costinot and Rodríguez-Clare print`(
    home: Double, elasticity: Double, percent: Double
  ) throws {
    let baseline = try LevelsEconomy.world(
      sourcing: [[home, 1 - home], [1 - home, home]], incomes: [0.5, 0.5], elasticity: elasticity)
    var autarky = Counterfactual(baseline)
    autarky.sourcing[0, 0, 1] = 0
    autarky.sourcing[0, 1, 0] = 0
    let equilibrium = try EquilibriumSolver(tolerance: 1e-13).solve(baseline, autarky)
    #expect(abs(100 * (1 - equilibrium.realIncome[0]) - percent) < 1e-9)
  }

  private static let sourcing = [
    [0.7866807683954508, 0.1009808936794175, 0.1123383379251318],
    [0.11162875853204228, 0.8262840355440128, 0.062087205923944934],
    [0.17760315298753304, 0.0887948766956347, 0.7336019703168323],
  ]
  private static let incomes = [0.39414488904845, 0.3565488289820366, 0.24930628196951335]

  private func threeCountries() throws -> LevelsEconomy {
    try LevelsEconomy(
      labour: [1, 1, 0.5], productivity: [1, 0.9, 1.2],
      barriers: [[1, 1.5, 1.4], [1.5, 1, 1.6], [1.4, 1.6, 1]], elasticity: 5)
  }

  @Test func `Three countries trade as their levels imply`() throws {
    let world = try threeCountries()
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let equilibrium = try solver.solve(world.baseline, world.barriers)
    let incomes = zip(equilibrium.wages, world.baseline.valueAdded).map { $0 * $1 }
    #expect(largestGap(incomes, Self.incomes) < 1e-9)
    let sourcing = LevelsEconomy.sourcing(solver, equilibrium)
    #expect(largestGap(sourcing.flatMap { $0 }, Self.sourcing.flatMap { $0 }) < 1e-9)
  }

  @Test func `Three countries lose in autarky what was computed from levels`() throws {
    let world = try threeCountries()
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let trade = try solver.solve(world.baseline, world.barriers)
    var autarky = world.barriers
    for market in 0..<3 {
      for supplier in 0..<3 where supplier != market { autarky.sourcing[0, market, supplier] = 0 }
    }
    let alone = try solver.solve(world.baseline, autarky)
    let ratios = zip(alone.realIncome, trade.realIncome).map { $0 / $1 }
    let expected = [0.9531466079826952, 0.9625557049957791, 0.9399226123025383]
    #expect(largestGap(ratios, expected) < 1e-9)
  }

  @Test func `When two of three decouple the third gains`() throws {
    let world = try threeCountries()
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let before = try solver.solve(world.baseline, world.barriers)
    let incomes = zip(before.wages, world.baseline.valueAdded).map { $0 * $1 }
    let baseline = try LevelsEconomy.world(
      sourcing: LevelsEconomy.sourcing(solver, before), incomes: incomes, elasticity: 5)
    var decoupling = Counterfactual(baseline)
    decoupling.sourcing[0, 0, 1] = (2.0).raised(-5)
    decoupling.sourcing[0, 1, 0] = (2.0).raised(-5)
    let after = try solver.solve(baseline, decoupling)
    let expected = [0.9782641736536151, 0.976559140010295, 1.0031897228496807]
    #expect(largestGap(after.realIncome, expected) < 1e-9)
  }
}
