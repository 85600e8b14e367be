extension InterCountryTable {
  /// The table of a baseline.
  ///
  /// Industries buy their inputs from suppliers in the shares of their state's purchases of the
  /// input: the usual assumption where only totals are known (proportionality).
  public init(_ baseline: Baseline) {
    let flows = FlowTable(sectors: baseline.sectorCount, states: baseline.stateCount) {
      baseline.flow(sector: $0, market: $1, supplier: $2)
    }
    self.init(baseline, Counterfactual(baseline), Equilibrium(baseline), flows: flows)
  }

  /// The table of an equilibrium.
  ///
  /// Z = g'[n][k→s] Y[s,n] π'[k,n,i] / (1 + t') for what sector k of state i sells to sector s of
  /// state n, and what is left of the flow goes to final users.
  ///
  /// - Parameters:
  ///   - baseline: The economy.
  ///   - counterfactual: What the equilibrium was solved for: its tariffs and export taxes are taken off.
  ///   - equilibrium: The equilibrium.
  ///   - flows: Its flows, as `EquilibriumSolver.writeFlows(into:)` gives them.
  public init(
    _ baseline: Baseline, _ counterfactual: Counterfactual, _ equilibrium: Equilibrium,
    flows: FlowTable
  ) {
    let sectors = baseline.sectorCount
    let states = baseline.stateCount
    let industries = sectors * states
    var intermediate = [Double](repeating: 0, count: industries * industries)
    var final = [Double](repeating: 0, count: industries * states)
    var output = [Double](repeating: 0, count: industries)
    let recipes = equilibrium.recipes(baseline)
    for input in 0..<sectors {
      for market in 0..<states {
        let spending = equilibrium.expenditures[input, market]
        guard spending > 0 else { continue }
        for supplier in 0..<states {
          let seller = supplier * sectors + input
          let sale =
            flows[input, market, supplier] / (1 + counterfactual.tariffs[input, market, supplier])
            / counterfactual.exportFactor(input, market, supplier)
          output[seller] += sale
          var used = 0.0
          for sector in 0..<sectors {
            let share =
              recipes[sector: sector, input: input, state: market]
              * equilibrium.output[sector, market] / spending
            used += share
            intermediate[seller * industries + market * sectors + sector] = share * sale
          }
          // Rounding must not leave a final sale below nothing.
          final[seller * states + market] = max(0, 1 - used) * sale
        }
      }
    }
    self.init(
      unproven: sectors, states: states, intermediate: intermediate, final: final, output: output)
  }
}
