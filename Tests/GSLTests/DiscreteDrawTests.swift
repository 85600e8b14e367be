import GSL
import Testing

struct DiscreteDrawTests {
  @Test func `Events happen as often as their probability says`() throws {
    let sample = try Sample { try $0.bernoulli(probability: 0.3) ? 1 : 0 }
    sample.expectMoments(mean: 0.3, variance: 0.21, kurtosis: (1 - 6 * 0.21) / 0.21)
  }

  @Test func `What's certain happens and what's impossible doesn't`() throws {
    let certain = try Sample(2_000) { try $0.bernoulli(probability: 1) ? 1 : 0 }
    let impossible = try Sample(2_000) { try $0.bernoulli(probability: 0) ? 1 : 0 }
    #expect(certain.draws.allSatisfy { $0 == 1 })
    #expect(impossible.draws.allSatisfy { $0 == 0 })
  }

  @Test func `An event that happens also happens at a higher probability`() throws {
    let seldom = try Sample(2_000) { try $0.bernoulli(probability: 0.2) ? 1 : 0 }
    let often = try Sample(2_000) { try $0.bernoulli(probability: 0.25) ? 1 : 0 }
    #expect(zip(seldom.draws, often.draws).allSatisfy { $0 <= $1 })
  }

  // Each mean takes another way through GSL: products, gamma and binomial draws.
  @Test(arguments: [0.5, 9, 50, 2_000, 1e6])
  func `Poisson draws are Poisson`(mean: Double) throws {
    let sample = try Sample { Double(try $0.poisson(mean: mean)) }
    sample.expectMoments(mean: mean, variance: mean, kurtosis: 1 / mean)
    guard mean < 1e5 else { return }
    try sample.expectDistribution {
      try 1 - CumulativeProbability.chiSquare(2 * mean, degreesOfFreedom: 2 * ($0 + 1))
    }
  }

  @Test func `Nothing happens at a mean of zero`() throws {
    let sample = try Sample(2_000) { Double(try $0.poisson(mean: 0)) }
    #expect(sample.draws.allSatisfy { $0 == 0 })
  }

  @Test func `Indices come in proportion to weights`() throws {
    let weights = [0, 3, 0, 1, 0.5, 5.5, 0]
    let sample = try Sample { Double(try $0.discrete(weights: weights)) }
    var counts = [Double](repeating: 0, count: weights.count)
    for draw in sample.draws { counts[Int(draw)] += 1 }
    var chiSquare = 0.0
    for (count, weight) in zip(counts, weights) {
      let expected = Double(sample.draws.count) * weight / 10
      if weight == 0 {
        #expect(count == 0)
      } else {
        chiSquare += (count - expected) * (count - expected) / expected
      }
    }
    #expect(try chiSquare < Quantile.chiSquare(1 - 1e-6, degreesOfFreedom: 3))
  }

  @Test func `A single weight is always drawn`() throws {
    let alone = try Sample(500) { Double(try $0.discrete(weights: [5e-324])) }
    let amongZeros = try Sample(500) { Double(try $0.discrete(weights: [0, 0, 1e300, 0])) }
    #expect(alone.draws.allSatisfy { $0 == 0 })
    #expect(amongZeros.draws.allSatisfy { $0 == 2 })
  }

  @Test func `Bad weights, probabilities and means are refused`() {
    let stream = RandomStream()
    for weights in [[], [0, 0], [1, -1], [.nan], [.infinity], [1e301]] as [[Double]] {
      #expect(throws: GSLError.self) { try stream.discrete(weights: weights) }
    }
    for probability in [-0.1, 1.1, .nan] {
      #expect(throws: GSLError.self) { try stream.bernoulli(probability: probability) }
    }
    for mean in [-1, 2e6, .nan, .infinity] {
      #expect(throws: GSLError.self) { try stream.poisson(mean: mean) }
    }
  }
}
