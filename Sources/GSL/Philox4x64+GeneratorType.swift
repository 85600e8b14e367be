internal import CGSL

extension Philox4x64 {
  /// The function table by which GSL draws from a `Philox4x64`.
  ///
  /// GSL allocates `size` bytes for the state, zeroed and aligned for any type by `calloc`, and calls
  /// `set` on them before anything else. `Philox4x64` is plain words, so that needs no clean-up.
  ///
  /// Unsafe to share only in the eyes of the compiler: the table is filled in here, once, never
  /// written again, and never freed.
  nonisolated(unsafe) static let generatorType: UnsafePointer<gsl_rng_type> = {
    let name: StaticString = "philox4x64-10"
    let table = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    table.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
        max: UInt.max,
        min: 0,
        size: MemoryLayout<Philox4x64>.size,
        set: { state, seed in
          state?.initializeMemory(
            as: Philox4x64.self, to: Philox4x64(key: (UInt64(seed), 0), counter: (0, 0, 0, 0)))
        },
        get: { state in
          // GSL passes what it allocated; it never calls without.
          UInt(state.unsafelyUnwrapped.assumingMemoryBound(to: Philox4x64.self).pointee.next())
        },
        get_double: { state in
          state.unsafelyUnwrapped.assumingMemoryBound(to: Philox4x64.self).pointee.nextUniform()
        }))
    return UnsafePointer(table)
  }()
}
