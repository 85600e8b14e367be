internal import GSL
public import StatecraftCore

/// Chance from a seed: each draw has its own place in Philox4x64-10, whoever asks and whenever.
///
/// The key is (master seed, replicate). The counter's words are, lowest first, the lower half of the
/// draw's item above the block count, the purpose, the acting state, and the upper half of the item
/// above the turn. So one draw may use 2³² blocks before it meets that of the next item; none uses
/// more than a few.
public struct SeededChance: Chance {
  private let stream = RandomStream()
  private let seed: UInt64
  private let replicate: UInt64

  /// - Parameters:
  ///   - seed: the master seed; 0 is a seed like any other.
  ///   - replicate: the number of the run under this seed.
  public init(seed: UInt64, replicate: UInt64) {
    self.seed = seed
    self.replicate = replicate
  }

  /// - Throws: when a parameter of the distribution is out of its range.
  public func value(of distribution: Distribution, at key: DrawKey) throws -> Double {
    let place: Philox4x64.Block = (
      key.item << 32, key.purpose.id, key.actor,
      (key.item & 0xFFFF_FFFF_0000_0000) ^ UInt64(bitPattern: Int64(key.turn))
    )
    // Nearly all draws are this one, and need no more than the first word of their place.
    if distribution == .unit {
      return Philox4x64.firstUniform(key: (seed, replicate), after: place)
    }
    stream.seek(key: (seed, replicate), counter: place)
    switch distribution {
    case .uniform(let lower, let upper):
      guard lower < upper else {
        throw GSLError.argument(
          name: "upper", value: "\(upper)", allowed: "a number above ‘lower’, which is \(lower)")
      }
      return try stream.uniform(in: lower..<upper)
    case .normal(let mean, let deviation):
      return try stream.normal(mean: mean, standardDeviation: deviation)
    case .exponential(let mean): return try stream.exponential(mean: mean)
    case .gamma(let shape, let scale): return try stream.gamma(shape: shape, scale: scale)
    case .beta(let alpha, let beta): return try stream.beta(alpha: alpha, beta: beta)
    case .lognormal(let zeta, let sigma): return try stream.lognormal(zeta: zeta, sigma: sigma)
    case .bernoulli(let probability):
      return try stream.bernoulli(probability: probability) ? 1 : 0
    case .poisson(let mean): return Double(try stream.poisson(mean: mean))
    case .gumbel(let location, let scale):
      return try stream.gumbel(location: location, scale: scale)
    }
  }
}
