internal import Elementary

/// What states would lose if suppliers left them, before wages and others' prices adjust: the
/// power to hurt.
///
/// The market's own prices are found anew without the suppliers, at given wages and prices of
/// foreign sellers; its own sectors' inputs, and theirs, become dearer likewise. With a sector's
/// spending share α, the suppliers' share ω of it, the elasticity σ = 1 + θ among suppliers and ρ
/// among sectors, and no inputs, that is
///
///     ln loss = ln [ Σ_s α[s] (1 − ω[s])^((1 − ρ)/(1 − σ[s])) ] / (1 − ρ)
///
/// so that power is convex in ω, without bound as one controls all supply, and what several
/// withhold together exceeds the sum of what each does where their goods are hard to replace by
/// each other's (nested CES, as in Clayton, Maggiori and Schreger 2024).
public struct SupplierPower: Sendable, Equatable {
  /// Who leaves.
  public var suppliers: [Int]

  /// In which sectors.
  public var sectors: [Int]

  /// Asks what the loss of suppliers costs.
  public init(of suppliers: [Int], in sectors: [Int]) {
    self.suppliers = suppliers
    self.sectors = sectors
  }

  /// The rise of the log price of a market's final spending; infinite where it can't do without.
  ///
  /// Zero for the suppliers themselves. 1 − e^−loss is the share of real income lost.
  public func logLoss(of market: Int, _ baseline: Baseline) -> Double {
    guard !suppliers.contains(market) else { return 0 }
    let shares = baseline.shares
    let sectorCount = baseline.sectorCount
    var kept = [Double](repeating: 1, count: sectorCount)
    for sector in sectors {
      var share = 0.0
      for supplier in 0..<baseline.stateCount where !suppliers.contains(supplier) {
        share += shares.sourcing[sector, market, supplier]
      }
      kept[sector] = share
      if !(share > 0), baseline.expenditures[sector, market] > 0 { return .infinity }
    }
    // Prices rise from what they are to where own costs and sourcing agree; each round is a step
    // of the expansion of the Leontief inverse.
    var prices = [Double](repeating: 0, count: sectorCount)
    for _ in 0..<Self.roundLimit {
      var largest = 0.0
      let before = prices
      for sector in 0..<sectorCount where kept[sector] > 0 {
        let theta = shares.elasticities[sector]
        let home = shares.sourcing[sector, market, market]
        let cost = Self.cost(of: sector, in: market, shares, prices: before)
        // ln of what is left of Φ, home dearer: kept + home (e^(−θ c) − 1).
        let left = kept[sector] - 1 + home * (exponential(-theta * cost) - 1)
        guard left > -1 else { return .infinity }
        prices[sector] = -logarithmOfOnePlus(left) / theta
        largest = max(largest, abs(prices[sector] - before[sector]))
      }
      if largest <= 1e-15 { break }
    }
    let power = 1 - shares.technology.finalElasticities[market]
    return Self.index(
      (0..<sectorCount).map { (shares.finalSpending[$0, market], prices[$0]) }, power: power)
  }

  private static let roundLimit = 2000

  /// The log change of a sector's unit cost at given wages.
  private static func cost(
    of sector: Int, in state: Int, _ shares: TradeShares, prices: [Double]
  ) -> Double {
    let technology = shares.technology
    let variable = 1 - technology.rentShares[sector, state]
    guard variable > 0 else { return 0 }
    let inputs = prices.indices.map {
      (shares.recipes[sector: sector, input: $0, state: state] / variable, prices[$0])
    }
    return index(
      inputs + [(shares.valueAdded[sector, state] / variable, 0)],
      power: 1 - technology.inputElasticities[sector])
  }

  /// ln( Σ share e^(d z) ) / d of log prices z; Σ share z where d is zero.
  private static func index(_ terms: [(share: Double, price: Double)], power: Double) -> Double {
    guard power != 0 else { return terms.reduce(0) { $0 + $1.share * $1.price } }
    let count = terms.count
    let weights = LaneBuffer(lanes: count)
    let logs = LaneBuffer(lanes: count)
    let moved = LaneBuffer(lanes: count)
    for (row, term) in terms.enumerated() {
      weights.rows[row] = Lane(repeating: term.share)
      logs.rows[row] = Lane(repeating: term.price)
    }
    return aggregate(
      weights.rows, logs.rows, rows: count, stride: 1, power: Lane(repeating: power),
      into: moved.rows)[0]
  }
}

/// Asymmetric dependence on imports, weighed by how hard they are to replace (Liu and Yang 2025).
public enum ImportPower {
  /// Σ_s (what the market pays the supplier for s, over its final spending) / θ[s], in `0...`.
  public static func dependence(
    of market: Int, on supplier: Int, _ baseline: Baseline
  ) -> Double {
    var sum = 0.0
    for sector in 0..<baseline.sectorCount {
      sum +=
        baseline.flow(sector: sector, market: market, supplier: supplier)
        / baseline.shares.elasticities[sector]
    }
    return sum / baseline.finalSpending(market)
  }

  /// How much more the other depends on a state than the state on it.
  public static func net(of state: Int, over other: Int, _ baseline: Baseline) -> Double {
    dependence(of: other, on: state, baseline) - dependence(of: state, on: other, baseline)
  }
}
