import StatecraftEconomy
import Testing

struct EquilibriumAgainstReferenceTests {
  @Test(arguments: 1...8)
  func `A slow solver straight from the equations finds the same equilibrium`(seed: Int) throws {
    let economy = RandomEconomy(states: 2 + seed % 4, sectors: 1 + seed % 3, seed: seed)
    let baseline = try economy.baseline()
    let change = Counterfactual.random(baseline, seed: seed)
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    let reference = ReferenceSolver(baseline, change)
    #expect(largestGap(equilibrium.wages, reference.wages) < 1e-8)
    #expect(largestGap(equilibrium.prices.values, reference.prices.flatMap { $0 }) < 1e-8)
    #expect(
      largestGap(equilibrium.expenditures.values, reference.spending.flatMap { $0 }) < 1e-8)
    #expect(largestGap(equilibrium.realIncome, reference.realIncome) < 1e-8)
    var flows = FlowTable(sectors: economy.sectors, states: economy.states, repeating: 0)
    solver.writeFlows(into: &flows)
    #expect(largestGap(flows.values, reference.flows.flatMap { $0.flatMap { $0 } }) < 1e-8)
  }
}
