public import StatecraftCore

/// States join, keep up and leave the modules of institutions, and institutions grow firm or lapse.
///
/// Who wants to take part asks (`join`); where an institution isn't open to all, its members decide
/// in the turn after, by its decision rule and by silence: who doesn't `block` consents. One turn is
/// what negotiating takes. To leave, or to take part less, is everybody's own right, and dear: an
/// institution with standing bodies and a common policy ties hands (Fearon 1997, tying hands and
/// sinking costs), which policies weigh.
///
/// A module is in force while two take part. What it does goes through channels that exist: members
/// owe measures (`control`; policies weigh the debt, `delivery` keeps the account), warn each other
/// (`information`, here), share research (rule `diffusion`), open markets (rule `market-access`), and
/// protect (policies). The other effects are on record only; ``Institutions/Part/isEffective``.
///
/// Literature: new-type frameworks F-04, executive agreements F-05, modular design F-07 and F-08,
/// decision by consensus 2F-37, class 000-14 to 000-17, the named threat 000-E4, institutions that
/// make defection dear 000-E10, the arrangements of 000 and 004 (000-23 to 000-38, T1-01 to T1-37).
///
/// Cases C-1701 to C-1737.
public struct InstitutionLife: Rule {
  public static let name = "institutions"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [
    .membership, .application, .institutionalisation, .delivery, .mandate, .disruption,
  ]
  public static let columns: [Column] = [
    .membership, .application, .institutionalisation, .delivery, .mandate,
  ]
  public static let purposes = [cancelled]
  public static let acts = [join, leave, block]
  public static let events = [
    applied, joined, refused, changed, left, dropped, started, lapsed, undelivered,
  ]
  public static let measures =
    [memberCount, firmness, kept, typology, clubs, alliances]
    + [
      kept("executive", "what rests on no treaty") { _, entry in entry.record.form != .treaty },
      kept("treaty", "what rests on a treaty") { _, entry in entry.record.form == .treaty },
      kept("firm", "operational modules with bodies or a common policy") { part, entry in
        part.record.commitment == .operational && entry.isHighlyInstitutionalised
      },
      kept("loose", "operational modules without bodies or a common policy") { part, entry in
        part.record.commitment == .operational && !entry.isHighlyInstitutionalised
      },
    ]
  public static let sources = [
    "F-04", "F-05", "F-07", "F-08", "F-27", "000-01", "000-04", "000-07", "000-14", "000-15",
    "000-17", "000-24", "000-31", "000-E4", "000-E10", "2F-37", "2F-E8", "C4-14",
  ]
  public static let summary =
    "States join and leave modules of institutions; members decide whom they admit."
  public static let parameters = [
    Parameter<InstitutionLife>(
      "firming", \.firming, in: 0...1, unit: "share per turn",
      "Part of the way that institutionalisation moves toward what its bodies carry."),
    Parameter<InstitutionLife>(
      "body", \.body, in: 0...1, unit: "share",
      "What one standing body adds of the institutionalisation that's lacking."),
    Parameter<InstitutionLife>(
      "common_policy", \.commonPolicy, in: 0...1, unit: "share",
      "What a common policy adds of the institutionalisation that's lacking."),
    Parameter<InstitutionLife>(
      "meeting", \.meeting, in: 0...1, unit: "share",
      "What a meeting a year adds of the institutionalisation that's lacking, four at most."),
    Parameter<InstitutionLife>(
      "warning", \.warning, in: 0...1, unit: "share",
      "How far information that's shared in full shortens a member's disruptions."),
    Parameter<InstitutionLife>(
      "memory", \.memory, in: 0...1, unit: "share per turn",
      "How much of the account of what a member kept to is of earlier turns."),
    Parameter<InstitutionLife>(
      "drop_executive", \.dropExecutive, in: 0...1, unit: "probability",
      "How likely another government of its leader drops what rests on no treaty."),
    Parameter<InstitutionLife>(
      "drop_treaty", \.dropTreaty, in: 0...1, unit: "probability",
      "How likely another government of its leader drops what rests on a treaty."),
  ]

