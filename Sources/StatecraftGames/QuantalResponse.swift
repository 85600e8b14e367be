public import StatecraftCore

extension StrategicForm {
  /// The logit (quantal response) equilibrium at a precision: everybody takes moves with chances in
  /// proportion to e^(λ u), u what a move pays against the others' chances (McKelvey and Palfrey
  /// 1995).
  ///
  /// Of several, the one on the branch that leads from even chances at λ = 0.
  ///
  /// - Parameter precision: λ, not negative, per unit of payoff.
  /// - Returns: The chances of each player's moves; nil where it isn't found.
  public func logitEquilibrium(precision: Double) -> [[Double]]? {
    precondition(precision >= 0 && precision.isFinite, "a precision of \(precision)")
    var chances = moveCounts.map { Array(repeating: 1 / Double($0), count: $0) }
    let range = payoffs.map { ($0.max() ?? 0) - ($0.min() ?? 0) }.max() ?? 0
    // Steps that short follow a branch, and moves so damped settle also where replies circle.
    let steps = max(1, Int((precision * range * 4).rounded(.up)))
    guard steps <= Self.stepMax else { return nil }
    for step in 1...steps {
      let current = precision * Double(step) / Double(steps)
      let slope = current * range
      let damping = 1 / (1 + slope * slope / 4)
      var gap = Double.infinity
      for _ in 0..<Self.roundLimit where gap > 1e-14 {
        gap = 0
        let before = chances
        for player in moveCounts.indices {
          let replies = Self.logit(expectedPayoffs(of: player, against: before), current)
          for move in replies.indices {
            let change = replies[move] - before[player][move]
            gap = max(gap, abs(change))
            chances[player][move] = before[player][move] + damping * change
          }
        }
      }
      guard gap <= 1e-9 else { return nil }
    }
    return chances
  }

  /// What each move of a player pays on average, the others mixing as given.
  public func expectedPayoffs(of player: Int, against chances: [[Double]]) -> [Double] {
    var sums = [Double](repeating: 0, count: moveCounts[player])
    Self.forEachProfile(moveCounts) { profile in
      var chance = 1.0
      for other in moveCounts.indices where other != player {
        chance *= chances[other][profile[other]]
      }
      sums[profile[player]] += chance * payoff(of: player, in: profile)
    }
    return sums
  }

  private static func logit(_ payoffs: [Double], _ precision: Double) -> [Double] {
    let top = payoffs.max() ?? 0
    let pulls = payoffs.map { Math.exp(precision * ($0 - top)) }
    let sum = pulls.reduce(0, +)
    return pulls.map { $0 / sum }
  }

  private static let stepMax = 2000
  private static let roundLimit = 20_000
}
