internal import StatecraftCore

/// What a pole asks of a state that sides with it, and what it gives for it.
///
/// Leaders ask by example: followers are to match the controls that a leader keeps up (C4-14,
/// C4-15). In return the leader may offer access to its market, in proportion to alignment and
/// compliance (F-04, C4-13).
struct Patronage {
  let leader: StateID
  /// The state's present alignment with the pole, in `0...1`.
  let alignment: Double
  /// What full access to the leader's market is worth, in basis points of own GDP; 0 without an
  /// offer.
  let access: Double
  /// What the leader's standing controls on other poles' leaders add up to, weighted by
  /// criticality.
  let demanded: Double
  /// The part of the demand that the state meets, in `0...1`; 1 when nothing is demanded.
  let compliance: Double

  init(_ observation: Observation, _ temperament: Temperament, pole: PoleID) {
    let roster = observation.setting.roster
    leader = roster.leader(of: pole)
    alignment = observation.alignment[observation.me, pole]
    let offer = observation.setting.accessOffers[pole]
    // A leader of another pole gets no access, whatever it does.
    guard offer > 0, roster.pole(ledBy: observation.me) == nil else {
      (access, demanded, compliance) = (0, 0, 1)
      return
    }
    access = offer * temperament.accessValue * observation.sales(to: leader) * 10_000
    var (sum, met) = (0.0, 0.0)
    for rival in roster.poleLeaders where rival != leader {
      for sector in roster.sectors {
        let criticality = observation.setting[sector].criticality
        for column in [observation.exportControlOrdered, observation.importRestrictionOrdered] {
          let demand = column[sector, leader, rival]
          sum += criticality * demand
          met += criticality * min(demand, column[sector, observation.me, rival])
        }
      }
    }
    demanded = sum
    compliance = sum > 0 ? met / sum : 1
  }

  /// All poles but the state's own.
  static func all(_ observation: Observation, _ temperament: Temperament) -> [Patronage] {
    let roster = observation.setting.roster
    return roster.poles.filter { roster.leader(of: $0) != observation.me }.map {
      Patronage(observation, temperament, pole: $0)
    }
  }
}
