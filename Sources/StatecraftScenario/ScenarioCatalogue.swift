internal import StatecraftCore
public import StatecraftRules

/// The rules that scenarios may name, and what they bring along.
public struct ScenarioCatalogue: Sendable {
  /// Of scenarios with an economy.
  public let rules: [RuleEntry<RuleContext>]
  /// Of scenarios with a game in strategic form.
  public let gameRules: [RuleEntry<Void>]

  public init(
    rules: [RuleEntry<RuleContext>], gameRules: [RuleEntry<Void>] = RuleCatalogue.gameEntries
  ) {
    self.rules = rules
    self.gameRules = gameRules
  }

  /// All rules of the program.
  public static let standard = ScenarioCatalogue(rules: RuleCatalogue.entries)

  /// What is known of the rules that a file puts in force, in the catalogue's order.
  func inForce(_ root: Value) -> [RuleDescription] {
    let names = root.entries("rules").map(\.key)
    let all =
      root["game"] == nil ? rules.map(\.description) : gameRules.map(\.description)
    return all.filter { names.contains($0.name) }
  }
}

extension Setting.Extras {
  /// Takes up what rules in force bring along.
  mutating func add(_ rules: [RuleDescription]) {
    addedColumns = rules.flatMap(\.columns)
    measures = rules.flatMap(\.measures)
  }
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
