/// The measure that serves a state or a coalition best, while the others' measures stay as they are.
///
/// A tariff is one rate on all imports of given sectors from given partners, rebated to those who
/// levy it; an export tax is one rate on all exports of them, and stays with the seller; a control
/// withholds a share of those exports. A state large enough to move its terms of trade gains by a
/// tariff: in a world of one sector and two states without other measures the best rate is 1/(θ λ),
/// λ the other's home share (Gros 1987), and the best export tax is the same (Lerner 1936).
///
/// With a weight r on what rivals gain the state maximises its own gain less r times theirs, each
/// as a share of the loser's own real income (Grieco 1988); with one rival of the same size and
/// r = 1 that's the gap between them. A coalition levies one rate together, and its gain is that of
/// all its members' real income together.
public struct OptimalTariff: Sendable, Equatable {
  /// What a state may do to its partners.
  public enum Instrument: String, Sendable, CaseIterable {
    /// A tariff on imports from them, in place of the one before.
    case tariff
    /// A tax on exports to them, ad valorem at the gate, in place of the one before.
    case exportTax = "export_tax"
    /// A share of the sourcing weight of exports to them that is withheld, in place of what was.
    case control
  }

  /// Who levies it: one state, or a coalition.
  public var members: [Int]

  /// What they levy.
  public var instrument: Instrument

  /// The weight of a rival's gain, r: 0 where only one's own counts.
  public var relativeGains: Double

  /// Whose gains weigh on them.
  public var rivals: [Int]

  /// The sectors it is levied on.
  public var sectors: [Int]

  /// The partners it is levied on: suppliers of a tariff, markets of the others.
  public var partners: [Int]

  /// The rates that are considered, above −1; of a control, at most 1.
  public var rates: ClosedRange<Double>

  /// Asks for the best measure of a state.
  public init(
    of state: Int, on sectors: [Int], from partners: [Int], rates: ClosedRange<Double> = 0...2,
    instrument: Instrument = .tariff, relativeGains: Double = 0, rivals: [Int]? = nil
  ) {
    self.init(
      of: [state], on: sectors, from: partners, rates: rates, instrument: instrument,
      relativeGains: relativeGains, rivals: rivals)
  }

  /// Asks for the best measure of a coalition.
  public init(
    of members: [Int], on sectors: [Int], from partners: [Int],
    rates: ClosedRange<Double> = 0...2, instrument: Instrument = .tariff,
    relativeGains: Double = 0, rivals: [Int]? = nil
  ) {
    precondition(rates.lowerBound > -1, "A rate must be above -1, not \(rates.lowerBound).")
    precondition(
      instrument != .control || rates.upperBound <= 1, "No more than all can be withheld.")
    precondition(!members.isEmpty, "Somebody has to levy it.")
    precondition(
      !members.contains(where: partners.contains), "Members \(members) do not tax themselves.")
    self.members = members
    self.sectors = sectors
    self.partners = partners
    self.rates = rates
    self.instrument = instrument
    self.relativeGains = relativeGains
    self.rivals = rivals ?? partners
  }

  /// A measure and what comes of it.
  public struct Reply: Sendable, Equatable {
    /// The rate; at an end of the range when the best may lie beyond.
    public let rate: Double

    /// The equilibrium under it.
    public let equilibrium: Equilibrium
  }

  /// Finds the best rate, within about 1e-8 where real income has one peak near it.
  ///
  /// A grid of nine rates finds the peak's neighbourhood and golden sections close in; as income
  /// is flat at a peak, the last digits come from where its slope changes sign. The slope is taken
  /// from four points to fourth order: with two points 1e-3 to either side, the peak would be missed
  /// by 1e-6. Give a solver with a tolerance of 1e-12 or less: it is differences of incomes that are
  /// compared.
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
      return value(of: equilibrium, baseline)
    }
    func slope(_ rate: Double) throws(EquilibriumError) -> Double {
      let room = instrument == .control ? min(1 - rate, 1 + rate) : 1 + rate
      let step = min(Self.slopeStep, room / 4)
      let near = try income(rate + step) - (try income(rate - step))
      let far = try income(rate + 2 * step) - (try income(rate - 2 * step))
      return (8 * near - far) / (12 * step)
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
    let rate = try Self.descent(from: low, to: high, slope)
    _ = try income(rate)
    return Reply(rate: rate, equilibrium: equilibrium)
  }

  /// Where a slope turns from above zero to below, by false position (Illinois).
  ///
  /// - Returns: an end where it doesn't turn between them.
  private static func descent(
    from start: Double, to end: Double, _ slope: (Double) throws(EquilibriumError) -> Double
  ) throws(EquilibriumError) -> Double {
    var (low, high) = (start, end)
    guard high > low else { return low }
    var (rise, fall) = (try slope(low), try slope(high))
    if rise <= 0 { return low }
    if fall >= 0 { return high }
    var lastSide = 0
    for _ in 0..<roundLimit where high - low > precision {
      var middle = low + (high - low) * rise / (rise - fall)
      if !(middle > low && middle < high) { middle = (low + high) / 2 }
      let value = try slope(middle)
      if abs(value) < slopeNoise { return middle }
      if value > 0 {
        (low, rise) = (middle, value)
        if lastSide > 0 { fall /= 2 }
        lastSide = 1
      } else {
        (high, fall) = (middle, value)
        if lastSide < 0 { rise /= 2 }
        lastSide = -1
      }
    }
    return low + (high - low) * rise / (rise - fall)
  }

  /// Levies a rate in a counterfactual.
  public func levy(_ rate: Double, in counterfactual: inout Counterfactual) {
    for sector in sectors {
      for partner in partners {
        for member in members {
          switch instrument {
          case .tariff: counterfactual.tariffs[sector, member, partner] = rate
          case .exportTax: counterfactual.tax(exports: rate, sector, from: member, to: partner)
          case .control: counterfactual.sourcing[sector, partner, member] = 1 - rate
          }
        }
      }
    }
  }

  /// What an equilibrium is worth to those who levy: their gain less r times their rivals'.
  ///
  /// Gains are shares of real income at the start; members' weigh by their final spending.
  public func value(of equilibrium: Equilibrium, _ baseline: Baseline) -> Double {
    var value = jointGain(of: members, equilibrium, baseline)
    guard relativeGains != 0 else { return value }
    for rival in rivals { value -= relativeGains * (equilibrium.realIncome[rival] - 1) }
    return value
  }

  private static let flatWidth = 1e-2
  private static let slopeStep = 1e-3
  private static let precision = 1e-10
  private static let slopeNoise = 1e-10
  private static let roundLimit = 60
}

/// The gain of several states together, as a share of their real income at the start.
func jointGain(of states: [Int], _ equilibrium: Equilibrium, _ baseline: Baseline) -> Double {
  if states.count == 1 { return equilibrium.realIncome[states[0]] - 1 }
  var (sum, weight) = (0.0, 0.0)
  for state in states {
    sum += baseline.finalSpending(state) * (equilibrium.realIncome[state] - 1)
    weight += baseline.finalSpending(state)
  }
  return sum / weight
}
