internal import StatecraftCore

extension AssessingPolicy {
  /// Whom a state considers to take measures against.
  enum Scope {
    /// Those at hand in a turn: poles' leaders, whoever has done remembered harm, and whoever is
    /// still under control, as a control that nobody reconsiders would stand for ever.
    case turn
    /// Everybody: whoever may be at hand in a later turn.
    case all
  }

  /// Hands on every choice that a state has, in a fixed order.
  func visitChoices(
    _ observation: Observation, _ scope: Scope = .turn, _ body: (Choice) throws -> Void
  ) rethrows {
    let (roster, me) = (observation.setting.roster, observation.me)
    let patrons = Patronage.all(observation, temperament)
    if observation.setting.carriesOut(.alignment), roster.pole(ledBy: me) == nil {
      for (pole, patron) in zip(roster.poles, patrons) {
        let subject = ChoiceSubject.alignment(pole)
        let now = observation.alignment[me, pole]
        // The degree that stood at the start stays one to choose from.
        let anchor = scope == .all ? now : observation.motives?[subject].standing
        try body(
          choice(
            subject, anchor.map { Self.levels(Self.degrees, standing: $0) } ?? Self.degrees,
            standing: now, observation,
            .alignment(
              AlignmentAssessment(observation, temperament, pole: pole, patron: patron))))
      }
    }
    let partners = Partners(observation, temperament)
    let duties =
      (partners.map(Duty.all) ?? []) + Duty.agreed(observation, temperament)
    let losses = salesLoss(observation)
    let risks = observation.risks(thirdParty: temperament.thirdPartyRisk)
    let order = observation.orderStrength(erosion: temperament.orderErosion)
    for target in targets(observation, scope, duties) {
      let control = ControlAssessment(
        observation, temperament, target: target, tradeWithTarget: observation.trade(with: target),
        patrons: patrons, duties: duties, risk: risks[target])
      try visitControls(control, losses, order: order, body)
    }
    let kinds = InvestmentKind.allCases.filter {
      observation.setting.carriesOut(.investment($0))
    }
    for sector in roster.sectors where observation.setting[sector].isKey {
      let assessment = InvestmentAssessment(
        observation, temperament, sector, risks: risks)
      for kind in kinds {
        let standing = observation.setting.openingMoney?[kind, sector, me] ?? 0
        try body(
          choice(
            .investment(kind, sector), Self.levels(Self.money, standing: standing),
            standing: standing, observation, .investment(assessment, kind)))
      }
    }
    if let partners { try visitInstitutions(partners, body) }
    if scope == .turn, let bargains = observation.bargains {
      try visitBargains(bargains, observation, patrons, risks: risks, losses, order: order, body)
    }
  }

  /// What to answer to whoever has asked something, and what to put to others: leaders of poles ask
  /// for company in their measures against each other's leaders.
  private func visitBargains(
    _ bargains: Bargains, _ observation: Observation, _ patrons: [Patronage],
    risks: PerState<Double>, _ losses: PerState<Double>?, order: Double,
    _ body: (Choice) throws -> Void
  ) rethrows {
    let (me, roster) = (observation.me, observation.setting.roster)
    for bargain in bargains.proposals(to: me) {
      var compliance = UtilityTerms()
      let dues = bargain.dues(observation.measures, roster)
      for target in roster.states where bargain.terms.contains(where: { $0.target == target }) {
        let control = ControlAssessment(
          observation, temperament, target: target,
          tradeWithTarget: observation.trade(with: target),
          patrons: patrons, duties: [], risk: risks[target])
        try visitControls(control, losses, order: order) { choice in
          guard case .control(let instrument, let sector, _) = choice.subject,
            let due = dues.first(where: {
              $0.instrument == instrument && $0.sector == sector && $0.target == target
            })
          else { return }
          let level =
            due.isCap ? min(choice.standing, due.level) : max(choice.standing, due.level)
          compliance.values += choice.terms(level).values - choice.terms(choice.standing).values
        }
      }
      try body(
        choice(
          .answer(bargain.asker), [0, 1], standing: 0, observation,
          .answer(
            AnswerAssessment(observation, temperament, bargain, compliance: compliance))))
    }
    guard temperament.persuasion > 0, roster.pole(ledBy: me) != nil else { return }
    for target in roster.poleLeaders where target != me {
      for other in roster.states
      where other != me && other != target && roster.pole(ledBy: other) == nil
        && bargains.proposal(by: me, to: other) == nil
        && bargains.agreement(by: me, with: other) == nil
      {
        // One thing at a time: the one that's worth most.
        let assessments = roster.sectors.filter { observation.setting[$0].isKey }.compactMap {
          ProposalAssessment(observation, temperament, to: other, $0, about: target)
        }
        guard let best = assessments.max(by: { $0.best < $1.best }) else { continue }
        try body(
          choice(
            .proposal(other, best.sector, about: target), best.options.indices.map(Double.init),
            standing: 0, observation, .proposal(best)))
      }
    }
  }

