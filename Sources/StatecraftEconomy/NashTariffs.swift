/// Tariffs that are each their state's best reply to the others' (Johnson 1953).
public struct NashTariffs: Sendable, Equatable {
  /// The states that levy tariffs, each with what it may tax.
  public var players: [OptimalTariff]

  /// The largest change of a rate in a round that counts as none.
  public var tolerance: Double

  /// How many rounds of replies are tried.
  public var roundLimit: Int

  /// Asks for the tariffs of two or more states.
  public init(players: [OptimalTariff], tolerance: Double = 1e-6, roundLimit: Int = 100) {
    precondition(tolerance > 0 && roundLimit > 0, "tolerance \(tolerance), limit \(roundLimit)")
    self.players = players
    self.tolerance = tolerance
    self.roundLimit = roundLimit
  }

  /// Where replies led.
  public struct Outcome: Sendable, Equatable {
    /// The rate of each player.
    public let rates: [Double]

    /// The equilibrium under all of them.
    public let equilibrium: Equilibrium

    /// How many rounds of replies it took.
    public let rounds: Int

    /// The largest change of a rate in the last round: whether they settled.
    public let change: Double
  }

  /// Lets players reply to each other in turn until nobody changes a rate.
  ///
  /// - Parameters:
  ///   - baseline: The economy.
  ///   - start: What else differs, and the tariffs that replies start from.
  ///   - solver: A solver with a tolerance of 1e-12 or less.
  /// - Returns: The rates, settled when `change` is at most the tolerance.
  /// - Throws: `EquilibriumError`.
  public func solve(
    _ baseline: Baseline, from start: Counterfactual, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Outcome {
    var counterfactual = start
    var rates = [Double](repeating: .infinity, count: players.count)
    var change = Double.infinity
    var rounds = 0
    while change > tolerance && rounds < roundLimit {
      change = 0
      rounds += 1
      for (index, player) in players.enumerated() {
        let reply = try player.solve(baseline, given: counterfactual, solver: solver)
        change = max(change, abs(reply.rate - rates[index]))
        rates[index] = reply.rate
        player.levy(reply.rate, in: &counterfactual)
      }
    }
    return Outcome(
      rates: rates, equilibrium: try solver.solve(baseline, counterfactual), rounds: rounds,
      change: change)
  }
}
