internal import StatecraftCore

/// The best reply, in a game of two moves without end, to one who remembers the last round alone: a
/// Markov decision problem on the last joint moves, solved exactly by policy iteration (Howard
/// 1960).
struct RepeatedPlan {
  /// Utility by own and the other's move: CC, CD, DC, DD.
  let utilities: [Double]
  /// The chance that the other cooperates after CC, CD, DC, DD, one's own move being the first.
  let expected: [Double]
  /// δ, in `0..<1`.
  let discount: Double
  /// ε, the chance that one's own move is carried out as the other one.
  let noise: Double

  /// What each of the last joint moves is worth, from the best reply on.
  private let values: [Double]

  init(utilities: [Double], expected: [Double], discount: Double, noise: Double) {
    self.utilities = utilities
    self.expected = expected
    self.discount = discount
    self.noise = noise
    var values = [0.0, 0, 0, 0]
    var plan = [true, true, true, true]
    // Each round but the last makes the plan better, and there are 16 plans.
    for _ in 0..<16 {
      let matrix = (0..<4).map { state in
        let chances = Self.chances(
          cooperating: plan[state], whenOtherDoes: expected[state], noise: noise)
        return (0..<4).map { ($0 == state ? 1 : 0) - discount * chances[$0] }
      }
      let right = (0..<4).map { state in
        let chances = Self.chances(
          cooperating: plan[state], whenOtherDoes: expected[state], noise: noise)
        return (0..<4).reduce(0.0) { $0 + chances[$1] * utilities[$1] }
      }
      guard let solution = Math.solve(matrix, right) else {
        preconditionFailure("with a discount factor below 1 a plan has one value")
      }
      values = solution
      let better = (0..<4).map { state in
        let gain = Self.gain(
          of: values, utilities, discount, whenOtherDoes: expected[state], noise: noise)
        return abs(gain) <= Self.tolerance(values) ? plan[state] : gain > 0
      }
      if better == plan { break }
      plan = better
    }
    self.values = values
  }

  /// Whether to cooperate when the other does with a certain chance; of equals, yes.
  func cooperates(whenOtherDoes chance: Double) -> Bool {
    Self.gain(of: values, utilities, discount, whenOtherDoes: chance, noise: noise)
      >= -Self.tolerance(values)
  }

  /// What counts as equal: rounding, and no more.
  private static func tolerance(_ values: [Double]) -> Double {
    1e-12 * values.reduce(1) { max($0, abs($1)) }
  }

  /// What cooperating is worth more than defecting, for a round and all that follow.
  private static func gain(
    of values: [Double], _ utilities: [Double], _ discount: Double,
    whenOtherDoes chance: Double, noise: Double
  ) -> Double {
    let cooperating = chances(cooperating: true, whenOtherDoes: chance, noise: noise)
    let defecting = chances(cooperating: false, whenOtherDoes: chance, noise: noise)
    return (0..<4).reduce(0.0) {
      $0 + (cooperating[$1] - defecting[$1]) * (utilities[$1] + discount * values[$1])
    }
  }

  private static func chances(
    cooperating: Bool, whenOtherDoes other: Double, noise: Double
  ) -> [Double] {
    let own = cooperating ? 1 - noise : noise
    return [own * other, own * (1 - other), (1 - own) * other, (1 - own) * (1 - other)]
  }
}
