public import StatecraftCore

/// A choice that a state has: about what, from which levels, and what each is worth.
struct Choice {
  /// What theory makes of a level.
  enum Assessment {
    case alignment(AlignmentAssessment)
    case exportControl(ControlAssessment, SectorID, Exposure, SupplyClosure?)
    case importRestriction(ControlAssessment, SectorID, Exposure)
    case tariff(TariffAssessment, SectorID, Exposure, imports: Double)
    case investment(InvestmentAssessment, InvestmentKind)
    case membership(MembershipAssessment)
    case admission(AdmissionAssessment)
    case answer(AnswerAssessment)
    case proposal(ProposalAssessment)
  }

  let subject: ChoiceSubject
  /// From mildest to strictest.
  let levels: [Double]
  /// The level that stands: to change nothing.
  let standing: Double

  let assessment: Assessment
  /// What theory leaves unexplained of it.
  var stake = Stake()

  /// What a level is worth, term by term.
  func terms(_ level: Double) -> UtilityTerms {
    var terms = theory(level)
    if !stake.isNone { terms[.unexplained] = stake.worth(level) }
    return terms
  }

  private func theory(_ level: Double) -> UtilityTerms {
    switch assessment {
    case .alignment(let assessment): assessment.terms(degree: level)
    case .exportControl(let assessment, let sector, let exposure, let closure):
      assessment.exportControl(sector, exposure: exposure, closure: closure, strictness: level)
    case .importRestriction(let assessment, let sector, let exposure):
      assessment.importRestriction(sector, exposure: exposure, strictness: level)
    case .tariff(let assessment, let sector, let exposure, let imports):
      assessment.terms(sector, exposure: exposure, imports: imports, rate: level)
    case .investment(let assessment, let kind): assessment.terms(kind, percentOfGDP: level)
    case .membership(let assessment): assessment.terms(depth: level)
    case .admission(let assessment): assessment.terms(blocks: level)
    case .answer(let assessment): assessment.terms(accepts: level)
    case .proposal(let assessment): assessment.terms(level)
    }
  }

  /// What the draw that decides it is for.
  var purpose: Purpose {
    switch subject {
    case .alignment: AssessingPolicy.alignmentChoice
    case .control(.exportControl, _, _): AssessingPolicy.exportChoice
    case .control(.importRestriction, _, _): AssessingPolicy.importChoice
    case .control(.tariff, _, _): AssessingPolicy.tariffChoice
    case .control: preconditionFailure("No policy weighs \(subject)")
    case .investment(.subsidy, _): AssessingPolicy.subsidyChoice
    case .investment(.research, _): AssessingPolicy.researchChoice
    case .membership: AssessingPolicy.membershipChoice
    case .admission: AssessingPolicy.admissionChoice
    case .answer: AssessingPolicy.answerChoice
    case .proposal: AssessingPolicy.proposalChoice
    }
  }
}

extension ChoiceSubject {
  /// What its draw is addressed by, not a count of choices: a choice added elsewhere must not move
  /// this one's.
  var matter: DrawSubject {
    switch self {
    case .alignment(let pole): .pole(pole)
    case .control(_, let sector, let target): .sectorState(sector, target)
    case .investment(_, let sector): .sector(sector)
    case .membership(let module): .module(module)
    case .admission(let module, let applicant): .moduleState(module, applicant)
    case .answer(let asker): .state(asker)
    case .proposal(let asked, _, let target): .states(asked, target)
    }
  }

  /// The order about which one deliberates, without its level: `control export chips CHN`.
  public func notation(in roster: Roster) -> String {
    switch self {
    case .alignment(let pole): "align \(roster.code(pole))"
    case .control(let instrument, let sector, let target):
      "control \(roster.code(instrument)) \(roster.code(sector)) \(roster.code(target))"
    case .investment(let kind, let sector): "invest \(kind.rawValue) \(roster.code(sector))"
    case .membership(let module): "join \(roster.code(module))"
    case .admission(let module, let applicant):
      "block \(roster.code(module)) \(roster.code(applicant))"
    case .answer(let asker): "accept \(roster.code(asker))"
    case .proposal(let asked, let sector, _):
      "ask \(roster.code(asked)) \(roster.code(sector))"
    }
  }
}

extension Decision {
  /// Takes up what was chosen, where it changes or costs something.
  mutating func take(_ level: Double, of choice: Choice, in roster: Roster) {
    switch choice.subject {
    case .alignment(let pole): alignment.append(AlignmentOrder(pole: pole, degree: level))
    case .control(let instrument, let sector, let target):
      guard level != choice.standing else { return }
      controls.append(
        ControlOrder(instrument: instrument, sector: sector, target: target, level: level))
    case .investment(let kind, let sector):
      guard level > 0 else { return }
      investments.append(InvestmentOrder(kind: kind, sector: sector, percentOfGDP: level))
    case .membership(let module):
      guard level != choice.standing else { return }
      add("join", [module.index], level: level, in: roster)
    case .admission(let module, let applicant):
      guard level > 0 else { return }
      add("block", [module.index, applicant.index], in: roster)
    case .answer(let asker):
      guard level > 0 else { return }
      add("accept", [asker.index], in: roster)
    case .proposal(let asked, let sector, let target):
      guard level > 0, case .proposal(let assessment) = choice.assessment else { return }
      let option = assessment.options[Int(level)]
      add(
        "ask", [asked.index, sector.index, target.index], level: ProposalAssessment.share,
        in: roster)
      for (word, amount) in [
        ("grant", option.access), ("pay", option.money), ("threaten", option.threat),
      ] where amount > 0 {
        add(word, [asked.index], level: amount, in: roster)
      }
    }
  }

  /// An order of a kind that a rule brings along; none where no rule in force does.
  private mutating func add(
    _ word: String, _ places: [Int], level: Double = 0, in roster: Roster
  ) {
    guard let act = roster.acts.firstIndex(where: { $0.word == word }) else { return }
    added.append(AddedOrder(act: ActID(index: act), places: places, level: level))
  }
}