  public var firming = 0.2
  public var body = 0.3
  public var commonPolicy = 0.5
  public var meeting = 0.1
  public var warning = 0.5
  public var memory = 0.5
  public var dropExecutive = 0.1
  public var dropTreaty = 0.01

  public init() {}

  // MARK: Orders

  static let join = Act(
    "join", [.module], .upTo(1), rule: name,
    help: "asks to take part in a module of an institution, to a depth"
  ) { order, state, setting in
    order.level > 0
      ? setting.institutions.refusal(
        of: state, in: ModuleID(index: order.places[0]), setting.roster) : nil
  }
  static let leave = Act(
    "leave", [.module], .none, rule: name, help: "takes part in a module no longer")
  static let block = Act(
    "block", [.module, .state], .none, rule: name,
    help: "objects to admitting a state that has asked; silence is consent"
  ) { order, state, setting in
    order.places[1] == state.index ? "nobody decides on its own admission" : nil
  }

  // MARK: Events

  static let applied = EventKind(
    "institution.applied", "{state} asked to join {modules}", unit: .degree,
    origin: .order("join {module}"), audience: .everyone, weight: 0)
  static let joined = EventKind(
    "institution.joined", "{state} joined {modules}", unit: .degree,
    origin: .course("join {module}"), audience: .everyone, isNews: true, weight: 48)
  static let refused = EventKind(
    "institution.refused", "{state} was kept out of {module} by {target}",
    origin: .consequence, audience: .everyone, isNews: true, weight: 40)
  static let changed = EventKind(
    "institution.changed", "{state} now takes part in {modules}", unit: .degree,
    origin: .order("join {module}"), audience: .everyone, weight: 10)
  static let left = EventKind(
    "institution.left", "{state} left {modules}", origin: .order("join {module}"),
    audience: .everyone, isNews: true, weight: 58)
  static let dropped = EventKind(
    "institution.dropped", "{state} dropped {modules}", origin: .polls, audience: .everyone,
    isNews: true, weight: 62)
  static let started = EventKind(
    "module.started", "In force now: {modules}", audience: .everyone, isNews: true, weight: 42)
  static let lapsed = EventKind(
    "module.lapsed", "Lapsed: {modules}", audience: .everyone, isNews: true, weight: 44)
  static let undelivered = EventKind(
    "obligation.broken", "{state} no longer keeps to what it owes in {modules}",
    audience: .everyone, isNews: true, weight: 46)
  static let cancelled = Purpose("institution.dropped")

  // MARK: Measures

  static let memberCount = WorldMeasure(
    "members", [.institution], "states that take part"
  ) { world, setting, place in
    let modules = setting.institutions.entries[place[0]].modules
    let memberships = world.memberships
    return Double(
      setting.roster.states.count { state in
        modules.contains { memberships[$0, state] > 0 }
      })
  }
  static let firmness = WorldMeasure(
    "institutionalisation", [.institution], "how firmly it is organised, 0 to 1"
  ) { world, _, place in world[Column.institutionalisation][place[0]] }
  static let kept = WorldMeasure(
    "delivery", [.institution], isPercent: true,
    "what members keep to of what they owe"
  ) { world, setting, place in
    let modules = setting.institutions.entries[place[0]].modules
    return Self.credibility(of: modules, in: world, setting)
  }
  static let typology = WorldMeasure(
    "class", [.institution],
    "1 consultative, 2 operational; 0.5 more with bodies or a common policy; 0 when not in force"
  ) { world, setting, place in
    let entry = setting.institutions.entries[place[0]]
    let inForce = entry.modules.filter(world.memberships.isInForce).map {
      setting.institutions[$0].record
    }
    guard let typology = Institution.Typology(modules: inForce, bodies: entry.bodies) else {
      return 0
    }
    return (typology.commitment == .operational ? 2 : 1)
      + (typology.isHighlyInstitutionalised ? 0.5 : 0)
  }

