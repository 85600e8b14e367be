import Foundation
import StatecraftEconomy
import Testing

/// Economies given in levels, and by input-output tables.
struct TradeLevelsTests {
  /// Two sectors of which one uses the other, three states, tariffs and transfers.
  private func levels() -> TradeLevels {
    var levels = TradeLevels(
      labour: [1, 3, 0.02],
      productivity: SectorTable([1, 0.7, 1.4, 0.9, 1.1, 1], sectors: 2, states: 3),
      barriers: FlowTable(sectors: 2, states: 3) { sector, market, supplier in
        market == supplier ? 1 : 1.2 + 0.1 * Double(sector + market + 2 * supplier)
      },
      finalSpending: SectorTable([0.3, 0.4, 0.2, 0.7, 0.6, 0.8], sectors: 2, states: 3),
      elasticities: [4, 6], worldValueAdded: 50)
    levels.valueAddedShares = [0.6, 0.8]
    levels.recipes = [[0.1, 0.3], [0.05, 0.15]]
    levels.tariffs = FlowTable(sectors: 2, states: 3) { sector, market, supplier in
      market == 0 && supplier == 1 ? 0.1 * Double(sector + 1) : 0
    }
    levels.transfers = [0.2, -0.25, 0.05]
    return levels
  }

  @Test func `Shares and incomes satisfy the equations of levels`() throws {
    let levels = levels()
    let baseline = try levels.solve()
    let wages = (0..<3).map { baseline.valueAdded[$0] / levels.labour[$0] }
    #expect(abs(baseline.valueAdded.reduce(0, +) - 50) < 1e-10)
    // Price levels that go with the wages, by iteration; then the shares that they imply.
    var prices = [[Double]](repeating: [1, 1, 1], count: 2)
    func cost(_ sector: Int, _ state: Int) -> Double {
      pow(wages[state], levels.valueAddedShares[sector])
        * pow(prices[0][state], levels.recipes[sector][0])
        * pow(prices[1][state], levels.recipes[sector][1]) / levels.productivity[sector, state]
    }
    func terms(_ sector: Int, _ market: Int) -> [Double] {
      (0..<3).map { supplier in
        pow(
          cost(sector, supplier) * levels.barriers[sector, market, supplier]
            * (1 + levels.tariffs[sector, market, supplier]), -levels.elasticities[sector])
      }
    }
    for _ in 0..<400 {
      let next = (0..<2).map { sector in
        (0..<3).map { pow(terms(sector, $0).reduce(0, +), -1 / levels.elasticities[sector]) }
      }
      prices = next
    }
    for sector in 0..<2 {
      for market in 0..<3 {
        let row = terms(sector, market)
        for supplier in 0..<3 {
          let share = row[supplier] / row.reduce(0, +)
          #expect(abs(baseline.shares.sourcing[sector, market, supplier] - share) < 1e-10)
        }
      }
    }
  }

  @Test func `A single state is its own world`() throws {
    let levels = TradeLevels(
      labour: [3], productivity: SectorTable(sectors: 1, states: 1, repeating: 2),
      barriers: FlowTable(sectors: 1, states: 1, repeating: 1),
      finalSpending: SectorTable(sectors: 1, states: 1, repeating: 1), elasticities: [5])
    #expect(try levels.solve().shares.sourcing[0, 0, 0] == 1)
  }

  @Test(arguments: [1e-4, 1e4])
  func `States of very different sizes are found`(size: Double) throws {
    let levels = TradeLevels(
      labour: [size, 1], productivity: SectorTable([3, 0.2], sectors: 1, states: 2),
      barriers: FlowTable([1, 1.8, 1.3, 1], sectors: 1, states: 2),
      finalSpending: SectorTable(sectors: 1, states: 2, repeating: 1), elasticities: [8])
    let baseline = try levels.solve()
    // Trade balances, and each home share follows from the ratio of wages.
    let imports = baseline.flow(sector: 0, market: 0, supplier: 1)
    #expect(abs(imports / baseline.flow(sector: 0, market: 1, supplier: 0) - 1) < 1e-9)
    let ratio =
      baseline.valueAdded[0] / baseline.valueAdded[1] / size * (0.2 / 3)
    let home = 1 / (1 + pow(1.8 / ratio, -8))
    #expect(abs(baseline.shares.sourcing[0, 0, 0] - home) < 1e-9)
  }

  @Test(arguments: 1...3)
  func `A table of a baseline gives the baseline back`(seed: Int) throws {
    let given = try RandomEconomy(states: 4, sectors: 3, seed: seed).baseline()
    var shares = given.shares
    shares.tariffs = FlowTable(sectors: 3, states: 4, repeating: 0)
    let free = try Baseline(shares: shares, transfers: given.transfers)
    let again = try Baseline(InterCountryTable(free), elasticities: free.shares.elasticities)
    #expect(largestGap(again.valueAdded, free.valueAdded) < 1e-11)
    #expect(largestGap(again.transfers, free.transfers) < 1e-11)
    #expect(largestGap(again.output.values, free.output.values) < 1e-11)
    for sector in 0..<3 {
      // What nobody makes has no recipe that a table could show.
      for state in 0..<4 where free.output[sector, state] > 0 {
        for input in 0..<3 {
          let share = free.shares.recipes[sector: sector, input: input, state: state]
          let found = again.shares.recipes[sector: sector, input: input, state: state]
          #expect(abs(found - share) < 1e-9)
        }
      }
    }
  }

  @Test func `The leather table keeps its flows as a trade economy`() throws {
    let table = try leatherTable()
    let baseline = try Baseline(table, elasticities: [4, 5, 6])
    for state in 0..<3 {
      for sector in 0..<3 {
        let output = table.output[table.industry(sector: sector, state: state)]
        #expect(abs(baseline.output[sector, state] - output) < 1e-9 * output)
        let exports = (0..<3).filter { $0 != state }.reduce(0) {
          $0 + baseline.flow(sector: sector, market: $1, supplier: state)
        }
        #expect(abs(exports - table.exports[sector, state]) < 1e-9 * output)
      }
    }
  }
}
