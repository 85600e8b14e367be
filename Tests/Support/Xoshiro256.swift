/// Xoshiro256** (Blackman and Vigna 2021): makes the random scenarios that tests play. It has
/// nothing to do with the program's own chance, so that a fault there can't hide itself.
public struct Xoshiro256: RandomNumberGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// From one number, by SplitMix64, as its authors advise.
  public init(seed: UInt64) {
    var source = SplitMix64(seed: seed)
    state = (source.next(), source.next(), source.next(), source.next())
  }

  public mutating func next() -> UInt64 {
    func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
      (word << bits) | (word >> (64 - bits))
    }
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }
}
