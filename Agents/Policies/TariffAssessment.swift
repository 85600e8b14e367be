internal import StatecraftCore

/// What a tariff on a target's goods in a sector is worth, to first and second order.
///
/// Sellers bear a part of it (terms of trade), buyers lose the triangle, those at home who
/// compete with imports ask for it. Literature F-09, F-17, C4-02, C4-06.
struct TariffAssessment {
  let observation: Observation
  let temperament: Temperament
  let target: StateID
  private let tradeWithTarget: Double
  private let gains: GainsFunction

  init(_ observation: Observation, _ temperament: Temperament, target: StateID) {
    self.observation = observation
    self.temperament = temperament
    self.target = target
    tradeWithTarget = observation.trade(with: target)
    gains = GainsFunction(curvature: temperament.curvature)
  }

  func terms(_ sector: SectorID, exposure: Exposure, rate: Double) -> UtilityTerms {
    let me = observation.me
    let standing = observation.tariff[sector, me, target]
    // Imports before the standing tariff, from imports under it.
    let imports =
      exposure.spending * exposure.supplied
      * Math.power(1 + standing, exposure.traits.elasticity * (1 - exposure.supplied))
    let taxed = rate / (1 + rate)
    let borne = temperament.passBack * taxed * imports
    let triangle =
      0.5 * exposure.traits.elasticity * (1 - exposure.supplied) * taxed * taxed * imports
    let size = 10_000.0
    var terms = UtilityTerms()
    terms[.gains] =
      observation.weights[.gains]
      * gains((borne - triangle + observation.relativeGains[target] * borne) * size)
    terms[.domestic] =
      observation.weights[.domestic]
      * (temperament.protection * taxed * imports * size
        + temperament.revenge * observation.grievance[target] * exposure.supplied * taxed
        - temperament.caution * tradeWithTarget * exposure.traits.criticality * taxed
        - temperament.inertia * abs(rate - standing))
    return terms
  }
}
