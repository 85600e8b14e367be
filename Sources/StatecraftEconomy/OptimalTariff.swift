/// The measure that serves a state best, while the others' measures stay as they are.
///
/// A tariff is one rate on all its imports of given sectors from given partners, rebated to its
/// people. A state large enough to move its terms of trade gains by one; in a world of one sector
/// and two states without other tariffs the best rate is 1/(θ λ), λ the other's home share (Gros
/// 1987). A control withholds a share of its exports to them.
///
/// With a weight r on what rivals gain the state maximises its own gain less r times theirs, each
/// as a share of the loser's own real income (Grieco 1988); with one rival of the same size and
/// r = 1 that's the gap between them.
public struct OptimalTariff: Sendable, Equatable {
  /// What a state may do to its partners.
  public enum Instrument: Sendable, Equatable {
    /// A tariff on imports from them, in place of the one before.
    case tariff
    /// A share of the sourcing weight of exports to them that is withheld, in place of what was.
    case control
  }

  /// The state that levies it.
  public var state: Int

  /// What it levies.
  public var instrument: Instrument

  /// The weight of a rival's gain, r: 0 where only one's own counts.
  public var relativeGains: Double

  /// Whose gains weigh on it.
  public var rivals: [Int]

  /// The sectors it is levied on.
  public var sectors: [Int]

  /// The suppliers it is levied on.
  public var partners: [Int]

  /// The rates that are considered, above −1.
  public var rates: ClosedRange<Double>

  /// Asks for the best tariff of a state.
  public init(
    of state: Int, on sectors: [Int], from partners: [Int], rates: ClosedRange<Double> = 0...2,
    instrument: Instrument = .tariff, relativeGains: Double = 0, rivals: [Int]? = nil
  ) {
    precondition(rates.lowerBound > -1, "A tariff must be above -1, not \(rates.lowerBound).")
    precondition(!partners.contains(state), "State \(state) does not tax itself.")
    self.state = state
    self.sectors = sectors
    self.partners = partners
    self.rates = rates
    self.instrument = instrument
    self.relativeGains = relativeGains
    self.rivals = rivals ?? partners
  }

  /// A tariff and what comes of it.
  public struct Reply: Sendable, Equatable {
    /// The rate; at an end of the range when the best may lie beyond.
    public let rate: Double

    /// The equilibrium under it.
    public let equilibrium: Equilibrium
  }

  /// Finds the best rate, within about 1e-6 where real income has one peak near it.
  ///
  /// A grid of nine rates finds the peak's neighbourhood and golden sections close in; as income
  /// is flat at a peak, the last digits come from where its slope changes sign. Give a solver
  /// with a tolerance of 1e-12 or less: it is differences of incomes that are compared.
  ///
  /// - Throws: `EquilibriumError`.
  public func solve(
    _ baseline: Baseline, given others: Counterfactual, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Reply {
    var counterfactual = others
    var equilibrium = Equilibrium(baseline)
    func income(_ rate: Double) throws(EquilibriumError) -> Double {
      levy(rate, in: &counterfactual)
      try solver.solve(baseline, counterfactual, into: &equilibrium)
      return value(of: equilibrium)
    }
    let gridSize = 8
    let spacing = (rates.upperBound - rates.lowerBound) / Double(gridSize)
    var best = (rate: rates.lowerBound, income: -Double.infinity)
    for point in 0...gridSize {
      let rate = rates.lowerBound + Double(point) * spacing
      let income = try income(rate)
      if income > best.income { best = (rate, income) }
    }
    var low = max(rates.lowerBound, best.rate - spacing)
    var high = min(rates.upperBound, best.rate + spacing)
    let golden = 0.6180339887498949
    while high - low > Self.flatWidth {
      let lower = high - golden * (high - low)
      let upper = low + golden * (high - low)
      if try income(lower) < income(upper) { low = lower } else { high = upper }
    }
    // Golden sections end within a flat top that they may have left by a hair.
    low = max(rates.lowerBound, low - Self.flatWidth)
    high = min(rates.upperBound, high + Self.flatWidth)
    while high - low > Self.precision {
      let middle = (low + high) / 2
      let rises =
        try income(middle + Self.slopeStep) > income(max(middle - Self.slopeStep, -0.999_9))
      if rises { low = middle } else { high = middle }
    }
    var rate = (low + high) / 2
    if rate - rates.lowerBound < Self.precision { rate = rates.lowerBound }
    if rates.upperBound - rate < Self.precision { rate = rates.upperBound }
    _ = try income(rate)
    return Reply(rate: rate, equilibrium: equilibrium)
  }

  /// Levies a rate in a counterfactual.
  public func levy(_ rate: Double, in counterfactual: inout Counterfactual) {
    for sector in sectors {
      for partner in partners {
        switch instrument {
        case .tariff: counterfactual.tariffs[sector, state, partner] = rate
        case .control: counterfactual.sourcing[sector, partner, state] = 1 - rate
        }
      }
    }
  }

  /// What an equilibrium is worth to the state: its gain less r times its rivals'.
  public func value(of equilibrium: Equilibrium) -> Double {
    guard relativeGains != 0 else { return equilibrium.realIncome[state] }
    var value = equilibrium.realIncome[state] - 1
    for rival in rivals { value -= relativeGains * (equilibrium.realIncome[rival] - 1) }
    return value
  }

  private static let flatWidth = 1e-2
  private static let slopeStep = 1e-3
  private static let precision = 1e-8
}
