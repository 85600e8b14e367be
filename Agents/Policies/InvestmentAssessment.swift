internal import StatecraftCore

/// What public money for a sector is worth: less exposure to those one fears, rents from growth,
/// a lead in dual-use technology; less the cost of the money.
///
/// Literature V-15, V-16, V-58, V-67, V-71, F-30.
final class InvestmentAssessment {
  /// The smallest size at which a sector can be set up, as a share of the sector's world output:
  /// without it the smallest states would expect the most from their money.
  private static let smallestShare = 0.02
  /// The part of present rents that is expected to be added when the money does all its work.
  private static let growthBySubsidy = 0.1
  private static let growthByResearch = 0.05

  private let temperament: Temperament
  /// What the money is worth when it does all its work, by kind.
  private let subsidy: UtilityTerms
  private let research: UtilityTerms
  /// The scale of the work, as a share of own GDP: capacity at home, knowledge of the world's.
  private let scaleAtHome: Double
  private let scaleOfWorld: Double
  private let domesticWeight: Double
  private let gainsWeight: Double
  private let treasury: Treasury
  /// The budget that stood at the start, in percent of GDP, by kind; nil where it isn't known.
  private let budget: [Double]?

  /// - Parameter risks: the threat that comes with depending on each supplier.
  init(
    _ observation: Observation, _ temperament: Temperament, _ sector: SectorID,
    risks: PerState<Double>
  ) {
    self.temperament = temperament
    let setting = observation.setting
    let (me, traits) = (observation.me, setting[sector])
    let gdp = observation.gdp(of: me)
    let bought = observation.expenditure[sector, me]
    let level = max(observation.technology[sector, me], 0.01)

    var (world, exposed, lead) = (0.0, 0.0, 0.0)
    for other in setting.roster.states {
      world += observation.output[sector, other]
      guard other != me else { continue }
      let threat = observation.threat[other]
      if bought > 0 {
        exposed +=
          risks[other] * observation.flows[sector, me, other] / bought
      }
      lead = max(lead, threat * min(1, observation.technology[sector, other] / level))
    }
    let size = max(bought, observation.output[sector, me])
    scaleAtHome = max(size, Self.smallestShare * world) / gdp
    scaleOfWorld = world / gdp
    domesticWeight = observation.weights[.domestic]
    gainsWeight = observation.weights[.gains]
    treasury = setting.treasury
    budget = setting.openingMoney.map { money in
      InvestmentKind.allCases.map { money[$0, sector, me] }
    }

    let rents =
      observation.weights[.gains] * temperament.growthValue * traits.rentShare
      * observation.output[sector, me] / gdp * 10_000
    var (subsidy, research) = (UtilityTerms(), UtilityTerms())
    subsidy[.autonomy] =
      observation.weights[.autonomy] * temperament.selfReliance * traits.criticality * exposed
    subsidy[.gains] = rents * Self.growthBySubsidy
    research[.security] =
      observation.weights[.security] * temperament.denial * traits.dualUse * lead
    research[.gains] = rents * Self.growthByResearch
    (self.subsidy, self.research) = (subsidy, research)
  }

  func terms(_ kind: InvestmentKind, percentOfGDP: Double) -> UtilityTerms {
    let money = percentOfGDP / 100
    let (full, scale) = kind == .subsidy ? (subsidy, scaleAtHome) : (research, scaleOfWorld)
    // The part of the work that the money is expected to do.
    let effect =
      scale > 0 ? 1 - Math.exp(-money / (temperament.investmentScale * scale)) : 0
    var terms = UtilityTerms()
    terms.values = full.values * effect
    // Where the treasury takes money out of real income, that is its cost, and nothing beside it.
    terms[.gains] -= gainsWeight * treasury.costOfUnit * money * 10_000
    terms[.domestic] =
      -domesticWeight * temperament.costOfFunds * (1 - treasury.moneyCost) * money * 10_000
    if let budget, percentOfGDP != budget[kind.place] {
      terms[.domestic] -= domesticWeight * temperament.changeByLaw
    }
    return terms
  }
}
