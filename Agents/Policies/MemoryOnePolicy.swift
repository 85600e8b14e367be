public import StatecraftCore

/// Cooperates with a chance that depends on what both did in the last round, toward each partner
/// apart.
///
/// Memory-one strategies of the repeated prisoner's dilemma (Nowak and Sigmund 1990): tit for tat
/// is (1; 1, 0, 1, 0), win-stay, lose-shift (1; 1, 0, 0, 1), generous tit for tat (1; 1, g, 1, g).
/// It remembers what was carried out, its own mistakes among it.
public struct MemoryOnePolicy: ConfigurablePolicy, Parametrised {
  public var first = 1.0
  public var afterCC = 1.0
  public var afterCD = 0.0
  public var afterDC = 1.0
  public var afterDD = 0.0
  public var quorum = 1.0
  private var hasMoved = false

  public static let purposes = [RepeatedPlay.purpose]

  public init() {}

  public static let parameters = [
    Parameter<MemoryOnePolicy>(
      "first", \.first, in: 0...1, unit: "probability", "Chance of cooperating at first."),
    Parameter<MemoryOnePolicy>(
      "after_cc", \.afterCC, in: 0...1, unit: "probability",
      "Chance of cooperating after both cooperated."),
    Parameter<MemoryOnePolicy>(
      "after_cd", \.afterCD, in: 0...1, unit: "probability",
      "Chance of cooperating after it cooperated and the other defected."),
    Parameter<MemoryOnePolicy>(
      "after_dc", \.afterDC, in: 0...1, unit: "probability",
      "Chance of cooperating after it defected and the other cooperated."),
    Parameter<MemoryOnePolicy>(
      "after_dd", \.afterDD, in: 0...1, unit: "probability",
      "Chance of cooperating after both defected."),
    Parameter<MemoryOnePolicy>("quorum", \.quorum, in: 0...1, unit: "share", quorumMeaning),
  ]

  static let quorumMeaning =
    "Share of the others who must cooperate to count as cooperating, where one move counts toward "
    + "all."

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    guard var play = try RepeatedPlay(observation, quorum: quorum, policy: "memory-one") else {
      return .hold
    }
    let after = [afterCC, afterCD, afterDC, afterDD]
    for partner in play.partners {
      try play.cooperate(
        with: partner, chance: hasMoved ? after[play.last(partner).index] : first, &context)
    }
    hasMoved = true
    return play.decision
  }
}
