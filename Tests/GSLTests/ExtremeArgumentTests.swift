import GSL
import Testing

/// Numbers at which C code crashes, hangs or returns nonsense, and the ends of our ranges.
private let extremes: [Double] = [
  0, -0.0, 1, -1, 0.5, 2, 1.0.nextUp, 1.0.nextDown, 5e-324, -5e-324, 1e-308, 1e-300, 1e-100, 1e-16,
  1e-6, 1e-3, 3e-3, 30, -30, 300, -300, 709, -745, 4_096.5, 1e5, 1e6, 1e6.nextUp, 4_294_967_296,
  1e12, 1e12.nextDown, 1e100, 1e290, 1e300, -1e300, .greatestFiniteMagnitude,
  -.greatestFiniteMagnitude, .infinity, -.infinity, .nan, .signalingNaN,
]

private func expect(
  _ result: () throws -> Double, in range: ClosedRange<Double>, _ comment: String,
  at location: SourceLocation = #_sourceLocation
) {
  // Finite and in its range, or refused.
  if let value = try? result() {
    #expect(
      range.contains(value), "\(comment) gave \(value)", sourceLocation: location)
  }
}

private let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
private let positive = 0...Double.greatestFiniteMagnitude

struct ExtremeArgumentTests {
  @Test func `No argument makes a draw crash, hang or leave its support`() {
    let stream = RandomStream(key: (5, 5))
    for a in extremes {
      for _ in 0..<3 {
        expect({ try stream.exponential(mean: a) }, in: positive, "\(a)")
        expect(
          { try stream.bernoulli(probability: a) ? 1 : 0 }, in: 0...1, "\(a)"
        )
        expect(
          { Double(try stream.poisson(mean: a)) }, in: positive, "\(a)")
      }
      for b in extremes {
        let pair = "\(a), \(b)"
        for _ in 0..<3 {
          if a < b {
            expect(
              { try stream.uniform(in: a..<b) }, in: a...b.nextDown, pair)
          }
          expect(
            { try stream.normal(mean: a, standardDeviation: b) },
            in: finite, pair)
          expect(
            { try stream.gamma(shape: a, scale: b) }, in: positive, pair)
          expect({ try stream.beta(alpha: a, beta: b) }, in: 0...1, pair)
          expect(
            { try stream.lognormal(zeta: a, sigma: b) }, in: positive, pair)
          expect(
            { try stream.gumbel(location: a, scale: b) }, in: finite, pair)
          if let index = try? stream.discrete(weights: [a, b, 0]) {
            #expect([a, b, 0][index] > 0, "\(pair) gave \(index)")
          }
          expect(
            { try stream.dirichlet(alpha: [a, b, 1e-6]).reduce(0, +) },
            in: (1 - 1e-15)...(1 + 1e-15), pair)
        }
      }
    }
  }

  @Test func `No argument makes a probability crash, hang or leave its range`() {
    for x in extremes {
      expect({ try CumulativeProbability.normal(x) }, in: 0...1, "\(x)")
      for a in extremes {
        let pair = "\(x), \(a)"
        expect(
          { try CumulativeProbability.studentT(x, degreesOfFreedom: a) },
          in: 0...1, pair)
        expect(
          { try CumulativeProbability.chiSquare(x, degreesOfFreedom: a) },
          in: 0...1, pair)
        for b in [1e-3, 0.5, 1, 30, 1e6] {
          expect(
            { try CumulativeProbability.beta(x, alpha: a, beta: b) },
            in: 0...1, "\(pair), \(b)")
          expect(
            {
              try CumulativeProbability.f(x, numeratorDegrees: a, denominatorDegrees: b)
            }, in: 0...1, "\(pair), \(b)")
        }
        for k in [Int.min, -1, 0, 1, 499_999, 1_000_000, .max] {
          for n in [Int.min, -1, 0, 1, 1_000_000, .max] {
            expect(
              {
                try CumulativeProbability.binomial(k, trials: n, probability: a)
              }, in: 0...1, "\(k), \(n), \(a)")
          }
        }
      }
    }
  }

  @Test func `No argument makes a quantile crash, hang or leave its range`() {
    for p in extremes {
      expect({ try Quantile.normal(p) }, in: finite, "\(p)")
      for a in extremes {
        let pair = "\(p), \(a)"
        expect(
          { try Quantile.studentT(p, degreesOfFreedom: a) }, in: finite, pair
        )
        expect(
          { try Quantile.chiSquare(p, degreesOfFreedom: a) }, in: positive,
          pair)
        for b in [1e-3, 0.5, 30, 1e6] {
          expect(
            { try Quantile.beta(p, alpha: a, beta: b) }, in: 0...1,
            "\(pair), \(b)")
          expect(
            {
              try Quantile.f(p, numeratorDegrees: a, denominatorDegrees: b)
            }, in: positive, "\(pair), \(b)")
        }
      }
    }
  }
}
