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
  /// What I and the other lose for each dollar of sales given up, in `0...1`.
  private let saleLoss: Double
  private let otherSaleLoss: Double

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
    self.init(
      observation, of: state, sector: sector, other: other, leakage: leakage, losses: nil,
      marketLosses: 0, isAsObserved: isAsObserved)
  }

  /// - Parameters:
  ///   - losses: what markets make of lost sales.
  ///   - marketLosses: how far that counts in place of the rent, in `0...1`.
  ///   - isAsObserved: as above.
  init(
    _ observation: Observation, of state: StateID? = nil, sector: SectorID, other: StateID,
    leakage: Double, losses: PerState<Double>?, marketLosses: Double, isAsObserved: Bool = false
  ) {
    let me = state ?? observation.me
    let rent = observation.setting[sector].rentShare
    func loss(_ state: StateID) -> Double {
      losses.map { rent + marketLosses * ($0[state] - rent) } ?? rent
    }
    (saleLoss, otherSaleLoss) = (loss(me), loss(other))
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

  /// What the other loses when the share `closed` of its supply is, as a fraction of its GDP.
  func otherLoss(closed: Double) -> Double {
    Self.loss(
      spending: otherSpending, elasticity: traits.elasticity, share: closed, cut: 1 - leakage)
  }

  /// What the sales cost me that I lose when I withhold `x`, as a fraction of my GDP: μ x e, μ
  /// being the rent or what markets make of it.
  public func ownLossOfSales(_ x: Double) -> Double { saleLoss * x * (1 - leakage) * sales }

  /// What sales cost the other that it loses when I keep `x` out, as a fraction of its GDP.
  public func otherLossOfSales(_ x: Double) -> Double { otherSaleLoss * x * otherSales }
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

  /// The threat that comes with depending on each supplier, in `0...1`: the supplier's own, or that
  /// of whoever may cut it off. Literature V-29, V-39: risk passes along the chain.
  ///
  /// - Parameter thirdParty: how far the latter counts, in `0...1`.
  func risks(thirdParty: Double) -> PerState<Double> {
    let states = setting.roster.states
    let threats = threat
    guard thirdParty > 0 else { return PerState(states.map { threats[$0] }) }
    let hazards = setting.hazards
    return PerState(
      states.map { supplier in
        var worst = threats[supplier]
        for state in states {
          worst = max(worst, thirdParty * threats[state] * hazards[state, supplier])
        }
        return worst
      })
  }

  /// How far two states are at odds, in `0...1`: the strictest measure that either has announced
  /// against the other in a key sector.
  func odds(between first: StateID, and second: StateID) -> Double {
    var strictest = 0.0
    for sector in setting.roster.sectors where setting[sector].isKey {
      for column in [exportControlOrdered, importRestrictionOrdered] {
        strictest = max(
          strictest, column[sector, first, second], column[sector, second, first])
      }
    }
    return strictest
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

extension Observation {
  /// What this state buys of a sector's goods from another, at sellers' prices, so that a high
  /// tariff doesn't weigh more for what it adds; 0 where no tariff can be levied.
  func untaxedPurchase(_ sector: SectorID, from seller: StateID) -> Double {
    setting[sector].isGood
      ? flows[sector, me, seller] / (1 + tariff[sector, me, seller]) : 0
  }
}
