internal import StatecraftCore

/// What a control of each strictness is worth to a state, by first-order exposures.
///
/// Utilities are differences from having no control, in basis points of own GDP. States judge by
/// exposures and are judged by equilibrium.
final class ControlAssessment {
  let observation: Observation
  let temperament: Temperament
  let target: StateID
  let tradeWithTarget: Double
  /// The target's GDP over one's own: turns its losses into one's own basis points.
  private let size: Double
  /// Leaders other than oneself and the target.
  let patrons: [Patronage]
  /// Whether controls on the target are what leaders grant access for: only if it leads a pole.
  private let earnsAccess: Bool
  private let gains: GainsFunction
  private let expectedAnswer: Double
  /// The threat that comes with depending on the target.
  private let risk: Double
  /// What one owes as a member of institutions.
  let duties: [Duty]

  /// Whether more than the own share counts in what a control denies.
  var needsClosure: Bool {
    temperament.coverage > 0 || temperament.selectivity > 0 || observation.setting.reach != nil
  }

  init(
    _ observation: Observation, _ temperament: Temperament, target: StateID,
    tradeWithTarget: Double, patrons: [Patronage], duties: [Duty], risk: Double
  ) {
    self.risk = risk
    self.duties = duties.filter { $0.target == target }
    self.observation = observation
    self.temperament = temperament
    self.target = target
    self.tradeWithTarget = tradeWithTarget
    size = observation.gdp(of: target) / observation.gdp(of: observation.me)
    self.patrons = patrons.filter { $0.leader != target }
    earnsAccess = observation.setting.roster.pole(ledBy: target) != nil
    gains = GainsFunction(curvature: temperament.curvature)
    expectedAnswer = temperament.expectedAnswer(observation, from: target)
  }

  /// Withholding the share `x` of exports in a sector.
  ///
  /// Literature F-10, V-13 (denial), V-15 (keeping others dependent), V-28 (security
  /// externality), F-33 (relative gains).
  ///
  /// - Parameter closure: what of the target's supply is closed; nil where only the own share
  ///   counts.
  func exportControl(
    _ sector: SectorID, exposure: Exposure, closure: SupplyClosure?, strictness x: Double
  ) -> UtilityTerms {
    let traits = exposure.traits
    // What others' rules bind anyway costs nothing more.
    let bound = closure?.bound ?? 0
    let own = max(x, bound)
    let fear =
      weight(.security) * temperament.denial * traits.dualUse * observation.threat[target]
    var (damage, security) = (exposure.otherLossOfSupply(x), fear * exposure.supplying * x)
    if let closure {
      let (now, none) = (closure.closed(at: x), closure.closed(at: 0))
      damage = exposure.otherLoss(closed: now) - exposure.otherLoss(closed: none)
      security = fear * (sensitive(now, of: traits.dualUse) - sensitive(none, of: traits.dualUse))
    }
    var terms = common(
      .exportControl, sector, exposure, x, ordered: observation.exportControlOrdered,
      ownLoss: exposure.ownLossOfSales(own) - exposure.ownLossOfSales(bound), otherLoss: damage,
      bite: exposure.supplying)
    terms[.security] = security
    terms[.influence] =
      -weight(.influence) * temperament.leverage * traits.criticality * exposure.supplying
      * (own - bound)
    return terms
  }

  /// The part of what matters that is reached when the share `x` of a flow is closed.
  ///
  /// Lists begin with what matters most (“small yard, high fence”, F-10): of goods of which the
  /// share `importance` matters, 1 − (1 − x)^(1/importance) is reached with full selectivity, so
  /// that the first quarter does most of the work; x without.
  private func sensitive(_ x: Double, of importance: Double) -> Double {
    guard temperament.selectivity > 0, importance > 0 else { return x }
    let power = 1 + temperament.selectivity * (1 / importance - 1)
    return 1 - Math.power(1 - min(x, 1), power)
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
    let criticality = exposure.traits.criticality
    terms[.autonomy] =
      weight(.autonomy) * temperament.selfReliance * criticality
      * risk * exposure.supplied * sensitive(x, of: criticality)
    return terms
  }

  /// - Parameter bite: the share of the market that the control closes, in `0...1`: a control
  ///   repays a grievance only as far as it bites.
  private func common(
    _ instrument: InstrumentID, _ sector: SectorID, _ exposure: Exposure, _ x: Double,
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
    // The strictest obligation is the one to be measured by.
    var (duty, reward) = (0.0, 0.0)
    for owed in duties where owed.instrument == instrument && owed.sector == sector {
      if owed.isCap {
        duty -= owed.credibility * max(0, x - owed.level)
        reward += owed.reward * (x <= owed.level ? 1 : 0)
      } else {
        duty = max(duty, owed.credibility * (owed.level - abs(x - owed.level)))
        reward += owed.level > 0 ? owed.reward * min(x / owed.level, 1) : 0
      }
    }
    let repaid =
      temperament.revenge * observation.grievance[target] * criticality * bite * x
    let retaliation =
      temperament.caution * expectedAnswer * criticality * tradeWithTarget
      * (x + temperament.steepness * (x * x - x))
    let standing = ordered[sector, observation.me, target]

    var terms = UtilityTerms()
    terms[.gains] = weight(.gains) * (gains(relative) + access + reward)
    terms[.affinity] =
      weight(.affinity) * criticality
      * (temperament.loyalty * loyalty + temperament.obligation * duty)
    terms[.domestic] =
      weight(.domestic)
      * (repaid - retaliation - (x > 0 ? temperament.administration : 0)
        - temperament.inertia * abs(x - standing)
        - (x == standing ? 0 : temperament.change(instrument)))
    return terms
  }

  private func weight(_ term: UtilityTerm) -> Double { observation.weights[term] }
}
