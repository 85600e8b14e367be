internal import StatecraftCore

/// What a state knows of its partners when it weighs institutions: found once for all modules.
struct Partners {
  let observation: Observation
  let temperament: Temperament
  let memberships: Memberships
  /// The part of the state's foreign trade that's with each other state.
  let shares: PerState<Double>
  /// Trade with each, as a fraction of own GDP.
  let trade: PerState<Double>
  private let delivery: [Double]
  private let firmness: [Double]

  /// - Returns: nil where a scenario has no institutions, or no rule lets states join them.
  init?(_ observation: Observation, _ temperament: Temperament) {
    let setting = observation.setting
    guard !setting.institutions.isEmpty,
      observation.addedColumns.contains(where: { $0 == .membership })
    else { return nil }
    self.observation = observation
    self.temperament = temperament
    let count = setting.roster.stateCount
    memberships = Memberships(observation[.membership], states: count)
    delivery = observation[.delivery]
    firmness = observation[.institutionalisation]
    var trade = PerState(repeating: 0.0, count: count)
    for other in setting.roster.states where other != observation.me {
      trade[other] = observation.trade(with: other)
    }
    let all = trade.storage.reduce(0, +)
    self.trade = trade
    shares = all > 0 ? PerState(trade.storage.map { $0 / all }) : trade
  }

  func firmness(of institution: InstitutionID) -> Double { firmness[institution.index] }

  /// What members other than oneself keep to of what they owe, weighted by depth, in `0...1`.
  func credibility(of module: ModuleID) -> Double {
    guard !observation.setting.institutions[module].obligations.isEmpty else { return 1 }
    let states = observation.setting.roster.stateCount
    var (kept, all) = (0.0, 0.0)
    for state in observation.setting.roster.states where state != observation.me {
      let depth = memberships[module, state]
      kept += depth * delivery[module.index * states + state.index]
      all += depth
    }
    return all > 0 ? kept / all : 1
  }

  /// The part of one's trade that is with those who take part, by their depth, in `0...1`.
  func company(in module: ModuleID) -> Double {
    var sum = 0.0
    for state in observation.setting.roster.states where state != observation.me {
      sum += shares[state] * memberships[module, state]
    }
    return sum
  }
}

/// A measure that a state owes as a member or by an agreement, and what keeping to it is worth.
struct Duty {
  let instrument: InstrumentID
  let sector: SectorID
  let target: StateID
  let level: Double
  /// What other members keep to of what they owe, in `0...1`.
  let credibility: Double
  /// Whether the level is the most that's allowed, not the least that's owed.
  var isCap = false
  /// What is given for it and would be lost, in basis points of own GDP.
  var reward = 0.0

  /// What the state has agreed on with others.
  static func agreed(_ observation: Observation, _ temperament: Temperament) -> [Duty] {
    guard let bargains = observation.bargains else { return [] }
    var duties: [Duty] = []
    for bargain in bargains.agreements(of: observation.me) where bargain.asked == observation.me {
      let dues = bargain.dues(observation.measures, observation.setting.roster)
      let given = AnswerAssessment.given(bargain, observation, temperament)
      for due in dues {
        duties.append(
          Duty(
            instrument: due.instrument, sector: due.sector, target: due.target, level: due.level,
            credibility: observation[.word][bargain.asker.index], isCap: due.isCap,
            reward: given / Double(dues.count)))
      }
    }
    return duties
  }

  /// Everything that the observer owes.
  static func all(_ partners: Partners) -> [Duty] {
    let observation = partners.observation
    var duties: [Duty] = []
    observation.setting.institutions.visitObligations(
      of: observation.me, partners.memberships, observation.measures
    ) { due, level, module in
      duties.append(
        Duty(
          instrument: due.instrument, sector: due.sector, target: due.target, level: level,
          credibility: partners.credibility(of: module)))
    }
    return duties
  }
}

