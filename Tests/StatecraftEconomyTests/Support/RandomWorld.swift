import Foundation
import StatecraftEconomy
import Testing

/// A world at the edges of what a baseline may be, and a shock to it.
///
/// Sizes differ by orders of magnitude, most links may be missing, whole sectors are made in one
/// state or bought by nobody, recipes run in loops with little value added, elasticities lie
/// between 0.25 and 20, governments levy and subsidise, and states live on others' transfers.
/// Every state buys the last sector from its neighbour, so that nobody's size is undetermined.
struct RandomWorld: Sendable, CustomTestStringConvertible {
  var states: Int
  var sectors: Int
  var seed: Int

  /// Whether there are tariffs and transfers.
  var isDistorted = true
  /// Whether every state makes something of everything, so that it could live alone.
  var isSelfReliant = false

  var testDescription: String { "\(states) × \(sectors), seed \(seed)" }

  /// Worlds of 2 to 60 states and 1 to 20 sectors: many small ones, few large ones.
  static func worlds(
    _ count: Int, seed: Int, distorted: Bool = true, selfReliant: Bool = false
  ) -> [RandomWorld] {
    var random = RandomNumbers(seed: seed)
    return (0..<count).map { index in
      // One in sixteen may have up to 20 states, the others up to 8.
      let isLarge = index % 16 == 15
      return RandomWorld(
        states: 2 + random.index(below: isLarge ? 19 : 7),
        sectors: 1 + random.index(below: isLarge ? 8 : 5), seed: seed &* 1000 &+ index,
        isDistorted: distorted, isSelfReliant: selfReliant)
    }
  }

  /// The structure of the world, and transfers between its states.
  func economy() throws -> (shares: TradeShares, transfers: [Double]) {
    var random = RandomNumbers(seed: seed)
    let finalSpending = finalSpending(&random)
    let (valueAdded, recipes) = technology(&random)
    let sourcing = sourcing(&random)
    let elasticities = (0..<sectors).map { _ in exp(random.uniform(log(0.25)...log(20))) }
    let tariffs = tariffs(&random)
    let shares = TradeShares(
      sourcing: sourcing, finalSpending: finalSpending, valueAdded: valueAdded, recipes: recipes,
      elasticities: elasticities, tariffs: tariffs)
    return (shares, try transfers(shares, &random))
  }

  func baseline() throws -> Baseline {
    let (shares, transfers) = try economy()
    return try Baseline(shares: shares, transfers: transfers)
  }

  private func finalSpending(_ random: inout RandomNumbers) -> SectorTable {
    let gap = random.uniform(0...0.6)
    var table = SectorTable(sectors: sectors, states: states) { sector, _ in
      sector < sectors - 1 && random.uniform() < gap ? 0 : exp(random.uniform(-4...0))
    }
    for state in 0..<states {
      let total = (0..<sectors).reduce(0) { $0 + table[$1, state] }
      for sector in 0..<sectors { table[sector, state] /= total }
    }
    return table
  }

  /// Value-added shares down to a twentieth, and recipes that may be empty, full or all loop.
  private func technology(_ random: inout RandomNumbers) -> (SectorTable, RecipeTable) {
    let least = random.uniform() < 0.2 ? 1 : random.uniform(0.05...0.7)
    let gap = random.uniform(0...0.8)
    let loop = random.uniform() < 0.3
    let valueAdded = SectorTable(sectors: sectors, states: states) { _, _ in
      random.uniform(least...1)
    }
    var recipes = RecipeTable(sectors: sectors, states: states)
    for state in 0..<states {
      for sector in 0..<sectors {
        var draws = (0..<sectors).map { _ in random.uniform() < gap ? 0 : random.uniform() }
        // A sector that needs itself most, or, with nothing drawn, only its neighbour.
        if loop { draws[sector] += Double(sectors) }
        if draws.reduce(0, +) == 0 { draws[(sector + 1) % sectors] = 1 }
        for input in 0..<sectors {
          recipes[sector: sector, input: input, state: state] =
            (1 - valueAdded[sector, state]) * draws[input] / draws.reduce(0, +)
        }
      }
    }
    return (valueAdded, recipes)
  }

