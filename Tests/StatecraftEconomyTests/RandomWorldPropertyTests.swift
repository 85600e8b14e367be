import Foundation
import StatecraftEconomy
import Testing

/// What must hold in any world whatever, asked of hundreds of odd ones.
struct RandomWorldPropertyTests {
  /// Sizes up to the largest that the solver is made for.
  private static let large = [(60, 20), (60, 1), (37, 7), (2, 20), (23, 13)].map {
    RandomWorld(states: $0, sectors: $1, seed: 5)
  }

  @Test(arguments: RandomWorld.worlds(160, seed: 1) + large)
  func `World income is conserved, and every market, wage bill and budget balances`(
    world: RandomWorld
  ) throws {
    let baseline = try world.baseline()
    let change = world.shock(baseline)
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: world.sectors, states: world.states, repeating: 0)
    solver.writeFlows(into: &flows)
    let before = baseline.valueAdded.reduce(0, +)
    let after = zip(equilibrium.wages, baseline.valueAdded).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(after - before) < 1e-12 * before)
    for state in 0..<world.states {
      let income =
        equilibrium.wages[state] * baseline.valueAdded[state] + equilibrium.tariffRevenue[state]
        + change.transfers[state]
      var imports = 0.0
      var exports = 0.0
      var paid = 0.0
      var spent = 0.0
      var bill = 0.0
      for sector in 0..<world.sectors {
        let output = equilibrium.output[sector, state]
        paid += baseline.shares.valueAdded[sector, state] * output
        bill += equilibrium.expenditures[sector, state]
        spent += equilibrium.expenditures[sector, state]
        for input in 0..<world.sectors {
          spent -= baseline.shares.recipes[sector: sector, input: input, state: state] * output
        }
        for other in 0..<world.states where other != state {
          imports +=
            flows[sector, state, other] / (1 + change.tariffs[sector, state, other])
          exports +=
            flows[sector, other, state] / (1 + change.tariffs[sector, other, state])
        }
      }
      let wageBill = equilibrium.wages[state] * baseline.valueAdded[state]
      #expect(abs(paid - wageBill) <= 1e-10 * wageBill)
      // An excess demand is relative to each of S markets, so to the state's whole bill.
      #expect(abs(spent - income) <= 1e-10 * Double(world.sectors) * max(bill, 1e-10))
      // Walras: with all other markets in balance, trade differs by transfers alone.
      #expect(abs(imports - exports - change.transfers[state]) <= 3e-10 * max(bill, wageBill))
    }
  }

  @Test(arguments: RandomWorld.worlds(60, seed: 2))
  func `Only ratios of values matter`(world: RandomWorld) throws {
    let (shares, transfers) = try world.economy()
    let scale = 0.003 + Double(world.seed % 7) * 400
    let baseline = try Baseline(shares: shares, transfers: transfers)
    let scaled = try Baseline(
      shares: shares, valueAdded: baseline.valueAdded.map { scale * $0 },
      transfers: transfers.map { scale * $0 })
    let change = world.shock(baseline)
    var scaledChange = change
    scaledChange.transfers = change.transfers.map { scale * $0 }
    let equilibrium = try EquilibriumSolver().solve(baseline, change)
    // All nominal values of the start times a number: still the equilibrium, in other money.
    let other = try EquilibriumSolver(tolerance: 2e-10).solve(
      scaled, scaledChange,
      from: WarmStart(
        wages: equilibrium.wages, prices: equilibrium.prices,
        expenditures: SectorTable(
          equilibrium.expenditures.values.map { scale * $0 }, sectors: world.sectors,
          states: world.states)))
    #expect(other.sweeps == 1)
    #expect(largestGap(other.realIncome, equilibrium.realIncome) < 1e-9)
    #expect(largestGap(other.termsOfTrade, equilibrium.termsOfTrade) < 1e-9)
    #expect(
      largestGap(other.output.values.map { $0 / scale }, equilibrium.output.values) < 1e-9)
  }

  @Test(arguments: RandomWorld.worlds(60, seed: 3))
  func `What states and sectors are called does not matter`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    let change = world.shock(baseline)
    let relabel = Relabelling(states: world.states, sectors: world.sectors, seed: world.seed)
    let other = try Baseline(
      shares: relabel(baseline.shares), valueAdded: relabel(baseline.valueAdded),
      transfers: relabel(baseline.transfers))
    let otherChange = relabel(change, of: other)
    let equilibrium = try EquilibriumSolver().solve(baseline, change)
    // Found without its help, and the same point: no excess demand there under the other names.
    let found = try EquilibriumSolver().solve(other, otherChange)
    let same = try EquilibriumSolver(tolerance: 2e-10).solve(
      other, otherChange,
      from: WarmStart(
        wages: relabel(equilibrium.wages), prices: relabel(equilibrium.prices),
        expenditures: relabel(equilibrium.expenditures)))
    #expect(same.sweeps == 1)
    #expect(largestGap(same.termsOfTrade, relabel(equilibrium.termsOfTrade)) < 1e-9)
    #expect(largestGap(same.realIncome, relabel(equilibrium.realIncome)) < 1e-9)
    #expect(largestGap(found.realIncome, same.realIncome) < 1e-6)
  }

  @Test(arguments: RandomWorld.worlds(48, seed: 4))
  func `Ten random starts lead to one answer`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    let change = world.shock(baseline)
    let solver = EquilibriumSolver(tolerance: 1e-11)
    let cold = try solver.solve(baseline, change)
    var random = RandomNumbers(seed: world.seed)
    for _ in 0..<10 {
      let start = WarmStart(
        wages: (0..<world.states).map { _ in exp(random.uniform(-2...2)) },
        prices: SectorTable(sectors: world.sectors, states: world.states) { _, _ in
          exp(random.uniform(-2...2))
        },
        expenditures: SectorTable(sectors: world.sectors, states: world.states) {
          exp(random.uniform(-2...2)) * baseline.expenditures[$0, $1]
        })
      let warm = try solver.solve(baseline, change, from: start)
      #expect(largestGap(warm.realIncome, cold.realIncome) < 1e-8)
    }
  }
}
