/// The structure of a trading world: who buys what from whom, and who makes it of what.
///
/// All shares are of value at baseline. Sourcing shares move with the trade elasticities; spending
/// and cost shares by sector stay constant (Cobb-Douglas) unless the technology says otherwise.
public struct TradeShares: Sendable, Equatable {
  /// The share of a market's spending on a sector that goes to each supplier, π[s][n][i].
  ///
  /// In `0...1`; each row (one sector, one market) sums to one. At purchasers' prices.
  public var sourcing: FlowTable

  /// The share of a state's final spending that goes to each sector, α[s][n].
  ///
  /// In `0...1`; sums to one over the sectors of a state.
  public var finalSpending: SectorTable

  /// The share of a sector's sales that is value added by labour, v[s][n], in `0...1`.
  ///
  /// Labour stands for all that moves between sectors. Above zero unless there is a rent.
  public var valueAdded: SectorTable

  /// The shares of a sector's sales that go to inputs, g[n][k→s].
  ///
  /// With the shares of value added and of rent they sum to one.
  public var recipes: RecipeTable

  /// How strongly sourcing responds to cost, θ[s] > 0 (the trade elasticity).
  public var elasticities: [Double]

  /// Baseline tariffs, t[s][n][i]: ad valorem, levied by the market; zero at home.
  public var tariffs: FlowTable

  /// How inputs and products replace each other, and what bounds output.
  public var technology: Technology

  /// Gathers the shares; they are proven when a `Baseline` is made of them.
  ///
  /// Without a technology they are Cobb-Douglas, and nothing bounds output.
  public init(
    sourcing: FlowTable, finalSpending: SectorTable, valueAdded: SectorTable,
    recipes: RecipeTable, elasticities: [Double], tariffs: FlowTable,
    technology: Technology? = nil
  ) {
    self.sourcing = sourcing
    self.finalSpending = finalSpending
    self.valueAdded = valueAdded
    self.recipes = recipes
    self.elasticities = elasticities
    self.tariffs = tariffs
    self.technology =
      technology
      ?? Technology(sectors: finalSpending.sectorCount, states: finalSpending.stateCount)
  }

  /// How many sectors there are.
  public var sectorCount: Int { finalSpending.sectorCount }

  /// How many states there are.
  public var stateCount: Int { finalSpending.stateCount }
}
