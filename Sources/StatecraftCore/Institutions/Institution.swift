/// What states agree on with each other and keep up: an alliance, a framework, a club, a union.
///
/// A record of the sources, dated; nothing here moves in a game. Members are named by code, since
/// many are no economies of any roster: states by ISO 3166, groups such as `EU` by name.
///
/// Literature: frameworks F-04, modules F-08, bodies and obligations 000-14 and 000-15, the sixteen
/// alliances of 000 (000-23 to 000-38), the thirty-seven arrangements of 004 (T1-01 to T1-37).
public struct Institution: Sendable, Equatable {
  /// Lower-case, with hyphens: `chip4`.
  public let code: String
  public let name: String
  public let kind: Kind
  public let form: Form
  /// Who set it up and carries it; nil where nobody does.
  public let leader: String?
  /// Against whom it is; nil where it names nobody.
  public let target: String?
  /// Whether members are expected to keep out of the target's own.
  public let isExclusive: Bool
  /// Whether whoever meets its terms may join.
  public let isOpen: Bool
  public let region: Region
  /// Meetings a year of those who decide; nil where there are no regular ones.
  public let meetingsPerYear: Double?
  /// Money promised, in billion US dollars; nil for none.
  public let promised: Double?
  public let proposed: Month?
  public let signed: Month?
  public let inForce: Month?
  public let ended: Month?
  /// The institution that it grew out of or belongs to.
  public let parent: String?
  public let decisionRule: DecisionRule
  public let modules: [Module]
  public let members: [Membership]
  public let bodies: [Body]
  public let obligations: [Obligation]
  /// Rows of the literature.
  public let sources: [String]
  /// Whether the sources at hand say so; otherwise it's from memory.
  public let isSeen: Bool

  public init(
    code: String, name: String, kind: Kind, form: Form, leader: String?, target: String?,
    isExclusive: Bool, isOpen: Bool, region: Region, meetingsPerYear: Double?, promised: Double?,
    proposed: Month?, signed: Month?, inForce: Month?, ended: Month?, parent: String?,
    decisionRule: DecisionRule, modules: [Module], members: [Membership], bodies: [Body],
    obligations: [Obligation], sources: [String], isSeen: Bool
  ) {
    self.code = code
    self.name = name
    self.kind = kind
    self.form = form
    self.leader = leader
    self.target = target
    self.isExclusive = isExclusive
    self.isOpen = isOpen
    self.region = region
    self.meetingsPerYear = meetingsPerYear
    self.promised = promised
    self.proposed = proposed
    self.signed = signed
    self.inForce = inForce
    self.ended = ended
    self.parent = parent
    self.decisionRule = decisionRule
    self.modules = modules
    self.members = members
    self.bodies = bodies
    self.obligations = obligations
    self.sources = sources
    self.isSeen = isSeen
  }

  public enum Kind: String, Sendable, CaseIterable {
    case alliance, framework, club, norm, dialogue, buyers, partnership
    case customsUnion = "customs-union"
    case tradeAgreement = "trade-agreement"
  }

  /// What it rests on. Executive forms start at once and end as easily; treaties are ratified
  /// (F-01, F-19).
  public enum Form: String, Sendable, CaseIterable { case executive, treaty, forum, industry }

  public enum Region: String, Sendable, CaseIterable {
    case eastAsia = "east-asia"
    case southeastAsia = "southeast-asia"
    case southAsia = "south-asia"
    case indoPacific = "indo-pacific"
    case pacific, transatlantic, americas, atlantic, europe, eurasia, africa, gulf, global

    /// Whether it lies where the papers see the centre of rivalry (000-20).
    public var isAsiaPacific: Bool {
      switch self {
      case .eastAsia, .southeastAsia, .southAsia, .indoPacific, .pacific: true
      case .transatlantic, .americas, .atlantic, .europe, .eurasia, .africa, .gulf, .global: false
      }
    }
  }

  /// Who must agree to what it does and whom it admits.
  public enum DecisionRule: Sendable, Equatable {
    case leader, unanimity, majority
    /// The share of votes that it takes, in `0...1`.
    case qualified(Double)
  }
}

/// A field of an institution's work, which members may take part in one by one (F-08).
public struct Module: Sendable, Equatable {
  /// Lower-case, with hyphens: `supply-chains`.
  public let code: String
  /// Codes of sectors; none for all.
  public let sectors: [String]
  public let domain: Domain
  public let commitment: Commitment
  /// How much of it touches security, in `0...1` (V-05).
  public let sensitivity: Double
  public let effect: Effect
  /// How strong the effect is, in the unit of its channel, `0...1`.
  public let size: Double
  /// When its members agreed on it; nil for a proposal.
  public let agreed: Month?
  public let sources: [String]

  public init(
    code: String, sectors: [String], domain: Domain, commitment: Commitment, sensitivity: Double,
    effect: Effect, size: Double, agreed: Month?, sources: [String]
  ) {
    self.code = code
    self.sectors = sectors
    self.domain = domain
    self.commitment = commitment
    self.sensitivity = sensitivity
    self.effect = effect
    self.size = size
    self.agreed = agreed
    self.sources = sources
  }

  public enum Domain: String, Sendable, CaseIterable { case security, economy, technology }

  /// What members owe: joint measures, or no more than talks (000-14).
  public enum Commitment: String, Sendable, CaseIterable { case operational, consultative }

  /// The channel through which it acts.
  public enum Effect: String, Sendable, CaseIterable {
    case control, access, research, information, protection, standards, finance, infrastructure
    case skills, stock
    case commonPolicy = "common-policy"
  }
}

/// Who takes part in an institution, or in one of its modules.
public struct Membership: Sendable, Equatable {
  /// The module's code; nil for all.
  public let module: String?
  /// A state or a group.
  public let member: String
  /// Nil where it isn't in force for anybody yet.
  public let since: Month?
  public let until: Month?

  public init(module: String?, member: String, since: Month?, until: Month?) {
    self.module = module
    self.member = member
    self.since = since
    self.until = until
  }

  public func holds(at month: Month) -> Bool {
    guard let since, since <= month else { return false }
    return until.map { month < $0 } ?? true
  }
}

/// A standing body: what makes an institution more than its meetings (000-15).
public struct Body: Sendable, Equatable {
  public let name: String
  public let kind: Kind
  public let since: Month

  public init(name: String, kind: Kind, since: Month) {
    self.name = name
    self.kind = kind
    self.since = since
  }

  public enum Kind: String, Sendable, CaseIterable {
    case council, secretariat, network, fund
    case workingGroup = "working-group"
    case standardsBody = "standards-body"
  }
}

/// A measure that members owe against a target.
public struct Obligation: Sendable, Equatable {
  public let module: String
  /// The word of an instrument.
  public let instrument: String
  public let sectors: [String]
  public let target: String
  /// In the instrument's unit; nil where members follow the leader's own measure, as far as the
  /// module's size says.
  public let level: Double?

  public init(
    module: String, instrument: String, sectors: [String], target: String, level: Double?
  ) {
    self.module = module
    self.instrument = instrument
    self.sectors = sectors
    self.target = target
    self.level = level
  }
}
