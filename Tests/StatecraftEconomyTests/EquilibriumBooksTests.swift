import StatecraftEconomy
import Testing

/// What must hold in every equilibrium, whatever changed.
struct EquilibriumBooksTests {
  private static let sizes = [(2, 1), (3, 2), (4, 1), (5, 4), (7, 3), (9, 8), (13, 2), (20, 5)]

  @Test(arguments: 0..<24)
  func `Books balance in random worlds`(seed: Int) throws {
    let (states, sectors) = Self.sizes[seed % Self.sizes.count]
    let economy = RandomEconomy(states: states, sectors: sectors, seed: seed)
    let baseline = try economy.baseline()
    let change = Counterfactual.random(baseline, seed: seed)
    let solver = EquilibriumSolver()
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: sectors, states: states, repeating: 0)
    solver.writeFlows(into: &flows)
    #expect(equilibrium.residual <= 1e-10)
    let shares = baseline.shares
    var world = 0.0
    for state in 0..<states {
      let wageBill = equilibrium.wages[state] * baseline.valueAdded[state]
      world += wageBill
      var paid = 0.0
      var revenue = 0.0
      var spent = 0.0
      var used = 0.0
      for sector in 0..<sectors {
        paid += shares.valueAdded[sector, state] * equilibrium.output[sector, state]
        used += (1 - shares.valueAdded[sector, state]) * equilibrium.output[sector, state]
        spent += equilibrium.expenditures[sector, state]
        var bought = 0.0
        for supplier in 0..<states {
          let flow = flows[sector, state, supplier]
          let tariff = change.tariffs[sector, state, supplier]
          bought += flow
          revenue += flow * tariff / (1 + tariff)
        }
        #expect(abs(bought - equilibrium.expenditures[sector, state]) < 1e-12)
        let sold = (0..<states).reduce(0.0) {
          $0 + flows[sector, $1, state] / (1 + change.tariffs[sector, $1, state])
        }
        #expect(abs(sold - equilibrium.output[sector, state]) < 1e-12)
      }
      #expect(abs(paid - wageBill) <= 1e-10 * wageBill, "labour")
      #expect(abs(revenue - equilibrium.tariffRevenue[state]) < 1e-12, "revenue")
      // Walras: what is spent on final use is what is earned, levied and received.
      #expect(
        abs(spent - used - wageBill - revenue - change.transfers[state]) < 1e-9 * spent, "budget")
    }
    #expect(abs(world - baseline.valueAdded.reduce(0, +)) < 1e-12, "numeraire")
  }

  @Test(arguments: 0..<8)
  func `When nothing changes, nothing changes`(seed: Int) throws {
    let (states, sectors) = Self.sizes[seed]
    let baseline = try RandomEconomy(states: states, sectors: sectors, seed: seed).baseline()
    let equilibrium = try EquilibriumSolver().solve(baseline, Counterfactual(baseline))
    #expect(equilibrium.sweeps == 1)
    #expect(equilibrium.residual < 1e-12)
    let ones = [Double](repeating: 1, count: states)
    #expect(equilibrium.wages == ones)
    #expect(largestGap(equilibrium.realIncome, ones) < 1e-13)
    #expect(largestGap(equilibrium.termsOfTrade, ones) < 1e-13)
    #expect(largestGap(equilibrium.output.values, baseline.output.values) < 1e-13)
    #expect(largestGap(equilibrium.tariffRevenue, baseline.tariffRevenue) < 1e-13)
  }

  @Test func `A ban is the limit of barriers`() throws {
    let baseline = try RandomEconomy(states: 6, sectors: 3, seed: 3).baseline()
    let solver = EquilibriumSolver(tolerance: 1e-13)
    var change = Counterfactual(baseline)
    change.sourcing[1, 2, 3] = 0
    let ban = try solver.solve(baseline, change)
    var last = Double.infinity
    for leak in [1e-2, 1e-4, 1e-6, 1e-12] {
      change.sourcing[1, 2, 3] = leak
      let gap = largestGap(try solver.solve(baseline, change), ban)
      #expect(gap < last)
      last = gap
    }
    #expect(last < 1e-11)
  }

  @Test func `Tariffs and barriers that leave the same weights differ by revenue alone`() throws {
    let economy = RandomEconomy(states: 4, sectors: 2, seed: 5, tariffs: false)
    let baseline = try economy.baseline()
    let solver = EquilibriumSolver()
    var tariff = Counterfactual(baseline)
    tariff.tariffs[0, 0, 1] = 0.1
    var barrier = Counterfactual(baseline)
    barrier.sourcing[0, 0, 1] = 1 / (1.1 as Double).raised(baseline.shares.elasticities[0])
    let withTariff = try solver.solve(baseline, tariff)
    let withBarrier = try solver.solve(baseline, barrier)
    #expect(withTariff.tariffRevenue[0] > 0)
    #expect(withBarrier.tariffRevenue == [0, 0, 0, 0])
    #expect(withTariff.realIncome[0] > withBarrier.realIncome[0])
  }
}
