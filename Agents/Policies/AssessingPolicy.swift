public import StatecraftCore

/// Chooses every measure by its assessed worth: best reply or logit over first-order exposures, or
/// over what moves pay where a game in strategic form is played.
///
/// Great powers and partners are this one policy with different profiles. Measures are judged
/// one by one, others' standing measures given.
public struct AssessingPolicy: ConfigurablePolicy {
  public var temperament = Temperament()
  private let isRandom: Bool

  static let alignmentChoice = Purpose("choice.alignment")
  static let exportChoice = Purpose("choice.export-control")
  static let importChoice = Purpose("choice.import-restriction")
  static let tariffChoice = Purpose("choice.tariff")
  static let subsidyChoice = Purpose("choice.subsidy")
  static let researchChoice = Purpose("choice.research")
  static let membershipChoice = Purpose("choice.membership")
  static let admissionChoice = Purpose("choice.admission")
  static let answerChoice = Purpose("choice.answer")
  static let proposalChoice = Purpose("choice.proposal")

  public static let purposes = [
    alignmentChoice, exportChoice, importChoice, tariffChoice, subsidyChoice, researchChoice,
    membershipChoice, admissionChoice, answerChoice, proposalChoice, MoveChoice.purpose,
  ]

  static let degrees = (0...10).map { Double($0) / 10 }
  static let strictness = [0, 0.25, 0.5, 0.75, 0.95]
  static let rates = [0, 0.1, 0.25, 0.5, 1]
  static let money = [0, 0.02, 0.05, 0.1, 0.2]
  static let depths = [0, 0.5, 1.0]

  /// The best reply to what others have announced.
  public static func bestReply() -> Self { Self(isRandom: false) }
  /// Logit choice with the temperament's precision.
  public static func logit() -> Self { Self(isRandom: true) }

  private init(isRandom: Bool) { self.isRandom = isRandom }

  public static var parameterInfos: [ParameterInfo] { Temperament.parameters.map(\.info) }

  public mutating func set(_ name: String, to value: Double) throws(ParameterError) {
    try temperament.set(name, to: value)
  }

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    let rule = isRandom ? ChoiceRule.logit(precision: temperament.precision) : .bestReply
    if let game = observation.setting.game {
      guard observation.setting.carriesOut(.move) else { return .hold }
      let choice = MoveChoice(
        observation: observation, game: game, rule: rule,
        gains: GainsFunction(curvature: temperament.curvature))
      return Decision(moves: try choice.orders(&context))
    }
    var deliberator = Deliberator(for: observation.me, by: rule)
    var decision = Decision()
    let roster = observation.setting.roster
    try visitChoices(observation) { choice in
      let level = try deliberator.choose(choice, in: roster, &context)
      decision.take(level, of: choice, in: roster)
    }
    decision.investments = decision.investments.within(observation.setting.limits)
    return decision
  }
}

extension [InvestmentOrder] {
  /// The same orders, all cut by one factor to what the treasury allows, in whole hundredths of a
  /// basis point.
  func within(_ limits: Limits) -> Self {
    let sum = reduce(0) { $0 + $1.percentOfGDP }
    guard sum > limits.investmentPercentMax else { return self }
    let factor = limits.investmentPercentMax / sum
    return compactMap { order in
      let percent = (order.percentOfGDP * factor * 10_000).rounded(.down) / 10_000
      return percent > 0
        ? InvestmentOrder(kind: order.kind, sector: order.sector, percentOfGDP: percent) : nil
    }
  }
}
