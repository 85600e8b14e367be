public import StatecraftCore

/// Looks ahead: the best reply, in the repeated game, to others of whom it expects a strategy that
/// remembers the last round alone; toward each partner apart.
///
/// It weighs payoffs like any other policy, others' gains included (r), and solves for the best
/// reply exactly. Whether it cooperates tells on which side of the critical discount factor a game
/// is. Where one move counts toward all, it takes the others to move as one.
public struct PlannerPolicy: ConfigurablePolicy, Parametrised {
  public var discount = 0.9
  public var expectsFirst = 1.0
  public var expectsAfterCC = 1.0
  public var expectsAfterCD = 0.0
  public var expectsAfterDC = 0.0
  public var expectsAfterDD = 0.0
  public var expectsNoise = 0.0
  private var hasMoved = false

  public init() {}

  public static let parameters = [
    Parameter<PlannerPolicy>(
      "discount", \.discount, in: 0...0.999999, unit: "factor a round",
      "Discount factor δ on later rounds."),
    Parameter<PlannerPolicy>(
      "expects_first", \.expectsFirst, in: 0...1, unit: "probability",
      "Chance that the other cooperates at first, in its view."),
    Parameter<PlannerPolicy>(
      "expects_after_cc", \.expectsAfterCC, in: 0...1, unit: "probability",
      "Chance that the other cooperates after both cooperated."),
    Parameter<PlannerPolicy>(
      "expects_after_cd", \.expectsAfterCD, in: 0...1, unit: "probability",
      "Chance that the other cooperates after the other cooperated and this state defected."),
    Parameter<PlannerPolicy>(
      "expects_after_dc", \.expectsAfterDC, in: 0...1, unit: "probability",
      "Chance that the other cooperates after the other defected and this state cooperated."),
    Parameter<PlannerPolicy>(
      "expects_after_dd", \.expectsAfterDD, in: 0...1, unit: "probability",
      "Chance that the other cooperates after both defected."),
    Parameter<PlannerPolicy>(
      "expects_noise", \.expectsNoise, in: 0...1, unit: "probability",
      "Chance ε that a move, its own or the other's, is carried out as the other one."),
  ]

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    guard var play = try RepeatedPlay(observation, policy: "planner") else { return .hold }
    // The other's own move comes first in what is expected of it.
    let expected = [expectsAfterCC, expectsAfterDC, expectsAfterCD, expectsAfterDD].map(carriedOut)
    for partner in play.partners {
      let plan = RepeatedPlan(
        utilities: play.utilities(partner), expected: expected, discount: discount,
        noise: expectsNoise)
      let chance =
        hasMoved ? expected[play.last(partner).index] : carriedOut(expectsFirst)
      try play.cooperate(
        with: partner, chance: plan.cooperates(whenOtherDoes: chance) ? 1 : 0, &context)
    }
    hasMoved = true
    return play.decision
  }

  private func carriedOut(_ chance: Double) -> Double {
    chance * (1 - expectsNoise) + (1 - chance) * expectsNoise
  }
}

extension RepeatedPlay {
  /// What CC, CD, DC and DD are worth to the state in an encounter: its payoff less the weighted
  /// payoffs of others, times the weight of gains.
  func utilities(_ partner: StateID) -> [Double] {
    let me = observation.me
    let others = opponents(partner)
    return [(0.0, 0.0), (0, 1), (1, 0), (1, 1)].map { own, other in
      var profile = observation.profile
      profile.moves[me, partner] = own
      for opponent in others {
        profile.moves[opponent, game.isBilateral ? me : opponent] = other
      }
      let gains = others.map { opponent in
        (
          r: observation.relativeGains[opponent],
          gain: game.payoff(of: opponent, with: game.isBilateral ? me : opponent, in: profile)
        )
      }
      return observation.weights[.gains]
        * RelativeGains.utility(
          own: game.payoff(of: me, with: partner, in: profile), others: gains)
    }
  }
}
