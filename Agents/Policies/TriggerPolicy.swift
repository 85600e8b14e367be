public import StatecraftCore

/// Cooperates until the other defects, then defects for so many rounds, whatever happens, and begins
/// anew; toward each partner apart.
///
/// Without end it's Grim (Friedman 1971); with an end, a punishment that mistakes can be forgiven
/// after (Green and Porter 1984).
public struct TriggerPolicy: ConfigurablePolicy, Parametrised {
  public var punishment = 0
  public var ownDefection = 0
  public var quorum = 1.0
  /// Rounds of punishment still to come, by partner; empty before the first round.
  private var remaining = PerState<Int>([])

  public init() {}

  public static let parameters = [
    Parameter<TriggerPolicy>(
      "punishment", \.punishment, in: 0...1_000_000, unit: "rounds",
      "Rounds for which it defects after a defection; 0 is for ever."),
    Parameter<TriggerPolicy>(
      "own_defection", \.ownDefection, in: 0...1, unit: "0 or 1",
      "Whether its own defection, by mistake, sets it off as well."),
    Parameter<TriggerPolicy>(
      "quorum", \.quorum, in: 0...1, unit: "share", MemoryOnePolicy.quorumMeaning),
  ]

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    guard var play = try RepeatedPlay(observation, quorum: quorum, policy: "trigger") else {
      return .hold
    }
    let isFirst = remaining.count == 0
    if isFirst { remaining = PerState(repeating: 0, count: observation.setting.roster.stateCount) }
    for partner in play.partners {
      if !isFirst {
        if remaining[partner] > 0 {
          if punishment >= 1 { remaining[partner] -= 1 }
        } else {
          let last = play.last(partner)
          let isSetOff = !last.other || (ownDefection == 1 && !last.own)
          if isSetOff { remaining[partner] = max(1, punishment) }
        }
      }
      try play.cooperate(with: partner, chance: remaining[partner] > 0 ? 0 : 1, &context)
    }
    return play.decision
  }
}
