internal import StatecraftAgents
public import StatecraftCore
public import StatecraftEconomy
internal import StatecraftRules

/// The rules and policies that scenarios may name.
public struct ScenarioCatalogue: Sendable {
  /// A rule that a scenario may put in force.
  public struct RuleDefinition: Sendable {
    public let name: String
    public let summary: String
    public let parameters: [ParameterInfo]
    /// Makes the rule for a baseline and the world at the start.
    public let make: @Sendable (Baseline, World) -> any Rule

    public init<R: Rule>(
      _ type: R.Type, make: @escaping @Sendable (Baseline, World) -> any Rule
    ) {
      name = type.name
      summary = type.summary
      parameters = type.parameters.map(\.info)
      self.make = make
    }

    init(_ entry: RuleEntry) {
      name = entry.name
      summary = entry.summary
      parameters = entry.parameters
      make = { entry.make(RuleContext(baseline: $0, start: $1)) }
    }
  }

  public let rules: [RuleDefinition]

  public init(rules: [RuleDefinition]) { self.rules = rules }

  /// All rules of the program.
  public static let standard = ScenarioCatalogue(
    rules: RuleCatalogue.entries.map(RuleDefinition.init))
}