  /// The part of the memberships of the start that still stand, of the modules of a kind, by depth;
  /// 1 where there were none.
  ///
  /// Of institutions whose leader's government may change, since only a new government drops what it
  /// finds: kinds are compared under one danger.
  private static func kept(
    _ kind: String, _ of: String,
    where isOfKind: @escaping @Sendable (Institutions.Part, Institutions.Entry) -> Bool
  ) -> WorldMeasure {
    WorldMeasure(
      "kept_\(kind)", [], isPercent: true,
      "memberships of the start that stand in \(of), led by who may change government"
    ) { world, setting, _ in
      let (institutions, memberships) = (setting.institutions, world.memberships)
      var (stands, stood) = (0.0, 0.0)
      for part in institutions.parts {
        let entry = institutions[part.institution]
        guard let leader = entry.leader, setting.governments[leader].count > 1,
          isOfKind(part, entry)
        else { continue }
        for state in setting.roster.states {
          let depth = part.depthAtStart[state]
          stood += depth
          stands += min(depth, memberships[part.module, state])
        }
      }
      return stood > 0 ? stands / stood : 1
    }
  }
  static let clubs = WorldMeasure(
    "clubs", [.state], "institutions in which it takes part"
  ) { world, setting, place in
    let memberships = world.memberships
    let state = StateID(index: place[0])
    return Double(
      setting.institutions.entries.count { entry in
        entry.modules.contains { memberships[$0, state] > 0 }
      })
  }
  static let alliances = WorldMeasure(
    "alliances", [], "institutions in force that are securitised, name a threat and act jointly"
  ) { world, setting, _ in
    let memberships = world.memberships
    return Double(
      setting.institutions.entries.count { entry in
        let inForce = entry.modules.filter(memberships.isInForce).map {
          setting.institutions[$0].record
        }
        return entry.target != nil
          && inForce.contains { $0.domain == .security || $0.sensitivity >= 0.5 }
          && inForce.contains { $0.commitment == .operational }
      })
  }

  /// What members keep to of what they owe, weighted by depth; 1 where nothing is owed.
  static func credibility(of modules: [ModuleID], in world: World, _ setting: Setting) -> Double {
    let (memberships, delivery) = (world.memberships, world[Column.delivery])
    var (kept, all) = (0.0, 0.0)
    for module in modules where !setting.institutions[module].obligations.isEmpty {
      for state in setting.roster.states {
        let depth = memberships[module, state]
        kept += depth * delivery[module.index * setting.roster.stateCount + state.index]
        all += depth
      }
    }
    return all > 0 ? kept / all : 1
  }

  /// Writes how firm each institution is at the start (what its bodies and meetings carry), under
  /// whose government it is, and what members keep to of what they owe.
  public func open(_ world: inout World, _ setting: Setting) {
    let states = setting.roster.stateCount
    for state in setting.roster.states {
      for (module, share) in kept(by: state, in: world, setting) {
        world[Column.delivery][module.index * states + state.index] = share
      }
    }
    for (index, entry) in setting.institutions.entries.enumerated() {
      world[Column.institutionalisation][index] = Math.unit(
        rest(of: entry, world.memberships, setting.roster, setting.institutions))
      if let leader = entry.leader { world[Column.mandate][index] = world.government[leader] }
    }
  }

  // MARK: A turn

  public func apply(to turn: inout Turn) throws {
    guard !turn.setting.institutions.isEmpty else { return }
    admit(&turn)
    carryOut(&turn)
    try review(&turn)
    tellLifeCycle(&turn)
    settle(&turn)
    warn(&turn)
  }

  /// Members decide on who asked in the turn before.
  private func admit(_ turn: inout Turn) {
    let states = turn.roster.stateCount
    let before = turn.before.memberships
    let applications = turn.before[Column.application]
    guard applications.contains(where: { $0 > 0 }) else { return }
    for module in turn.setting.institutions.modules {
      for state in turn.roster.states {
        let place = module.index * states + state.index
        let depth = applications[place]
        guard depth > 0 else { continue }
        turn.after[Column.application][place] = 0
        let members = before.members(of: module)
        let against = members.filter { member in
          turn.orders(Self.block, by: member).contains {
            $0.places == [module.index, state.index]
          }
        }
        let entry = turn.setting.institutions.entry(of: module)
        if entry.admits(members: members, against: against) {
          turn.after[Column.membership][place] = depth
          turn.report(
            Self.joined, state: state, module: module, value: depth,
            why: "it asked, and its members agreed by their rule")
        } else {
          turn.report(
            Self.refused, state: state, target: against.first, module: module,
            why: "its members didn't agree by their rule")
        }
      }
    }
  }

