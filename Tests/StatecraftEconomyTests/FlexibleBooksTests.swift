import Foundation
import StatecraftEconomy
import Testing

/// Every equation of the documentation, in other words than the solver's: powers and levels.
struct FlexibleBooksTests {
  private static let sizes = [(1, 2), (2, 1), (2, 3), (4, 2), (5, 4), (7, 3)]

  @Test(arguments: 0..<12)
  func `Prices, sales and incomes fit each other in random worlds`(seed: Int) throws {
    let (states, sectors) = Self.sizes[seed % Self.sizes.count]
    let economy = RandomEconomy(states: states, sectors: sectors, seed: seed).flexible(seed: seed)
    let baseline = try economy.baseline()
    let change = Counterfactual.squeezed(baseline, seed: seed)
    let solver = EquilibriumSolver()
    let found = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: sectors, states: states, repeating: 0)
    solver.writeFlows(into: &flows)
    #expect(found.residual <= 1e-10)
    // With a Jacobian that's exact it takes few steps.
    #expect(found.sweeps <= 20)
    let shares = baseline.shares
    let technology = shares.technology
    var world = 0.0
    for state in 0..<states {
      var rents = 0.0
      var rentsBefore = 0.0
      var paid = 0.0
      var revenue = 0.0
      var uses = [Double](repeating: 0, count: sectors)
      for sector in 0..<sectors {
        let sigma = technology.inputElasticities[sector]
        let rentShare = technology.rentShares[sector, state]
        var index =
          shares.valueAdded[sector, state] * pow(found.wages[state], 1 - sigma)
        for input in 0..<sectors {
          index +=
            shares.recipes[sector: sector, input: input, state: state]
            * pow(found.prices[input, state], 1 - sigma)
        }
        let cost = pow(index / (1 - rentShare), 1 / (1 - sigma))
        let variable = (1 - rentShare) * cost * exp(-change.productivity[sector, state])
        let price = found.producerPrices[sector, state]
        let sales = found.output[sector, state]
        let rent = found.rents[sector, state]
        let use = found.capacityUse[sector, state]
        if baseline.output[sector, state] > 0 {
          #expect(abs(price - variable - price * rent / sales) < 1e-9 * price, "price")
          let capacity =
            technology.installedCapacity[sector, state] * change.capacity[sector, state]
          let quantity = sales / (price * baseline.output[sector, state])
          #expect(abs(use - quantity / capacity) < 1e-9, "capacity use")
          #expect(use < 1 + 1e-9 && rent >= 0)
          // Either there's no rent or no slack.
          #expect(min(rent / sales, 1 - use) < 1e-9, "scarcity")
        }
        rents += rent
        rentsBefore += rentShare * baseline.output[sector, state]
        // Cost minimisation: shares move with the ratio of prices to cost.
        let scale = (sales - rent) / (1 - rentShare)
        paid +=
          shares.valueAdded[sector, state] * pow(found.wages[state] / cost, 1 - sigma) * scale
        for input in 0..<sectors {
          uses[input] +=
            shares.recipes[sector: sector, input: input, state: state]
            * pow(found.prices[input, state] / cost, 1 - sigma) * scale
        }
      }
      let wageBill = found.wages[state] * (baseline.valueAdded[state] - rentsBefore)
      #expect(abs(paid - wageBill) < 1e-9 * wageBill, "labour")
      world += wageBill + rents
      for sector in 0..<sectors {
        let theta = shares.elasticities[sector]
        var pull = 0.0
        for supplier in 0..<states {
          let tariff =
            (1 + change.tariffs[sector, state, supplier])
            / (1 + shares.tariffs[sector, state, supplier])
          let term =
            shares.sourcing[sector, state, supplier] * change.sourcing[sector, state, supplier]
            * pow(found.producerPrices[sector, supplier] * tariff, -theta)
          pull += term
          let flow = flows[sector, state, supplier]
          revenue +=
            flow * (1 - 1 / (1 + change.tariffs[sector, state, supplier]))
          let part = term * pow(found.prices[sector, state], theta)
          #expect(abs(flow - part * found.expenditures[sector, state]) < 1e-9, "flow")
        }
        #expect(abs(pow(pull, -1 / theta) / found.prices[sector, state] - 1) < 1e-9, "prices")
        var sold = 0.0
        for market in 0..<states {
          sold += flows[sector, market, state] / (1 + change.tariffs[sector, market, state])
        }
        #expect(abs(sold - found.output[sector, state]) < 1e-12, "sales")
      }
      #expect(abs(revenue - found.tariffRevenue[state]) < 1e-10, "revenue")
      let epsilon = technology.finalElasticities[state]
      var index = 0.0
      for sector in 0..<sectors {
        index +=
          shares.finalSpending[sector, state] * pow(found.prices[sector, state], 1 - epsilon)
      }
      let basket = pow(index, 1 / (1 - epsilon))
      let spending = wageBill + rents + revenue + change.transfers[state]
      for sector in 0..<sectors {
        let final =
          shares.finalSpending[sector, state]
          * pow(found.prices[sector, state] / basket, 1 - epsilon) * spending
        #expect(
          abs(final + uses[sector] - found.expenditures[sector, state]) < 1e-9, "spending")
      }
      let real = spending / basket / baseline.finalSpending(state)
      #expect(abs(real - found.realIncome[state]) < 1e-9, "real income")
    }
    #expect(abs(world / baseline.valueAdded.reduce(0, +) - 1) < 1e-12, "numeraire")
  }

  @Test(arguments: 0..<6)
  func `When nothing changes, nothing changes under any technology`(seed: Int) throws {
    let (states, sectors) = Self.sizes[seed]
    let economy = RandomEconomy(states: states, sectors: sectors, seed: seed)
      .flexible(seed: seed, bounded: 60, elasticities: 0...2)
    let baseline = try economy.baseline()
    let found = try EquilibriumSolver().solve(baseline, Counterfactual(baseline))
    #expect(found.sweeps <= 3)
    let ones = [Double](repeating: 1, count: states)
    #expect(largestGap(found.wages, ones) < 1e-12)
    #expect(largestGap(found.realIncome, ones) < 1e-12)
    #expect(largestGap(found.termsOfTrade, ones) < 1e-12)
    #expect(largestGap(found.rents.values, baseline.rents.values) < 1e-12)
    #expect(largestGap(found.output.values, baseline.output.values) < 1e-12)
    #expect(largestGap(found.capacityUse.values, Equilibrium(baseline).capacityUse.values) < 1e-12)
  }

  @Test func `Rents are a part of value added in tables of flows`() throws {
    let economy = RandomEconomy(states: 4, sectors: 3, seed: 6).flexible(seed: 6)
    let baseline = try economy.baseline()
    let change = Counterfactual.squeezed(baseline, seed: 6)
    let solver = EquilibriumSolver()
    let found = try solver.solve(baseline, change)
    var flows = FlowTable(sectors: 3, states: 4, repeating: 0)
    solver.writeFlows(into: &flows)
    let table = InterCountryTable(baseline, change, found, flows: flows)
    let recipes = found.recipes(baseline)
    let valueAdded = found.valueAdded(baseline)
    for state in 0..<4 {
      var used = 0.0
      for sector in 0..<3 {
        let industry = table.industry(sector: sector, state: state)
        #expect(abs(table.output[industry] - found.output[sector, state]) < 1e-12)
        for input in 0..<3 {
          used +=
            recipes[sector: sector, input: input, state: state] * found.output[sector, state]
        }
      }
      // What is made less what is used up at purchasers' prices is wages and rents.
      let made = (0..<3).reduce(0.0) { $0 + found.output[$1, state] }
      #expect(abs(made - used - valueAdded[state]) < 1e-9)
    }
    let chains = try ValueChains(table)
    for product in 0..<12 where table.output[product] > 0 {
      let content = (0..<12).reduce(0.0) { $0 + chains.content(of: $1, in: product) }
      #expect(abs(content - 1) < 1e-9)
    }
  }
}
