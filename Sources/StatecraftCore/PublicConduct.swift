/// What states can learn from what all can see, found once a turn for everybody: who answers
/// measures, how far rules of trade still bind, and what a dollar of lost sales costs.
///
/// It's read off the world as it stands rather than kept as columns, so that whoever knows the world
/// knows it.
public struct PublicConduct: Sendable {
  /// A control or restriction of less than this is no measure that calls for an answer.
  private static let leastStrictness = 0.05
  /// A mean tariff of less than this is none.
  private static let leastTariff = 0.02

  /// Whether a state has measures on another that call for an answer: [author, target].
  public let hasMeasures: Dyadic<Bool>
  /// The mean tariff that a state levies on another's goods, weighted by the trade in them:
  /// [importer, exporter].
  public let meanTariff: Dyadic<Double>
  /// The mean tariff on the world's trade in goods.
  public let meanTariffOfWorld: Double
  /// What a state loses in real income for a dollar of sales abroad that it gives up, to first
  /// order, in `0...1`.
  ///
  /// There are no rents in the equilibrium: labour that made what is withheld makes something else,
  /// for which the state must lower its wage until others buy as much again. A fall of sales by X
  /// lowers the wage by X / (GDP × D), D being the elasticity of demand for the state's work,
  /// Σ sales/GDP × θ (1 − share in the market), and real income by that times imports over GDP.
  /// `check --motives` compares it with the solved market.
  public let lossOfSales: PerState<Double>

  init(_ world: World, _ setting: Setting) {
    let roster = setting.roster
    // A game in strategic form has no trade to read anything off.
    let states = setting.game == nil ? roster.stateCount : 0
    var means = Dyadic(repeating: 0.0, rows: states, width: states)
    var trades = means
    var (levied, trade) = (0.0, 0.0)
    let (flows, tariffs) = (world.flows.storage, world.tariff.storage)
    for sector in roster.sectors where setting[sector].isGood {
      let first = sector.index * states * states
      for pair in 0..<states * states where pair / states != pair % states {
        let rate = tariffs[first + pair]
        let flow = flows[first + pair] / (1 + rate)
        means.storage[pair] += rate * flow
        trades.storage[pair] += flow
        levied += rate * flow
        trade += flow
      }
    }
    for pair in means.storage.indices {
      means.storage[pair] =
        trades.storage[pair] > 0 ? means.storage[pair] / trades.storage[pair] : 0
    }
    meanTariff = means
    meanTariffOfWorld = trade > 0 ? levied / trade : 0

    var measures = Dyadic(repeating: false, rows: states, width: states)
    for pair in measures.storage.indices {
      measures.storage[pair] = means.storage[pair] >= Self.leastTariff
    }
    let (withheld, keptOut) = (
      world.exportControlOrdered.storage, world.importRestrictionOrdered.storage
    )
    for sector in roster.sectors where setting[sector].isKey {
      let first = sector.index * states * states
      for pair in 0..<states * states
      where withheld[first + pair] >= Self.leastStrictness
        || keptOut[first + pair] >= Self.leastStrictness
      {
        measures.storage[pair] = true
      }
    }
    hasMeasures = measures
    lossOfSales =
      states > 0 ? Self.lossOfSales(world, setting) : PerState(repeating: 0, count: 0)
  }

  private static func lossOfSales(_ world: World, _ setting: Setting) -> PerState<Double> {
    let roster = setting.roster
    var (demand, imports) = (
      PerState(repeating: 0.0, count: roster.stateCount),
      PerState(repeating: 0.0, count: roster.stateCount)
    )
    for sector in roster.sectors {
      let elasticity = setting[sector].elasticity
      for market in roster.states {
        let bought = world.expenditure[sector, market]
        guard bought > 0 else { continue }
        for seller in roster.states {
          let flow = world.flows[sector, market, seller]
          demand[seller] += flow * elasticity * (1 - flow / bought)
          if seller != market { imports[market] += flow }
        }
      }
    }
    return PerState(
      roster.states.map { state in
        demand[state] > 0 ? min(1, imports[state] / demand[state]) : 0
      })
  }
}
