/// What a denial of exports costs those who deny, and what damage it does.
public struct Denial: Sendable, Equatable {
  /// The states that withhold exports.
  public var deniers: [Int]

  /// The state they are withheld from.
  public var target: Int

  /// The sectors they are withheld in.
  public var sectors: [Int]

  /// The share of the sourcing weight that is withheld, in `0...1`.
  public var strictness: Double

  /// The share of a denier's sales that is rent, by sector, in `0...1`, for first glance.
  ///
  /// When empty, 1/(1 + θ), as in `StressTest`.
  public var rentShares: [Double]

  /// Asks what a denial does.
  public init(
    by deniers: [Int], to target: Int, in sectors: [Int], strictness: Double,
    rentShares: [Double] = []
  ) {
    precondition(
      strictness >= 0 && strictness <= 1, "A strictness of \(strictness) is not in 0...1.")
    precondition(!deniers.contains(target), "State \(target) denies itself nothing.")
    self.deniers = deniers
    self.target = target
    self.sectors = sectors
    self.strictness = strictness
    self.rentShares = rentShares
  }

  /// Who pays and who suffers. All in the baseline's unit of value; losses are positive.
  public struct Account: Sendable, Equatable {
    /// What each state loses: its final spending at baseline times its loss of real income.
    public let losses: [Double]

    /// What the deniers lose together.
    public let cost: Double

    /// What the target loses.
    public let damage: Double

    /// What all others lose; below zero when they gain.
    public let bystanderLoss: Double

    /// Damage over cost; infinite when it costs the deniers nothing or they gain by it.
    ///
    /// A state that weighs the target's loss with r denies when r times the ratio exceeds one.
    public var ratio: Double { cost > 0 ? damage / cost : .infinity }
  }

  /// Damage and cost after all adjustment.
  ///
  /// - Parameters:
  ///   - baseline: The economy.
  ///   - others: What differs already; losses are measured against its equilibrium.
  ///   - solver: Finds both equilibria.
  /// - Throws: `EquilibriumError`.
  public func exact(
    _ baseline: Baseline, given others: Counterfactual, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Account {
    let before = try solver.solve(baseline, others)
    var counterfactual = others
    for sector in sectors {
      for denier in deniers {
        counterfactual.sourcing[sector, target, denier] *= 1 - strictness
      }
    }
    let after = try solver.solve(baseline, counterfactual)
    return account(
      (0..<baseline.stateCount).map {
        baseline.finalSpending($0) * (before.realIncome[$0] - after.realIncome[$0])
      })
  }

  /// Damage and cost at first glance, by `Exposure` at the baseline; bystanders lose nothing.
  public func firstOrder(_ baseline: Baseline) -> Account {
    precondition(
      rentShares.isEmpty || rentShares.count == baseline.sectorCount,
      "\(rentShares.count) rent shares for \(baseline.sectorCount) sectors")
    var losses = [Double](repeating: 0, count: baseline.stateCount)
    for sector in sectors {
      let elasticity = baseline.shares.elasticities[sector]
      var denied = 0.0
      for denier in deniers {
        denied += baseline.shares.sourcing[sector, target, denier]
        losses[denier] += Exposure.exporterLoss(
          rentShare: rentShares.isEmpty ? 1 / (1 + elasticity) : rentShares[sector],
          salesWeight: baseline.receipts(sector: sector, market: target, supplier: denier),
          cut: strictness)
      }
      losses[target] += Exposure.importerLoss(
        sourcingShare: min(1, denied), spendingWeight: baseline.expenditures[sector, target],
        elasticity: elasticity, cut: strictness)
    }
    return account(losses)
  }

  private func account(_ losses: [Double]) -> Account {
    var cost = 0.0
    var bystanders = 0.0
    for state in losses.indices where state != target {
      if deniers.contains(state) { cost += losses[state] } else { bystanders += losses[state] }
    }
    return Account(
      losses: losses, cost: cost, damage: losses[target], bystanderLoss: bystanders)
  }
}
