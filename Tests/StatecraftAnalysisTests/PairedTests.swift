import StatecraftAnalysis
import Testing

@testable import StatecraftAnalysis

struct PairedTests {
  /// Limits found apart from this code, in SciPy: where the score statistic, with the likelihood
  /// maximised numerically under the constraint, is ±1.96. Without a pair that differs they are
  /// ±z²/(n + z²).
  @Test(arguments: [
    (12, 2, 50, 0.061112, 0.344709), (14, 1, 50, 0.127787, 0.402200),
    (14, 0, 50, 0.174742, 0.416651), (3, 9, 1000, -0.014376, 0.000932),
    (0, 0, 30, -0.113513, 0.113513),
  ])
  func `Tango's interval is where the score test ends`(
    _ gained: Int, _ lost: Int, _ count: Int, _ lower: Double, _ upper: Double
  ) throws {
    let interval = try PairedEvents(count: count, gained: gained, lost: lost).interval()
    #expect(abs(interval.lower - lower) < 1e-6, "\(interval)")
    #expect(abs(interval.upper - upper) < 1e-6, "\(interval)")
    let mirrored = try PairedEvents(count: count, gained: lost, lost: gained).interval()
    #expect(abs(mirrored.lower + interval.upper) < 1e-9)
  }

  /// 1 gained and 6 lost: the exact probability is 0.125, of which (1/2)⁷ · 7 is that of the split.
  @Test func `McNemar's mid-P counts the split that came out by half`() throws {
    let probability = try PairedEvents(count: 21, gained: 1, lost: 6).probability()
    #expect(abs(probability - (0.125 - 7.0 / 128)) < 1e-12)
    #expect(try PairedEvents(count: 21, gained: 0, lost: 0).probability() == 1)
    #expect(try PairedEvents(count: 21, gained: 3, lost: 3).probability() == 1)
  }

  @Test func `Luck that is shared cancels, and the ratio says how much`() throws {
    var sample = PairedSample(.quantity)
    for (luck, noise) in zip([1.0, 5, 2, 8], [0.5, 0, 0.5, 0]) {
      sample.add(base: luck, variant: luck + 1 + noise)
    }
    let found = try sample.difference()
    #expect(found.base == 4 && found.variant == 5.25 && found.difference == 1.25)
    // Variances by hand: base 10, variant 101/12, differences 1/12.
    let ratio = try #require(found.varianceRatio)
    #expect(abs(ratio - (10 + 101.0 / 12) * 12) < 1e-9)
    // t = 1.25/√(1/48) = 8.66 with three degrees of freedom.
    #expect(abs(found.probability - 0.00324) < 5e-5, "\(found.probability)")
    #expect(found.differingPairs == 4)
  }

  @Test func `Without any difference there is none to speak of`() throws {
    var sample = PairedSample(.quantity)
    for value in [1.0, 2, 3] { sample.add(base: value, variant: value) }
    let found = try sample.difference()
    #expect(found.probability == 1 && found.varianceRatio == nil && found.differingPairs == 0)
  }

  @Test func `A difference that is always the same is judged by its sign`() throws {
    var sample = PairedSample(.quantity)
    for value in [1.0, 2, 3, 4, 5] { sample.add(base: value, variant: value + 1) }
    let found = try sample.difference()
    #expect(abs(found.probability - 1.0 / 32) < 1e-12)
    #expect(found.interval == Interval(lower: 1, upper: 1))
  }

  @Test func `Holm's correction is his`() {
    // The example of R's p.adjust, by hand: 4 · 0.01, 3 · 0.02, 2 · 0.04 and no less than that.
    let corrected = holm([0.04, 0.01, 0.05, 0.02])
    for (value, expected) in zip(corrected, [0.08, 0.04, 0.08, 0.06]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(holm([]).isEmpty)
    #expect(holm([0.9, 0.8]) == [1, 1])
  }

  /// A family in which nothing is true is taken for something in at most one of twenty cases.
  @Test func `Told together, results err no more often than one alone`() throws {
    let erring = try Coverage.share(key: 41) { stream in
      let probabilities = try (0..<8).map { _ in
        var sample = PairedSample(.quantity)
        for _ in 0..<12 {
          sample.add(base: 0, variant: try stream.normal(mean: 0, standardDeviation: 1))
        }
        return try sample.difference().probability
      }
      return holm(probabilities).contains { $0 <= 0.05 }
    }
    // 0.05 at most; over 2,000 samples the standard error is 0.005.
    #expect(erring > 0.03 && erring < 0.065, "\(erring)")
  }
}
