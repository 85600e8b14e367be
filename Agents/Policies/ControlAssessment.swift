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
  /// The target's GDP over one's own: turns its losses into one's own basis points.
  private let size: Double
  /// Leaders other than oneself and the target.
  private let patrons: [Patronage]
  /// Whether controls on the target are what leaders grant access for: only if it leads a pole.
  private let earnsAccess: Bool
  private let gains: GainsFunction

  init(
    _ observation: Observation, _ temperament: Temperament, target: StateID,
    tradeWithTarget: Double, patrons: [Patronage]
  ) {
    self.observation = observation
    self.temperament = temperament
    self.target = target
    self.tradeWithTarget = tradeWithTarget
    size = observation.gdp(of: target) / observation.gdp(of: observation.me)
    self.patrons = patrons.filter { $0.leader != target }
    earnsAccess = observation.setting.roster.pole(ledBy: target) != nil
    gains = GainsFunction(curvature: temperament.curvature)
  }

  /// Withholding the share `x` of exports in a sector.
  ///
  /// Literature F-10, V-13 (denial), V-15 (keeping others dependent), V-28 (security
  /// externality), F-33 (relative gains).
  func exportControl(_ sector: SectorID, exposure: Exposure, strictness x: Double) -> UtilityTerms {
    var terms = common(
      .exportControl, sector, exposure, x, ordered: observation.exportControlOrdered,
      ownLoss: exposure.ownLossOfSales(x), otherLoss: exposure.otherLossOfSupply(x),
      bite: exposure.supplying)
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
      .importRestriction, sector, exposure, x, ordered: observation.importRestrictionOrdered,
      ownLoss: exposure.ownLossOfSupply(x), otherLoss: exposure.otherLossOfSales(x),
      bite: exposure.supplied)
    terms[.autonomy] =
      weight(.autonomy) * temperament.selfReliance * exposure.traits.criticality
      * observation.threat[target] * exposure.supplied * x
    return terms
  }

  /// - Parameter bite: the share of the market that the control closes, in `0...1`: a control
  ///   repays a grievance only as far as it bites.
  private func common(
    _ instrument: ControlInstrument, _ sector: SectorID, _ exposure: Exposure, _ x: Double,
    ordered: SectorDyadic<Double>, ownLoss: Double, otherLoss: Double, bite: Double
  ) -> UtilityTerms {
    let criticality = exposure.traits.criticality
    let relative =
      (-ownLoss + observation.relativeGains[target] * otherLoss * size) * 10_000
    var (loyalty, access) = (0.0, 0.0)
    for patron in patrons {
      let demand = ordered[sector, patron.leader, target]
      guard demand > 0 else { continue }
      loyalty += patron.alignment * (demand - abs(x - demand))
      // In proportion to what is met of all that's demanded.
      if earnsAccess && patron.demanded > 0 {
        access +=
          patron.access * patron.alignment * criticality * min(x, demand) / patron.demanded
      }
    }
    let repaid =
      temperament.revenge * observation.grievance[target] * criticality * bite * x
    let retaliation = temperament.caution * criticality * tradeWithTarget * x
    let standing = ordered[sector, observation.me, target]

    var terms = UtilityTerms()
    terms[.gains] = weight(.gains) * (gains(relative) + access)
    terms[.affinity] = weight(.affinity) * temperament.loyalty * criticality * loyalty
    terms[.domestic] =
      weight(.domestic)
      * (repaid - retaliation - (x > 0 ? temperament.administration : 0)
        - temperament.inertia * abs(x - standing)
        - (x == standing ? 0 : temperament.change(instrument)))
    return terms
  }

  private func weight(_ term: UtilityTerm) -> Double { observation.weights[term] }
}
