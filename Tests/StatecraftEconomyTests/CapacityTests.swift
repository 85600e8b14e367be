import Foundation
import StatecraftEconomy
import Testing

/// Output bounded by installed capacity: closed forms, slack, scarcity and rent.
struct CapacityTests {
  /// A closed economy of two sectors without inputs, equal parts of spending; the first is bounded.
  private func factory(rent: Double, capacity: Double? = nil) throws -> Baseline {
    try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sectors: 2, states: 1, repeating: 1),
        finalSpending: SectorTable(sectors: 2, states: 1, repeating: 0.5),
        valueAdded: SectorTable([1 - rent, 1], sectors: 2, states: 1),
        recipes: RecipeTable(sectors: 2, states: 1), elasticities: [4, 4],
        tariffs: FlowTable(sectors: 2, states: 1, repeating: 0),
        technology: Technology(
          inputElasticities: [1, 1], finalElasticities: [1],
          rentShares: SectorTable([rent, 0], sectors: 2, states: 1),
          installedCapacity: SectorTable([capacity ?? 1, .infinity], sectors: 2, states: 1))),
      valueAdded: [1], transfers: [0])
  }

  @Test(arguments: [0.5, 0.9, 1.1, 1.2])
  func `Specific capacity bounds output, and labour goes elsewhere`(capacity: Double) throws {
    // A unit of the first good takes 1 − ρ of labour, the rest makes the second good. Spending is
    // in equal parts, so p₁ K̂ = p₂ q₂ = 1 with world value added as numeraire, and p₂ = ŵ.
    let rent = 0.3
    let baseline = try factory(rent: rent)
    var change = Counterfactual(baseline)
    change.capacity[0, 0] = capacity
    let found = try EquilibriumSolver().solve(baseline, change)
    let second = (1 - rent / 2 - (1 - rent) * capacity / 2) / 0.5
    #expect(abs(found.wages[0] - 1 / second) < 1e-10)
    #expect(abs(found.producerPrices[0, 0] - 1 / capacity) < 1e-10)
    #expect(abs(found.realIncome[0] - sqrt(capacity * second)) < 1e-10)
    let expected = 0.5 - (1 - rent) * capacity * 0.5 / second
    #expect(abs(found.rents[0, 0] - expected) < 1e-10)
    #expect(abs(found.capacityUse[0, 0] - 1) < 1e-10)
  }

  @Test(arguments: [1.5, 4])
  func `Capacity beyond what anyone wants earns nothing`(capacity: Double) throws {
    // Without rent p₁ = (1 − ρ) ŵ, and the first good gets half of labour's 1 − ρ/2.
    let rent = 0.3
    let baseline = try factory(rent: rent)
    var change = Counterfactual(baseline)
    change.capacity[0, 0] = capacity
    let found = try EquilibriumSolver().solve(baseline, change)
    #expect(found.rents[0, 0] < 1e-10)
    #expect(abs(found.capacityUse[0, 0] - (1 - rent / 2) / (1 - rent) / capacity) < 1e-9)
    #expect(abs(found.realIncome[0] - (1 - rent / 2) / sqrt(1 - rent)) < 1e-9)
  }

  @Test func `Slack does nothing until it is used up`() throws {
    let free = try factory(rent: 0)
    let bounded = try factory(rent: 0, capacity: 1.25)
    for shrinks in [1.0, 0.85] {
      var change = Counterfactual(bounded)
      change.capacity[0, 0] = shrinks
      let found = try EquilibriumSolver().solve(bounded, change)
      #expect(largestGap(found, try EquilibriumSolver().solve(free, Counterfactual(free))) < 1e-10)
      #expect(found.rents[0, 0] < 1e-10)
      #expect(abs(found.capacityUse[0, 0] - 0.8 / shrinks) < 1e-10)
    }
    var change = Counterfactual(bounded)
    change.capacity[0, 0] = 0.72
    let found = try EquilibriumSolver().solve(bounded, change)
    let quantity = found.output[0, 0] / found.producerPrices[0, 0] / bounded.output[0, 0]
    #expect(abs(quantity - 0.9) < 1e-10)
    #expect(found.rents[0, 0] > 0.01)
    #expect(found.realIncome[0] < 1)
  }

  @Test func `A bottleneck makes a lost supplier dearer, and its rivals richer`() throws {
    // Three equal states, one sector of chips that all can make, but not more of.
    func world(bounded: Bool) throws -> Baseline {
      var shares = TradeShares(
        sourcing: FlowTable(sectors: 2, states: 3) { sector, market, supplier in
          sector == 0 ? 1.0 / 3 : (market == supplier ? 0.8 : 0.1)
        },
        finalSpending: SectorTable(sectors: 2, states: 3) { sector, _ in sector == 0 ? 0.1 : 0.9 },
        valueAdded: SectorTable(sectors: 2, states: 3) { sector, _ in
          sector == 0 && bounded ? 0.8 : 1
        },
        recipes: RecipeTable(sectors: 2, states: 3), elasticities: [4, 4],
        tariffs: FlowTable(sectors: 2, states: 3, repeating: 0))
      if bounded {
        shares.technology = Technology(
          inputElasticities: [1, 1], finalElasticities: [1, 1, 1],
          rentShares: SectorTable(sectors: 2, states: 3) { sector, _ in sector == 0 ? 0.2 : 0 })
      }
      return try Baseline(shares: shares, valueAdded: [1, 1, 1], transfers: [0, 0, 0])
    }
    let solver = EquilibriumSolver()
    let test = StressTest(cutting: [2], in: [0], leak: 0.1)
    let free = try world(bounded: false)
    let bounded = try world(bounded: true)
    let change = test.counterfactual(bounded)
    let found = try solver.solve(bounded, change)
    #expect(found.prices[0, 0] > (try solver.solve(free, change)).prices[0, 0])
    #expect(found.rents[0, 0] > bounded.rents[0, 0])
    #expect(found.rents[0, 2] < bounded.rents[0, 2])
    #expect(abs(found.capacityUse[0, 0] - 1) < 1e-9)
  }

  @Test func `Endowments alone make a world, too`() throws {
    // Two states own a good each and trade; Cobb-Douglas between goods: prices are 1/endowment.
    let shares = TradeShares(
      sourcing: FlowTable(sectors: 2, states: 2) { sector, _, supplier in
        sector == supplier ? 1 : 0
      },
      finalSpending: SectorTable(sectors: 2, states: 2, repeating: 0.5),
      valueAdded: SectorTable(sectors: 2, states: 2, repeating: 0),
      recipes: RecipeTable(sectors: 2, states: 2), elasticities: [4, 4],
      tariffs: FlowTable(sectors: 2, states: 2, repeating: 0),
      technology: Technology(
        inputElasticities: [1, 1], finalElasticities: [1, 1],
        rentShares: SectorTable(sectors: 2, states: 2, repeating: 1)))
    let baseline = try Baseline(shares: shares, valueAdded: [1, 1], transfers: [0, 0])
    var change = Counterfactual(baseline)
    change.capacity[0, 0] = 4
    let found = try EquilibriumSolver().solve(baseline, change)
    #expect(abs(found.producerPrices[0, 0] - 0.25) < 1e-10)
    #expect(abs(found.producerPrices[1, 1] - 1) < 1e-10)
    #expect(largestGap(found.realIncome, [2, 2]) < 1e-10)
    #expect(largestGap(found.valueAdded(baseline), [1, 1]) < 1e-10)
  }

  @Test func `Where fixed proportions leave labour idle, its wage is nothing`() throws {
    let economy = try EndowmentEconomy(share: 0.04, elasticity: 0)
    let scarce = try economy.equilibrium(endowment: 0.9)
    #expect(scarce.wages[0] < 1e-14)
    #expect(abs(scarce.rents[0, 0] - 1) < 1e-10)
    // With more of the input than labour can use it's the input that is worth nothing.
    let plenty = try economy.equilibrium(endowment: 1.5)
    #expect(abs(plenty.realIncome[0] - 1) < 1e-10)
    #expect(plenty.rents[0, 0] < 1e-10)
    #expect(abs(plenty.capacityUse[0, 0] - 1 / 1.5) < 1e-10)
  }
}