  /// Whether a state may join what it isn't a member of, and thinks of it. A leader's government
  /// doesn't go back to what it has given up.
  private func isCandidate(_ module: ModuleID, _ observation: Observation) -> Bool {
    let (me, setting) = (observation.me, observation.setting)
    let part = setting.institutions[module]
    let entry = setting.institutions.entry(of: module)
    if entry.leader == me, part.depthAtStart[me] > 0,
      observation[.mandate][part.institution.index] == observation.government[me]
    {
      return false
    }
    return entry.neighbours[me]
      && setting.institutions.refusal(of: me, in: module, setting.roster) == nil
  }

  /// How deeply to take part in each module that isn't against oneself, and whom to keep out of
  /// those in which one does.
  private func visitInstitutions(
    _ partners: Partners, _ body: (Choice) throws -> Void
  ) rethrows {
    let observation = partners.observation
    let (me, roster) = (observation.me, observation.setting.roster)
    let institutions = observation.setting.institutions
    let applications = observation[.application]
    for module in institutions.modules {
      let standing = partners.memberships[module, me]
      guard standing > 0 || isCandidate(module, observation) else { continue }
      // Who has asked waits for the answer.
      let hasAsked = applications[module.index * roster.stateCount + me.index] > 0
      if !hasAsked {
        try body(
          choice(
            .membership(module), Self.levels(Self.depths, standing: standing),
            standing: standing, observation,
            .membership(MembershipAssessment(partners, module))))
      }
      guard standing > 0 else { continue }
      for applicant in roster.states
      where applicant != me && applications[module.index * roster.stateCount + applicant.index] > 0
      {
        try body(
          choice(
            .admission(module, applicant), [0, 1], standing: 0, observation,
            .admission(AdmissionAssessment(partners, module, applicant))))
      }
    }
  }

  private func choice(
    _ subject: ChoiceSubject, _ levels: [Double], standing: Double, _ observation: Observation,
    _ assessment: Choice.Assessment
  ) -> Choice {
    Choice(
      subject: subject, levels: levels, standing: standing, assessment: assessment,
      stake: observation.motives?[subject] ?? Stake())
  }

  private func targets(
    _ observation: Observation, _ scope: Scope, _ duties: [Duty]
  ) -> [StateID] {
    let (roster, me) = (observation.setting.roster, observation.me)
    var isControlled = PerState(repeating: scope == .all, count: roster.stateCount)
    let (withheld, keptOut) = (
      observation.exportControlOrdered, observation.importRestrictionOrdered
    )
    for sector in roster.sectors {
      for state in roster.states
      where withheld[sector, me, state] > 0 || keptOut[sector, me, state] > 0 {
        isControlled[state] = true
      }
    }
    for duty in duties { isControlled[duty.target] = true }
    if let bargains = observation.bargains {
      for state in roster.states where bargains.pending(by: me, toward: state) > 0 {
        isControlled[state] = true
      }
    }
    return roster.states.filter { state in
      state != me
        && (roster.pole(ledBy: state) != nil || observation.grievance[state] > 0.5
          || isControlled[state])
    }
  }

