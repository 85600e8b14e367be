/// What a measure costs its author and its target at first order, whatever its name: the one place
/// for policies, retaliation, causes, estimates and least r.
///
/// It follows from the instrument's channel and side and from what the two deal with each other.
/// A supplier that is cut by x and had the part q of the market costs the buyer
/// d/θ · −ln(1 − x q); sales that are shut out cost their rent, μ x e.
///
/// To weigh an order: take `Dealings(observation, of: me, with: target, in: sector)`, or fill in
/// figures of one's own (shares as they'd be without the measure, an expected leakage), and ask
/// for the cost at the level that's weighed and at the one that stands; the difference is what
/// the change costs. ``own`` is in the author's unit of money, ``other`` in the target's: shares
/// of their GDP in an observation's dealings. A standing measure of another on oneself is the
/// cost of the dealings as the other sees them: `dealings.mirrored`.
public struct MeasureCost: Sendable, Equatable {
  /// What the author loses.
  public var own = 0.0
  /// What the target loses.
  public var other = 0.0
  /// The part of the target's market, supply or learning that it closes, in `0...1`.
  public var bite = 0.0

  /// - Parameters:
  ///   - level: strictness in `0...1`, or a rate; a change of level gives the change of costs, for
  ///     small ones.
  ///   - leakage: the part that's expected to get around it, where the instrument doesn't say.
  public init(
    _ instrument: Instrument, level: Double, of dealings: Dealings, leakage: Double = 0
  ) {
    let traits = dealings.traits
    let leak = instrument.leakage ?? (instrument.side == .outbound ? leakage : 0)
    let cut = level * instrument.coverage * (1 - leak)
    switch (instrument.channel, instrument.side) {
    case (.goods, .outbound):
      own = Self.lossOfSales(dealings.sales, cut: cut, traits)
      other = Self.lossOfSupply(
        dealings.otherSpending, share: dealings.supplying, cut: cut, traits)
      bite = dealings.supplying * cut
    case (.goods, .inbound):
      own = Self.lossOfSupply(dealings.spending, share: dealings.supplied, cut: cut, traits)
      other = Self.lossOfSales(dealings.otherSales, cut: cut, traits)
      bite = dealings.supplied * cut
    case (.price, .inbound):
      let taxed = cut / (1 + cut)
      own =
        0.5 * traits.elasticity * (1 - dealings.supplied) * taxed * taxed * dealings.spending
        * dealings.supplied
      other = Self.lossOfSales(dealings.otherSales, cut: Self.shutOut(by: cut, traits), traits)
      bite = dealings.supplied * min(1, Self.shutOut(by: cut, traits))
    case (.price, .outbound):
      own = Self.lossOfSales(dealings.sales, cut: Self.shutOut(by: cut, traits), traits)
      other = dealings.otherSpending * dealings.supplying * cut
      bite = dealings.supplying * min(1, Self.shutOut(by: cut, traits))
    case (.knowledge, _):
      other = dealings.otherLearning * cut
      bite = dealings.otherLearning > 0 ? cut : 0
    case (.capacity, _), (.people, _), (.money, _), (.information, _):
      break
    }
    own += instrument.upkeep / 10_000 * (level == 0 ? 0 : level.sign == .minus ? -1 : 1)
  }

  /// What a buyer loses when a supplier that has the part `share` of its market is cut.
  public static func lossOfSupply(
    _ spending: Double, share: Double, cut: Double, _ traits: SectorTraits
  ) -> Double {
    // The loss of a whole supply isn't infinite: something takes its place.
    spending / traits.elasticity * -Math.log(1 - min(cut * share, 0.999))
  }

  /// What a seller loses of its rents when a part of its sales is cut.
  public static func lossOfSales(_ sales: Double, cut: Double, _ traits: SectorTraits) -> Double {
    traits.rentShare * sales * min(1, cut)
  }

  /// The part of sales that a tariff shuts out.
  public static func shutOut(by rate: Double, _ traits: SectorTraits) -> Double {
    traits.elasticity * rate / (1 + rate)
  }
}

/// What two states deal with each other in a sector, as one of them sees it who may act on it.
///
/// Figures of the author are in one unit of money, those of the other in one of its own.
public struct Dealings: Sendable {
  /// What the author spends on the sector.
  public var spending: Double
  /// The other's part in it, in `0...1`.
  public var supplied: Double
  /// The author's sales to the other.
  public var sales: Double
  /// What the other spends on the sector.
  public var otherSpending: Double
  /// The author's part in it, in `0...1`.
  public var supplying: Double
  /// The other's sales to the author.
  public var otherSales: Double
  /// What the author gains in a turn by learning from the other.
  public var learning = 0.0
  /// What the other gains in a turn by learning from the author.
  public var otherLearning = 0.0
  public var traits: SectorTraits

  public init(
    spending: Double, supplied: Double, sales: Double, otherSpending: Double, supplying: Double,
    otherSales: Double, traits: SectorTraits
  ) {
    self.spending = spending
    self.supplied = supplied
    self.sales = sales
    self.otherSpending = otherSpending
    self.supplying = supplying
    self.otherSales = otherSales
    self.traits = traits
  }

  /// The same as the other sees them.
  public var mirrored: Dealings {
    var mirrored = Dealings(
      spending: otherSpending, supplied: supplying, sales: otherSales, otherSpending: spending,
      supplying: supplied, otherSales: sales, traits: traits)
    (mirrored.learning, mirrored.otherLearning) = (otherLearning, learning)
    return mirrored
  }

  /// As they are now, in shares of each one's GDP.
  public init(
    _ observation: Observation, of author: StateID, with other: StateID, in sector: SectorID
  ) {
    func gdp(_ state: StateID) -> Double {
      observation.setting.gdp[state] * observation.realIncome[state]
    }
    func share(of seller: StateID, _ buyer: StateID) -> Double {
      let bought = observation.expenditure[sector, buyer]
      return bought > 0 ? observation.flows[sector, buyer, seller] / bought : 0
    }
    self.init(
      spending: observation.expenditure[sector, author] / gdp(author),
      supplied: share(of: other, author),
      sales: observation.flows[sector, other, author] / gdp(author),
      otherSpending: observation.expenditure[sector, other] / gdp(other),
      supplying: share(of: author, other),
      otherSales: observation.flows[sector, author, other] / gdp(other),
      traits: observation.setting[sector])
    learning = observation.learning(of: author, from: other, in: sector)
    otherLearning = observation.learning(of: other, from: author, in: sector)
  }
}

extension Observation {
  /// What a state can be expected to gain in a turn by learning from another that is ahead of it,
  /// as a share of its GDP: its output times the rise of productivity.
  ///
  /// A turn closes 6 % of the gap, weighted by one's own level, and a unit of level is worth 0.3 log
  /// points: what the rules of diffusion and trade begin with.
  public func learning(of state: StateID, from source: StateID, in sector: SectorID) -> Double {
    let (level, top) = (technology[sector, state], technology[sector, source])
    guard setting[sector].isKey, top > level, top > 0 else { return 0 }
    return output[sector, state] / (setting.gdp[state] * realIncome[state])
      * 0.3 * 0.06 * (level / top) * (top - level)
  }
}
