internal import StatecraftCore

/// What a tariff on a target's goods in a sector is worth, to first and second order.
///
/// Sellers bear a part of it (terms of trade), buyers lose the triangle, those at home who
/// compete with imports ask for it, and raising it breaks rules: the weaker the rules, the cheaper
/// (V-07, V-08). Literature F-09, F-17, C4-02, C4-06.
struct TariffAssessment {
  let observation: Observation
  let temperament: Temperament
  let target: StateID
  private let tradeWithTarget: Double
  /// What trade rules bind one to toward the target, in `0...1`: something without any agreement
  /// (the world's rules), all under the deepest.
  private let obligation: Double
  private let gains: GainsFunction

  init(
    _ observation: Observation, _ temperament: Temperament, target: StateID,
    tradeWithTarget: Double
  ) {
    self.observation = observation
    self.temperament = temperament
    self.target = target
    self.tradeWithTarget = tradeWithTarget
    obligation = 0.3 + 0.7 * observation.setting.tradeTies[observation.me, target]
    gains = GainsFunction(curvature: temperament.curvature)
  }

  /// The imports that a tariff would fall on if there were none, in basis points of own GDP.
  ///
  /// Worked back from what is bought under the tariff that stands.
  func untaxedImports(_ sector: SectorID, exposure: Exposure) -> Double {
    let standing = observation.tariff[sector, observation.me, target]
    let imports = exposure.spending * exposure.supplied * 10_000
    return standing == 0
      ? imports
      : imports
        * Math.power(1 + standing, exposure.traits.elasticity * (1 - exposure.supplied))
  }

  /// What sellers bear of a tariff, and what buyers lose for nobody's gain, both in basis points of
  /// own GDP.
  func burden(
    exposure: Exposure, imports: Double, rate: Double
  ) -> (borne: Double, triangle: Double) {
    let taxed = rate / (1 + rate)
    return (
      temperament.passBack * taxed * imports,
      0.5 * exposure.traits.elasticity * (1 - exposure.supplied) * taxed * taxed * imports
    )
  }

  /// - Parameter imports: ``untaxedImports(_:exposure:)``, the same for every rate.
  func terms(
    _ sector: SectorID, exposure: Exposure, imports: Double, rate: Double
  ) -> UtilityTerms {
    let standing = observation.tariff[sector, observation.me, target]
    let taxed = rate / (1 + rate)
    let (borne, triangle) = burden(exposure: exposure, imports: imports, rate: rate)
    var terms = UtilityTerms()
    terms[.gains] =
      observation.weights[.gains]
      * gains(borne - triangle + observation.relativeGains[target] * borne)
    terms[.domestic] =
      observation.weights[.domestic]
      * (temperament.protection * taxed * imports
        + temperament.revenge * observation.grievance[target] * exposure.supplied * taxed
        - temperament.caution * tradeWithTarget * exposure.traits.criticality * taxed
        - temperament.respect * obligation * max(rate - standing, 0)
        - temperament.inertia * abs(rate - standing)
        - (rate == standing ? 0 : temperament.change(.tariff)))
    return terms
  }
}
