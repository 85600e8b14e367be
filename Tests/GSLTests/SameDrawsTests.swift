import CGSL
import GSL
import Testing

/// Draws come out as GSL's own, which makes them by the C library's elementary functions.
@Suite struct SameDrawsTests {
  /// As many draws of a kind from our stream and from GSL on the same words.
  private func compare(
    _ name: String, _ ours: (RandomStream) throws -> Double,
    _ gsl: (UnsafeMutablePointer<gsl_rng>) -> Double
  ) throws {
    let words = Words()
    for number in UInt64(0)..<20_000 {
      let key: Philox4x64.Key = (7, 0)
      let counter: Philox4x64.Block = (0, number, 3, 1)
      let value = try ours(RandomStream(key: key, counter: counter))
      let expected = words.draw(key, counter, gsl)
      // Where the C library's functions differ in their last bit, so may a draw.
      #expect(abs(value - expected) <= 4 * expected.ulp, "\(name), draw \(number)")
    }
  }

  @Test func `Every distribution draws as GSL does`() throws {
    try compare("normal", { try $0.normal(mean: 0, standardDeviation: 1) }) {
      gsl_ran_gaussian_ziggurat($0, 1)
    }
    try compare("exponential", { try $0.exponential(mean: 2) }) { gsl_ran_exponential($0, 2) }
    try compare("gamma", { try $0.gamma(shape: 2.5, scale: 3) }) { gsl_ran_gamma($0, 2.5, 3) }
    try compare("small gamma", { try $0.gamma(shape: 0.3, scale: 1) }) {
      gsl_ran_gamma($0, 0.3, 1)
    }
    try compare("beta", { try $0.beta(alpha: 2, beta: 3) }) { gsl_ran_beta($0, 2, 3) }
    try compare("steep beta", { try $0.beta(alpha: 0.4, beta: 0.7) }) {
      gsl_ran_beta($0, 0.4, 0.7)
    }
    try compare("lognormal", { try $0.lognormal(zeta: 1, sigma: 0.5) }) {
      gsl_ran_lognormal($0, 1, 0.5)
    }
    try compare("gumbel", { try $0.gumbel(location: 0, scale: 1) }) { gsl_ran_gumbel1($0, 1, 1) }
    try compare("poisson", { Double(try $0.poisson(mean: 4)) }) { Double(gsl_ran_poisson($0, 4)) }
  }
}

/// A generator of GSL that hands on the words of a `Philox4x64`.
private final class Words {
  private let generator: UnsafeMutablePointer<gsl_rng>
  private let table: UnsafeMutablePointer<gsl_rng_type>

  init() {
    table = .allocate(capacity: 1)
    let name: StaticString = "words"
    table.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), max: .max,
        min: 0, size: MemoryLayout<Philox4x64>.size,
        set: { state, _ in
          state?.initializeMemory(
            as: Philox4x64.self, to: Philox4x64(key: (0, 0), counter: (0, 0, 0, 0)))
        },
        get: { state in
          UInt(state.unsafelyUnwrapped.assumingMemoryBound(to: Philox4x64.self).pointee.next())
        },
        get_double: { state in
          let words = state.unsafelyUnwrapped.assumingMemoryBound(to: Philox4x64.self)
          return Double(words.pointee.next() >> 11) * 0x1p-53
        }))
    generator = gsl_rng_alloc(table)
  }

  deinit {
    gsl_rng_free(generator)
    table.deallocate()
  }

  func draw(
    _ key: Philox4x64.Key, _ counter: Philox4x64.Block,
    _ draw: (UnsafeMutablePointer<gsl_rng>) -> Double
  ) -> Double {
    gsl_rng_state(generator).assumingMemoryBound(to: Philox4x64.self).pointee =
      Philox4x64(key: key, counter: counter)
    return draw(generator)
  }
}
