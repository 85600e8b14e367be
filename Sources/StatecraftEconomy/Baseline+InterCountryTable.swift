extension Baseline {
  /// Takes an inter-country input-output table as the start of a trade economy.
  ///
  /// Flows between states by sector, outputs, value added and final spending are the table's.
  /// Who buys from whom is taken to be the same for all uses of a sector in a state
  /// (proportionality). There are no tariffs; transfers are what states spend beyond their value
  /// added.
  ///
  /// - Parameters:
  ///   - table: The table; every state has to have final uses of its own, and every industry
  ///     with output some value added.
  ///   - elasticities: The trade elasticities of its sectors, θ[s].
  ///   - technology: Elasticities of substitution and capacities; rents are a part of the table's
  ///     value added. Cobb-Douglas without bounds when there is none.
  /// - Throws: `BaselineError`.
  public init(
    _ table: InterCountryTable, elasticities: [Double], technology: Technology? = nil
  ) throws(BaselineError) {
    let sectors = table.sectorCount
    let states = table.stateCount
    let industries = table.industryCount
    var flows = FlowTable(sectors: sectors, states: states, repeating: 0)
    var recipes = RecipeTable(sectors: sectors, states: states)
    var final = SectorTable(sectors: sectors, states: states, repeating: 0)
    for seller in 0..<industries {
      let (supplier, input) = (seller / sectors, seller % sectors)
      for buyer in 0..<industries {
        let (market, sector) = (buyer / sectors, buyer % sectors)
        let sale = table.intermediate[seller * industries + buyer]
        flows[input, market, supplier] += sale
        if table.output[buyer] > 0 {
          recipes[sector: sector, input: input, state: market] += sale / table.output[buyer]
        }
      }
      for market in 0..<states {
        let sale = table.final[seller * states + market]
        flows[input, market, supplier] += sale
        final[input, market] += sale
      }
    }
    let industryValue = table.valueAdded
    var valueAdded = [Double](repeating: 0, count: states)
    var finalTotal = valueAdded
    for state in 0..<states {
      for sector in 0..<sectors {
        valueAdded[state] += industryValue[table.industry(sector: sector, state: state)]
        finalTotal[state] += final[sector, state]
      }
    }
    let shares = TradeShares(
      sourcing: FlowTable(sectors: sectors, states: states) { sector, market, supplier in
        var bought = 0.0
        for other in 0..<states { bought += flows[sector, market, other] }
        // A sector that a market never buys needs a supplier all the same: the market itself.
        return bought > 0
          ? flows[sector, market, supplier] / bought : (market == supplier ? 1 : 0)
      },
      finalSpending: SectorTable(sectors: sectors, states: states) { sector, state in
        final[sector, state] / finalTotal[state]
      },
      valueAdded: SectorTable(sectors: sectors, states: states) { sector, state in
        let industry = table.industry(sector: sector, state: state)
        guard table.output[industry] > 0 else { return 1 }
        return industryValue[industry] / table.output[industry]
          - (technology?.rentShares[sector, state] ?? 0)
      },
      recipes: recipes, elasticities: elasticities,
      tariffs: FlowTable(sectors: sectors, states: states, repeating: 0), technology: technology)
    try self.init(
      shares: shares, valueAdded: valueAdded,
      transfers: (0..<states).map { finalTotal[$0] - valueAdded[$0] })
  }
}
