import StatecraftEconomy
import Testing

struct SupplyCalibrationTests {
  /// Forgets who buys from whom, and keeps what a calibration is given.
  private func calibration(_ economy: RandomEconomy, _ baseline: Baseline) -> SupplyCalibration {
    SupplyCalibration(
      valueAdded: baseline.valueAdded,
      supplyShares: SectorTable(sectors: economy.sectors, states: economy.states) {
        sector, state in
        let world = (0..<economy.states).reduce(0) { $0 + baseline.output[sector, $1] }
        return baseline.output[sector, state] / world
      },
      residualSector: economy.sectors - 1, finalSpending: economy.shares.finalSpending,
      valueAddedShares: economy.shares.valueAdded, recipes: economy.shares.recipes,
      frictions: economy.frictions, elasticities: economy.shares.elasticities,
      tariffs: economy.shares.tariffs, transfers: economy.transfers)
  }

  @Test(arguments: 1...10)
  func `Inversion finds the world that made the supply shares`(seed: Int) throws {
    let economy = RandomEconomy(
      states: 2 + seed, sectors: 1 + seed % 5, seed: seed, tariffs: seed % 2 == 0)
    let baseline = try economy.baseline()
    let input = calibration(economy, baseline)
    let result = try input.solve()
    #expect(
      largestGap(result.baseline.shares.sourcing.values, baseline.shares.sourcing.values) < 1e-8)
    for state in 0..<economy.states {
      let gap = result.baseline.valueAdded[state] / baseline.valueAdded[state] - 1
      #expect(abs(gap) < 1e-9)
    }
    for sector in 0..<economy.sectors {
      let output = (0..<economy.states).map { result.baseline.output[sector, $0] }
      let world = output.reduce(0, +)
      for state in 0..<economy.states {
        let share = input.supplyShares[sector, state]
        #expect(abs(output[state] / world - share) <= 1e-9 * share)
      }
    }
    // Weights are known up to a factor for each sector.
    for sector in 0..<economy.sectors {
      let total = (0..<economy.states).reduce(0) { $0 + economy.weights[sector, $1] }
      for state in 0..<economy.states {
        #expect(
          abs(result.weights[sector, state] - economy.weights[sector, state] / total) < 1e-8)
      }
    }
  }

  @Test func `The inverted baseline is a fixed point of the equilibrium`() throws {
    let economy = RandomEconomy(states: 9, sectors: 4, seed: 21)
    let result = try calibration(economy, economy.baseline()).solve()
    let equilibrium = try EquilibriumSolver().solve(
      result.baseline, Counterfactual(result.baseline))
    #expect(equilibrium.sweeps == 1)
    #expect(equilibrium.residual < 1e-12)
  }

  @Test func `States that supply too much for their value added are all named`() throws {
    let economy = RandomEconomy(states: 5, sectors: 3, seed: 6, gaps: false)
    let baseline = try economy.baseline()
    var input = calibration(economy, baseline)
    // The smallest two supply what the largest did.
    let bySize = (0..<5).sorted { baseline.valueAdded[$0] < baseline.valueAdded[$1] }
    for sector in 0..<2 {
      for state in 0..<5 {
        input.supplyShares[sector, state] = bySize.prefix(2).contains(state) ? 0.5 : 0
      }
    }
    let error = #expect(throws: CalibrationError.self) {
      try input.solve()
    }
    guard case .overfull(let states)? = error else {
      Issue.record("Two small states cannot supply the world. \(String(describing: error))")
      return
    }
    #expect(states.map(\.state) == bySize.prefix(2).sorted())
    for overfull in states {
      #expect(overfull.valueAdded == baseline.valueAdded[overfull.state])
      #expect(overfull.needed > overfull.valueAdded)
    }
  }

  @Test func `A sector that nobody buys is named`() throws {
    let economy = RandomEconomy(states: 4, sectors: 3, seed: 8, inputs: false, gaps: false)
    var input = calibration(economy, try economy.baseline())
    for state in 0..<4 {
      input.finalSpending[2, state] += input.finalSpending[1, state]
      input.finalSpending[1, state] = 0
    }
    #expect(throws: CalibrationError.noOutput(sectors: [1])) { try input.solve() }
  }

  @Test func `All faults of the inputs are reported at once`() throws {
    let economy = RandomEconomy(states: 3, sectors: 2, seed: 1, gaps: false)
    var input = calibration(economy, try economy.baseline())
    input.valueAdded[1] = -1
    input.supplyShares[0, 2] += 0.5
    input.frictions[1, 0, 2] = 0
    input.tariffs[0, 1, 1] = 0.1
    input.elasticities[1] = .nan
    let error = #expect(throws: CalibrationError.self) {
      try input.solve()
    }
    guard case .violations(let faults)? = error else {
      Issue.record("The inputs are faulty. \(String(describing: error))")
      return
    }
    #expect(
      faults.map(\.quantity) == [.valueAdded, .supplyShare, .elasticity, .friction, .tariff])
    #expect(faults[0].state == 1 && faults[0].value == -1)
    #expect(abs(faults[1].value - 1.5) < 1e-9 && faults[1].sector == 0)
    #expect(faults[2].requirement == .finite)
    #expect(faults[3].sector == 1 && faults[3].state == 0 && faults[3].partner == 2)
  }

  @Test func `Distant and extreme frictions still calibrate`() throws {
    var economy = RandomEconomy(states: 8, sectors: 3, seed: 5, tariffs: false)
    for sector in 0..<3 {
      for market in 0..<8 {
        for supplier in 0..<8 where market != supplier {
          economy.frictions[sector, market, supplier] *= (market + supplier) % 3 == 0 ? 1e-9 : 1e-2
        }
      }
    }
    // Shares of a world with these frictions, so that an answer exists.
    for sector in 0..<3 {
      for market in 0..<8 {
        let total = (0..<8).reduce(0) {
          $0 + economy.weights[sector, $1] * economy.frictions[sector, market, $1]
        }
        for supplier in 0..<8 {
          economy.shares.sourcing[sector, market, supplier] =
            economy.weights[sector, supplier] * economy.frictions[sector, market, supplier] / total
        }
      }
    }
    economy.transfers = [Double](repeating: 0, count: 8)
    let baseline = try economy.baseline()
    let result = try calibration(economy, baseline).solve()
    #expect(largestGap(result.baseline.output.values, baseline.output.values) < 1e-9)
  }
}

