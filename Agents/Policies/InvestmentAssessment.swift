internal import StatecraftCore

/// What public money for a sector is worth: less exposure to those one fears, rents from growth,
/// a lead in dual-use technology; less the cost of the money.
///
/// Literature V-15, V-16, V-58, V-67, V-71, F-30.
struct InvestmentAssessment {
  let observation: Observation
  let temperament: Temperament

  func terms(_ kind: InvestmentKind, _ sector: SectorID, percentOfGDP: Double) -> UtilityTerms {
    let me = observation.me
    let traits = observation.setting[sector]
    let gdp = observation.gdp(of: me)
    let money = percentOfGDP / 100
    let size = max(observation.expenditure[sector, me], observation.output[sector, me]) / gdp
    // The part of the sector's possible change that the money is expected to bring.
    let effect =
      size > 0 ? 1 - Math.exp(-money / (temperament.investmentScale * size)) : 0

    var exposed = 0.0
    let bought = observation.expenditure[sector, me]
    for other in observation.setting.roster.states where other != me && bought > 0 {
      exposed +=
        observation.threat[other] * observation.flows[sector, me, other] / bought
    }
    var lead = 0.0
    let level = observation.technology[sector, me]
    for other in observation.setting.roster.states where other != me {
      let near = min(1, observation.technology[sector, other] / max(level, 0.01))
      lead = max(lead, observation.threat[other] * near)
    }

    var terms = UtilityTerms()
    switch kind {
    case .subsidy:
      terms[.autonomy] =
        observation.weights[.autonomy] * temperament.selfReliance * traits.criticality * exposed
        * effect
      terms[.gains] =
        observation.weights[.gains] * temperament.growthValue * traits.rentShare
        * observation.output[sector, me] / gdp * 10_000 * 0.1 * effect
    case .research:
      terms[.security] =
        observation.weights[.security] * temperament.denial * traits.dualUse * lead * effect
      terms[.gains] =
        observation.weights[.gains] * temperament.growthValue * traits.rentShare
        * observation.output[sector, me] / gdp * 10_000 * 0.05 * effect
    }
    terms[.domestic] = -observation.weights[.domestic] * temperament.costOfFunds * money * 10_000
    return terms
  }
}
