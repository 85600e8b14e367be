import StatecraftEconomy

/// Other names for the same states and sectors: the new index of each old one.
struct Relabelling {
  let states: [Int]
  let sectors: [Int]

  /// Shuffles both.
  init(states: Int, sectors: Int, seed: Int) {
    var random = RandomNumbers(seed: seed)
    func shuffled(_ count: Int) -> [Int] {
      var order = Array(0..<count)
      for last in stride(from: count - 1, to: 0, by: -1) {
        order.swapAt(last, random.index(below: last + 1))
      }
      return order
    }
    self.states = shuffled(states)
    self.sectors = shuffled(sectors)
  }

  func callAsFunction(_ table: FlowTable) -> FlowTable {
    FlowTable(sectors: sectors.count, states: states.count) {
      table[sectors[$0], states[$1], states[$2]]
    }
  }

  func callAsFunction(_ table: SectorTable) -> SectorTable {
    SectorTable(sectors: sectors.count, states: states.count) { table[sectors[$0], states[$1]] }
  }

  func callAsFunction(_ numbers: [Double]) -> [Double] { states.map { numbers[$0] } }

  func callAsFunction(_ shares: TradeShares) -> TradeShares {
    TradeShares(
      sourcing: self(shares.sourcing), finalSpending: self(shares.finalSpending),
      valueAdded: self(shares.valueAdded),
      recipes: RecipeTable(sectors: sectors.count, states: states.count) {
        shares.recipes[sector: sectors[$0], input: sectors[$1], state: states[$2]]
      },
      elasticities: sectors.map { shares.elasticities[$0] }, tariffs: self(shares.tariffs))
  }

  /// The relabelled change of a relabelled baseline.
  func callAsFunction(_ change: Counterfactual, of baseline: Baseline) -> Counterfactual {
    var relabelled = Counterfactual(baseline)
    relabelled.sourcing = self(change.sourcing)
    relabelled.tariffs = self(change.tariffs)
    relabelled.productivity = self(change.productivity)
    relabelled.transfers = self(change.transfers)
    return relabelled
  }
}