  private func carryOut(_ turn: inout Turn) {
    let states = turn.roster.stateCount
    let before = turn.before.memberships
    for state in turn.roster.states {
      for order in turn.orders(Self.join, by: state) {
        join(ModuleID(index: order.places[0]), order.level, by: state, before, &turn)
      }
      for order in turn.orders(Self.leave, by: state) {
        let module = ModuleID(index: order.places[0])
        guard before[module, state] > 0 else { continue }
        turn.after[Column.membership][module.index * states + state.index] = 0
        turn.report(Self.left, state: state, module: module, why: "it chose to leave")
      }
    }
  }

  private func join(
    _ module: ModuleID, _ depth: Double, by state: StateID, _ before: Memberships,
    _ turn: inout Turn
  ) {
    let place = module.index * turn.roster.stateCount + state.index
    let now = before[module, state]
    if now > 0 {
      guard depth != now else { return }
      turn.after[Column.membership][place] = depth
      if depth == 0 {
        turn.report(Self.left, state: state, module: module, why: "it chose to leave")
      } else {
        turn.report(
          Self.changed, state: state, module: module, value: depth,
          why: "how deeply a member takes part is its own to say")
      }
    } else if depth > 0 {
      let entry = turn.setting.institutions.entry(of: module)
      // Even an open treaty is acceded to by consent.
      if entry.record.isOpen && entry.record.form != .treaty || before.members(of: module).isEmpty
        || entry.leader == state
      {
        turn.after[Column.membership][place] = depth
        turn.report(
          Self.joined, state: state, module: module, value: depth,
          why: "it's open to whoever meets its terms, or nobody was there to ask")
      } else {
        turn.after[Column.application][place] = depth
        turn.report(
          Self.applied, state: state, module: module, value: depth,
          why: "its members decide in the next turn; silence is consent")
      }
    }
  }

  /// A new government of the leader goes through what its predecessor set up, once: executive forms
  /// end as easily as they begin, treaties don't (F-05, F-26, F-62).
  private func review(_ turn: inout Turn) throws {
    for (index, entry) in turn.setting.institutions.entries.enumerated() {
      guard let leader = entry.leader else { continue }
      let government = turn.before.government[leader]
      guard turn.before[Column.mandate][index] != government else { continue }
      turn.after[Column.mandate][index] = government
      let chance: Double =
        switch entry.record.form {
        case .executive, .forum: dropExecutive
        case .treaty: dropTreaty
        case .industry: 0
        }
      // What is firm ties the hands of those who come after.
      let loose = 1 - turn.before[Column.institutionalisation][index]
      guard chance > 0 else { continue }
      let draw = try turn.draw(
        .bernoulli(probability: chance * loose), Self.cancelled, for: leader,
        about: .institution(InstitutionID(index: index)))
      guard draw == 1 else { continue }
      for module in entry.modules where turn.after.memberships[module, leader] > 0 {
        turn.after[Column.membership][module.index * turn.roster.stateCount + leader.index] = 0
        turn.report(
          Self.dropped, state: leader, module: module,
          why: "its new government doesn't go on with it")
      }
    }
  }

  private func tellLifeCycle(_ turn: inout Turn) {
    let (before, after) = (turn.before.memberships, turn.after.memberships)
    for module in turn.setting.institutions.modules {
      let (was, isNow) = (before.isInForce(module), after.isInForce(module))
      if was && !isNow {
        turn.report(Self.lapsed, module: module, why: "fewer than two take part")
      } else if !was && isNow {
        turn.report(Self.started, module: module, why: "two states take part")
      }
    }
  }

