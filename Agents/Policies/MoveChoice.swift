internal import StatecraftCore

/// The choice of a move in a game in strategic form, others' moves given as they stand.
///
/// Best reply takes the move that pays most, and of equals the one that stands; logit takes moves
/// with probability ∝ exp(β U). U is the payoff less the weighted payoffs of others (relative gains:
/// ``RelativeGains``), times the weight of gains. In a bilateral game that is reckoned encounter by
/// encounter, since a move toward one partner touches no other encounter.
struct MoveChoice {
  static let purpose = Purpose("choice.move")
  /// How many quantities are weighed by logit, evenly spaced over what is allowed.
  private static let gridPoints = 101
  /// What two utilities may differ by, as a part of them, and be equal: sums in another order differ by
  /// as much, and theory takes such ties for what they are.
  private static let rounding = 1e-12
  /// The golden section, by which the range of a best quantity shrinks at each step.
  private static let goldenSection = 0.6180339887498949

  let observation: Observation
  let game: any StageGame
  let rule: ChoiceRule
  let gains: GainsFunction

  /// One order for each partner.
  func orders(_ context: inout PolicyContext) throws -> [MoveOrder] {
    let me = observation.me
    let choices = game.moves(of: me)
    var profile = observation.profile
    var orders: [MoveOrder] = []
    for partner in game.partners(of: me) {
      let standing = profile.moves[me, partner]
      let move: Double
      switch choices {
      case .named(let count):
        move = try choose(
          (0..<count).map(Double.init), toward: partner, from: standing, &profile, &context)
      case .quantity(let range):
        if rule.isRandom {
          let step = (range.upperBound - range.lowerBound) / Double(Self.gridPoints - 1)
          move = try choose(
            (0..<Self.gridPoints).map { range.lowerBound + step * Double($0) }, toward: partner,
            from: standing, &profile, &context)
        } else {
          move = bestQuantity(in: range, toward: partner, &profile)
        }
      }
      profile.moves[me, partner] = standing
      orders.append(MoveOrder(target: game.isBilateral ? partner : nil, move: move))
    }
    return orders
  }

  private func choose(
    _ options: [Double], toward partner: StateID, from standing: Double,
    _ profile: inout MoveProfile, _ context: inout PolicyContext
  ) throws -> Double {
    let me = observation.me
    var utilities: [Double] = []
    utilities.reserveCapacity(options.count)
    for option in options {
      profile.moves[me, partner] = option
      utilities.append(utility(toward: partner, profile))
    }
    var probabilities = utilities
    rule.turnIntoProbabilities(&probabilities)
    let draw =
      rule.isRandom
      ? try context.source.draw(
        .unit, Self.purpose, for: me,
        about: .state(partner)) : nil
    var chosen = rule.choose(probabilities, draw: draw ?? 0)
    if !rule.isRandom, let index = options.firstIndex(of: standing),
      utilities[index] >= utilities[chosen] - Self.rounding * abs(utilities[chosen])
    {
      chosen = index
    }
    if context.explains {
      let roster = observation.setting.roster
      context.deliberations.append(
        Deliberation(
          subject: game.isBilateral ? "move \(roster.code(partner))" : "move",
          options: options.indices.map { index in
            var terms = UtilityTerms()
            terms[.gains] = utilities[index]
            return .init(
              level: options[index], terms: terms, probability: probabilities[index])
          }, chosen: chosen, draw: draw))
    }
    return options[chosen]
  }

  /// The quantity of highest utility: in closed form where gains are absolute and the game has one,
  /// otherwise by golden section, which finds the highest point where there is one peak.
  private func bestQuantity(
    in range: ClosedRange<Double>, toward partner: StateID, _ profile: inout MoveProfile
  ) -> Double {
    let me = observation.me
    if observation.relativeGains.allSatisfy({ $0 == 0 }),
      let best = game.bestQuantity(of: me, with: partner, in: profile)
    {
      return min(max(best, range.lowerBound), range.upperBound)
    }
    func value(_ quantity: Double) -> Double {
      profile.moves[me, partner] = quantity
      return utility(toward: partner, profile)
    }
    var (lower, upper) = (range.lowerBound, range.upperBound)
    var left = upper - Self.goldenSection * (upper - lower)
    var right = lower + Self.goldenSection * (upper - lower)
    var (atLeft, atRight) = (value(left), value(right))
    while upper - lower > 1e-12 * max(1, abs(lower), abs(upper)), left < right {
      if atLeft >= atRight {
        (upper, right, atRight) = (right, left, atLeft)
        left = upper - Self.goldenSection * (upper - lower)
        atLeft = value(left)
      } else {
        (lower, left, atLeft) = (left, right, atRight)
        right = lower + Self.goldenSection * (upper - lower)
        atRight = value(right)
      }
    }
    let middle = (lower + upper) / 2
    return [range.lowerBound, range.upperBound].reduce(middle) {
      value($1) > value($0) ? $1 : $0
    }
  }

  private func utility(toward partner: StateID, _ profile: MoveProfile) -> Double {
    let me = observation.me
    var value = game.expectedPayoff(of: me, with: partner, in: profile)
    let others = game.isBilateral ? [partner] : observation.setting.roster.states
    for other in others where other != me {
      let r = observation.relativeGains[other]
      guard r != 0 else { continue }
      value -= r * game.expectedPayoff(of: other, with: game.isBilateral ? me : other, in: profile)
    }
    return observation.weights[.gains] * gains(value)
  }
}
