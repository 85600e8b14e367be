public import StatecraftCore

/// Defects once the other has defected in so many rounds in a row, and forgives even that with some
/// chance, toward each partner apart.
///
/// Tit for tat with 1, tit for two tats with 2 (Axelrod 1984); generous with forgiveness, for which
/// min(1 − (T − R)/(R − S), (R − P)/(T − P)) is the most that keeps exploiters out (Molander 1985,
/// Nowak and Sigmund 1992).
public struct TitForTatsPolicy: ConfigurablePolicy, Parametrised {
  public var tats = 1
  public var forgiveness = 0.0
  public var quorum = 1.0
  /// In how many rounds in a row each partner has defected; empty before the first round.
  private var suffered = PerState<Int>([])

  public init() {}

  public static let parameters = [
    Parameter<TitForTatsPolicy>(
      "tats", \.tats, in: 1...1000, unit: "rounds",
      "Defections in a row that are answered by one."),
    Parameter<TitForTatsPolicy>(
      "forgiveness", \.forgiveness, in: 0...1, unit: "probability",
      "Chance of cooperating all the same."),
    Parameter<TitForTatsPolicy>(
      "quorum", \.quorum, in: 0...1, unit: "share", MemoryOnePolicy.quorumMeaning),
  ]

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    guard var play = try RepeatedPlay(observation, quorum: quorum, policy: "tit-for-tats") else {
      return .hold
    }
    let isFirst = suffered.count == 0
    if isFirst { suffered = PerState(repeating: 0, count: observation.setting.roster.stateCount) }
    for partner in play.partners {
      if !isFirst { suffered[partner] = play.last(partner).other ? 0 : suffered[partner] + 1 }
      try play.cooperate(
        with: partner, chance: suffered[partner] < tats ? 1 : forgiveness, &context)
    }
    return play.decision
  }
}
