internal import StatecraftCore

/// What a tariff on a target's goods in a sector is worth, to first and second order.
///
/// Sellers bear a part of it (terms of trade), buyers lose the triangle, those at home who
/// compete with imports ask for it, and raising it breaks rules: the weaker the rules, the cheaper
/// (V-07, V-08). Toward one who breaks them they cease to bind, up to what it levies itself: a
/// member of the WTO may suspend concessions to the level of the harm done to it (Dispute
/// Settlement Understanding, Art. 22.4), which makes answers in kind cheap. Literature F-09, F-17, C4-02, C4-06.
final class TariffAssessment {
  let observation: Observation
  let temperament: Temperament
  let target: StateID
  private let tradeWithTarget: Double
  /// What trade rules bind one to toward the target, in `0...1`: something without any agreement
  /// (the world's rules), all under the deepest.
  private let obligation: Double
  /// The level up to which rules don't bind, as the target taxes one's own goods as much, in
  /// whole hundredths: an answer in kind. 0 where it doesn't, or where rules bind all the same.
  let allowed: Double
  /// Goods bought from the target, at sellers' prices, in billion US dollars.
  private let bought: Double
  private let gains: GainsFunction
  private let expectedAnswer: Double
  /// The rate with which one has threatened the target, and that's to be ordered or given up now; 0
  /// for none.
  let pending: Double
  /// What is bought from the target of goods outside key sectors.
  private let ordinary: Double

  /// - Parameter order: how far rules of trade still bind, in `0...1`.
  init(
    _ observation: Observation, _ temperament: Temperament, target: StateID,
    tradeWithTarget: Double, order: Double
  ) {
    self.observation = observation
    self.temperament = temperament
    self.target = target
    self.tradeWithTarget = tradeWithTarget
    obligation = (0.3 + 0.7 * observation.setting.tradeTies[observation.me, target]) * order
    expectedAnswer = temperament.expectedAnswer(observation, from: target)
    gains = GainsFunction(curvature: temperament.curvature)
    pending = observation.bargains?.pending(by: observation.me, toward: target) ?? 0
    ordinary =
      pending == 0
      ? 0
      : observation.setting.roster.sectors.reduce(0) {
        $0
          + (observation.setting[$1].isOrdinaryGood
            ? observation.untaxedPurchase($1, from: target) : 0)
      }
    guard temperament.reciprocity > 0 else {
      (allowed, bought) = (0, 0)
      return
    }
    let suffered = observation.conduct.meanTariff[target, observation.me]
    allowed = (temperament.reciprocity * suffered * 100).rounded() / 100
    bought = observation.setting.roster.sectors.reduce(0) {
      $0 + observation.untaxedPurchase($1, from: target)
    }
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
    // An answer in kind repays what was done in full when it's as high on all that is bought, and
    // nobody is expected to answer an answer.
    var repaid = exposure.supplied * taxed
    if allowed > 0, bought > 0 {
      repaid =
        observation.untaxedPurchase(sector, from: target) / bought * min(1, rate / allowed)
    }
    // Who has threatened is watched.
    let shown =
      ordinary > 0
      ? observation.untaxedPurchase(sector, from: target) / ordinary * min(1, rate / pending) : 0
    let provoking = max(taxed - allowed / (1 + allowed), 0)
    var terms = UtilityTerms()
    terms[.gains] =
      observation.weights[.gains]
      * gains(borne - triangle + observation.relativeGains[target] * borne)
    terms[.domestic] =
      observation.weights[.domestic]
      * (temperament.protection * taxed * imports
        + temperament.revenge * observation.grievance[target] * repaid
        + temperament.audience * shown
        - temperament.caution * expectedAnswer * tradeWithTarget * exposure.traits.criticality
        * provoking
        - temperament.respect * obligation * max(rate - max(standing, allowed), 0)
        - temperament.inertia * abs(rate - standing)
        - (rate == standing ? 0 : temperament.change(.tariff)))
    return terms
  }
}
