import StatecraftAnalysis
import Testing

@Suite struct PredictionVerdictTests {
  @Test(
    arguments: [
      (0.6, 0.9, 0.5, nil, Verdict.confirmed), (0.4, 0.9, 0.5, nil, .undecided),
      (0.1, 0.5, 0.5, nil, .contradicted), (-2, -1, nil, 0, .confirmed),
      (-2, 0, nil, 0, .undecided),
      (0, 1, nil, 0, .contradicted), (1, 2, 0, 3, .confirmed), (1, 3, 0, 3, .undecided),
      (4, 5, 0, 3, .contradicted),
    ] as [(Double, Double, Double?, Double?, Verdict)])
  func `A verdict is where the whole interval lies`(
    lower: Double, upper: Double, above: Double?, below: Double?, verdict: Verdict
  ) {
    #expect(Verdict(Interval(lower: lower, upper: upper), above: above, below: below) == verdict)
  }

  @Test func `One test that fails contradicts, and one that's open leaves open`() {
    #expect(Verdict(all: [.confirmed, .confirmed]) == .confirmed)
    #expect(Verdict(all: [.confirmed, .undecided]) == .undecided)
    #expect(Verdict(all: [.undecided, .contradicted, .confirmed]) == .contradicted)
  }

  private func sum(
    _ kinds: [Metric.Kind], _ weights: [Double], _ rows: [[Double]]
  ) -> PairedSum {
    var sum = PairedSum(kinds: kinds, weights: weights)
    for row in rows { sum.add(row) }
    return sum
  }

  @Test func `An event that always comes leaves room for doubt`() throws {
    let always = sum([.event], [1], Array(repeating: [1], count: 20))
    #expect(always.mean == 1)
    let interval = try #require(try always.interval(level: 0.95))
    // Wilson: 20 of 20 is at least 20 / (20 + 1.96²).
    #expect(abs(interval.lower - 20 / (20 + 3.841458820694124)) < 1e-12)
    #expect(interval.upper == 1)
  }

  @Test func `Two events are held against each other in pairs`() throws {
    let rows = Array(repeating: [1.0, 0], count: 8) + Array(repeating: [1.0, 1], count: 12)
    let difference = sum([.event, .event], [1, -1], rows)
    let other = sum([.event, .event], [-1, 1], rows)
    #expect(abs(difference.mean - 0.4) < 1e-15)
    let (one, two) = (
      try #require(try difference.interval(level: 0.95)),
      try #require(try other.interval(level: 0.95))
    )
    #expect(one.lower > 0.15 && one.lower < 0.4 && one.upper < 0.7)
    #expect(abs(one.lower + two.upper) < 1e-12 && abs(one.upper + two.lower) < 1e-12)
    // Twenty pairs of equals aren't proof that they're equal.
    let equal = try #require(
      try sum([.event, .event], [1, -1], Array(repeating: [1, 1], count: 20)).interval(level: 0.95))
    #expect(equal.lower < 0 && equal.upper > 0)
  }

  /// By hand: 1, 2, 3 and 6 less 0, 0, 1, 1 are 1, 2, 2, 5, with mean 2.5 and variance 3.
  @Test func `Quantities are added up run by run`() throws {
    let difference = sum(
      [.quantity, .quantity], [1, -1], [[1, 0], [2, 0], [3, 1], [6, 1]])
    let interval = try #require(try difference.interval(level: 0.95))
    let half = 3.182446305284263 * (3.0 / 4).squareRoot()
    #expect(abs(interval.lower - (2.5 - half)) < 1e-9 && abs(interval.upper - (2.5 + half)) < 1e-9)
    #expect(try sum([.quantity], [1], [[1]]).interval(level: 0.95) == nil)
  }
}
