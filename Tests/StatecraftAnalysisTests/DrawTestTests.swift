import GSL
import StatecraftCore
import StatecraftReplay
import Testing

@testable import StatecraftAnalysis

struct DrawTestTests {
  /// Reference values by Durbin's formula in rational numbers; the first is 2 × 0.6 − 1.
  @Test(arguments: [
    (1, 0.6, 0.2), (10, 0.274, 0.628_479_615_456_504_3), (20, 0.2, 0.647_279_826_376_584),
    (100, 0.1, 0.747_307_242_993_609_8), (140, 0.05, 0.142_351_970_234_388_97),
  ])
  func `Kolmogorov's distribution is exact up to 140 values`(
    _ count: Int, _ distance: Double, _ expected: Double
  ) {
    let probability = KolmogorovSmirnov.probability(count: count, distance: distance)
    #expect(abs(probability - expected) < 1e-10)
  }

  @Test(arguments: [
    (150, 0.15, 0.997_932_713_702_750_5), (201, 0.05, 0.322_664_585_087_345),
    (500, 0.06, 0.947_565_404_228_491_6), (1000, 0.03, 0.677_309_753_586_700_1),
  ])
  func `Beyond it's right to four digits`(
    _ count: Int, _ distance: Double, _ expected: Double
  ) {
    let probability = KolmogorovSmirnov.probability(count: count, distance: distance)
    #expect(abs(probability - expected) < 1e-4)
  }

  @Test func `The distance is the largest step on either side`() {
    #expect(KolmogorovSmirnov([0.5]).distance == 0.5)
    #expect(abs(KolmogorovSmirnov([0.9, 0.2, 0.3]).distance - (2 / 3 - 0.3)) < 1e-15)
    #expect(abs(KolmogorovSmirnov([0.7, 0.9, 0.8]).distance - 0.7) < 1e-15)
  }

  private static let distributions: [StatecraftCore.Distribution] = [
    .uniform(lower: -2, upper: 5), .normal(mean: 3, standardDeviation: 0.5),
    .exponential(mean: 0.15), .gamma(shape: 2.5, scale: 3), .beta(alpha: 2, beta: 0.7),
    .lognormal(zeta: 0.3, sigma: 0.4), .bernoulli(probability: 0.3), .poisson(mean: 4.2),
    .gumbel(location: 1, scale: 2),
  ]

  /// Draws by GSL itself, from a key of its own.
  private func draws(
    _ distribution: StatecraftCore.Distribution, count: Int, key: UInt64 = 1
  ) throws -> [Double] {
    let stream = RandomStream(key: (key, 0))
    return try (0..<count).map { _ in
      switch distribution {
      case .uniform(let lower, let upper): try stream.uniform(in: lower..<upper)
      case .normal(let mean, let deviation):
        try stream.normal(mean: mean, standardDeviation: deviation)
      case .exponential(let mean): try stream.exponential(mean: mean)
      case .gamma(let shape, let scale): try stream.gamma(shape: shape, scale: scale)
      case .beta(let alpha, let beta): try stream.beta(alpha: alpha, beta: beta)
      case .lognormal(let zeta, let sigma): try stream.lognormal(zeta: zeta, sigma: sigma)
      case .bernoulli(let probability): try stream.bernoulli(probability: probability) ? 1 : 0
      case .poisson(let mean): Double(try stream.poisson(mean: mean))
      case .gumbel(let location, let scale): try stream.gumbel(location: location, scale: scale)
      }
    }
  }

  private func finding(
    _ values: [Double], said distribution: (Int) -> StatecraftCore.Distribution
  ) throws -> DrawFinding {
    var purpose = PurposeDraws(purpose: "test", family: distribution(0).name)
    for (index, value) in values.enumerated() {
      let draw = Draw(
        purpose: "test", actor: "", item: .nothing, distribution: distribution(index), value: value)
      try purpose.add(draw, isRepeated: false)
    }
    let test = try purpose.test()
    return purpose.finding(test, adjustedP: test?.pValue)
  }

  @Test(arguments: distributions)
  func `Honest draws have the mean, spread and shape of their distribution`(
    _ distribution: StatecraftCore.Distribution
  ) throws {
    let finding = try finding(try draws(distribution, count: 2000)) { _ in distribution }
    #expect(abs(finding.expectedMean - distribution.mean) < 1e-9)
    let error = finding.expectedDeviation / 2000.0.squareRoot()
    #expect(abs(finding.mean - finding.expectedMean) < 4 * error)
    #expect(abs(finding.deviation / finding.expectedDeviation - 1) < 0.12)
    #expect(!finding.isLoaded(level: 0.001))
  }

