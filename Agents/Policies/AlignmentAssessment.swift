internal import StatecraftCore

/// What siding with a pole is worth, for each degree.
///
/// Protection × threat, market dependence, affinity, inducement, coercion, exclusiveness and
/// inertia: literature F-36, F-37, C4-13, C4-14, 000-001 part III. Siding with both poles is
/// possible, and with neither, so that hedging can emerge.
struct AlignmentAssessment {
  let observation: Observation
  let temperament: Temperament

  func terms(_ pole: PoleID, degree: Double) -> UtilityTerms {
    let setting = observation.setting
    let me = observation.me
    let leader = setting.roster.leader(of: pole)
    var feared = 0.0
    for other in setting.roster.states where other != leader {
      feared = max(feared, observation.threat[other])
    }
    let protection =
      temperament.protectionValue
      * (setting.defenceTies[me, leader] * feared - observation.threat[leader])
    let market =
      temperament.marketValue * observation.trade(with: leader)
      * (1 + temperament.accessValue * setting.accessOffers[pole])
    let affinity = temperament.affinityValue * setting.affinity[me, pole]
    let coercion =
      temperament.coercionValue * criticalDependence(on: leader)
      - temperament.resentment * observation.grievance[leader]

    var clash = 0.0
    for other in setting.roster.poles where other != pole {
      clash +=
        observation.alignment[me, other]
        * observation.tension(between: leader, and: setting.roster.leader(of: other))
    }
    let current = observation.alignment[me, pole]
    let change = degree - current

    var terms = UtilityTerms()
    terms[.security] = observation.weights[.security] * protection * degree
    terms[.gains] = observation.weights[.gains] * market * degree
    terms[.affinity] = observation.weights[.affinity] * affinity * degree
    terms[.autonomy] =
      -observation.weights[.autonomy] * temperament.exclusiveness * clash * degree
    terms[.influence] = observation.weights[.influence] * coercion * degree
    terms[.domestic] =
      -observation.weights[.domestic]
      * (0.5 * temperament.satiation * degree * degree
        + temperament.inertia * abs(change))
    return terms
  }

  /// Dependence on a state over all sectors, weighted by criticality, in `0...1`.
  private func criticalDependence(on other: StateID) -> Double {
    var (bought, total) = (0.0, 0.0)
    for sector in observation.setting.roster.sectors {
      let weight =
        observation.setting[sector].criticality * observation.expenditure[sector, observation.me]
      guard observation.expenditure[sector, observation.me] > 0 else { continue }
      bought +=
        observation.setting[sector].criticality * observation.flows[sector, observation.me, other]
      total += weight
    }
    return total > 0 ? bought / total : 0
  }
}
