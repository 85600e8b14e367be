import GSL
import StatecraftAnalysis
import Testing

struct IntervalTests {
  @Test(arguments: [
    // Count, total, and the interval as in Newcombe (1998), Table I, method 3.
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
  ])
  func `Wilson's interval is the published one`(
    _ count: Int, _ total: Int, _ lower: Double, _ upper: Double
  ) throws {
    let interval = try Interval.wilson(count: count, of: total)
    #expect(abs(interval.lower - lower) < 5e-5)
    #expect(abs(interval.upper - upper) < 5e-5)
  }

  @Test func `A share of nothing could be anything`() throws {
    #expect(try Interval.wilson(count: 0, of: 0) == Interval(lower: 0, upper: 1))
    #expect(try Interval.wilson(count: 7, of: 7).upper == 1)
  }

  @Test func `A mean has Student's interval`() throws {
    var moments = Moments()
    for value in [2.0, 4, 4, 4, 5, 5, 7, 9] { moments.add(value) }
    #expect(moments.mean == 5)
    // Squares about the mean sum to 32, so s² = 32/7; t at 0.975 with 7 degrees is 2.364624.
    let half = 2.364624251 * (32.0 / 7 / 8).squareRoot()
    let interval = try #require(try Interval.mean(moments))
    #expect(abs(interval.lower - (5 - half)) < 1e-8)
    #expect(abs(interval.upper - (5 + half)) < 1e-8)
  }

  @Test func `One value has no spread and no interval`() throws {
    var moments = Moments()
    moments.add(3)
    #expect(moments.standardDeviation == nil)
    #expect(try Interval.mean(moments) == nil)
  }

  @Test func `Quantiles interpolate between order statistics`() {
    let sorted = [1.0, 2, 4, 8]
    #expect(quantile(0, ofSorted: sorted) == 1)
    #expect(quantile(1, ofSorted: sorted) == 8)
    #expect(quantile(0.5, ofSorted: sorted) == 3)
    #expect(abs(quantile(0.9, ofSorted: sorted) - (4 + 0.7 * 4)) < 1e-12)
    #expect(quantile(0.3, ofSorted: [5]) == 5)
  }

  /// By hand, after Hettmansperger and Sheather (1986), whom Nyblom's weights repeat here.
  @Test func `A median of ten lies between the second and the ninth, weighted`() throws {
    let sorted = (1...10).map { Double($0 * $0) }
    let interval = try #require(try Interval.quantile(0.5, ofSorted: sorted))
    // P(Bin(10, ½) ≤ 1) = 11/1024, ≤ 2: 56/1024; the miss of 25.6/1024 is 30.4/45 short of it.
    let part = 30.4 / 45
    let weight = 1 / (1 + 2 * part / (8 * (1 - part)))
    #expect(abs(interval.lower - (4 + weight * 5)) < 1e-9)
    #expect(abs(interval.upper - (81 - weight * 17)) < 1e-9)
  }

  @Test func `A quantile out in the tail needs runs out there`() throws {
    func interval(_ probability: Double, _ count: Int) throws -> Interval? {
      try .quantile(probability, ofSorted: (0..<count).map(Double.init))
    }
    #expect(try interval(0.05, 71) == nil && interval(0.95, 71) == nil)
    #expect(try interval(0.05, 72) != nil && interval(0.95, 72) != nil)
    #expect(try interval(0.5, 5) == nil && interval(0.5, 6) != nil)
    #expect(try interval(0.5, 0) == nil)
    // Past the end of GSL's binomial the limits go on where they were.
    let (below, above) = (try interval(0.5, 1_000_000), try interval(0.5, 1_000_001))
    #expect(abs((below?.lower ?? 0) - (above?.lower ?? 9)) < 3)
    #expect(abs((below?.upper ?? 0) - (above?.upper ?? 9)) < 3)
  }

  /// At p = 0.3 and n = 60 Wilson's interval covers p with probability 0.9343, by summing the
  /// binomial over the counts whose interval holds it; over other p and n it swings about 0.95.
  /// Over 4,000 samples the covered share has a standard error of 0.0039; the bound is five.
  @Test func `The interval of a share covers it as often as the binomial says`() throws {
    let stream = RandomStream()
    var covered = 0
    for sample in 0..<4000 {
      stream.seek(key: (11, UInt64(sample)), counter: (0, 0, 0, 0))
      var count = 0
      for _ in 0..<60 where stream.uniform() < 0.3 { count += 1 }
      let interval = try Interval.wilson(count: count, of: 60)
      if interval.lower <= 0.3 && 0.3 <= interval.upper { covered += 1 }
    }
    #expect(abs(Double(covered) / 4000 - 0.9343) < 0.0195)
  }
}
