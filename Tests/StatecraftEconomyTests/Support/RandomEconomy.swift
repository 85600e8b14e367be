import Foundation
import StatecraftEconomy

/// Numbers that look random and are always the same (SplitMix64).
struct RandomNumbers {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func uniform(_ range: ClosedRange<Double> = 0...1) -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    let unit = Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  mutating func index(below bound: Int) -> Int { min(Int(uniform() * Double(bound)), bound - 1) }
}

/// A made-up world with uneven states, distances, home bias, tariffs, transfers and gaps.
struct RandomEconomy {
  var states: Int
  var sectors: Int
  var weights: SectorTable
  var frictions: FlowTable
  var shares: TradeShares
  var transfers: [Double]

  init(
    states: Int, sectors: Int, seed: Int, tariffs hasTariffs: Bool = true,
    inputs hasInputs: Bool = true, transfers hasTransfers: Bool = true, gaps: Bool = true
  ) {
    var random = RandomNumbers(seed: seed)
    self.states = states
    self.sectors = sectors
    let size = (0..<states).map { _ in exp(random.uniform(-2...2)) }
    let place = (0..<states).map { _ in (random.uniform(), random.uniform()) }
    let home = (0..<sectors).map { _ in exp(random.uniform(0...2.5)) }
    var weights = SectorTable(sectors: sectors, states: states) { sector, state in
      // Some states do not make some goods; everyone makes the last.
      gaps && sector < sectors - 1 && random.uniform() < 0.15
        ? 0 : size[state] * exp(random.uniform(-1...1))
    }
    for sector in 0..<sectors where (0..<states).allSatisfy({ weights[sector, $0] == 0 }) {
      weights[sector, 0] = 1
    }
    let frictions = FlowTable(sectors: sectors, states: states) { sector, market, supplier in
      let distance = hypot(
        place[market].0 - place[supplier].0, place[market].1 - place[supplier].1)
      return pow(0.3 + 3 * distance, -1) * (market == supplier ? home[sector] : 1)
    }
    let valueAdded = SectorTable(sectors: sectors, states: states) { _, _ in
      hasInputs ? random.uniform(0.3...0.8) : 1
    }
    var recipes = RecipeTable(sectors: sectors, states: states)
    var finalSpending = SectorTable(sectors: sectors, states: states) { sector, _ in
      gaps && sector < sectors - 1 && random.uniform() < 0.15 ? 0 : random.uniform(0.1...1)
    }
    for state in 0..<states {
      let total = (0..<sectors).reduce(0) { $0 + finalSpending[$1, state] }
      for sector in 0..<sectors {
        finalSpending[sector, state] /= total
        guard hasInputs else { continue }
        let draws = (0..<sectors).map { _ in pow(random.uniform(), 3) + 1e-3 }
        for input in 0..<sectors {
          recipes[sector: sector, input: input, state: state] =
            draws[input] / draws.reduce(0, +) * (1 - valueAdded[sector, state])
        }
      }
    }
    let tariffs = FlowTable(sectors: sectors, states: states) { _, market, supplier in
      hasTariffs && market != supplier ? random.uniform(0...0.2) : 0
    }
    transfers = [Double](repeating: 0, count: states)
    if hasTransfers && states > 1 {
      // Between the two largest, who can afford it.
      let largest = (0..<states).sorted { size[$0] > size[$1] }
      transfers[largest[0]] = 0.002
      transfers[largest[1]] = -0.002
    }
    let exporterWeights = weights
    self.weights = weights
    self.frictions = frictions
    shares = TradeShares(
      sourcing: FlowTable(sectors: sectors, states: states) { sector, market, supplier in
        let total = (0..<states).reduce(0) {
          $0 + exporterWeights[sector, $1] * frictions[sector, market, $1]
        }
        return exporterWeights[sector, supplier] * frictions[sector, market, supplier] / total
      },
      finalSpending: finalSpending, valueAdded: valueAdded, recipes: recipes,
      elasticities: (0..<sectors).map { _ in random.uniform(1.2...6) }, tariffs: tariffs)
  }

  func baseline() throws -> Baseline { try Baseline(shares: shares, transfers: transfers) }
}

extension Counterfactual {
  /// A counterfactual in which a good deal differs.
  static func random(_ baseline: Baseline, seed: Int) -> Counterfactual {
    var random = RandomNumbers(seed: seed &+ 7919)
    var counterfactual = Counterfactual(baseline)
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        counterfactual.productivity[sector, market] = random.uniform(-0.1...0.1)
        for supplier in 0..<baseline.stateCount where market != supplier {
          if random.uniform() < 0.3 {
            counterfactual.tariffs[sector, market, supplier] += random.uniform(0...0.5)
          }
          if random.uniform() < 0.2 {
            counterfactual.sourcing[sector, market, supplier] = random.uniform()
          }
        }
      }
    }
    counterfactual.transfers = counterfactual.transfers.map { 0.5 * $0 }
    return counterfactual
  }
}

/// The largest gap between two lists, relative to the larger of each pair and one.
func largestGap(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  var largest = 0.0
  for (x, y) in zip(a, b) {
    let gap = abs(x - y) / max(abs(x), abs(y), 1)
    if !(gap <= largest) { largest = gap }
  }
  return largest
}

/// The largest gap between two equilibria over everything they report.
func largestGap(_ a: Equilibrium, _ b: Equilibrium) -> Double {
  [
    largestGap(a.wages, b.wages), largestGap(a.prices.values, b.prices.values),
    largestGap(a.expenditures.values, b.expenditures.values),
    largestGap(a.output.values, b.output.values),
    largestGap(a.tariffRevenue, b.tariffRevenue), largestGap(a.realIncome, b.realIncome),
    largestGap(a.termsOfTrade, b.termsOfTrade),
  ].max() ?? 0
}

extension Double {
  /// This number to the power of another.
  func raised(_ power: Double) -> Double { pow(self, power) }
}
