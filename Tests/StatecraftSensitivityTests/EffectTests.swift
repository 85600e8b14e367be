import StatecraftScenario
import StatecraftSensitivity
import Testing

@Suite struct `Effects` {
  private let bilinear = KnownModel(factors: KnownModel.factors(["a", "b", "c"], 0...1)) { x, _ in
    2 * x[0] - 3 * x[1] + x[0] * x[2]
  }

  /// By hand: a's effect is 2 + c with c on {0, 1/3, 2/3, 1}, b's is −3, c's is a.
  @Test
  func `Morris finds the mean, size and spread of elementary effects`() async throws {
    let found = try await bilinear.analyse(
      bilinear.study(.morris(trajectories: 100, levels: 4))
    ).elementary
    let spread = (5.0 / 36).squareRoot()
    for (effect, truth) in zip(found, [(2.5, 2.5, spread), (-3, 3, 0), (0.5, 0.5, spread)]) {
      #expect(abs(effect.mean - truth.0) < 0.1)
      #expect(abs(effect.meanSize.value - truth.1) < 0.1)
      #expect(abs(effect.spread - truth.2) < 0.05)
      #expect(effect.luckFloor == nil && effect.isAboveLuck)
    }
  }

  /// Every step of the design's grid, gone through one by one, is the truth for Ishigami's function.
  @Test func `Morris's effects of Ishigami's function are those of the whole grid`() async throws {
    let model = KnownModel.ishigami()
    let levels = (0..<4).map { -Double.pi + Double($0) * 2 * .pi / 3 }
    var truth = [[Double]](repeating: [], count: 3)
    for factor in 0..<3 {
      for place in 0..<64 {
        var x = [place % 4, place / 4 % 4, place / 16].map { levels[$0] }
        guard [place % 4, place / 4 % 4, place / 16][factor] < 2 else { continue }
        let before = model.answer(x, 0)
        x[factor] += 4 * .pi / 3
        truth[factor].append((model.answer(x, 0) - before) / (2.0 / 3))
      }
    }
    let found = try await model.analyse(model.study(.morris(trajectories: 60, levels: 4)))
      .elementary
    for (effect, truth) in zip(found, truth) {
      let size = truth.reduce(0) { $0 + abs($1) } / Double(truth.count)
      #expect(
        effect.meanSize.covers(size) || abs(effect.meanSize.value - size) < 1e-9,
        "\(effect.meanSize), truth \(size)")
    }
  }

  /// y = 3 times the place of the value among those listed: over the whole range 3 (n − 1).
  @Test(arguments: 2...7)
  func `Listed values and whole numbers have the effect of their whole range`(
    count: Int
  ) async throws {
    let listed = (1...count).map(String.init)
    let model = KnownModel(
      factors: [
        Factor(path: "listed", levels: .values(listed)),
        Factor(path: "whole", levels: .linear(1...Double(count)), isWhole: true),
        Factor(path: "many", levels: .linear(1...Double(100 * count)), isWhole: true),
        Factor(path: "real", levels: .linear(0...10)),
      ]
    ) { x, _ in 3 * x[0] + 5 * x[1] + 0.01 * x[2] + x[3] }
    let found = try await model.analyse(model.study(.morris(trajectories: 20, levels: 4)))
      .elementary
    let truth = [3.0 * Double(count - 1), 5 * Double(count - 1), Double(count) - 0.01, 10]
    for (effect, truth) in zip(found, truth) {
      #expect(abs(effect.mean - truth) < 1e-9 && abs(effect.meanSize.value - truth) < 1e-9)
      #expect(effect.spread < 1e-6)
    }
  }

  @Test func `A factor without effect shows what luck alone makes, and no spread`() async throws {
    let model = KnownModel(factors: KnownModel.factors(["a", "none"], 0...1)) { x, luck in
      10 * x[0] + luck
    }
    let found = try await model.analyse(
      model.study(.morris(trajectories: 60, levels: 4), runs: 4, luck: .independent)
    ).elementary
    let floor = try #require(found[1].luckFloor)
    #expect(found[1].meanSize.covers(floor))
    #expect(found[0].isAboveLuck && !found[1].isAboveLuck)
    // The noise of an effect has a deviation of 1.06; without correction that would be its spread.
    #expect(found[1].spread < 0.6)
    // Shared luck cancels.
    let paired = try await model.analyse(
      model.study(.morris(trajectories: 10, levels: 4), runs: 4, luck: .shared)
    ).elementary
    #expect(abs(try #require(paired[1].luckFloor)) < 1e-9)
  }

  @Test
  func `One at a time gives differences against the scenario, run by run`() async throws {
    let model = KnownModel(factors: KnownModel.factors(["a", "b"], 1...3)) { x, luck in
      x[0] * x[0] + x[1] * luck
    }
    let found = try await model.analyse(model.study(.oneAtATime(levels: 2), runs: 400)).main
    // What isn't set is 0 in this model, so the reference is 0.
    #expect(found[0].levels.map(\.value) == ["1", "3"])
    #expect(found[0].levels.map(\.difference.mean) == [1, 9])
    #expect(found[0].levels[0].difference.interval == nil, "no run differs from another")
    let luck = found[1].levels[1].difference
    let interval = try #require(luck.interval)
    #expect(interval.lower < 0 && 0 < interval.upper)
    // Three times a standard normal number, over 400 runs.
    #expect(abs(interval.upper - interval.lower - 2 * 1.966 * 3 / 20) < 0.06)
    #expect(try #require(luck.probability) > 0.05)
    #expect(found[0].swing == 9)
  }

  @Test func `A full factorial gives main effects and shares of variance`() async throws {
    let found = try await bilinear.analyse(bilinear.study(.fullFactorial(levels: 2)))
    // Over {0, 1}³: a's levels differ by 2.5, b's by −3, c's by 0.5; the rest is a times c.
    for (effect, truth) in zip(found.main, [2.5, -3, 0.5]) {
      #expect(abs(effect.levels[1].difference.mean - truth / 2) < 1e-12)
      #expect(abs(effect.levels[0].difference.mean + truth / 2) < 1e-12)
    }
    let variance = (2.5 * 2.5 + 9 + 0.25) / 4 + 1.0 / 16
    for (effect, truth) in zip(found.main, [2.5, 3, 0.5]) {
      #expect(abs(try #require(effect.share) - truth * truth / 4 / variance) < 1e-12)
    }
  }

  @Test func `Noise adds nothing to a factorial's shares`() async throws {
    let noisy = KnownModel(factors: KnownModel.factors(["a", "none"], 0...1)) { x, luck in
      x[0] + 2 * luck
    }
    let found = try await noisy.analyse(
      noisy.study(.fullFactorial(levels: 4), runs: 80, seed: 4, luck: .independent)
    ).main
    #expect(abs(try #require(found[0].share) - 1) < 0.15)
    #expect(abs(try #require(found[1].share)) < 0.1)
  }

  @Test
  func `Probabilities of several differences are adjusted by Holm`() async throws {
    let model = KnownModel(factors: KnownModel.factors(["a"], 0...4)) { x, luck in
      (0.3 + luck * x[0]) * x[0]
    }
    let effect = try await model.analyse(model.study(.oneAtATime(levels: 5), runs: 50)).main[0]
    #expect(effect.levels[0].difference.probability == nil)
    #expect(effect.adjustedProbabilities[0] == nil)
    let own = try effect.levels.dropFirst().map { try #require($0.difference.probability) }
    let adjusted = try effect.adjustedProbabilities.dropFirst().map { try #require($0) }
    // Of each, the largest of those up to it, times how many of the four are left.
    let sorted = own.sorted()
    for (own, adjusted) in zip(own, adjusted) {
      let rank = try #require(sorted.firstIndex(of: own))
      let expected = (0...rank).map { min(1, sorted[$0] * Double(4 - $0)) }.max()
      #expect(adjusted == expected)
    }
    #expect(Set(adjusted.map { $0 < 1 }).contains(true))
  }

  @Test func `Filtering finds the factor that an outcome hangs on`() async throws {
    let model = KnownModel(
      factors: KnownModel.factors(["a", "b"], 0...1) + [
        Factor(path: "c", levels: .values(["red", "blue"]))
      ]
    ) { x, _ in x[0] > 0.75 ? 5 : 1 }
    let study = model.study(
      .latinHypercube(points: 200), behaviours: [.init(metric: "y", from: 4, to: 6)])
    let found = try #require(try await model.analyse(study).regional)
    #expect((found.count, found.total) == (50, 200))
    let (a, b) = (try #require(found.factors[0]), try #require(found.factors[1]))
    #expect(a.distance == 1 && a.probability < 1e-20)
    #expect(abs(a.medianWith - 0.875) < 0.02 && abs(a.medianWithout - 0.375) < 0.02)
    #expect(b.distance < 0.25 && b.probability > 0.05)
    #expect(found.factors[2] == nil, "colours have no order")
    let none = try #require(
      try await model.analyse(
        model.study(.sobol(points: 16), behaviours: [.init(metric: "y", from: 9)])
      ).regional)
    #expect(none.count == 0 && none.factors.allSatisfy { $0 == nil })
  }

  /// SciPy's kstwobign at Stephens's argument, for two samples of 40 that are 12/40 apart.
  @Test func `The probability of a distance is Kolmogorov's`() throws {
    // Inside are 0…39 less the first 12, moved up by 12 places of the other sample.
    let inside = (12..<52).map { [String($0), "in"] as [String?] }
    let outside = (0..<40).map { [String(Double($0) + 0.5), "out"] as [String?] }
    let factors = ["a", "kind"].map { Factor(path: $0, levels: .listed) }
    let study = Study(
      name: "ks", seed: 1, runs: 1, metrics: ["y"], factors: factors,
      design: .listed(inside + outside), behaviours: [.init(metric: "y", from: 1)])
    let plan = try Plan(study)
    var responses = Responses(metrics: ["y"], runs: 1)
    for point in plan.points { responses.append([[point.values[1] == "in" ? 1 : 0]]) }
    let metric = try #require(try StudyAnalysis(plan, responses)).metrics[0]
    let region = try #require(metric.regional)
    let found = try #require(region.factors[0])
    #expect(abs(found.distance - 0.3) < 1e-12)
    #expect(abs(found.probability - 0.043_134_9) < 1e-7)
  }
}
