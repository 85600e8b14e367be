public import StatecraftCore

/// Changes nothing: the null hypothesis.
public struct HoldPolicy: ConfigurablePolicy {
  public init() {}

  public static var parameterInfos: [ParameterInfo] { [] }

  public mutating func set(_ name: String, to value: Double) throws(ParameterError) {
    throw ParameterError(description: "policy ‘hold’ has no parameters")
  }

  public func decide(_ observation: Observation, _ context: inout PolicyContext) -> Decision {
    .hold
  }
}

/// Gives orders from a script, by turn, and holds in the others.
public struct ScriptedPolicy: ConfigurablePolicy {
  /// Decisions by turn, from turn 1.
  public var script: [Int: Decision]

  public init(script: [Int: Decision] = [:]) { self.script = script }

  public static var parameterInfos: [ParameterInfo] { [] }

  public mutating func set(_ name: String, to value: Double) throws(ParameterError) {
    throw ParameterError(description: "policy ‘scripted’ has a script and no parameters")
  }

  public func decide(_ observation: Observation, _ context: inout PolicyContext) -> Decision {
    script[observation.turn] ?? .hold
  }
}
