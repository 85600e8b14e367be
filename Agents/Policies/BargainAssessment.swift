internal import StatecraftCore

/// Whether to agree to what another has asked.
///
/// What it gives, and what it threatens as far as it's believed, against what complying costs by
/// one's own choices. The partner's calculus F-36, 000-71.
struct AnswerAssessment {
  private let worth: UtilityTerms

  /// - Parameter compliance: what doing what is asked is worth by one's own choices, beside what one
  ///   does now.
  init(
    _ observation: Observation, _ temperament: Temperament, _ bargain: Bargain,
    compliance: UtilityTerms
  ) {
    var worth = compliance
    let believed = observation[.word][bargain.asker.index]
    worth[.gains] +=
      observation.weights[.gains] * believed
      * Self.given(bargain, observation, temperament)
    worth[.gains] +=
      observation.weights[.gains] * observation[.resolve][bargain.asker.index]
      * Self.harm(
        of: bargain.threat, by: bargain.asker, to: observation.me, observation, temperament)
    worth[.autonomy] -=
      observation.weights[.autonomy] * temperament.independence
      * (bargain.terms.map(\.share).max() ?? 0)
    self.worth = worth
  }

  func terms(accepts: Double) -> UtilityTerms {
    var terms = UtilityTerms()
    terms.values = worth.values * accepts
    return terms
  }

  /// What is given, in basis points of the GDP of whoever is asked.
  static func given(
    _ bargain: Bargain, _ observation: Observation, _ temperament: Temperament
  ) -> Double {
    let (asker, asked) = (bargain.asker, bargain.asked)
    return bargain.access * temperament.accessValue * observation.sales(of: asked, to: asker)
      + bargain.money * 100 * observation.gdp(of: asker) / observation.gdp(of: asked)
  }

  /// What a tariff on goods outside key sectors costs the state that it hits, in basis points of its
  /// GDP.
  static func harm(
    of rate: Double, by asker: StateID, to asked: StateID, _ observation: Observation,
    _ temperament: Temperament
  ) -> Double {
    rate > 0
      ? temperament.passBack * rate / (1 + rate)
        * observation.sales(of: asked, to: asker, \.isOrdinaryGood)
      : 0
  }
}

/// What to put to another about a third: nothing, access to one's market or money for company in
/// one's measures, or a threat.
///
/// What the other would lose by complying is judged by oneself, since what it minds is its own
/// secret; what is given is a little more than that, and a threat is no better than one's resolve.
/// Literature 000-64 (cost shifting), 000-82 (inducement or threat), 001-E10, 2C-62, 2C-73.
struct ProposalAssessment {
  /// A proposal, with what it's worth to whoever makes it.
  struct Option {
    var access = 0.0
    var money = 0.0
    var threat = 0.0
    var worth = UtilityTerms()
  }

  let sector: SectorID
  let target: StateID
  /// The share of one's own measures that the other is to match.
  static let share = 1.0
  /// What is given beyond what complying is thought to cost: judgement.
  private static let markup = 1.25
  private static let threat = 0.25
  /// Of what the treasury allows a turn, what a single partner may get.
  private static let partOfTreasury = 0.25

  /// First to propose nothing.
  let options: [Option]

