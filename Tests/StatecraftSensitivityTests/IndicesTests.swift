import StatecraftScenario
import StatecraftSensitivity
import Testing

@Suite struct `Sobol' indices` {
  private func expect(
    _ indices: SobolIndices?, first: [Double], total: [Double], within tolerance: Double
  ) throws {
    let indices = try #require(indices)
    for (factor, truth) in zip(indices.factors, zip(first, total)) {
      let (own, all) = (try #require(factor.first), try #require(factor.total))
      #expect(own.covers(truth.0), "first \(own), truth \(truth.0)")
      #expect(all.covers(truth.1), "total \(all), truth \(truth.1)")
      #expect(abs(own.value - truth.0) < tolerance && abs(all.value - truth.1) < tolerance)
    }
  }

  @Test
  func `Ishigami's are found within their intervals`() async throws {
    let found = try await KnownModel.ishigami().analyse(
      KnownModel.ishigami().study(.saltelli(base: 256)))
    try expect(
      found.indices, first: KnownModel.Ishigami.first, total: KnownModel.Ishigami.total,
      within: 0.1)
    #expect(found.luck?.share == nil, "a single run says nothing of luck")
  }

  @Test
  func `The g-function's are found within their intervals`() async throws {
    let found = try await KnownModel.g.analyse(KnownModel.g.study(.saltelli(base: 256)))
    try expect(
      found.indices, first: KnownModel.G.first, total: KnownModel.G.total, within: 0.1)
  }

  /// Noise of variance 25 on a function of variance 13.8: without correction the total index of x3
  /// would be near 0.6 at two runs a point, and its first-order sum near 0.4.
  @Test(arguments: [Study.Luck.independent, .shared])
  func `Luck is taken out of them, and its share is found`(luck: Study.Luck) async throws {
    let noisy = KnownModel.ishigami(noise: 5)
    let found = try await noisy.analyse(
      noisy.study(.saltelli(base: 256), runs: 2, seed: 3, luck: luck))
    try expect(
      found.indices, first: KnownModel.Ishigami.first, total: KnownModel.Ishigami.total,
      within: 0.35)
    let share = try #require(found.luck?.share)
    if luck == .independent {
      let truth = 25 / (25 + KnownModel.Ishigami.variance)
      #expect(share.covers(truth), "\(share), truth \(truth)")
      #expect(abs(share.value - truth) < 0.05)
    } else {
      // Two games' luck is all there is: no interval can be had of resampled points.
      #expect(share.interval == nil)
    }
  }

  @Test
  func `Luck that works through a factor isn't counted as the factor's`() async throws {
    let model = KnownModel(factors: KnownModel.factors(["a", "b"], -1...1)) { x, luck in
      x[0] + 2 * luck * x[1]
    }
    let found = try await model.analyse(model.study(.saltelli(base: 256), runs: 4, seed: 5))
    let indices = try #require(found.indices)
    #expect(try #require(indices.factors[0].first).covers(1))
    #expect(try #require(indices.factors[1].total).covers(0))
    #expect(abs(try #require(indices.factors[1].total).value) < 0.2)
  }

  @Test
  func `The spread's are found where luck hangs on one factor alone`() async throws {
    let model = KnownModel(factors: KnownModel.factors(["a", "b"], 0...1)) { x, luck in
      x[0] + (0.5 + x[1]) * luck
    }
    let found = try await model.analyse(model.study(.saltelli(base: 256), runs: 16, seed: 2))
    let (mean, spread) = (try #require(found.indices), try #require(found.indicesOfSpread))
    #expect(try #require(mean.factors[0].first).covers(1))
    #expect(try #require(mean.factors[1].total).covers(0))
    #expect(try #require(spread.factors[0].total).covers(0))
    #expect(try #require(spread.factors[1].first).covers(1))
  }

  @Test func `Three runs a point are too few for the spread's`() async throws {
    let noisy = KnownModel.ishigami(noise: 1)
    let found = try await noisy.analyse(noisy.study(.saltelli(base: 8), runs: 3))
    #expect(found.indices != nil && found.indicesOfSpread == nil)
  }

  @Test func `Where nothing varies there are none`() async throws {
    let still = KnownModel(factors: KnownModel.factors(["a"], 0...1)) { _, _ in 4 }
    let found = try await still.analyse(still.study(.saltelli(base: 16), runs: 4))
    #expect(found.indices?.factors[0].total == nil)
    #expect((found.lowest, found.highest) == (4, 4))
  }

  @Test
  func `Only luck gives none, and a share of luck near one`() async throws {
    let luck = KnownModel(factors: KnownModel.factors(["a", "b"], 0...1)) { $1 }
    let found = try await luck.analyse(luck.study(.saltelli(base: 128), runs: 4, seed: 9))
    #expect(found.indices?.factors.allSatisfy { $0.first == nil && $0.total == nil } == true)
    #expect(try #require(found.luck?.share).value > 0.95)
  }
}
