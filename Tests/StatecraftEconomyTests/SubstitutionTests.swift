import Foundation
import StatecraftEconomy
import Testing

/// Elasticities of substitution: closed forms, and the limits of Cobb-Douglas and Leontief.
struct SubstitutionTests {
  /// A closed economy of three sectors made of labour and of each other's goods.
  private func closed(
    final: [Double], labour: [Double], recipes: [[Double]], input: [Double], demand: Double
  ) throws -> Baseline {
    let sectors = final.count
    return try Baseline(
      shares: TradeShares(
        sourcing: FlowTable(sectors: sectors, states: 1, repeating: 1),
        finalSpending: SectorTable(final, sectors: sectors, states: 1),
        valueAdded: SectorTable(labour, sectors: sectors, states: 1),
        recipes: RecipeTable(sectors: sectors, states: 1) { sector, input, _ in
          recipes[sector][input]
        },
        elasticities: Array(repeating: 4, count: sectors),
        tariffs: FlowTable(sectors: sectors, states: 1, repeating: 0),
        technology: Technology(
          inputElasticities: input, finalElasticities: [demand],
          rentShares: SectorTable(sectors: sectors, states: 1, repeating: 0))),
      valueAdded: [1], transfers: [0])
  }

  @Test(arguments: [0, 0.3, 0.999_999_9, 1, 2.5])
  func `A better input raises income by the CES function`(elasticity: Double) throws {
    // All final goods are made of labour (70 %) and of a good that labour alone makes.
    let baseline = try closed(
      final: [0, 1], labour: [1, 0.7], recipes: [[0, 0], [0.3, 0]], input: [1, elasticity],
      demand: 1)
    for gain in [-1.2, -0.1, 0.4] {
      var change = Counterfactual(baseline)
      change.productivity[0, 0] = gain
      let found = try EquilibriumSolver().solve(baseline, change)
      let d = 1 - elasticity
      let cost = abs(d) < 1e-12 ? exp(-0.3 * gain) : pow(0.7 + 0.3 * exp(-gain * d), 1 / d)
      #expect(abs(found.realIncome[0] * cost - 1) < 1e-8)
      #expect(abs(found.wages[0] - 1) < 1e-12)
    }
  }

  @Test(arguments: [0, 0.5, 3])
  func `A dearer good lowers income by the elasticity of demand`(elasticity: Double) throws {
    let baseline = try closed(
      final: [0.25, 0.75], labour: [1, 1], recipes: [[0, 0], [0, 0]], input: [1, 1],
      demand: elasticity)
    var change = Counterfactual(baseline)
    change.productivity[0, 0] = -0.8
    let found = try EquilibriumSolver().solve(baseline, change)
    let d = 1 - elasticity
    let basket = pow(0.25 * exp(0.8 * d) + 0.75, 1 / d)
    #expect(abs(found.realIncome[0] * basket - 1) < 1e-10)
    let share = 0.25 * pow(exp(0.8) / basket, d)
    #expect(abs(found.output[0, 0] - share) < 1e-10)
  }

  @Test(arguments: [0.2, 0.6, 1.8])
  func `What is made of itself multiplies its own progress`(elasticity: Double) throws {
    // p^d = v w^d + g p^d after progress a: p^d (e^(a d) − g) = v.
    let baseline = try closed(
      final: [1], labour: [0.4], recipes: [[0.6]], input: [elasticity], demand: 1)
    var change = Counterfactual(baseline)
    change.productivity[0, 0] = 0.15
    let found = try EquilibriumSolver().solve(baseline, change)
    let d = 1 - elasticity
    let price = pow(0.4 / (exp(0.15 * d) - 0.6), 1 / d)
    #expect(abs(found.realIncome[0] * price - 1) < 1e-10)
  }

