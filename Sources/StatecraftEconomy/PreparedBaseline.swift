/// A baseline in the solver's layout: rows over states in lanes, and the solver's step rule.
///
/// `@unchecked Sendable` because the buffers are written in `init` only, and read-only after it.
final class PreparedBaseline: @unchecked Sendable {
  let shape: LaneShape
  let sectors: Int

  /// θ[s].
  let elasticities: [Double]
  /// World value added: the numeraire.
  let worldValueAdded: Double
  /// One for each state, zero in the padding.
  let presence: LaneBuffer
  /// π, rows over suppliers for each sector and market.
  let sourcing: LaneBuffer
  /// One over 1 + t, rows over suppliers for each sector and market.
  let inverseTariffs: LaneBuffer
  /// v[s], rows of lanes.
  let valueAddedShares: LaneBuffer
  /// g[s][k], rows of lanes.
  let recipes: LaneBuffer
  /// α[s], rows of lanes.
  let finalShares: LaneBuffer
  /// X[s] at baseline, rows of lanes.
  let expenditures: LaneBuffer
  /// One over X[s], zero where nothing is bought.
  let inverseExpenditures: LaneBuffer
  /// L, one row.
  let valueAdded: LaneBuffer
  /// One over L, one row.
  let inverseValueAdded: LaneBuffer
  /// One over L + R + D at baseline, one row.
  let inverseFinalSpending: LaneBuffer
  /// For each sector and state, the change of the log terms of trade by each log cost.
  let termsOfTrade: LaneBuffer
  /// How to step: for each lane of states, the inverse of their `CountryBlocks`. Cobb-Douglas only.
  let blocks: LaneBuffer
  /// What moves and binds beyond constant shares; nothing when the economy is Cobb-Douglas.
  let flexible: FlexibleBaseline?

  init(shares: TradeShares, books: BaselineBooks) {
    let shape = LaneShape(states: shares.stateCount)
    self.shape = shape
    sectors = shares.sectorCount
    elasticities = shares.elasticities
    worldValueAdded = books.valueAdded.reduce(0, +)
    presence = LaneBuffer(rowsOver: shape, [Double](repeating: 1, count: shape.states))
    sourcing = LaneBuffer(rowsOver: shape, shares.sourcing.values)
    inverseTariffs = LaneBuffer(rowsOver: shape, shares.tariffs.values.map { 1 / (1 + $0) })
    valueAddedShares = LaneBuffer(rowsOver: shape, shares.valueAdded.values)
    recipes = LaneBuffer(rowsOver: shape, shares.recipes.values)
    finalShares = LaneBuffer(rowsOver: shape, shares.finalSpending.values)
    let spending = books.expenditures.values
    expenditures = LaneBuffer(rowsOver: shape, spending)
    inverseExpenditures = LaneBuffer(rowsOver: shape, spending.map { $0 > 0 ? 1 / $0 : 0 })
    valueAdded = LaneBuffer(rowsOver: shape, books.valueAdded)
    inverseValueAdded = LaneBuffer(rowsOver: shape, books.valueAdded.map { 1 / $0 })
    inverseFinalSpending = LaneBuffer(rowsOver: shape, books.finalSpending.map { 1 / $0 })
    termsOfTrade = LaneBuffer(
      rowsOver: shape, Self.termsOfTradeWeights(shares: shares, books: books))
    if shares.technology.isCobbDouglas {
      blocks = CountryBlocks.inverses(shares: shares, books: books, shape: shape)
      flexible = nil
    } else {
      blocks = LaneBuffer(lanes: 0)
      flexible = FlexibleBaseline(
        shares: shares, output: books.output,
        incomes: zip(books.valueAdded, books.tariffRevenue).map { $0 + $1 })
    }
  }

  /// Weights that turn log costs into log terms of trade: what a state sells abroad by its own
  /// cost, less what it buys abroad by its suppliers' costs, at baseline values before tariffs.
  private static func termsOfTradeWeights(shares: TradeShares, books: BaselineBooks) -> [Double] {
    let states = shares.stateCount
    let sectors = shares.sectorCount
    func value(_ sector: Int, _ market: Int, _ supplier: Int) -> Double {
      books.expenditures[sector, market] * shares.sourcing[sector, market, supplier]
        / (1 + shares.tariffs[sector, market, supplier])
    }
    var exports = [Double](repeating: 0, count: states)
    var imports = exports
    for sector in 0..<sectors {
      for market in 0..<states {
        for supplier in 0..<states where supplier != market {
          let flow = value(sector, market, supplier)
          imports[market] += flow
          exports[supplier] += flow
        }
      }
    }
    var weights = [Double](repeating: 0, count: sectors * states * states)
    for sector in 0..<sectors {
      for market in 0..<states {
        for supplier in 0..<states where supplier != market {
          let flow = value(sector, market, supplier)
          guard flow > 0 else { continue }
          weights[(sector * states + market) * states + supplier] -= flow / imports[market]
          weights[(sector * states + supplier) * states + supplier] += flow / exports[supplier]
        }
      }
    }
    return weights
  }
}
