/// How much the productivity of a sector weighs in the income of the world or of a state.
///
/// A sector's Domar weight is its sales over value added (Domar 1961). By Hulten's theorem (1978)
/// a change of its log productivity moves real value added by the weight times the change, to
/// first order; to second order by the average of the weights before and after it (Baqaee and
/// Farhi 2019, section 2). Both hold for efficient economies: tariffs and a state's terms of
/// trade are left out. Capacity has a weight, too: its rents over value added.
public struct DomarWeights: Sendable, Equatable {
  /// Whose value added sales are measured against.
  public enum Scope: Sendable {
    /// The world's: what a change does to everyone together.
    case world
    /// The selling state's own: what it does to its product at given terms of trade.
    case state
  }

  /// What a change of log productivity weighs, by sector and state: cost over value added.
  ///
  /// A sector's sales without its rents, as productivity saves labour and inputs and leaves
  /// installed capacity what it was. Sales over value added where there is no rent.
  public let productivity: SectorTable

  /// What a change of log capacity weighs, by sector and state: rents over value added.
  public let capacity: SectorTable

  /// Sales over value added, by sector and state: both together.
  public let sales: SectorTable

  /// The weights at a baseline.
  public init(_ baseline: Baseline, scope: Scope = .world) {
    self.init(
      output: baseline.output, rents: baseline.rents, valueAdded: baseline.valueAdded,
      scope: scope)
  }

  /// The weights in an equilibrium of a baseline.
  public init(_ equilibrium: Equilibrium, of baseline: Baseline, scope: Scope = .world) {
    self.init(
      output: equilibrium.output, rents: equilibrium.rents,
      valueAdded: equilibrium.valueAdded(baseline), scope: scope)
  }

  private init(output: SectorTable, rents: SectorTable, valueAdded: [Double], scope: Scope) {
    let world = valueAdded.reduce(0, +)
    func weigh(_ value: (Int, Int) -> Double) -> SectorTable {
      SectorTable(sectors: output.sectorCount, states: output.stateCount) { sector, state in
        value(sector, state) / (scope == .world ? world : valueAdded[state])
      }
    }
    sales = weigh { output[$0, $1] }
    capacity = weigh { rents[$0, $1] }
    productivity = weigh { output[$0, $1] - rents[$0, $1] }
  }

  /// The change of log value added to first order: the weight times the log change (Hulten 1978).
  public static func firstOrder(weight: Double, shock: Double) -> Double { weight * shock }

  /// The change of log value added to second order (Baqaee and Farhi 2019).
  ///
  /// The average of the weights before and after, times the log change: where inputs replace each
  /// other badly, the weight of what becomes scarce rises, and the loss with it.
  public static func secondOrder(before: Double, after: Double, shock: Double) -> Double {
    (before + after) / 2 * shock
  }
}

extension Equilibrium {
  /// The value added of each state: wages and rents.
  public func valueAdded(_ baseline: Baseline) -> [Double] {
    (0..<wages.count).map { state in
      var before = 0.0
      var after = 0.0
      for sector in 0..<rents.sectorCount {
        before += baseline.rents[sector, state]
        after += rents[sector, state]
      }
      return wages[state] * labour[state] * (baseline.valueAdded[state] - before) + after
    }
  }
}
