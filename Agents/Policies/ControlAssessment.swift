internal import StatecraftCore

/// What a control of each strictness is worth to a state, by first-order exposures.
///
/// Utilities are differences from having no control, in basis points of own GDP. States judge by
/// exposures and are judged by equilibrium.
struct ControlAssessment {
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

  /// Withholding the share `x` of exports in a sector.
  ///
  /// Literature F-10, V-13 (denial), V-15 (keeping others dependent), V-28 (security
  /// externality), F-33 (relative gains).
  func exportControl(_ sector: SectorID, exposure: Exposure, strictness x: Double) -> UtilityTerms {
    var terms = common(
      sector, exposure, x, ordered: observation.exportControlOrdered,
      ownLoss: exposure.ownLossOfSales(x), otherLoss: exposure.otherLossOfSupply(x))
    let traits = exposure.traits
    terms[.security] =
      weight(.security) * temperament.denial * traits.dualUse * observation.threat[target]
      * exposure.supplying * x
    terms[.influence] =
      -weight(.influence) * temperament.leverage * traits.criticality * exposure.supplying * x
    return terms
  }

  /// Keeping out the share `x` of the target's goods in a sector.
  ///
  /// Literature F-13, F-53 (de-risking), V-17 (vulnerability), V-62 (autonomy).
  func importRestriction(
    _ sector: SectorID, exposure: Exposure, strictness x: Double
  ) -> UtilityTerms {
    var terms = common(
      sector, exposure, x, ordered: observation.importRestrictionOrdered,
      ownLoss: exposure.ownLossOfSupply(x), otherLoss: exposure.otherLossOfSales(x))
    terms[.autonomy] =
      weight(.autonomy) * temperament.selfReliance * exposure.traits.criticality
      * observation.threat[target] * exposure.supplied * x
    return terms
  }

  private func common(
    _ sector: SectorID, _ exposure: Exposure, _ x: Double, ordered: SectorDyadic<Double>,
    ownLoss: Double, otherLoss: Double
  ) -> UtilityTerms {
    let traits = exposure.traits
    let me = observation.me
    let size = observation.gdp(of: target) / observation.gdp(of: me)
    var terms = UtilityTerms()
    let relative =
      -ownLoss * 10_000 + observation.relativeGains[target] * otherLoss * size * 10_000
    terms[.gains] =
      weight(.gains) * (gains(relative) + access(sector, x, ordered))
    terms[.affinity] = weight(.affinity) * loyalty(sector, x, ordered)
    let repaid =
      temperament.revenge * observation.grievance[target] * traits.criticality
      * (exposure.supplied + exposure.supplying) * x
    let retaliation = temperament.caution * traits.criticality * tradeWithTarget * x
    let standing = ordered[sector, me, target]
    terms[.domestic] =
      weight(.domestic)
      * (repaid - retaliation - (x > 0 ? temperament.administration : 0)
        - temperament.inertia * abs(x - standing))
    return terms
  }

  /// Matching what the leaders of other poles keep up against the target (C4-14, C4-15).
  private func loyalty(_ sector: SectorID, _ x: Double, _ ordered: SectorDyadic<Double>) -> Double {
    var value = 0.0
    for pole in observation.setting.roster.poles {
      let leader = observation.setting.roster.leader(of: pole)
      let demand = ordered[sector, leader, target]
      guard leader != observation.me, leader != target, demand > 0 else { continue }
      value +=
        temperament.loyalty * observation.alignment[observation.me, pole]
        * observation.setting[sector].criticality * (demand - abs(x - demand))
    }
    return value
  }

  /// The market access that meeting a leader's demand earns, spread over its demands (C4-13).
  private func access(_ sector: SectorID, _ x: Double, _ ordered: SectorDyadic<Double>) -> Double {
    var value = 0.0
    for pole in observation.setting.roster.poles {
      let leader = observation.setting.roster.leader(of: pole)
      let offer = observation.setting.accessOffers[pole]
      let demand = ordered[sector, leader, target]
      guard leader != observation.me, leader != target, demand > 0, offer > 0 else { continue }
      let sales = observation.setting.roster.sectors.reduce(0) {
        $0 + observation.flows[$1, leader, observation.me]
      }
      value +=
        temperament.accessValue * offer * observation.alignment[observation.me, pole]
        * min(x, demand) * observation.setting[sector].criticality
        * sales / observation.gdp(of: observation.me) * 100
    }
    return value
  }

  private func weight(_ term: UtilityTerm) -> Double { observation.weights[term] }
}
