extension Workspace {
  /// Turns residuals into a step by the blocks of the point itself, damped.
  ///
  /// Dear, as each sweep solves anew for each state. But where sourcing has moved far from the
  /// baseline's, or a state hardly trades, the baseline's blocks point the wrong way.
  func findLocalStep(_ baseline: Baseline, damping: Double) {
    let prepared = baseline.prepared
    let shares = localShares(baseline)
    let expenditures = SectorTable(sectors: sectors, states: shape.states) { sector, state in
      spending(prepared, sector, state)
    }
    for state in 0..<shape.states {
      let block = CountryBlocks.block(
        shares, expenditures: expenditures,
        income: wages.rows[number: state] * baseline.valueAdded[state],
        wageAnchor: Self.localWageAnchor, of: state)
      // A block counts spending in what it is now, the unknowns in what it was at baseline.
      let scale = (0..<rowCount).map { row in
        row <= sectors ? 1 : point.rows[number: row * shape.width + state]
      }
      let gaps = (0..<rowCount).map { row in
        scale[row] > 0 ? residuals.rows[number: row * shape.width + state] / scale[row] : 0
      }
      let moves = block.solve(gaps) ?? gaps
      for row in 0..<rowCount {
        step.rows[number: row * shape.width + state] = damping * scale[row] * moves[row]
      }
    }
  }

  /// Only enough to give a closed state's block an inverse: here wages have to reach balance even
  /// where next to nothing is traded.
  private static let localWageAnchor = 1e-6

  /// Who buys from whom, and at which tariffs, at the point of the last sweep.
  private func localShares(_ baseline: Baseline) -> TradeShares {
    var shares = baseline.shares
    for sector in 0..<sectors {
      for market in 0..<shape.states {
        let row = sector * shape.width + market
        for supplier in 0..<shape.states {
          let weight = weights.rows[number: row * shape.width + supplier]
          let netWeight = netWeights.rows[number: row * shape.width + supplier]
          shares.sourcing[sector, market, supplier] =
            weight * appeal.rows[number: sector * shape.width + supplier]
            / demand.rows[number: row]
          shares.tariffs[sector, market, supplier] = netWeight > 0 ? weight / netWeight - 1 : 0
        }
      }
    }
    return shares
  }
}