  /// - Returns: nil where the other does as much already, or what it does makes no difference.
  init?(
    _ observation: Observation, _ temperament: Temperament, to other: StateID,
    _ sector: SectorID, about target: StateID
  ) {
    (self.sector, self.target) = (sector, target)
    let (me, roster, setting) = (observation.me, observation.setting.roster, observation.setting)
    let losses = temperament.marketLosses > 0 ? observation.conduct.lossOfSales : nil
    let tradeOfOther = observation.trade(between: other, and: target)
    let siding = roster.pole(ledBy: me).map { observation.alignment[other, $0] } ?? 0
    var (benefit, need) = (0.0, 0.0)
    let traits = setting[sector]
    let all = observation.expenditure[sector, target]
    for (table, isExport) in [
      (observation.exportControlOrdered, true), (observation.importRestrictionOrdered, false),
    ] {
      let gap = Self.share * table[sector, me, target] - table[sector, other, target]
      guard gap > 0 else { continue }
      let sold = isExport ? observation.flows[sector, target, other] : 0
      if isExport, all > 0 {
        benefit +=
          temperament.denial * traits.dualUse * observation.threat[target] * gap * sold / all
      }
      need +=
        (losses?[other] ?? traits.rentShare) * sold * gap / observation.gdp(of: other) * 10_000
        + gap * traits.criticality
        * (temperament.caution * tradeOfOther - temperament.loyalty * siding)
        + temperament.administration
    }
    benefit *= observation.weights[.security] * temperament.persuasion
    guard benefit > temperament.talkCost else { return nil }
    // Who has refused minds more than was thought: each refusal of late doubles it.
    let refusals = observation[.rebuff][me.index * roster.stateCount + other.index]
    need = max(need, 1) * Math.power(2, refusals)

    var options = [Option()]
    func add(_ option: Option, gain: Double, cost: Double, costOfRefusal: Double = 0) {
      let chance = gain / (gain + need)
      var option = option
      option.worth[.security] = chance * benefit * observation[.word][other.index]
      option.worth[.domestic] =
        -observation.weights[.domestic]
        * (chance * cost + (1 - chance) * costOfRefusal + temperament.talkCost)
      options.append(option)
    }
    let wanted = Self.markup * need
    let perAccess = temperament.accessValue * observation.sales(of: other, to: me)
    if perAccess > 0, wanted <= perAccess {
      let access = min((20 * wanted / perAccess).rounded(.up) / 20, 1)
      add(
        Option(access: access), gain: access * perAccess,
        cost: temperament.protection * access * observation.purchases(from: other))
    }
    let perPercent = 100 * observation.gdp(of: me) / observation.gdp(of: other)
    let money = (1000 * wanted / perPercent).rounded(.up) / 1000
    if setting.carriesOut(.investment(.subsidy)),
      money <= Self.partOfTreasury * setting.limits.investmentPercentMax
    {
      add(
        Option(money: money), gain: money * perPercent,
        cost: money * 100 * (1 + temperament.costOfFunds))
    }
    if setting.carriesOut(.control(.tariff)), setting.union(of: me, and: other) == nil,
      Self.threat <= setting.limits.tariffMax
    {
      let harm =
        observation[.resolve][me.index]
        * AnswerAssessment.harm(of: Self.threat, by: me, to: other, observation, temperament)
      // Who resists has to be hit, which invites an answer, or one is seen to give up.
      add(
        Option(threat: Self.threat), gain: harm, cost: temperament.comity * siding,
        costOfRefusal: temperament.comity * siding
          + min(
            temperament.audience,
            temperament.caution * Self.threat / (1 + Self.threat) * observation.trade(with: other)
              + temperament.respect * setting.tradeTies[me, other] * Self.threat))
    }
    guard options.count > 1 else { return nil }
    self.options = options
  }

  func terms(_ option: Double) -> UtilityTerms { options[Int(option)].worth }

  /// What the best proposal is worth.
  var best: Double { options.reduce(0) { max($0, $1.worth.total) } }
}

extension Observation {
  /// Sales of one state to another, in basis points of the seller's GDP.
  ///
  /// - Parameter isCounted: which sectors.
  func sales(
    of seller: StateID, to buyer: StateID, _ isCounted: (SectorTraits) -> Bool = { _ in true }
  ) -> Double {
    var sum = 0.0
    for sector in setting.roster.sectors where isCounted(setting[sector]) {
      sum += flows[sector, buyer, seller]
    }
    return sum / gdp(of: seller) * 10_000
  }

  /// What one buys from another, in basis points of one's own GDP.
  func purchases(from seller: StateID) -> Double {
    setting.roster.sectors.reduce(0) { $0 + flows[$1, me, seller] } / gdp(of: me) * 10_000
  }

  /// Trade of two states both ways, as a fraction of the first one's GDP.
  func trade(between one: StateID, and other: StateID) -> Double {
    setting.roster.sectors.reduce(0) { $0 + flows[$1, one, other] + flows[$1, other, one] }
      / gdp(of: one)
  }
}
