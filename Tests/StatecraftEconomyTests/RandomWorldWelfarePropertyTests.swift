import Foundation
import StatecraftEconomy
import Testing

/// What theory says of gains and losses, asked of many odd worlds.
struct RandomWorldWelfarePropertyTests {
  @Test(arguments: RandomWorld.worlds(80, seed: 5, distorted: false, selfReliant: true))
  func `Without distortions nobody gains by living alone`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    let trade = world.shock(baseline)
    let solver = EquilibriumSolver()
    let open = try solver.solve(baseline, trade)
    let alone = try solver.solve(baseline, world.closed(trade))
    for state in 0..<world.states {
      #expect(alone.realIncome[state] <= open.realIncome[state] * (1 + 1e-9))
    }
  }

  /// With one sector and no inputs this is λ^(1/θ).
  @Test(arguments: RandomWorld.worlds(80, seed: 6, selfReliant: true))
  func `In autarky a state is left with what its home shares say`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    var closed = world.closed(Counterfactual(baseline))
    closed.transfers = [Double](repeating: 0, count: world.states)
    let autarky = try EquilibriumSolver().solve(baseline, closed)
    for state in 0..<world.states {
      let left =
        exp(-logCostOfAutarky(baseline, state)) * baseline.valueAdded[state]
        / baseline.finalSpending(state)
      #expect(abs(autarky.realIncome[state] / left - 1) < 1e-9)
    }
  }

  /// How dear a state's basket becomes alone: Σ α (1 − G)⁻¹ (−ln λ / θ), with λ the home shares
  /// (Costinot and Rodríguez-Clare 2014).
  private func logCostOfAutarky(_ baseline: Baseline, _ state: Int) -> Double {
    let shares = baseline.shares
    let dearer = (0..<baseline.sectorCount).map {
      -log(shares.sourcing[$0, state, state]) / shares.elasticities[$0]
    }
    // Prices follow from those of inputs, round by round.
    var prices = dearer
    var moved = Double.infinity
    while moved > 1e-13 {
      let next = dearer.indices.map { sector in
        prices.indices.reduce(dearer[sector]) {
          $0 + shares.recipes[sector: sector, input: $1, state: state] * prices[$1]
        }
      }
      moved = largestGap(next, prices)
      prices = next
    }
    return prices.indices.reduce(0) { $0 + shares.finalSpending[$1, state] * prices[$1] }
  }

  /// The envelope theorem: own advances by their Domar weights, the terms of trade by exports,
  /// barriers by the imports they lie on. All else is of second order.
  @Test(arguments: RandomWorld.worlds(40, seed: 7, distorted: false))
  func `What a state gains tends to its first-order estimate`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    let solver = EquilibriumSolver(tolerance: 1e-12)
    var errors: [[Double]] = []
    for size in [1e-2, 1e-3] {
      let (change, barriers) = world.small(baseline, size: size)
      let equilibrium = try solver.solve(baseline, change)
      errors.append(
        (0..<world.states).map { state in
          var estimate = 0.0
          for sector in 0..<world.sectors {
            estimate += baseline.output[sector, state] * change.productivity[sector, state]
            for other in 0..<world.states where other != state {
              estimate +=
                baseline.flow(sector: sector, market: other, supplier: state)
                * log(equilibrium.termsOfTrade[state])
              estimate -=
                baseline.flow(sector: sector, market: state, supplier: other)
                * barriers[sector, state, other]
            }
          }
          return abs(log(equilibrium.realIncome[state]) - estimate / baseline.valueAdded[state])
        })
    }
    for state in 0..<world.states {
      #expect(errors[1][state] < 0.02 * errors[0][state] + 1e-10)
    }
  }

  /// What prices shift from state to state cancels over the world, so a cut costs the world what
  /// importers lose at first glance (Hulten 1978).
  @Test(arguments: RandomWorld.worlds(40, seed: 8, distorted: false))
  func `What the world loses by a small cut tends to the loss at first glance`(
    world: RandomWorld
  ) throws {
    let baseline = try world.baseline()
    let solver = EquilibriumSolver(tolerance: 1e-12)
    var errors: [Double] = []
    for cut in [1e-2, 1e-3] {
      let test = StressTest(
        cutting: [0], in: Array(0..<world.sectors), leak: 1 - cut,
        rentShares: [Double](repeating: 0, count: world.sectors))
      let losses = try test.run(baseline, solver: solver)
      func total(_ losses: [Double]) -> Double {
        losses.indices.reduce(0) { $0 + losses[$1] * baseline.valueAdded[$1] }
      }
      errors.append(abs(total(losses.exact) / total(losses.firstOrder) - 1))
    }
    #expect(errors[0] < 0.3)
    #expect(errors[1] < 0.12 * errors[0])
  }

  @Test(arguments: RandomWorld.worlds(64, seed: 9))
  func `A ban is the limit of barriers`(world: RandomWorld) throws {
    let baseline = try world.baseline()
    let solver = EquilibriumSolver(tolerance: 1e-11)
    // Who loses most of its trade by a ban lives by what leaks: there the limit is far away.
    guard let link = world.minorLink(baseline) else { return }
    func equilibrium(leak: Double) throws -> Equilibrium {
      var change = Counterfactual(baseline)
      change.sourcing[link.sector, link.market, link.supplier] = leak
      return try solver.solve(baseline, change)
    }
    let ban = try equilibrium(leak: 0)
    var last = Double.infinity
    for leak in [1e-2, 1e-4, 1e-6, 1e-10] {
      let gap = largestGap(try equilibrium(leak: leak).realIncome, ban.realIncome)
      #expect(gap <= last + 1e-9)
      last = gap
    }
    #expect(last < 1e-8)
  }
}

