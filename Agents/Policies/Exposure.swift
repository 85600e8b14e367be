public import StatecraftCore

/// How a state and another depend on each other in one sector: the figures by which states judge.
///
/// Shares are those without the judge's own measure, so that a measure that works doesn't make
/// itself seem pointless.
public struct Exposure: Sendable {
  /// The other's share in what I buy, in `0...1`.
  public let supplied: Double
  /// What I spend on the sector, as a fraction of my GDP.
  public let spending: Double
  /// My sales to the other, as a fraction of my GDP.
  let sales: Double
  /// My share in what the other buys, in `0...1`.
  public let supplying: Double
  /// What the other spends on the sector, as a fraction of its GDP.
  let otherSpending: Double
  /// The other's sales to me, as a fraction of its GDP.
  let otherSales: Double
  let traits: SectorTraits

  /// The share of what I withhold that I expect to reach the other through third states.
  let leakage: Double

  /// - Parameters:
  ///   - observation: trade and measures in force, which are public.
  ///   - state: whose exposure it is; the observer's own when nil.
  ///   - leakage: how much of a withheld flow is expected to leak, in `0...1`.
  ///   - isAsObserved: whether shares are those of trade as it is, own measures included.
  public init(
    _ observation: Observation, of state: StateID? = nil, sector: SectorID, other: StateID,
    leakage: Double = 0, isAsObserved: Bool = false
  ) {
    let me = state ?? observation.me
    traits = observation.setting[sector]
    self.leakage = leakage
    let (gdp, otherGDP) = (observation.gdp(of: me), observation.gdp(of: other))

    let bought = observation.expenditure[sector, me]
    let fromOther = observation.flows[sector, me, other]
    supplied = Self.without(
      isAsObserved ? 0 : observation.importRestriction[sector, me, other],
      share: bought > 0 ? fromOther / bought : 0)
    spending = bought / gdp
    otherSales = supplied * bought / otherGDP

    let otherBought = observation.expenditure[sector, other]
    let toOther = observation.flows[sector, other, me]
    supplying = Self.without(
      isAsObserved ? 0 : observation.exportControl[sector, me, other] * (1 - leakage),
      share: otherBought > 0 ? toOther / otherBought : 0)
    otherSpending = otherBought / otherGDP
    sales = supplying * otherBought / gdp
  }

  /// The share there would be without a measure that multiplies its weight by 1 − strictness.
  private static func without(_ strictness: Double, share: Double) -> Double {
    guard strictness > 0, share > 0 else { return share }
    let open = max(1 - strictness, 0.02)
    return share / (share + open * (1 - share))
  }

  /// Loss of welfare when a supplier with `share` is cut by `cut`, as a fraction of GDP:
  /// d/θ · −ln(1 − x q).
  static func loss(spending: Double, elasticity: Double, share: Double, cut: Double) -> Double {
    spending / elasticity * -Math.log(max(1 - cut * share, 0.001))
  }

  /// What I lose when I keep out the share `x` of the other's goods, as a fraction of my GDP.
  public func ownLossOfSupply(_ x: Double) -> Double {
    Self.loss(spending: spending, elasticity: traits.elasticity, share: supplied, cut: x)
  }

  /// What the other loses when I withhold `x` of my supply, as a fraction of its GDP.
  public func otherLossOfSupply(_ x: Double) -> Double {
    Self.loss(
      spending: otherSpending, elasticity: traits.elasticity, share: supplying,
      cut: x * (1 - leakage))
  }

  /// Rent on sales that I lose when I withhold `x`, as a fraction of my GDP: μ x e.
  public func ownLossOfSales(_ x: Double) -> Double { traits.rentShare * x * (1 - leakage) * sales }

  /// Rent on sales that the other loses when I keep `x` out, as a fraction of its GDP.
  public func otherLossOfSales(_ x: Double) -> Double { traits.rentShare * x * otherSales }
}

extension Observation {
  /// GDP now: that of the start times the change of real income, in billion US dollars.
  public func gdp(of state: StateID) -> Double { setting.gdp[state] * realIncome[state] }

  /// Trade with another in both directions, as a fraction of this state's GDP.
  public func trade(with other: StateID) -> Double {
    var sum = 0.0
    for sector in setting.roster.sectors {
      sum += flows[sector, me, other] + flows[sector, other, me]
    }
    return sum / gdp(of: me)
  }

  /// Sales to another in all sectors, as a fraction of this state's GDP.
  func sales(to other: StateID) -> Double {
    var sum = 0.0
    for sector in setting.roster.sectors { sum += flows[sector, other, me] }
    return sum / gdp(of: me)
  }

  /// How far two poles' leaders stand against each other, in `0...1`: the mean over key sectors
  /// of the strictest measure that either has announced against the other.
  func tension(between first: StateID, and second: StateID) -> Double {
    var (sum, count) = (0.0, 0.0)
    for sector in setting.roster.sectors where setting[sector].isKey {
      let denial = max(
        exportControlOrdered[sector, first, second], exportControlOrdered[sector, second, first])
      let exclusion = max(
        importRestrictionOrdered[sector, first, second],
        importRestrictionOrdered[sector, second, first])
      sum += max(denial, exclusion)
      count += 1
    }
    return count > 0 ? sum / count : 0
  }
}
