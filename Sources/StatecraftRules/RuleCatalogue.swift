public import StatecraftCore
public import StatecraftEconomy

/// What a rule may need from a scenario besides its parameters.
public struct RuleContext: Sendable {
  public let baseline: Baseline
  public let roster: Roster
  /// The world at the start, whose controls the baseline contains.
  public let start: World

  public init(baseline: Baseline, roster: Roster, start: World) {
    self.baseline = baseline
    self.roster = roster
    self.start = start
  }
}

/// What is known of a rule without making it.
public struct RuleDescription: Sendable {
  public let name: String
  public let summary: String
  public let phase: Phase
  public let writes: Set<Column>
  public let columns: [Column]
  public let acts: [Act]
  public let measures: [WorldMeasure]
  public let events: [EventKind]
  public let purposes: [Purpose]
  public let sources: [String]
  public let parameters: [ParameterInfo]

  init<R: Rule>(_ rule: R.Type) {
    name = R.name
    summary = R.summary
    phase = R.phase
    writes = R.writes
    columns = R.columns
    acts = R.acts
    measures = R.measures
    events = R.events
    purposes = R.purposes
    sources = R.sources
    parameters = R.parameterInfos
  }
}

/// A rule that scenarios may put in force: those with an economy, whose rules are made for a
/// ``RuleContext``, or those with a game in strategic form, whose rules need nothing.
@dynamicMemberLookup
public struct RuleEntry<Context>: Sendable {
  public let description: RuleDescription
  public let make: @Sendable (Context) -> any Rule

  public init<R: Rule>(_ make: @escaping @Sendable (Context) -> R) {
    description = RuleDescription(R.self)
    self.make = make
  }

  public subscript<Part>(dynamicMember path: KeyPath<RuleDescription, Part>) -> Part {
    description[keyPath: path]
  }
}

/// All rules, in order of phase and name.
public enum RuleCatalogue {
  public static let entries: [RuleEntry<RuleContext>] = [
    RuleEntry { _ in Elections() },
    RuleEntry { _ in SupplyShocks() },
    RuleEntry { _ in Alignment() },
    RuleEntry { _ in ExportControl() },
    RuleEntry { _ in ImportRestriction() },
    RuleEntry { _ in Investment() },
    RuleEntry { _ in MarketAccess() },
    RuleEntry { _ in InstitutionLife() },
    RuleEntry { _ in Bargaining() },
    RuleEntry { _ in Tariff() },
    RuleEntry { Construction(baseline: $0.baseline) },
    RuleEntry { _ in Research() },
    RuleEntry { Diffusion(baseline: $0.baseline) },
    RuleEntry { _ in Learning() },
    RuleEntry { Trade($0) },
    RuleEntry { Retaliation(start: $0.start) },
    RuleEntry { Threat(start: $0.start) },
    RuleEntry { _ in Outcome() },
  ].sorted { ($0.phase, $0.name) < ($1.phase, $1.name) }

  /// The rules of scenarios in which a game of moves is played, in order of phase and name.
  public static let gameEntries: [RuleEntry<Void>] = [
    RuleEntry { Types() },
    RuleEntry { Moves() },
    RuleEntry { Payoffs() },
  ]

  /// All kinds of events, each once: by these recorded games are told.
  public static let eventKinds: [EventKind] = {
    var kinds = EventKind.common
    let declared = entries.flatMap(\.events) + gameEntries.flatMap(\.events)
    for kind in declared where !kinds.contains(kind) { kinds.append(kind) }
    return kinds
  }()
}
