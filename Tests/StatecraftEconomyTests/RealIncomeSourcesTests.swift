import StatecraftEconomy
import Testing

/// Where changes of real income come from: the parts are the whole, and each is what it says.
struct RealIncomeSourcesTests {
  private func sources(
    _ baseline: Baseline, _ change: Counterfactual
  ) throws -> (sources: RealIncomeSources, equilibrium: Equilibrium) {
    let solver = EquilibriumSolver(tolerance: 1e-12)
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    return (RealIncomeSources(baseline, change, equilibrium, flows: flows), equilibrium)
  }

  private func sum(_ sources: RealIncomeSources, _ state: Int) -> Double {
    RealIncomeSources.Source.allCases.reduce(0) { $0 + sources[$1, state] }
  }

  @Test(arguments: 1...6)
  func `The parts sum to the whole, whatever changes`(seed: Int) throws {
    let baseline = try RandomEconomy(states: 5, sectors: 3, seed: seed).baseline()
    let (sources, equilibrium) = try sources(baseline, .random(baseline, seed: seed))
    for state in 0..<5 {
      #expect(sources.total[state] == equilibrium.realIncome[state] - 1)
      #expect(abs(sum(sources, state) - sources.total[state]) < 1e-9)
      // Cobb-Douglas without bounds has nothing scarce.
      #expect(abs(sources[.scarcity, state]) < 1e-9)
    }
  }

  @Test func `Autarky is a matter of barriers alone`() throws {
    let baseline = try LevelsEconomy.world(
      sourcing: [[0.8, 0.2], [0.2, 0.8]], incomes: [0.5, 0.5], elasticity: 4)
    var change = Counterfactual(baseline)
    change.sourcing[0, 0, 1] = 0
    change.sourcing[0, 1, 0] = 0
    let (sources, equilibrium) = try sources(baseline, change)
    for state in 0..<2 {
      #expect(abs(sources[.barriers, state] - (equilibrium.realIncome[state] - 1)) < 1e-12)
    }
  }

  @Test func `What isn't touched adds nothing`() throws {
    let baseline = try RandomEconomy(states: 4, sectors: 2, seed: 3).baseline()
    var change = Counterfactual(baseline)
    change.productivity[0, 1] = 0.2
    let (sources, _) = try sources(baseline, change)
    for state in 0..<4 {
      #expect(abs(sources[.barriers, state]) < 1e-9)
      #expect(abs(sources[.duties, state]) < 1e-12)
      #expect((abs(sources[.productivity, state]) > 1e-3) == (state == 1))
    }
  }

  @Test func `A tariff's payer pays its duties and gets its revenue`() throws {
    let world = try LevelsEconomy(
      labour: [1, 1, 1], productivity: [1, 1, 1],
      barriers: [[1, 1.3, 1.3], [1.3, 1, 1.3], [1.3, 1.3, 1]], elasticity: 5)
    let before = try EquilibriumSolver(tolerance: 1e-13).solve(world.baseline, world.barriers)
    var change = world.barriers
    change.tariffs[0, 0, 1] = 0.2
    let (sources, equilibrium) = try sources(world.baseline, change)
    #expect(equilibrium.realIncome[1] < before.realIncome[1])
    #expect(sources[.duties, 0] < -1e-3 && sources[.tariffRevenue, 0] > 1e-3)
    for state in 1...2 {
      #expect(abs(sources[.duties, state]) < 1e-12)
      #expect(sources[.tariffRevenue, state] == 0)
    }
  }

  @Test func `Where inputs can't replace each other a cut is scarcity, to the last part`() throws {
    var technology = Technology(sectors: 2, states: 1)
    technology.inputElasticities[1] = 0
    technology.rentShares[0, 0] = 1
    technology.installedCapacity[0, 0] = 1
    var recipes = RecipeTable(sectors: 2, states: 1)
    recipes[sector: 1, input: 0, state: 0] = 0.04
    let baseline = try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sectors: 2, states: 1, repeating: 1),
        finalSpending: SectorTable([0, 1], sectors: 2, states: 1),
        valueAdded: SectorTable([0, 0.96], sectors: 2, states: 1), recipes: recipes,
        elasticities: [5, 5], tariffs: FlowTable(sectors: 2, states: 1, repeating: 0),
        technology: technology),
      transfers: [0])
    var change = Counterfactual(baseline)
    change.capacity[0, 0] = 0.9
    let (sources, _) = try sources(baseline, change)
    #expect(abs(sources.total[0] + 0.1) < 1e-9)
    #expect(abs(sources[.scarcity, 0] + 0.1) < 1e-9)
  }
}
