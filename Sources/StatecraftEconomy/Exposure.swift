internal import Elementary

/// What a cut would cost at first glance: before prices, wages and suppliers adjust.
///
/// States judge by exposures and are judged by equilibrium.
public enum Exposure {
  /// The loss of a market that loses part of a supplier, as a share of its income.
  ///
  /// d/θ · −ln(1 − x q): the price rise when sourcing is replaced with elasticity θ, times the
  /// weight of the sector in the market's income (after Arkolakis, Costinot and
  /// Rodríguez-Clare 2012). Infinite when all supply is cut.
  ///
  /// - Parameters:
  ///   - sourcingShare: The share of the market's spending on the sector that comes from the
  ///     supplier, q, in `0...1`.
  ///   - spendingWeight: The market's spending on the sector over its income, d ≥ 0.
  ///   - elasticity: The sector's trade elasticity, θ > 0.
  ///   - cut: The share of the supply that is cut, x, in `0...1`.
  /// - Returns: The loss, in `0...`, as a share of the market's income.
  public static func importerLoss(
    sourcingShare: Double, spendingWeight: Double, elasticity: Double, cut: Double
  ) -> Double {
    spendingWeight == 0
      ? 0 : -spendingWeight / elasticity * logarithmOfOnePlus(-cut * sourcingShare)
  }

  /// The loss of a supplier that loses part of its sales to a market, as a share of its income.
  ///
  /// μ x e: the rents that cannot be earned elsewhere.
  ///
  /// - Parameters:
  ///   - rentShare: The share of sales that is rent, μ, in `0...1`.
  ///   - salesWeight: Sales to the market over the supplier's income, e ≥ 0.
  ///   - cut: The share of the sales that is cut, x, in `0...1`.
  /// - Returns: The loss as a share of the supplier's income.
  public static func exporterLoss(rentShare: Double, salesWeight: Double, cut: Double) -> Double {
    rentShare * cut * salesWeight
  }
}
