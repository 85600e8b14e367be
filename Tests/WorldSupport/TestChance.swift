internal import Foundation
public import StatecraftCore

/// Draws by hashing their address: repeatable, and as good as random for tests.
public struct HashChance: Chance {
  public var seed: UInt64
  /// Changes an address before it's looked up: for games that mirror each other.
  public var rename: @Sendable (DrawKey) -> DrawKey

  public init(
    seed: UInt64 = 1, rename: @escaping @Sendable (DrawKey) -> DrawKey = { $0 }
  ) {
    self.seed = seed
    self.rename = rename
  }

  public mutating func value(of distribution: Distribution, at key: DrawKey) throws -> Double {
    let key = rename(key)
    let first = uniform(key, block: 0)
    switch distribution {
    case .uniform(let lower, let upper): return lower + (upper - lower) * first
    case .bernoulli(let probability): return first < probability ? 1 : 0
    case .exponential(let mean): return -mean * log(1 - first)
    case .normal(let mean, let deviation):
      // Box and Muller.
      let angle = 2 * Double.pi * uniform(key, block: 1)
      return mean + deviation * (-2 * log(1 - first)).squareRoot() * cos(angle)
    default: throw NoSuchDraw(distribution: distribution)
    }
  }

  private func uniform(_ key: DrawKey, block: UInt64) -> Double {
    var hash = seed &* 0x9E37_79B9_7F4A_7C15
    for word in [key.purpose.id, key.actor, key.item, UInt64(key.turn), block] {
      // SplitMix64's finaliser over each word in turn.
      var z = (hash ^ word) &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      hash = z ^ (z >> 31)
    }
    return Double(hash >> 11) * 0x1p-53
  }
}

/// Draws that the test states by purpose; another draw is an error.
public struct StatedChance: Chance {
  public var values: [String: Double]

  public init(_ values: [String: Double] = [:]) { self.values = values }

  public mutating func value(of distribution: Distribution, at key: DrawKey) throws -> Double {
    guard let value = values[key.purpose.name] else { throw NoSuchDraw(distribution: distribution) }
    return value
  }
}

struct NoSuchDraw: Error {
  let distribution: Distribution
}