  private func visitControls(
    _ control: ControlAssessment, _ losses: PerState<Double>?, order: Double,
    _ body: (Choice) throws -> Void
  ) rethrows {
    let (observation, target) = (control.observation, control.target)
    let (roster, me) = (observation.setting.roster, observation.me)
    let (patrons, duties) = (control.patrons, control.duties)
    let tariff = TariffAssessment(
      observation, temperament, target: target, tradeWithTarget: control.tradeWithTarget,
      order: order)
    /// What nobody trades, asks for or controls isn't on anybody's table.
    func isOnTheTable(
      _ share: Double, _ sector: SectorID, in measures: SectorDyadic<Double>
    ) -> Bool {
      share >= temperament.attention || measures[sector, me, target] > 0
        || patrons.contains { measures[sector, $0.leader, target] > 0 }
        || duties.contains { $0.sector == sector }
    }
    func carriesOut(_ instrument: InstrumentID) -> Bool {
      observation.setting.carriesOut(.control(instrument))
    }
    let isInUnion = observation.setting.union(of: me, and: target) != nil
    for sector in roster.sectors {
      let exposure = Exposure(
        observation, sector: sector, other: target, leakage: temperament.leakage, losses: losses,
        marketLosses: temperament.marketLosses)
      if observation.setting[sector].isKey {
        let withheld = observation.exportControlOrdered
        if carriesOut(.exportControl), isOnTheTable(exposure.supplying, sector, in: withheld) {
          let standing = withheld[sector, me, target]
          try body(
            choice(
              .control(.exportControl, sector, target),
              Self.levels(Self.strictness, standing: standing), standing: standing, observation,
              .exportControl(control, sector, exposure, closure(control, sector))))
        }
        let keptOut = observation.importRestrictionOrdered
        if carriesOut(.importRestriction), isOnTheTable(exposure.supplied, sector, in: keptOut) {
          let standing = keptOut[sector, me, target]
          try body(
            choice(
              .control(.importRestriction, sector, target),
              Self.levels(Self.strictness, standing: standing), standing: standing, observation,
              .importRestriction(control, sector, exposure)))
        }
      } else if carriesOut(.tariff), observation.setting[sector].isGood, !isInUnion {
        let standing = observation.tariff[sector, me, target]
        guard
          exposure.supplied >= temperament.attention || standing > 0
            || (tariff.pending > 0 && exposure.supplied > 0)
        else { continue }
        let imports = tariff.untaxedImports(sector, exposure: exposure)
        let highest = observation.setting.limits.tariffMax
        var rates = Self.rates
        for rate in [tariff.allowed, tariff.pending] where rate > 0 {
          rates = Self.levels(rates, standing: min(rate, highest), highest: highest)
        }
        try body(
          choice(
            .control(.tariff, sector, target),
            Self.levels(rates, standing: standing, highest: highest),
            standing: standing, observation,
            .tariff(tariff, sector, exposure, imports: imports)))
      }
    }
  }

  /// What markets make of lost sales; nil where only rents count.
  func salesLoss(_ observation: Observation) -> PerState<Double>? {
    temperament.marketLosses > 0 ? observation.conduct.lossOfSales : nil
  }

  /// What of a target's supply is closed; nil where only the own share counts.
  func closure(_ control: ControlAssessment, _ sector: SectorID) -> SupplyClosure? {
    control.needsClosure
      ? SupplyClosure(
        control.observation, sector: sector, target: control.target,
        coverage: temperament.coverage) : nil
  }

  /// The levels to choose from, in order, with the one that stands: to change nothing is always
  /// an option.
  static func levels(_ grid: [Double], standing: Double, highest: Double = 1) -> [Double] {
    let isWithin = grid.allSatisfy { $0 <= highest }
    if isWithin && grid.contains(standing) { return grid }
    var levels = grid.filter { $0 <= highest && $0 != standing }
    levels.append(standing)
    return levels.sorted()
  }
}
