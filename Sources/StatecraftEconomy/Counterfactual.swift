/// What differs from a baseline: barriers, tariffs, productivity, capacity and transfers.
///
/// It is a value to be kept and changed in place from turn to turn.
public struct Counterfactual: Sendable, Equatable {
  /// What each sourcing weight is multiplied by, m[s][n][i] ≥ 0; one changes nothing.
  ///
  /// An iceberg barrier τ ≥ 1 is τ^−θ; a ban that lets a share ℓ leak is ℓ; zero is a full ban.
  public var sourcing: FlowTable

  /// Tariffs in force, t'[s][n][i] > −1: ad valorem, levied by the market and rebated to it.
  public var tariffs: FlowTable

  /// Export taxes in force, e'[s][n][i] > −1: ad valorem at the gate, levied by the supplier and
  /// kept by it; none at home. Nil where nobody levies any.
  public private(set) var exportTaxes: FlowTable?

  /// The log of each sector's productivity over its baseline, a[s][i].
  ///
  /// It saves labour and inputs for a unit of output; what installed capacity can make stays.
  public var productivity: SectorTable

  /// The output that installed capacity can make over what it could at baseline, K̂[s][i] > 0.
  ///
  /// One where nothing bounds output.
  public var capacity: SectorTable

  /// Transfers in force, D'[n]: in units of value with world value added at its baseline.
  public var transfers: [Double]

  /// Whether final spending stays proportional to income, as `Closure.proportional` says.
  ///
  /// Then transfers say in which proportion: a state spends 1 + D'/(L + R) of its income, times a
  /// number that is the same for all who trade with each other.
  public var spendsInProportion = false

  /// States that go without what nobody sells them any more: their own numbers then say nothing,
  /// and others' are right where these states have no trade left with the rest.
  var starved: [Int] = []

  /// Makes a counterfactual in which nothing differs.
  public init(_ baseline: Baseline) {
    sourcing = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 1)
    tariffs = baseline.shares.tariffs
    productivity = SectorTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    capacity = SectorTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 1)
    transfers = baseline.transfers
  }

  /// Sets a supplier's tax on its exports of a sector to a market, in place of the one before.
  public mutating func tax(
    exports rate: Double, _ sector: Int, from supplier: Int, to market: Int
  ) {
    if exportTaxes == nil {
      guard rate != 0 else { return }
      exportTaxes = FlowTable(
        sectors: productivity.sectorCount, states: productivity.stateCount, repeating: 0)
    }
    exportTaxes?[sector, market, supplier] = rate
  }

  /// A supplier's tax on its exports, and one: what border prices are over those at the gate.
  func exportFactor(_ sector: Int, _ market: Int, _ supplier: Int) -> Double {
    1 + (exportTaxes?[sector, market, supplier] ?? 0)
  }
}