  private func sourcing(_ random: inout RandomNumbers) -> FlowTable {
    let spread = random.uniform(0...4)
    let gap = random.uniform(0...0.9)
    let home = random.uniform(0...5)
    let size = (0..<states).map { _ in exp(random.uniform(-spread...spread)) }
    var table = FlowTable(sectors: sectors, states: states, repeating: 0)
    for sector in 0..<sectors {
      // A sector in twelve is made in one state only.
      let onlyMaker = random.uniform() < 1 / 12.0 ? random.index(below: states) : nil
      for market in 0..<states {
        var row = (0..<states).map { supplier in
          let weight = size[supplier] * exp(random.uniform(-2...2))
          if supplier == market { return weight * exp(home) }
          return random.uniform() < gap ? 0 : weight
        }
        if sector == sectors - 1 {
          let neighbour = (market + 1) % states
          row[neighbour] = max(row[neighbour], size[neighbour])
        } else if !isSelfReliant {
          if random.uniform() < gap / 2 { row[market] = 0 }
          if let onlyMaker { row = row.indices.map { $0 == onlyMaker ? 1 : 0 } }
          if row.reduce(0, +) == 0 { row[(market + sector) % states] = 1 }
        }
        let total = row.reduce(0, +)
        for supplier in 0..<states { table[sector, market, supplier] = row[supplier] / total }
      }
    }
    return table
  }

  private func tariffs(_ random: inout RandomNumbers) -> FlowTable {
    FlowTable(sectors: sectors, states: states) { _, market, supplier in
      guard isDistorted, market != supplier, random.uniform() < 0.6 else { return 0 }
      return random.uniform() < 0.1 ? random.uniform(-0.2...0) : random.uniform(0...1)
    }
  }

  /// Gifts between pairs of states, each within a twentieth of what the giver sells abroad.
  private func transfers(_ shares: TradeShares, _ random: inout RandomNumbers) throws -> [Double] {
    var transfers = [Double](repeating: 0, count: states)
    guard isDistorted else { return transfers }
    let balanced = try Baseline(shares: shares, transfers: transfers)
    for giver in 0..<states {
      var exports = 0.0
      for sector in 0..<sectors {
        for market in 0..<states where market != giver {
          exports += balanced.receipts(sector: sector, market: market, supplier: giver)
        }
      }
      let gift = exports * random.uniform(0...0.05)
      transfers[giver] -= gift
      transfers[(giver + 1 + random.index(below: states - 1)) % states] += gift
    }
    return transfers
  }

  /// A shock of any kind: bans, leaks, easier trade, tariffs to prohibition, subsidies, advances.
  ///
  /// Half of the shocks are mild and change gifts; the others end them, as a state that is cut off
  /// may have no means to give. The last sector keeps its links, thinned at most, and no market
  /// loses its last supplier.
  func shock(_ baseline: Baseline) -> Counterfactual {
    var random = RandomNumbers(seed: seed &+ 104_729)
    var change = Counterfactual(baseline)
    let isMild = random.uniform() < 0.5
    let multipliers = isMild ? [0.5, 0.9, 1.5] : [0, 1e-9, 1e-3, 0.3, 3]
    let tariffs = isMild ? -0.1...0.4 : -0.3...2
    let advance = random.uniform(0...(isMild ? 0.3 : 1))
    let share = random.uniform(0...0.6)
    for sector in 0..<sectors {
      for market in 0..<states {
        change.productivity[sector, market] = random.uniform(-advance...advance)
        for supplier in 0..<states where supplier != market {
          if random.uniform() < share {
            change.sourcing[sector, market, supplier] =
              sector == sectors - 1
              ? random.uniform(0.05...2) : multipliers[random.index(below: multipliers.count)]
          }
          if isDistorted && random.uniform() < share {
            change.tariffs[sector, market, supplier] = random.uniform(tariffs)
          }
        }
        if (0..<states).allSatisfy({
          baseline.shares.sourcing[sector, market, $0] * change.sourcing[sector, market, $0] == 0
        }) {
          for supplier in 0..<states { change.sourcing[sector, market, supplier] = 0.5 }
        }
      }
    }
    let kept = isMild ? random.uniform(0...1.2) : 0
    change.transfers = baseline.transfers.map { kept * $0 }
    return change
  }
}
