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
    // Steps that short follow the branch; each is settled by Newton's method from the one before.
    let steps = max(1, Int((precision * range * 4).rounded(.up)))
    guard steps <= Self.stepMax else { return nil }
    for step in 1...steps {
      guard settle(&chances, precision * Double(step) / Double(steps)) else { return nil }
    }
    return chances
  }

  /// Solves p = logit(u(p)) from chances nearby.
  ///
  /// - Returns: whether it's solved.
  private func settle(_ chances: inout [[Double]], _ precision: Double) -> Bool {
    let size = moveCounts.reduce(0, +)
    for _ in 0..<Self.roundLimit {
      let missing = gap(chances, precision)
      if missing.allSatisfy({ abs($0) < 1e-13 }) { return true }
      var columns: [[Double]] = []
      for player in moveCounts.indices {
        for move in 0..<moveCounts[player] {
          var moved = chances
          moved[player][move] += Self.nudge
          columns.append(
            zip(gap(moved, precision), missing).map { ($0 - $1) / Self.nudge })
        }
      }
      let rows = (0..<size).map { row in columns.map { $0[row] } }
      guard let change = Math.solve(rows, missing) else { return false }
      var place = 0
      for player in moveCounts.indices {
        for move in 0..<moveCounts[player] {
          chances[player][move] = min(max(chances[player][move] - change[place], 0), 1)
          place += 1
        }
      }
    }
    return gap(chances, precision).allSatisfy { abs($0) < 1e-9 }
  }

  /// What chances differ by from the replies to them.
  private func gap(_ chances: [[Double]], _ precision: Double) -> [Double] {
    moveCounts.indices.flatMap { player in
      zip(chances[player], Self.logit(expectedPayoffs(of: player, against: chances), precision))
        .map { $0 - $1 }
    }
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
  private static let roundLimit = 50
  private static let nudge = 1e-7
}