  /// Institutions grow firm by what they have and by who is still there; members' accounts of what
  /// they owe are settled.
  private func settle(_ turn: inout Turn) {
    let institutions = turn.setting.institutions
    let after = turn.after.memberships
    turn.after[Column.institutionalisation] = institutions.entries.indices.map { index in
      let now = turn.before[Column.institutionalisation][index]
      let rest = rest(of: institutions.entries[index], after, turn.roster, institutions)
      return Math.unit(now + firming * (rest - now))
    }
    guard institutions.parts.contains(where: { !$0.obligations.isEmpty }) else { return }
    for state in turn.roster.states { settleDebts(of: state, &turn) }
  }

  /// What an institution's bodies, common policies and meetings carry, times the part of those who
  /// belonged to it at the start that still do.
  func rest(
    of entry: Institutions.Entry, _ memberships: Memberships, _ roster: Roster,
    _ institutions: Institutions
  ) -> Double {
    var lacking = 1.0
    for _ in 0..<entry.bodies { lacking *= 1 - body }
    let policies = entry.modules.count {
      institutions[$0].record.effect == .commonPolicy && memberships.isInForce($0)
    }
    lacking *= Math.power(1 - commonPolicy, Double(policies))
    lacking *= Math.power(1 - meeting, min(entry.record.meetingsPerYear ?? 0, 4))
    var (there, all) = (0.0, 0.0)
    for module in entry.modules {
      for state in roster.states {
        let started = institutions[module].depthAtStart[state]
        all += started
        there += memberships[module, state]
      }
    }
    return (1 - lacking) * (all > 0 ? min(1, there / all) : there > 0 ? 1 : 0)
  }

  /// What a state keeps to of what it owes by each module, in `0...1`.
  private func kept(
    by state: StateID, in world: World, _ setting: Setting
  ) -> [ModuleID: Double] {
    var (owed, met) = ([ModuleID: Double](), [ModuleID: Double]())
    setting.institutions.visitObligations(of: state, world.memberships, world.measures) {
      due, level, module in
      let own = world.measures[ordered: due.instrument][due.sector, state, due.target]
      owed[module, default: 0] += level
      met[module, default: 0] += min(own, level)
    }
    return owed.reduce(into: [:]) { $0[$1.key] = (met[$1.key] ?? 0) / $1.value }
  }

  private func settleDebts(of state: StateID, _ turn: inout Turn) {
    let kept = kept(by: state, in: turn.before, turn.setting)
    let delivery = turn.before[Column.delivery]
    for module in turn.setting.institutions.modules {
      let place = module.index * turn.roster.stateCount + state.index
      let now = delivery[place]
      let account = Math.unit(memory * now + (1 - memory) * (kept[module] ?? 1))
      guard account != now else { continue }
      turn.after[Column.delivery][place] = account
      if now >= 0.5 && account < 0.5 {
        turn.report(
          Self.undelivered, state: state, module: module, value: account,
          why: "it orders less than half of what members owe")
      }
    }
  }

  /// Members who warn each other and clear stocks together get over a disruption sooner.
  private func warn(_ turn: inout Turn) {
    guard warning > 0,
      turn.setting.institutions.parts.contains(where: { $0.record.effect == .information })
    else { return }
    let spared = turn.setting.institutions.sharedWarning(turn.before.memberships, turn.roster)
    for index in spared.storage.indices
    where spared.storage[index] > 0 && turn.before.disruption.storage[index] > 0 {
      turn.after.disruption.storage[index] =
        turn.before.disruption.storage[index] * (1 - warning * spared.storage[index])
    }
  }
}

extension Institutions.Entry {
  /// Whether members admit someone, by the institution's rule; who isn't against it agrees.
  public func admits(members: [StateID], against: [StateID]) -> Bool {
    let (all, agreeing) = (members.count, members.count - against.count)
    switch record.decisionRule {
    case .leader:
      guard let leader, members.contains(leader) else { return agreeing * 2 > all }
      return !against.contains(leader)
    case .unanimity: return against.isEmpty
    case .majority: return agreeing * 2 > all
    case .qualified(let share): return Double(agreeing) >= share * Double(all)
    }
  }
}
