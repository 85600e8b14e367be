internal import Elementary

extension Baseline {
  /// The world that a change leaves, as a start of its own.
  ///
  /// Shares, tariffs, sizes and transfers are the equilibrium's; elasticities stay.
  ///
  /// - Parameters:
  ///   - change: What the equilibrium was solved for.
  ///   - before: The economy that changed.
  ///   - equilibrium: The equilibrium, to 1e-12 or better.
  ///   - flows: Its flows, as `EquilibriumSolver.writeFlows(into:)` gives them.
  /// - Throws: `EquilibriumError`, `violations` where what is left isn't an economy.
  public init(
    after change: Counterfactual, of before: Baseline, _ equilibrium: Equilibrium,
    flows: FlowTable
  ) throws(EquilibriumError) {
    let (sectors, states) = (before.sectorCount, before.stateCount)
    var shares = before.shares
    var technology = shares.technology
    let recipes = equilibrium.recipes(before)
    shares.finalSpending = equilibrium.finalShares(before)
    shares.tariffs = change.tariffs
    for sector in 0..<sectors {
      for state in 0..<states {
        let spending = equilibrium.expenditures[sector, state]
        for supplier in 0..<states where spending > 0 {
          shares.sourcing[sector, state, supplier] = flows[sector, state, supplier] / spending
        }
        let output = equilibrium.output[sector, state]
        guard output > 0 else { continue }
        if technology.installedCapacity[sector, state] < .infinity {
          let rent = equilibrium.rents[sector, state] / output
          technology.rentShares[sector, state] = rent
          technology.installedCapacity[sector, state] =
            rent > 0 ? 1 : max(1, 1 / equilibrium.capacityUse[sector, state])
        }
        guard !technology.isCobbDouglas else { continue }
        var labour = 1 - technology.rentShares[sector, state]
        for input in 0..<sectors {
          let share = recipes[sector: sector, input: input, state: state]
          shares.recipes[sector: sector, input: input, state: state] = share
          labour -= share
        }
        shares.valueAdded[sector, state] = max(0, labour)
      }
    }
    shares.technology = technology
    do throws(BaselineError) {
      try self.init(
        shares: shares, valueAdded: equilibrium.valueAdded(before),
        transfers: Self.summingToZero(equilibrium.transfers))
    } catch {
      throw EquilibriumError(error)
    }
  }

  /// The world in which every state spends what it earns, found from this one.
  ///
  /// - Throws: `EquilibriumError` where there is none.
  public func balanced() throws(EquilibriumError) -> Baseline {
    var change = Counterfactual(self)
    change.transfers = Array(repeating: 0, count: stateCount)
    return try settled(change)
  }

  /// Takes data whose books don't balance yet: the world in balance that lies nearest to them.
  ///
  /// Given are sizes, who buys from whom and what of; wages and prices are found at which they
  /// agree, as where a table is measured in one year and trade in another (Caliendo and Parro 2015
  /// start so). Cobb-Douglas only.
  ///
  /// - Throws: `EquilibriumError`, `violations` with every fault.
  public init(
    balancing shares: TradeShares, valueAdded: [Double], transfers: [Double]
  ) throws(EquilibriumError) {
    precondition(shares.technology.isCobbDouglas, "Only Cobb-Douglas economies are balanced.")
    var collector = FaultCollector(sectors: shares.sectorCount, states: shares.stateCount)
    collector.checkValueAdded(valueAdded)
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    let start: Baseline
    do throws(BaselineError) {
      start = try Baseline(
        shares: shares, worldValueAdded: valueAdded.reduce(0, +), transfers: transfers)
    } catch {
      throw EquilibriumError(error)
    }
    // So much more labour than the shares imply, all of it as productive as before.
    var change = Counterfactual(start)
    for sector in 0..<start.sectorCount {
      for state in 0..<start.stateCount {
        change.productivity[sector, state] =
          start.shares.valueAdded[sector, state]
          * logarithm(valueAdded[state] / start.valueAdded[state])
      }
    }
    self = try start.settled(change)
  }

  private func settled(_ change: Counterfactual) throws(EquilibriumError) -> Baseline {
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let equilibrium = try solver.solve(self, change)
    var flows = FlowTable(sectors: sectorCount, states: stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    return try Baseline(after: change, of: self, equilibrium, flows: flows)
  }

  /// Takes out of transfers what rounding left of their sum.
  private static func summingToZero(_ transfers: [Double]) -> [Double] {
    let scale = transfers.reduce(0) { $0 + abs($1) }
    let sum = transfers.reduce(0, +)
    guard scale > 0 else { return transfers }
    return transfers.map { $0 - sum * abs($0) / scale }
  }
}

extension EquilibriumError {
  /// Why what an equilibrium leaves is no start.
  init(_ error: BaselineError) {
    switch error {
    case .violations(let faults): self = .violations(faults)
    case .notConverged(let sweeps, let residual, let state):
      self = .notConverged(sweeps: sweeps, residual: residual, state: state, sector: 0)
    }
  }
}

extension Equilibrium {
  /// The share of each sector in each state's final spending.
  func finalShares(_ baseline: Baseline) -> SectorTable {
    var shares = baseline.shares.finalSpending
    for state in 0..<baseline.stateCount {
      let elasticity = baseline.shares.technology.finalElasticities[state]
      guard elasticity != 1 else { continue }
      var sum = 0.0
      for sector in 0..<baseline.sectorCount {
        shares[sector, state] *= power(prices[sector, state], 1 - elasticity)
        sum += shares[sector, state]
      }
      for sector in 0..<baseline.sectorCount { shares[sector, state] /= sum }
    }
    return shares
  }

  /// The price of each state's final spending over that at the start.
  public func basketPrices(_ baseline: Baseline) -> [Double] {
    (0..<baseline.stateCount).map { state in
      finalSpending(baseline, state) / (realIncome[state] * baseline.finalSpending(state))
    }
  }

  /// What a state spends in the end: what it earns, levies and borrows.
  func finalSpending(_ baseline: Baseline, _ state: Int) -> Double {
    valueAdded(baseline)[state] + tariffRevenue[state] + transfers[state]
  }
}