/// What taking part in a module of an institution is worth, for each depth.
///
/// What the module does through its channel, times its credibility, with the company in which one
/// is and the ties to its leader, against what members owe, being exclusive toward a partner in
/// trade, independence, and hands that are tied. Literature F-08, F-36, F-37, C4-13, C4-14, 000-16,
/// 000-17; WORLD section 7.
struct MembershipAssessment {
  /// What full depth is worth, before it changes anything.
  private let pull: UtilityTerms
  private let current: Double
  private let domestic: Double
  private let depthCost: Double
  private let tied: Double
  private let change: Double

  init(_ partners: Partners, _ module: ModuleID) {
    let (observation, temperament) = (partners.observation, partners.temperament)
    let setting = observation.setting
    let part = setting.institutions[module]
    let entry = setting.institutions.entry(of: module)
    let company = partners.company(in: module)
    let credibility = partners.credibility(of: module)
    let sensitivity = part.record.sensitivity
    let feared = entry.target.map { $0 == observation.me ? 0 : observation.threat[$0] } ?? 0

    var pull = UtilityTerms()
    pull[.security] = credibility * sensitivity * temperament.jointDenial * feared
    if part.record.effect == .protection {
      pull[.security] +=
        temperament.allianceValue * part.record.size * Self.protection(partners, module)
    }
    pull[.gains] = credibility * Self.gains(partners, part, company: company)
    pull[.affinity] =
      temperament.company * company + temperament.kinship * Self.kinship(observation, entry)
    pull[.autonomy] =
      -temperament.independence * (0.5 + 0.5 * partners.firmness(of: part.institution))
    if let target = entry.target, target != observation.me {
      let isExclusive = entry.record.isExclusive ? 1.0 : 0.3
      pull[.autonomy] -=
        temperament.exclusion * isExclusive * sensitivity * partners.trade[target]
      // What is owed invites an answer.
      for due in part.obligations where due.target == target {
        if due.level == nil && entry.leader == observation.me { continue }
        let level = setting.institutions.level(
          of: due, part, leader: entry.leader, observation.measures)
        pull[.domestic] -=
          temperament.caution * setting[due.sector].criticality * level * partners.trade[target]
          / Double(max(part.sectors.count, 1))
      }
    }
    for term in UtilityTerm.weighted { pull[term] *= observation.weights[term] }
    self.pull = pull
    current = partners.memberships[module, observation.me]
    domestic = observation.weights[.domestic]
    depthCost = temperament.depthCost
    tied = temperament.tiedHands * partners.firmness(of: part.institution)
    change =
      entry.record.form == .treaty ? temperament.changeByTreaty : temperament.changeByAgreement
  }

  func terms(depth: Double) -> UtilityTerms {
    var terms = UtilityTerms()
    terms.values = pull.values * depth
    terms[.domestic] -=
      domestic
      * (0.5 * depthCost * depth * depth + tied * max(0, current - depth)
        + (depth == current ? 0 : change))
    return terms
  }

  /// How far those who take part protect against whom one fears most, in `0...1`: their weight
  /// beside the feared one's, times the threat.
  private static func protection(_ partners: Partners, _ module: ModuleID) -> Double {
    let observation = partners.observation
    let roster = observation.setting.roster
    var (most, worst) = (0.0, StateID?.none)
    for state in roster.states where partners.memberships[module, state] == 0 {
      if observation.threat[state] > most { (most, worst) = (observation.threat[state], state) }
    }
    guard let worst else { return 0 }
    var weight = 0.0
    for state in roster.states where state != observation.me {
      weight += observation.gdp(of: state) * partners.memberships[module, state]
    }
    return weight > 0 ? most * weight / (weight + observation.gdp(of: worst)) : 0
  }