struct MoneyTests {
  /// Calibrates a random world in another unit of money.
  private func solve(_ seed: Int, scale: Double) throws -> SupplyCalibration.Result {
    let economy = RandomEconomy(
      states: 3 + seed * 2, sectors: 2 + seed % 5, seed: seed, tariffs: seed % 2 == 0)
    let baseline = try economy.baseline()
    return try SupplyCalibration(
      valueAdded: baseline.valueAdded.map { scale * $0 },
      supplyShares: SectorTable(sectors: economy.sectors, states: economy.states) {
        sector, state in
        let world = (0..<economy.states).reduce(0) { $0 + baseline.output[sector, $1] }
        return baseline.output[sector, state] / world
      },
      residualSector: economy.sectors - 1, finalSpending: economy.shares.finalSpending,
      valueAddedShares: economy.shares.valueAdded, recipes: economy.shares.recipes,
      frictions: economy.frictions, elasticities: economy.shares.elasticities,
      tariffs: economy.shares.tariffs, transfers: economy.transfers.map { scale * $0 }
    ).solve()
  }

  @Test(arguments: [1e-6, 1e-3, 1, 7, 1e3, 1e5, 1e6, 1e9])
  func `The unit of money changes nothing that a calibration finds`(scale: Double) throws {
    for seed in 1...6 {
      let (one, other) = (try solve(seed, scale: 1), try solve(seed, scale: scale))
      #expect(
        largestGap(
          one.baseline.shares.sourcing.values, other.baseline.shares.sourcing.values) < 1e-10)
      #expect(
        largestGap(
          one.baseline.output.values.map { scale * $0 }, other.baseline.output.values) < 1e-10)
    }
  }

  @Test func `In a unit that is a power of two not a digit changes`() throws {
    for seed in 1...3 {
      #expect(try solve(seed, scale: 1).weights == solve(seed, scale: 0x1p20).weights)
    }
  }
}
