import StatecraftEconomy
import Testing

struct DependenceTests {
  /// State 0 buys goods from 1 alone, whose goods are half parts that only 2 makes.
  ///
  /// Sectors: goods, parts. State 2 buys its goods from state 0 and 1 buys half its goods at 2.
  private func chain() throws -> InterCountryTable {
    // Industries: (goods, parts) of 0, 1, 2. Goods of 1: 10, with parts of 2 for 5.
    var intermediate = [Double](repeating: 0, count: 36)
    intermediate[5 * 6 + 2] = 5
    var final = [Double](repeating: 0, count: 18)
    final[2 * 3 + 0] = 10
    final[0 * 3 + 2] = 4
    return try InterCountryTable(
      sectors: 2, states: 3, intermediate: intermediate, final: final,
      output: [4, 0, 10, 0, 0, 5])
  }

  @Test func `Dependence through a third country is seen`() throws {
    let chains = try ValueChains(chain())
    var sourcing = FlowTable(sectors: 2, states: 3, repeating: 0)
    sourcing[0, 0, 1] = 1
    let spending = SectorTable([10, 0, 0, 0, 0, 0], sectors: 2, states: 3)
    let dependence = Dependence(sourcing: sourcing, expenditures: spending, chains: chains)
    #expect(dependence.direct[0, 0, 2] == 0)
    #expect(dependence.total[0, 0, 2] == 0.5 && dependence.indirect[0, 0, 2] == 0.5)
    #expect(dependence.total[0, 0, 1] == 0.5 && dependence.indirect[0, 0, 1] == 0)
    #expect(dependence.concentration[0, 0] == 1)
    #expect(dependence.importExposure(of: 0, criticality: [1, 0]) == [0, 1, 0])
    #expect(dependence.importExposure(of: 0, criticality: [1, 0], total: true) == [0, 0.5, 0.5])
    #expect(dependence.importExposure(of: 1, criticality: [1, 1]) == [0, 0, 0])
  }

  @Test func `The state between maker and user is the hub`() throws {
    // Between the others, 2 adds 5 for users in 0, all through 1; 0 adds 4 for 2, past 1.
    #expect(largestGap(try ValueChains(chain()).hubCentrality, [0, 5.0 / 9, 0]) < 1e-15)
  }

  @Test(arguments: 1...3)
  func `Extracting a hub is leaving its rows and columns out`(seed: Int) throws {
    let economy = RandomEconomy(states: 4, sectors: 2, seed: seed, gaps: false)
    let table = InterCountryTable(try economy.baseline())
    let centrality = try ValueChains(table).hubCentrality
    let shares = (0..<8).map { table.valueAdded[$0] / table.output[$0] }
    // Stage by stage, by brute force: value for others' users, with the hub and around it.
    func arrived(past hub: Int, around: Bool) -> Double {
      var sum = 0.0
      for user in 0..<4 where user != hub {
        var demand = (0..<8).map { table.final[$0 * 4 + user] }
        for _ in 0..<400 {
          for row in 0..<8 where around && row / 2 == hub { demand[row] = 0 }
          for row in 0..<8 where row / 2 != user && row / 2 != hub {
            sum += demand[row] * shares[row]
          }
          var next = [Double](repeating: 0, count: 8)
          for row in 0..<8 {
            for column in 0..<8 {
              next[row] +=
                table.intermediate[row * 8 + column] * demand[column] / table.output[column]
            }
          }
          demand = next
        }
      }
      return sum
    }
    for hub in 0..<4 {
      let share = 1 - arrived(past: hub, around: true) / arrived(past: hub, around: false)
      #expect(abs(centrality[hub] - share) < 1e-12)
    }
    #expect(centrality.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test(arguments: 1...3)
  func `Shares of value sum to one in every market`(seed: Int) throws {
    let baseline = try RandomEconomy(states: 5, sectors: 3, seed: seed).baseline()
    let dependence = try Dependence(baseline)
    for market in 0..<5 {
      for sector in 0..<3 {
        let sum = (0..<5).reduce(0) { $0 + dependence.total[sector, market, $1] }
        #expect(abs(sum - 1) < 1e-12)
      }
      let exposure = dependence.importExposure(of: market, criticality: [3, 0, 1], total: true)
      #expect(abs(exposure.reduce(0, +) - 1) < 1e-12)
    }
  }
}
