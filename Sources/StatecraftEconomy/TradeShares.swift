/// The structure of a trading world: who buys what from whom, and who makes it of what.
///
/// All shares are of value at baseline; the model keeps spending and cost shares by sector
/// constant (Cobb-Douglas) and lets sourcing shares move with the elasticities.
public struct TradeShares: Sendable, Equatable {
  /// The share of a market's spending on a sector that goes to each supplier, π[s][n][i].
  ///
  /// In `0...1`; each row (one sector, one market) sums to one. At purchasers' prices.
  public var sourcing: FlowTable

  /// The share of a state's final spending that goes to each sector, α[s][n].
  ///
  /// In `0...1`; sums to one over the sectors of a state.
  public var finalSpending: SectorTable

  /// The share of a sector's cost that is value added, v[s][n], in `0...1` without zero.
  public var valueAdded: SectorTable

  /// The shares of a sector's cost that go to inputs, g[n][k→s].
  ///
  /// With the value-added share they sum to one.
  public var recipes: RecipeTable

  /// How strongly sourcing responds to cost, θ[s] > 0 (the trade elasticity).
  public var elasticities: [Double]

  /// Baseline tariffs, t[s][n][i]: ad valorem, levied by the market; zero at home.
  public var tariffs: FlowTable

  /// Gathers the shares; they are proven when a `Baseline` is made of them.
  public init(
    sourcing: FlowTable, finalSpending: SectorTable, valueAdded: SectorTable,
    recipes: RecipeTable, elasticities: [Double], tariffs: FlowTable
  ) {
    self.sourcing = sourcing
    self.finalSpending = finalSpending
    self.valueAdded = valueAdded
    self.recipes = recipes
    self.elasticities = elasticities
    self.tariffs = tariffs
  }

  /// How many sectors there are.
  public var sectorCount: Int { finalSpending.sectorCount }

  /// How many states there are.
  public var stateCount: Int { finalSpending.stateCount }
}
