public import StatecraftCore

/// What an order is expected to do, by the figures with which policies judge: to first order, and
/// against leaving things as they stand.
public struct OrderAssessment: Sendable, Equatable {
  /// What the state itself loses, as a fraction of its GDP; negative for a gain. For an investment
  /// it's the money.
  public let ownLoss: Double
  /// What the target loses, as a fraction of its GDP; nil for an order that is aimed at nobody.
  public let otherLoss: Double?
  /// What the order is worth to the state that gives it, term by term, in basis points of its GDP.
  public let worth: UtilityTerms
}

extension AssessingPolicy {
  /// Assesses siding with a pole to a degree, against the present degree.
  ///
  /// - Parameter order: toward a pole that the observer doesn't lead.
  public func assess(_ order: AlignmentOrder, by observation: Observation) -> OrderAssessment {
    let assessment = AlignmentAssessment(
      observation, temperament, pole: order.pole,
      patron: Patronage(observation, temperament, pole: order.pole))
    let now = observation.alignment[observation.me, order.pole]
    return OrderAssessment(
      ownLoss: 0, otherLoss: nil,
      worth: assessment.terms(degree: order.degree) - assessment.terms(degree: now)
        + unexplained(.alignment(order.pole), observation, from: now, to: order.degree))
  }

  /// Assesses a control, against the level that stands.
  ///
  /// - Parameter order: aimed at another state than the observer.
  public func assess(_ order: ControlOrder, by observation: Observation) -> OrderAssessment {
    let (me, sector, target) = (observation.me, order.sector, order.target)
    let trade = observation.trade(with: target)
    let exposure = Exposure(
      observation, sector: sector, other: target, leakage: temperament.leakage,
      losses: salesLoss(observation), marketLosses: temperament.marketLosses)
    func control() -> ControlAssessment {
      ControlAssessment(
        observation, temperament, target: target, tradeWithTarget: trade,
        patrons: Patronage.all(observation, temperament),
        duties: Partners(observation, temperament).map(Duty.all) ?? [],
        risk: observation.risks(thirdParty: temperament.thirdPartyRisk)[target])
    }
    func against(
      _ standing: Double, ownLoss: (Double) -> Double, otherLoss: (Double) -> Double,
      terms: (Double) -> UtilityTerms
    ) -> OrderAssessment {
      OrderAssessment(
        ownLoss: ownLoss(order.level) - ownLoss(standing),
        otherLoss: otherLoss(order.level) - otherLoss(standing),
        worth: terms(order.level) - terms(standing)
          + unexplained(
            .control(order.instrument, sector, target), observation, from: standing,
            to: order.level))
    }
    let instrument = observation.setting.roster[order.instrument]
    switch (instrument.channel, instrument.side) {
    case (.goods, .outbound):
      let control = control()
      let closure = closure(control, sector)
      return against(observation.exportControlOrdered[sector, me, target]) {
        exposure.ownLossOfSales(max($0, closure?.bound ?? 0))
      } otherLoss: { level in
        closure.map { exposure.otherLoss(closed: $0.closed(at: level)) }
          ?? exposure.otherLossOfSupply(level)
      } terms: {
        control.exportControl(sector, exposure: exposure, closure: closure, strictness: $0)
      }
    case (.goods, .inbound):
      let control = control()
      return against(
        observation.importRestrictionOrdered[sector, me, target],
        ownLoss: exposure.ownLossOfSupply, otherLoss: exposure.otherLossOfSales
      ) { control.importRestriction(sector, exposure: exposure, strictness: $0) }
    case (.price, _):
      let tariff = TariffAssessment(
        observation, temperament, target: target, tradeWithTarget: trade,
        order: observation.orderStrength(erosion: temperament.orderErosion))
      let imports = tariff.untaxedImports(sector, exposure: exposure)
      let size = observation.gdp(of: target) / observation.gdp(of: me)
      return against(observation.tariff[sector, me, target]) {
        let burden = tariff.burden(exposure: exposure, imports: imports, rate: $0)
        return (burden.triangle - burden.borne) / 10_000
      } otherLoss: {
        tariff.burden(exposure: exposure, imports: imports, rate: $0).borne / size / 10_000
      } terms: {
        tariff.terms(sector, exposure: exposure, imports: imports, rate: $0)
      }
    case (.knowledge, _), (.capacity, _), (.people, _), (.money, _), (.information, _):
      return OrderAssessment(ownLoss: 0, otherLoss: 0, worth: UtilityTerms())
    }
  }

  /// Assesses public money for a sector, against none.
  public func assess(_ order: InvestmentOrder, by observation: Observation) -> OrderAssessment {
    OrderAssessment(
      ownLoss: order.percentOfGDP / 100, otherLoss: nil,
      worth: InvestmentAssessment(
        observation, temperament, order.sector,
        risks: observation.risks(thirdParty: temperament.thirdPartyRisk)
      ).terms(order.kind, percentOfGDP: order.percentOfGDP)
        + unexplained(
          .investment(order.kind, order.sector), observation, from: 0, to: order.percentOfGDP))
  }

  /// Assesses taking part in a module of an institution to a depth, against the present one.
  ///
  /// - Returns: nil where there are no institutions.
  public func assess(
    joining module: ModuleID, to depth: Double, by observation: Observation
  ) -> OrderAssessment? {
    guard let partners = Partners(observation, temperament) else { return nil }
    let assessment = MembershipAssessment(partners, module)
    let now = partners.memberships[module, observation.me]
    return OrderAssessment(
      ownLoss: 0, otherLoss: nil,
      worth: assessment.terms(depth: depth) - assessment.terms(depth: now)
        + unexplained(.membership(module), observation, from: now, to: depth))
  }

  /// What theory doesn't know of a change.
  private func unexplained(
    _ subject: ChoiceSubject, _ observation: Observation, from: Double, to level: Double
  ) -> UtilityTerms {
    var terms = UtilityTerms()
    if let stake = observation.motives?[subject] {
      terms[.unexplained] = stake.worth(level) - stake.worth(from)
    }
    return terms
  }
}

extension UtilityTerms {
  fileprivate static func - (left: Self, right: Self) -> Self {
    var difference = left
    difference.values -= right.values
    return difference
  }
}
