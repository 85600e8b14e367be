internal import StatecraftCore

/// What siding with a pole is worth, for each degree.
///
/// Protection × threat, market dependence, affinity, inducement, coercion, exclusiveness and
/// inertia: literature F-36, F-37, C4-13, C4-14, 000-001 part III. Siding with both poles is
/// possible, and with neither, so that hedging can emerge.
struct AlignmentAssessment {
  /// What a full unit of alignment is worth, before it loses its value and changes cost.
  private let pull: UtilityTerms
  private let current: Double
  /// The domestic weight on satiation and on inertia.
  private let satiation: Double
  private let inertia: Double

  init(_ observation: Observation, _ temperament: Temperament, pole: PoleID, patron: Patronage) {
    let setting = observation.setting
    let me = observation.me
    let leader = patron.leader
    // Protection is from someone: from whom the pole is at odds with, in the roster or beyond.
    var feared = setting.threatsBeyond[me, pole]
    for other in setting.roster.states where other != leader {
      let threat = observation.threat[other]
      guard threat > feared else { continue }
      let against =
        temperament.odds == 0
        ? 1 : 1 - temperament.odds * (1 - observation.odds(between: leader, and: other))
      feared = max(feared, threat * against)
    }
    var clash = 0.0
    for other in setting.roster.poles where other != pole {
      clash +=
        observation.alignment[me, other]
        * observation.tension(between: leader, and: setting.roster.leader(of: other))
    }
    var pull = UtilityTerms()
    pull[.security] =
      temperament.protectionValue
      * (setting.defenceTies[me, leader] * feared - observation.threat[leader])
    pull[.gains] =
      temperament.marketValue * observation.trade(with: leader)
      + patron.access * patron.compliance
    pull[.affinity] =
      temperament.affinityValue * setting.affinity[me, pole]
      + temperament.entanglement * Self.entanglement(observation, leader: leader)
    pull[.autonomy] = -temperament.exclusiveness * clash
    if let turn = setting.exclusiveFrom[pole], observation.turn >= turn {
      let elsewhere = setting.roster.poles.reduce(0) {
        $0 + ($1 == pole ? 0 : observation.alignment[me, $1])
      }
      pull[.autonomy] -= temperament.exclusiveDemand * elsewhere
    }
    pull[.influence] =
      temperament.coercionValue * Self.criticalDependence(observation, on: leader)
      - temperament.resentment * observation.grievance[leader]
    for term in UtilityTerm.weighted { pull[term] *= observation.weights[term] }
    self.pull = pull
    current = observation.alignment[me, pole]
    satiation = observation.weights[.domestic] * temperament.satiation
    inertia = observation.weights[.domestic] * temperament.inertia
  }

  func terms(degree: Double) -> UtilityTerms {
    var terms = UtilityTerms()
    terms.values = pull.values * degree
    terms[.domestic] -=
      0.5 * satiation * degree * degree + inertia * abs(degree - current)
    return terms
  }

  /// How deeply a state takes part in what a leader leads, the mean over its modules, in `0...1`.
  private static func entanglement(_ observation: Observation, leader: StateID) -> Double {
    let institutions = observation.setting.institutions
    guard !institutions.isEmpty else { return 0 }
    let depths = observation[.membership]
    guard !depths.isEmpty else { return 0 }
    let memberships = Memberships(depths, states: observation.setting.roster.stateCount)
    var (sum, count) = (0.0, 0.0)
    for part in institutions.parts where institutions[part.institution].leader == leader {
      sum += memberships[part.module, observation.me]
      count += 1
    }
    return count > 0 ? sum / count : 0
  }

  /// Dependence on a state over all sectors, weighted by criticality, in `0...1`.
  private static func criticalDependence(_ observation: Observation, on other: StateID) -> Double {
    var (bought, total) = (0.0, 0.0)
    for sector in observation.setting.roster.sectors {
      let criticality = observation.setting[sector].criticality
      bought += criticality * observation.flows[sector, observation.me, other]
      total += criticality * observation.expenditure[sector, observation.me]
    }
    return total > 0 ? bought / total : 0
  }
}
