internal import StatecraftCore

/// What a state loses in real income for a dollar of sales abroad that it gives up, to first order.
///
/// There are no rents in the equilibrium: labour that made what is withheld makes something else,
/// for which the state must lower its wage until others buy as much again. A fall of sales by X
/// lowers the wage by X / (GDP × D), D being the elasticity of demand for the state's work,
/// Σ sales/GDP × θ (1 − share in the market), and real income by that times imports over GDP.
/// `check --motives` compares it with the solved market.
struct SalesLoss {
  private let factors: PerState<Double>

  init(_ observation: Observation) {
    let roster = observation.setting.roster
    var (demand, imports) = (
      PerState(repeating: 0.0, count: roster.stateCount),
      PerState(repeating: 0.0, count: roster.stateCount)
    )
    for sector in roster.sectors {
      let elasticity = observation.setting[sector].elasticity
      for market in roster.states {
        let bought = observation.expenditure[sector, market]
        guard bought > 0 else { continue }
        for seller in roster.states {
          let flow = observation.flows[sector, market, seller]
          demand[seller] += flow * elasticity * (1 - flow / bought)
          if seller != market { imports[market] += flow }
        }
      }
    }
    factors = PerState(
      roster.states.map { state in
        demand[state] > 0 ? min(1, imports[state] / demand[state]) : 0
      })
  }

  /// Dollars of real income lost for a dollar of sales, in `0...1`.
  subscript(state: StateID) -> Double { factors[state] }
}
