/// Viner's trade creation and diversion when trade with some partners is eased or barred.
///
/// Viner (1950) asks where a partner's gain in a market comes from: from dear supplies at home
/// (creation) or from other suppliers (diversion). Measured as by Truman (1969) from the shares of
/// home, partners and the rest in the market's purchases before duties, ρ before and ρ' after:
///
///     creation = M' (ρ[home] − ρ'[home])      diversion = M' (ρ[rest] − ρ'[rest])
///     partners' gain = M' (ρ'[partners] − ρ[partners]) = creation + diversion
///
/// with M' the purchases after. A barrier turns the signs: negative creation is trade given up for
/// home supply, negative diversion is trade that moves from the partners to the rest.
public struct TradeCreation: Sendable, Equatable {
  /// What replaces home supply, by sector and market, in the baseline's unit of value.
  public let creation: SectorTable

  /// What replaces supply from the rest of the world, by sector and market.
  public let diversion: SectorTable

  /// What partners gain in all: creation and diversion together.
  public let partnersGain: SectorTable

  /// Compares the flows of an equilibrium with the baseline's.
  ///
  /// - Parameters:
  ///   - baseline: The economy before.
  ///   - counterfactual: What changed: its tariffs are taken off the flows.
  ///   - flows: The flows after, as `EquilibriumSolver.writeFlows(into:)` gives them.
  ///   - partners: For each market the suppliers whose terms changed; home is not one. A market
  ///     without partners has neither creation nor diversion that could be told apart, so both
  ///     sum to zero there.
  public init(
    _ baseline: Baseline, _ counterfactual: Counterfactual, flows: FlowTable, partners: [[Int]]
  ) {
    let states = baseline.stateCount
    precondition(partners.count == states, "\(partners.count) lists for \(states) markets")
    let zero = SectorTable(sectors: baseline.sectorCount, states: states, repeating: 0)
    var (creation, diversion, gain) = (zero, zero, zero)
    for market in 0..<states {
      precondition(!partners[market].contains(market), "Market \(market) is no partner of its own.")
      for sector in 0..<baseline.sectorCount {
        let before = (0..<states).map {
          baseline.receipts(sector: sector, market: market, supplier: $0)
        }
        let after = (0..<states).map {
          flows[sector, market, $0] / (1 + counterfactual.tariffs[sector, market, $0])
        }
        let purchases = after.reduce(0, +)
        let purchasesBefore = before.reduce(0, +)
        guard purchases > 0, purchasesBefore > 0 else { continue }
        for supplier in 0..<states {
          let lost = purchases * (before[supplier] / purchasesBefore) - after[supplier]
          if supplier == market {
            creation[sector, market] += lost
          } else if partners[market].contains(supplier) {
            gain[sector, market] -= lost
          } else {
            diversion[sector, market] += lost
          }
        }
      }
    }
    self.creation = creation
    self.diversion = diversion
    partnersGain = gain
  }
}