extension RandomWorld {
  /// The same change with all trade between states cut off.
  fileprivate func closed(_ change: Counterfactual) -> Counterfactual {
    var closed = change
    for market in 0..<states {
      for supplier in 0..<states where supplier != market {
        for sector in 0..<sectors { closed.sourcing[sector, market, supplier] = 0 }
      }
    }
    return closed
  }

  /// Barriers and advances up to a size, and the logs of the barriers as costs.
  fileprivate func small(_ baseline: Baseline, size: Double) -> (Counterfactual, FlowTable) {
    var random = RandomNumbers(seed: seed)
    var change = Counterfactual(baseline)
    change.productivity = SectorTable(sectors: sectors, states: states) { _, _ in
      size * random.uniform(-1...1)
    }
    let barriers = FlowTable(sectors: sectors, states: states) { _, market, supplier in
      market == supplier ? 0 : size * random.uniform(0...1)
    }
    change.sourcing = FlowTable(sectors: sectors, states: states) {
      exp(-baseline.shares.elasticities[$0] * barriers[$0, $1, $2])
    }
    return (change, barriers)
  }

  /// The largest link between states that is less than half of the market's imports, of the
  /// supplier's exports and of the market's purchases of the sector.
  fileprivate func minorLink(_ baseline: Baseline) -> (sector: Int, market: Int, supplier: Int)? {
    var imports = [Double](repeating: 0, count: states)
    var exports = imports
    var links: [(flow: Double, sector: Int, market: Int, supplier: Int)] = []
    for sector in 0..<sectors {
      for market in 0..<states {
        for supplier in 0..<states where supplier != market {
          let flow = baseline.flow(sector: sector, market: market, supplier: supplier)
          imports[market] += flow
          exports[supplier] += flow
          if flow > 0 { links.append((flow, sector, market, supplier)) }
        }
      }
    }
    let minor = links.filter {
      $0.flow < 0.5 * min(imports[$0.market], exports[$0.supplier])
        && baseline.shares.sourcing[$0.sector, $0.market, $0.supplier] < 0.5
    }
    return minor.max { $0.flow < $1.flow }.map { ($0.sector, $0.market, $0.supplier) }
  }
}
