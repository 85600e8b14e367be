/// What a change of welfare is to first order: terms of trade and volume of trade.
///
/// The formula of Caliendo and Parro (2015), taken with discrete changes of prices and imports, as
/// their table does: exports by the change of own prices, less imports by that of suppliers', and
/// tariff revenue by the change of import volumes, all over income at the start. It's a statement
/// about small changes. Where imports double it says far more than the exact change of real
/// income, as every further unit imported is counted at the tariff of the start.
public struct LinearWelfare: Sendable, Equatable {
  /// Exports dearer and imports cheaper, as a share of income at the start, by state.
  public let terms: [Double]

  /// Tariff revenue on more imports, likewise.
  public let volume: [Double]

  /// Adds up a change.
  ///
  /// - Parameters:
  ///   - baseline: The economy.
  ///   - change: What the equilibrium was solved for: its tariffs are taken off.
  ///   - equilibrium: The equilibrium.
  ///   - flows: Its flows, as `EquilibriumSolver.writeFlows(into:)` gives them.
  public init(
    _ baseline: Baseline, _ change: Counterfactual, _ equilibrium: Equilibrium, flows: FlowTable
  ) {
    let states = baseline.stateCount
    var terms = [Double](repeating: 0, count: states)
    var volume = terms
    for sector in 0..<baseline.sectorCount {
      for market in 0..<states {
        for supplier in 0..<states where supplier != market {
          let before = baseline.receipts(sector: sector, market: market, supplier: supplier)
          guard before > 0 else { continue }
          let dearer =
            change.exportFactor(sector, market, supplier)
            * equilibrium.producerPrices[sector, supplier] - 1
          terms[supplier] += before * dearer
          terms[market] -= before * dearer
          let after =
            flows[sector, market, supplier] / (1 + change.tariffs[sector, market, supplier])
          volume[market] +=
            baseline.shares.tariffs[sector, market, supplier]
            * (after - before - before * dearer)
        }
      }
    }
    self.terms = terms.indices.map { terms[$0] / baseline.finalSpending($0) }
    self.volume = volume.indices.map { volume[$0] / baseline.finalSpending($0) }
  }
}