  /// What a module brings in, in basis points at full depth.
  private static func gains(
    _ partners: Partners, _ part: Institutions.Part, company: Double
  ) -> Double {
    let (observation, temperament) = (partners.observation, partners.temperament)
    let size = part.record.size
    switch part.record.effect {
    case .access where part.opensMarkets:
      var sales = 0.0
      for state in observation.setting.roster.states where state != observation.me {
        sales += partners.trade[state] * 0.5 * partners.memberships[part.module, state]
      }
      return temperament.accessValue * size * sales * 10_000
    case .information:
      var exposed = 0.0
      for sector in part.sectors {
        exposed +=
          observation.setting[sector].criticality
          * observation.expenditure[sector, observation.me]
      }
      return temperament.sharedWarning * size * company * exposed
        / observation.gdp(of: observation.me)
    case .research:
      var (gap, count) = (0.0, 0.0)
      for sector in part.sectors where observation.setting[sector].isKey {
        let own = observation.technology[sector, observation.me]
        var best = own
        for state in observation.setting.roster.states
        where partners.memberships[part.module, state] > 0 {
          best = max(best, observation.technology[sector, state])
        }
        // Who is ahead has the work shared; who is behind learns.
        gap += best - own
        count += 1
      }
      return count > 0 ? temperament.sharedKnowledge * size * (0.5 * company + gap / count) : 0
    case .access, .standards:
      return temperament.sharedStandards * size * company
    case .control, .protection, .commonPolicy, .finance, .infrastructure, .skills, .stock: return 0
    }
  }

  /// How much a state has in common with whoever leads, in `−1...1`: it sides with the leader's
  /// pole, less with that of the target.
  private static func kinship(_ observation: Observation, _ entry: Institutions.Entry) -> Double {
    let roster = observation.setting.roster
    func siding(with leader: StateID?) -> Double {
      guard let leader else { return 0 }
      if leader == observation.me { return 1 }
      return roster.pole(ledBy: leader).map { observation.alignment[observation.me, $0] } ?? 0
    }
    return siding(with: entry.leader) - siding(with: entry.target)
  }
}

/// Whether to keep out a state that has asked to be admitted.
///
/// Those with whom one trades are welcome, and those who bring weight against whom the institution
/// is about; those whom one fears aren't, nor those who side with the target, and what's exclusive
/// loses by everybody who comes in (000-16: size against cohesion).
struct AdmissionAssessment {
  private let blocking: UtilityTerms

  init(_ partners: Partners, _ module: ModuleID, _ applicant: StateID) {
    let (observation, temperament) = (partners.observation, partners.temperament)
    let setting = observation.setting
    let part = setting.institutions[module]
    let entry = setting.institutions.entry(of: module)
    let sensitivity = part.record.sensitivity
    var worth = UtilityTerms()
    worth[.affinity] = -temperament.company * partners.shares[applicant]
    worth[.security] = temperament.wariness * observation.threat[applicant]
    if let target = entry.target {
      worth[.security] -=
        temperament.jointDenial * sensitivity * observation.threat[target]
        * Self.weight(of: applicant, in: part, observation)
      if let pole = setting.roster.pole(ledBy: target) {
        worth[.security] +=
          temperament.wariness * sensitivity * observation.alignment[applicant, pole]
      }
    }
    if entry.record.isExclusive { worth[.influence] = temperament.dilution * sensitivity }
    worth[.domestic] = -temperament.administration
    for term in UtilityTerm.weighted { worth[term] *= observation.weights[term] }
    blocking = worth
  }

  /// The largest part that a state has of the world's output of a key sector that the module is
  /// about, or of the world's GDP where it's about all, in `0...1`.
  private static func weight(
    of state: StateID, in part: Institutions.Part, _ observation: Observation
  ) -> Double {
    let roster = observation.setting.roster
    let all = roster.states.reduce(0) { $0 + observation.gdp(of: $1) }
    var most = observation.gdp(of: state) / all
    for sector in part.sectors
    where observation.setting[sector].isKey && !part.record.sectors.isEmpty {
      let sold = roster.states.reduce(0) { $0 + observation.output[sector, $1] }
      if sold > 0 { most = max(most, observation.output[sector, state] / sold) }
    }
    return most
  }

  func terms(blocks: Double) -> UtilityTerms {
    var terms = UtilityTerms()
    terms.values = blocking.values * blocks
    return terms
  }
}
