import Foundation
import GSL
import Testing

struct ContinuousDrawTests {
  @Test func `Uniform draws are uniform`() throws {
    let sample = try Sample { try $0.uniform(in: -2..<6) }
    sample.expectMoments(mean: 2, variance: 64.0 / 12, kurtosis: -1.2)
    sample.expectDistribution { ($0 + 2) / 8 }
  }

  @Test func `Uniform draws stay within ranges that rounding would leave`() throws {
    for range in [1..<(1.0.nextUp), -5e-324..<0, -Double.greatestFiniteMagnitude..<1e308] {
      let sample = try Sample(200) { try $0.uniform(in: range) }
      #expect(sample.draws.allSatisfy(range.contains))
    }
  }

  @Test func `Normal draws are normal`() throws {
    let sample = try Sample(50_000) { try $0.normal(mean: 3, standardDeviation: 0.5) }
    sample.expectMoments(mean: 3, variance: 0.25, kurtosis: 0)
    try sample.expectDistribution { try CumulativeProbability.normal(($0 - 3) / 0.5) }
  }

  @Test func `Exponential draws are exponential`() throws {
    let sample = try Sample { try $0.exponential(mean: 4) }
    sample.expectMoments(mean: 4, variance: 16, kurtosis: 6)
    sample.expectDistribution { 1 - exp(-$0 / 4) }
  }

  @Test(arguments: [0.2, 1, 2.5, 40, 10_000])
  func `Gamma draws are gamma`(shape: Double) throws {
    let sample = try Sample { try $0.gamma(shape: shape, scale: 3) }
    sample.expectMoments(mean: 3 * shape, variance: 9 * shape, kurtosis: 6 / shape)
    try sample.expectDistribution {
      try CumulativeProbability.chiSquare(2 * $0 / 3, degreesOfFreedom: 2 * shape)
    }
  }

  @Test(arguments: [(0.5, 0.5), (1, 1), (2, 5), (0.3, 4), (300, 200)])
  func `Beta draws are beta`(alpha: Double, beta: Double) throws {
    let sample = try Sample { try $0.beta(alpha: alpha, beta: beta) }
    let sum = alpha + beta
    let difference = alpha - beta
    sample.expectMoments(
      mean: alpha / sum,
      variance: alpha * beta / (sum * sum * (sum + 1)),
      kurtosis: 6 * (difference * difference * (sum + 1) - alpha * beta * (sum + 2))
        / (alpha * beta * (sum + 2) * (sum + 3)))
    try sample.expectDistribution {
      try CumulativeProbability.beta($0, alpha: alpha, beta: beta)
    }
  }

  @Test func `Log-normal draws are log-normal`() throws {
    let sample = try Sample { try $0.lognormal(zeta: 1, sigma: 0.25) }
    let square = 0.0625
    sample.expectMoments(
      mean: exp(1 + square / 2),
      variance: (exp(square) - 1) * exp(2 + square),
      kurtosis: exp(4 * square) + 2 * exp(3 * square) + 3 * exp(2 * square) - 6)
    try sample.expectDistribution { try CumulativeProbability.normal((log($0) - 1) / 0.25) }
  }

  @Test func `Gumbel draws are of the type of maxima`() throws {
    let sample = try Sample { try $0.gumbel(location: -1, scale: 2) }
    sample.expectMoments(
      mean: -1 + 2 * 0.577_215_664_901_532_9, variance: 4 * .pi * .pi / 6, kurtosis: 2.4)
    sample.expectDistribution { exp(-exp(-($0 + 1) / 2)) }
  }

  @Test func `Shares of a Dirichlet draw are beta draws that sum to one`() throws {
    let alpha = [0.4, 3, 1.6]
    for (index, shape) in alpha.enumerated() {
      let sample = try Sample {
        let shares = try $0.dirichlet(alpha: alpha)
        #expect(abs(shares.reduce(0, +) - 1) < 1e-15)
        return shares[index]
      }
      try sample.expectDistribution {
        try CumulativeProbability.beta($0, alpha: shape, beta: 5 - shape)
      }
    }
  }

  @Test func `Without spread a draw is its location`() throws {
    let stream = RandomStream()
    #expect(try stream.normal(mean: 3, standardDeviation: 0) == 3)
    #expect(try stream.exponential(mean: 0) == 0)
    #expect(try stream.gamma(shape: 2, scale: 0) == 0)
    #expect(try stream.lognormal(zeta: 0, sigma: 0) == 1)
    #expect(try stream.gumbel(location: -2, scale: 0) == -2)
    #expect(try stream.dirichlet(alpha: [0.7]) == [1])
  }

  @Test func `Bad arguments are refused with the parameter, its value and its range`() {
    let stream = RandomStream()
    #expect(
      throws: GSLError.argument(
        name: "standardDeviation", value: "-1.0", allowed: "a number in 0.0...1e+300")
    ) { try stream.normal(mean: 0, standardDeviation: -1) }
    #expect(throws: GSLError.self) { try stream.normal(mean: .nan, standardDeviation: 1) }
    #expect(throws: GSLError.self) { try stream.uniform(in: 1..<1) }
    #expect(throws: GSLError.self) { try stream.uniform(in: 0..<Double.infinity) }
    #expect(throws: GSLError.self) { try stream.dirichlet(alpha: []) }
    #expect(throws: GSLError.self) { try stream.dirichlet(alpha: [1, 0]) }
    #expect(throws: GSLError.self) { try stream.gamma(shape: 0, scale: 1) }
    let error = GSLError.argument(name: "mean", value: "nan", allowed: "a finite number")
    #expect("\(error)" == "‘mean’ is nan: give a finite number.")
  }
}
