import StatecraftEconomy
import Testing

/// Value chains of published tables, to 1e-6 or better, and what holds of any.
struct ValueChainTests {
  @Test func `Miller and Blair's example needs the output that they print`() throws {
    let table = try InterCountryTable(
      sectors: 2, states: 1, intermediate: [150, 500, 200, 100], final: [350, 1700],
      output: [1000, 2000])
    let output = try ValueChains(table).output(forFinalDemand: [600, 1500])
    #expect(abs(output[0] - 1247.5247524752476) < 1e-9)
    #expect(abs(output[1] - 1841.5841584158416) < 1e-9)
  }

  @Test func `The leather table has the published exports and imports to export`() throws {
    let chains = try ValueChains(leatherTable())
    let exports = [33.2, 28.5, 2.6, 45.9, 59.2, 8.5, 38.7, 31.0, 77.9]
    let importsToExport = [
      3.404712275644761, 6.443233194889414, 0.7620980382011622, 7.467932140651452,
      11.125843137222933, 2.5444715624943086, 5.632133207440366, 5.280111085986474,
      25.3971726472135,
    ]
    for state in 0..<3 {
      for sector in 0..<3 {
        let industry = chains.table.industry(sector: sector, state: state)
        #expect(abs(chains.exports[sector, state] - exports[industry]) < 1e-9)
        #expect(abs(chains.importsToExport[sector, state] - importsToExport[industry]) < 1e-9)
      }
    }
  }

  @Test func `The leather table has the published participation and advantage`() throws {
    let chains = try ValueChains(leatherTable())
    let backward = [0.16500845270194925, 0.18607611655254136, 0.24599875976043598]
    let forward = [0.33646574327882517, 0.23855966371918386, 0.13091180351230783]
    #expect(largestGap(chains.backwardParticipation, backward) < 1e-12)
    #expect(largestGap(chains.forwardParticipation, forward) < 1e-12)
    // The first and last of nine, as the tests of the R package gvc print them.
    let advantage = chains.revealedComparativeAdvantage
    #expect(abs(advantage[0, 0] - 1.2676927) < 1e-6)
    #expect(abs(advantage[2, 2] - 1.9843574) < 1e-6)
  }

  @Test(arguments: 1...4)
  func `A baseline's table keeps its books, and every unit is someone's value`(
    seed: Int
  ) throws {
    let baseline = try RandomEconomy(states: 5, sectors: 3, seed: seed).baseline()
    let table = InterCountryTable(baseline)
    _ = try InterCountryTable(
      sectors: 3, states: 5, intermediate: table.intermediate, final: table.final,
      output: table.output)
    let chains = try ValueChains(table)
    for state in 0..<5 {
      for sector in 0..<3 {
        let industry = table.industry(sector: sector, state: state)
        #expect(abs(table.output[industry] - baseline.output[sector, state]) < 1e-12)
        guard table.output[industry] > 0 else { continue }
        let content = (0..<5).reduce(0) { $0 + chains.content(ofState: $1, in: industry) }
        #expect(abs(content - 1) < 1e-12)
      }
    }
    let demand = (0..<15).map { row in (0..<5).reduce(0) { $0 + table.final[row * 5 + $1] } }
    #expect(largestGap(chains.output(forFinalDemand: demand), table.output) < 1e-12)
    let world = zip(chains.valueAddedShares, table.output).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(world - demand.reduce(0, +)) < 1e-12)
  }

  @Test func `An equilibrium's table sells what the equilibrium does`() throws {
    let baseline = try RandomEconomy(states: 5, sectors: 3, seed: 7).baseline()
    let change = Counterfactual.random(baseline, seed: 7)
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: 3, states: 5, repeating: 0)
    solver.writeFlows(into: &flows)
    let table = InterCountryTable(baseline, change, equilibrium, flows: flows)
    for state in 0..<5 {
      for sector in 0..<3 {
        let industry = table.industry(sector: sector, state: state)
        #expect(abs(table.output[industry] - equilibrium.output[sector, state]) < 1e-11)
      }
    }
    let chains = try ValueChains(table)
    #expect(chains.backwardParticipation.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func `The order of states does not matter to value chains`() throws {
    let table = try leatherTable()
    let order = [2, 0, 1]
    let industries = order.flatMap { state in (0..<3).map { state * 3 + $0 } }
    let other = try InterCountryTable(
      sectors: 3, states: 3,
      intermediate: industries.flatMap { i in industries.map { table.intermediate[i * 9 + $0] } },
      final: industries.flatMap { i in order.map { table.final[i * 3 + $0] } },
      output: industries.map { table.output[$0] })
    let a = try ValueChains(table)
    let b = try ValueChains(other)
    #expect(largestGap(order.map { a.backwardParticipation[$0] }, b.backwardParticipation) < 1e-13)
    #expect(largestGap(order.map { a.forwardParticipation[$0] }, b.forwardParticipation) < 1e-13)
  }

  @Test func `Every fault of a table is named`() {
    #expect {
      try InterCountryTable(
        sectors: 2, states: 1, intermediate: [150, -1, 200, .nan], final: [350, 1700],
        output: [1000, 100])
    } throws: { error in
      guard case InterCountryTableError.violations(let faults) = error else { return false }
      return faults.contains { $0.quantity == .intermediateFlow && $0.requirement == .notNegative }
        && faults.contains { $0.quantity == .intermediateFlow && $0.requirement == .finite }
        && faults.contains { $0.quantity == .grossOutput && $0.sector == 0 }
    }
  }

  @Test func `Industries that use up all they make have no inverse`() throws {
    let table = try InterCountryTable(
      sectors: 2, states: 1, intermediate: [5, 5, 5, 5], final: [0, 0], output: [10, 10])
    #expect(throws: InterCountryTableError.noLeontiefInverse) { try ValueChains(table) }
  }
}
