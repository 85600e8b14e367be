/// What a coalition does to a target by one measure that all its members levy, and what it costs.
public struct Coalition: Sendable, Equatable {
  /// Who levies what on whom.
  public var measure: OptimalTariff

  /// The rate; the one that serves the members best where there is none.
  public var rate: Double?

  /// What the target levies in return with the same instrument, as each other's best reply; nothing
  /// where it bears it.
  public var reply: OptimalTariff?

  /// Asks what a coalition's measure does.
  public init(_ measure: OptimalTariff, rate: Double? = nil, reply: OptimalTariff? = nil) {
    self.measure = measure
    self.rate = rate
    self.reply = reply
  }

  /// Who pays and who suffers, all as shares of real income at the start.
  public struct Account: Sendable, Equatable {
    /// The rate that the members levy.
    public let rate: Double

    /// What the target levies in return; nil where it bears it.
    public let replyRate: Double?

    /// Whether the rates settled as replies to each other; true where nobody replies.
    public let isSettled: Bool

    /// What each state loses; below zero where it gains.
    public let losses: [Double]

    /// What the members lose together, weighted by their final spending.
    public let cost: Double

    /// What those whose gains weigh on them lose, each as a share of its own, added up.
    public let damage: Double

    /// What each member would receive from the others, in units of value, so that all lose the same
    /// share; sums to zero. Zero for everybody else.
    ///
    /// At the prices of the measure, and to first order: receiving it moves no prices.
    public let equalising: [Double]

    /// The least r for which the measure pays: cost over damage. Zero where it costs nothing, nil
    /// where it does no damage.
    public var leastR: Double? { cost <= 0 ? 0 : damage > 0 ? cost / damage : nil }
  }

  /// Finds who pays and who suffers.
  ///
  /// - Parameters:
  ///   - baseline: The economy, balanced where its balances can't stay.
  ///   - others: What differs already.
  ///   - solver: A solver with a tolerance of 1e-12 or less where rates are sought.
  /// - Throws: `EquilibriumError`.
  public func run(
    _ baseline: Baseline, given others: Counterfactual, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Account {
    var change = others
    var (rate, replyRate) = (rate, Double?.none)
    var isSettled = true
    let equilibrium: Equilibrium
    switch (self.rate, reply) {
    case (let rate?, let reply?):
      measure.levy(rate, in: &change)
      let found = try reply.solve(baseline, given: change, solver: solver)
      (replyRate, equilibrium) = (found.rate, found.equilibrium)
    case (let rate?, nil):
      measure.levy(rate, in: &change)
      equilibrium = try solver.solve(baseline, change)
    case (nil, let reply?):
      let game = NashTariffs(players: [measure, reply])
      let outcome = try game.solve(baseline, from: change, solver: solver)
      isSettled = outcome.change <= game.tolerance
      (rate, replyRate, equilibrium) = (outcome.rates[0], outcome.rates[1], outcome.equilibrium)
    case (nil, nil):
      let found = try measure.solve(baseline, given: change, solver: solver)
      (rate, equilibrium) = (found.rate, found.equilibrium)
    }
    let losses = equilibrium.realIncome.map { 1 - $0 }
    let cost = -jointGain(of: measure.members, equilibrium, baseline)
    var equalising = losses.map { _ in 0.0 }
    for member in measure.members {
      equalising[member] = (losses[member] - cost) * baseline.finalSpending(member)
    }
    return Account(
      rate: rate ?? 0, replyRate: replyRate, isSettled: isSettled, losses: losses, cost: cost,
      damage: measure.rivals.reduce(0) { $0 + losses[$1] }, equalising: equalising)
  }
}