  @Test(arguments: distributions)
  func `Draws of another distribution are found out`(
    _ distribution: StatecraftCore.Distribution
  ) throws {
    let said: StatecraftCore.Distribution =
      switch distribution {
      case .uniform: .uniform(lower: -2, upper: 5.6)
      case .normal: .normal(mean: 3.05, standardDeviation: 0.5)
      case .exponential: .exponential(mean: 0.17)
      case .gamma: .gamma(shape: 2.8, scale: 3)
      case .beta: .beta(alpha: 2.5, beta: 0.7)
      case .lognormal: .lognormal(zeta: 0.3, sigma: 0.5)
      case .bernoulli: .bernoulli(probability: 0.35)
      case .poisson: .poisson(mean: 4.6)
      case .gumbel: .gumbel(location: 1, scale: 2.3)
      }
    let finding = try finding(try draws(distribution, count: 2000)) { _ in said }
    #expect(finding.isLoaded(level: 0.001), "\(finding)")
  }

  @Test func `A p value below 5 % comes in 5 % of honest tests`() throws {
    // Continuous and discrete, with parameters that change from draw to draw.
    var low = (continuous: 0, discrete: 0)
    let tests = 2000
    let stream = RandomStream(key: (77, 0))
    for _ in 0..<tests {
      let deviations = (0..<30).map { 1 + Double($0 % 3) }
      let normals = try deviations.map { try stream.normal(mean: 0, standardDeviation: $0) }
      let normal = try finding(normals) { .normal(mean: 0, standardDeviation: deviations[$0]) }
      if normal.test!.pValue < 0.05 { low.continuous += 1 }
      let means = (0..<60).map { 2 + Double($0 % 2) }
      let counts = try means.map { Double(try stream.poisson(mean: $0)) }
      let poisson = try finding(counts) { .poisson(mean: means[$0]) }
      if poisson.test!.pValue < 0.05 { low.discrete += 1 }
    }
    // Four standard errors of a share of 5 % in 2,000.
    #expect((61...139).contains(low.continuous), "\(low)")
    #expect((61...139).contains(low.discrete), "\(low)")
  }

  @Test func `Of rare events the number is tested exactly`() throws {
    // 60 chances of 1 in 100: four events or more come with probability 0.0033 (binomial).
    let four = try finding([1, 1, 1, 1] + Array(repeating: 0, count: 56)) { _ in
      .bernoulli(probability: 0.01)
    }
    #expect(four.test?.kind == .exactCount(4))
    let tail = 1 - (try CumulativeProbability.binomial(3, trials: 60, probability: 0.01))
    #expect(abs(four.test!.pValue - 2 * tail) < 1e-12)
    // With a probability of its own for each draw: 0.5, 0.2 and 0.1 give three at once in 1 %.
    let three = try finding([1, 1, 1]) { .bernoulli(probability: [0.5, 0.2, 0.1][$0]) }
    #expect(abs(three.test!.pValue - 0.02) < 1e-12)
    let none = try finding([0, 0]) { _ in .poisson(mean: 0.5) }
    #expect(none.test?.kind == .exactCount(0))
    #expect(abs(none.test!.pValue - 2 * Math.exp(-1)) < 1e-9)
  }

  @Test func `What can't be drawn is impossible, and what is certain isn't tested`() throws {
    #expect(try finding([0.5, 1.5]) { _ in .unit }.impossible == 1)
    #expect(try finding([1]) { _ in .unit }.impossible == 1)
    #expect(try finding([-0.1]) { _ in .exponential(mean: 1) }.impossible == 1)
    #expect(try finding([0.5]) { _ in .bernoulli(probability: 0.5) }.impossible == 1)
    #expect(try finding([.nan]) { _ in .normal(mean: 0, standardDeviation: 1) }.impossible == 1)
    let certain = try finding([0, 0]) { _ in .bernoulli(probability: 0) }
    #expect(certain.impossible == 0 && certain.test == nil && !certain.isLoaded(level: 0.05))
    #expect(try finding([1]) { _ in .bernoulli(probability: 0) }.isLoaded(level: 0.001))
  }
}
