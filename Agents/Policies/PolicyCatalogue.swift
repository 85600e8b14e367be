public import StatecraftCore

/// A policy whose parameters a profile may set by name.
public protocol ConfigurablePolicy: Policy {
  static var parameterInfos: [ParameterInfo] { get }
  mutating func set(_ name: String, to value: Double) throws(ParameterError)
}

/// A policy that profiles may name.
public struct PolicyEntry: Sendable {
  public let name: String
  public let summary: String
  /// In which scenarios it can decide.
  public let field: Field
  public let parameters: [ParameterInfo]
  public let make: @Sendable () -> any ConfigurablePolicy

  /// What is decided in a scenario: alignment, controls and investment, or moves of a game.
  public enum Field: Sendable {
    case economies, games, both
  }

  init<P: ConfigurablePolicy>(
    _ name: String, for field: Field = .both, _ summary: String,
    _ make: @escaping @Sendable () -> P
  ) {
    self.name = name
    self.summary = summary
    self.field = field
    parameters = P.parameterInfos
    self.make = make
  }
}

/// All policies, by name.
public enum PolicyCatalogue {
  public static let entries: [PolicyEntry] = [
    PolicyEntry("best-reply", "Takes the measure of greatest assessed worth.") {
      AssessingPolicy.bestReply()
    },
    PolicyEntry("hedger", for: .economies, "Keeps equal distance to all poles and controls nobody.")
    {
      HedgerPolicy()
    },
    PolicyEntry("hold", "Changes nothing.") { HoldPolicy() },
    PolicyEntry("logit", "Takes measures of greater assessed worth with greater probability.") {
      AssessingPolicy.logit()
    },
    PolicyEntry(
      "memory-one", for: .games,
      "Cooperates with a chance that depends on the last round, as in tit for tat."
    ) { MemoryOnePolicy() },
    PolicyEntry(
      "planner", for: .games,
      "Replies best, in the repeated game, to the strategy it expects of others."
    ) { PlannerPolicy() },
    PolicyEntry("reciprocal", for: .economies, "Answers each control on itself in kind.") {
      ReciprocalPolicy()
    },
    PolicyEntry("scripted", "Gives orders from a script, and holds otherwise.") {
      ScriptedPolicy()
    },
    PolicyEntry(
      "tit-for-tats", for: .games,
      "Answers defections in a row by defecting; forgives with some chance."
    ) { TitForTatsPolicy() },
    PolicyEntry("trigger", for: .games, "Punishes a defection for some rounds, or for ever (Grim).")
    {
      TriggerPolicy()
    },
  ]

  public static func entry(_ name: String) -> PolicyEntry? {
    entries.first { $0.name == name }
  }
}