  @Test(arguments: 1...4)
  func `Elasticities of one give the Cobb-Douglas economy`(seed: Int) throws {
    let economy = RandomEconomy(states: 5, sectors: 3, seed: seed)
    let plain = try economy.baseline()
    let change = Counterfactual.random(plain, seed: seed)
    let expected = try EquilibriumSolver(tolerance: 1e-12).solve(plain, change)
    func gap(_ elasticity: Double, capacity: Double = .infinity) throws -> Double {
      var other = economy
      other.shares.technology.inputElasticities = [elasticity, elasticity, elasticity]
      other.shares.technology.finalElasticities = Array(repeating: elasticity, count: 5)
      other.shares.technology.installedCapacity[0, 0] = capacity
      let found = try EquilibriumSolver().solve(try other.baseline(), change)
      return largestGap(found, expected)
    }
    // Capacity that nobody needs sends the economy to the other method.
    #expect(try gap(1, capacity: 1e3) < 1e-9)
    for step in [1e-13, 1e-11] {
      #expect(try gap(1 + step) < 1e-9)
      #expect(try gap(1 - step) < 1e-9)
    }
    let near = try gap(1 - 1e-7)
    let far = try gap(1 - 1e-5)
    #expect(near < 1e-6)
    #expect(abs(far / near - 100) < 1)
  }

  @Test(arguments: 1...3)
  func `Ever lower elasticities tend to fixed proportions`(seed: Int) throws {
    var economy = RandomEconomy(states: 4, sectors: 3, seed: seed)
    let change = Counterfactual.random(try economy.baseline(), seed: seed)
    func solve(_ elasticity: Double) throws -> Equilibrium {
      economy.shares.technology.inputElasticities = [elasticity, elasticity, elasticity]
      economy.shares.technology.finalElasticities = Array(repeating: elasticity, count: 4)
      return try EquilibriumSolver().solve(try economy.baseline(), change)
    }
    let leontief = try solve(0)
    let gaps = try [1e-2, 1e-4, 1e-6].map { largestGap(try solve($0), leontief) }
    #expect(gaps[0] > 0 && gaps[0] < 1e-1)
    #expect(abs(gaps[0] / gaps[1] - 100) < 5)
    #expect(abs(gaps[1] / gaps[2] - 100) < 5)
  }

  @Test func `Fixed proportions keep quantities in proportion`() throws {
    let economy = RandomEconomy(states: 3, sectors: 3, seed: 5).flexible(
      seed: 5, bounded: 0, elasticities: 0...0)
    let baseline = try economy.baseline()
    let change = Counterfactual.random(baseline, seed: 5)
    let found = try EquilibriumSolver().solve(baseline, change)
    let recipes = found.recipes(baseline)
    for state in 0..<3 {
      for sector in 0..<3 where baseline.output[sector, state] > 0 {
        let quantity =
          found.output[sector, state]
          / (baseline.output[sector, state] * found.producerPrices[sector, state])
        for input in 0..<3 {
          let bought =
            recipes[sector: sector, input: input, state: state] * found.output[sector, state]
            / found.prices[input, state]
          let before =
            baseline.shares.recipes[sector: sector, input: input, state: state]
            * baseline.output[sector, state]
          let perUnit = bought / quantity * exp(change.productivity[sector, state])
          #expect(abs(perUnit - before) < 1e-9 * before)
        }
      }
    }
  }

  @Test func `The harder inputs are to replace, the more a lost supplier costs`() throws {
    var economy = RandomEconomy(states: 5, sectors: 3, seed: 3, gaps: false)
    var last = 0.0
    for elasticity in [4, 1, 0.5, 0.1, 0] {
      economy.shares.technology.inputElasticities = [elasticity, elasticity, elasticity]
      economy.shares.technology.finalElasticities = Array(repeating: elasticity, count: 5)
      let baseline = try economy.baseline()
      let losses = try StressTest(cutting: [1], in: [1], leak: 0.05)
        .run(baseline, solver: EquilibriumSolver())
      #expect(losses.exact[0] > last)
      last = losses.exact[0]
    }
  }
}
