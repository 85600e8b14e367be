internal import StatecraftEconomy

/// A made-up world with uneven states, gravity and home bias: the same numbers every time.
struct SampleEconomy {
  let states: Int
  let sectors: Int

  /// Forgets who buys from whom and asks for it back, with gravity as the guess.
  func calibration(_ baseline: Baseline) -> SupplyCalibration {
    let shares = baseline.shares
    return SupplyCalibration(
      valueAdded: baseline.valueAdded,
      supplyShares: SectorTable(sectors: sectors, states: states) { sector, state in
        var world = 0.0
        for other in 0..<states { world += baseline.output[sector, other] }
        return baseline.output[sector, state] / world
      },
      residualSector: sectors - 1, finalSpending: shares.finalSpending,
      valueAddedShares: shares.valueAdded, recipes: shares.recipes,
      frictions: FlowTable(sectors: sectors, states: states) { sector, market, supplier in
        // Home bias alone: a poorer guess than what made the shares, so there is work to do.
        market == supplier ? 10 + Double(sector) : 1 / (1 + abs(Double(market - supplier)))
      },
      elasticities: shares.elasticities, tariffs: shares.tariffs, transfers: baseline.transfers)
  }

  /// Makes the world's structure; its baseline solves for the sizes of states.
  func shares() -> TradeShares {
    var numbers = NumberSource(state: UInt64(states * 1000 + sectors))
    let size = (0..<states).map { _ in exponentialOf(2.4 * (numbers.next() - 0.5) * 2) }
    let place = (0..<states).map { _ in (numbers.next(), numbers.next()) }
    let weight = SectorTable(sectors: sectors, states: states) { _, state in
      size[state] * exponentialOf(3 * (numbers.next() - 0.5))
    }
    let home = (0..<sectors).map { _ in exponentialOf(1 + 3 * numbers.next()) }
    var sourcing = FlowTable(sectors: sectors, states: states) { sector, market, supplier in
      let dx = place[market].0 - place[supplier].0
      let dy = place[market].1 - place[supplier].1
      let distance = 0.3 + 3 * (abs(dx) + abs(dy))
      return weight[sector, supplier] / distance * (market == supplier ? home[sector] : 1)
    }
    for sector in 0..<sectors {
      for market in 0..<states {
        var sum = 0.0
        for supplier in 0..<states { sum += sourcing[sector, market, supplier] }
        for supplier in 0..<states { sourcing[sector, market, supplier] /= sum }
      }
    }
    let valueAdded = SectorTable(sectors: sectors, states: states) { _, _ in
      0.3 + 0.4 * numbers.next()
    }
    var recipes = RecipeTable(sectors: sectors, states: states) { _, _, _ in
      let draw = numbers.next()
      return draw * draw * draw
    }
    // The last sector is the largest, as services are.
    var finalSpending = SectorTable(sectors: sectors, states: states) { sector, _ in
      sector == sectors - 1 ? 5 : 0.1 + numbers.next()
    }
    for state in 0..<states {
      var sum = 0.0
      for sector in 0..<sectors { sum += finalSpending[sector, state] }
      for sector in 0..<sectors {
        finalSpending[sector, state] /= sum
        var inputs = 0.0
        for input in 0..<sectors { inputs += recipes[sector: sector, input: input, state: state] }
        for input in 0..<sectors {
          recipes[sector: sector, input: input, state: state] *=
            (1 - valueAdded[sector, state]) / inputs
        }
      }
    }
    let elasticities = (0..<sectors).map { _ in 1.2 + 4.8 * numbers.next() }
    let tariffs = FlowTable(sectors: sectors, states: states) { _, market, supplier in
      market == supplier ? 0 : 0.1 * numbers.next()
    }
    return TradeShares(
      sourcing: sourcing, finalSpending: finalSpending, valueAdded: valueAdded, recipes: recipes,
      elasticities: elasticities, tariffs: tariffs)
  }
}

/// Numbers that look random and are always the same (SplitMix64).
struct NumberSource {
  var state: UInt64

  /// The next number, in `0..<1`.
  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}

/// e to the power of a small number, by its series: enough for made-up worlds.
func exponentialOf(_ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  for n in 1...40 {
    term *= x / Double(n)
    sum += term
  }
  return sum
}
