internal import StatecraftAgents
public import StatecraftCore
public import StatecraftRules

/// The rules and policies that scenarios may name.
public struct ScenarioCatalogue: Sendable {
  /// A rule that a scenario may put in force.
  public struct RuleDefinition: Sendable {
    public let name: String
    public let summary: String
    public let parameters: [ParameterInfo]
    /// Makes the rule for a scenario.
    public let make: @Sendable (RuleContext) -> any Rule

    public init<R: Rule>(
      _ type: R.Type, make: @escaping @Sendable (RuleContext) -> any Rule
    ) {
      name = type.name
      summary = type.summary
      parameters = type.parameters.map(\.info)
      self.make = make
    }

    init(_ entry: RuleEntry<RuleContext>) {
      name = entry.name
      summary = entry.summary
      parameters = entry.parameters
      make = entry.make
    }
  }

  /// A rule that a scenario with a game in strategic form may put in force.
  public struct GameRuleDefinition: Sendable {
    public let name: String
    public let summary: String
    public let parameters: [ParameterInfo]
    private let rule: @Sendable () -> any Rule

    init(_ entry: RuleEntry<Void>) {
      name = entry.name
      summary = entry.summary
      parameters = entry.parameters
      rule = { entry.make(()) }
    }

    /// The rule with parameters as a file gives them.
    func make(_ parameters: [Value.Entry], _ log: FaultLog) -> any Rule {
      var rule = rule()
      rule.set(parameters, log)
      return rule
    }
  }

  public let rules: [RuleDefinition]
  public let gameRules: [GameRuleDefinition]

  public init(rules: [RuleDefinition]) {
    self.rules = rules
    gameRules = RuleCatalogue.gameEntries.map(GameRuleDefinition.init)
  }

  /// All rules of the program.
  public static let standard = ScenarioCatalogue(
    rules: RuleCatalogue.entries.map(RuleDefinition.init))
}

extension Rule {
  /// Sets parameters as a file gives them, and notes those that make no sense.
  mutating func set(_ parameters: [Value.Entry], _ log: FaultLog) {
    for parameter in parameters {
      do {
        try set(parameter.key, to: parameter.value.number ?? 0)
      } catch {
        log.add("\(error.description)", at: parameter.value)
      }
    }
  }
}
