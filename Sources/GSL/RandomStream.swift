internal import CGSL

/// Random draws from the place in Philox4x64-10 that it's sent to.
///
/// `seek(key:counter:)` gives every draw its own address, so that no draw depends on how many came
/// before. Sending it on costs a few stores: nothing is allocated, and no words are made until the
/// next draw.
///
/// A stream is a class since it owns memory of GSL and is shared by everything that draws on one
/// lane. It's not `Sendable`: give each lane its own. Nor is it a `RandomNumberGenerator`: how the
/// standard library shuffles and picks may change with its version, and results with it.
///
/// No argument makes a draw crash or hang; what's out of range throws. Neither `GSL_RNG_TYPE` nor
/// `GSL_RNG_SEED` is read.
public final class RandomStream {
  /// GSL's generator and, in it, its state. Both live as long as the stream.
  private let generator: UnsafeMutablePointer<gsl_rng>
  private let state: UnsafeMutablePointer<Philox4x64>

  /// A stream at a place: right after a counter, under a key.
  public init(key: Philox4x64.Key = (0, 0), counter: Philox4x64.Block = (0, 0, 0, 0)) {
    precondition(GSL.errorHandlerIsOff)
    guard let generator = gsl_rng_alloc(Philox4x64.generatorType),
      let state = gsl_rng_state(generator)
    else { preconditionFailure("There is no memory left for a random stream.") }
    self.generator = generator
    self.state = state.assumingMemoryBound(to: Philox4x64.self)
    seek(key: key, counter: counter)
  }

  deinit {
    gsl_rng_free(generator)
  }

  /// Sends the stream to a place: right after a counter (lowest word first), under a key.
  ///
  /// The next words are those of NumPy's `Philox(counter=counter, key=key)`.
  public func seek(key: Philox4x64.Key, counter: Philox4x64.Block) {
    state.pointee.seek(key: key, counter: counter)
  }

  /// The next word, each of its 2⁶⁴ values equally likely.
  public func nextWord() -> UInt64 {
    state.pointee.next()
  }

  /// A number in `0..<1`, a multiple of 2⁻⁵³; one word.
  public func uniform() -> Double {
    state.pointee.nextUniform()
  }

  /// Lends the generator to a function of GSL, and keeps the stream alive meanwhile.
  @inline(__always)
  func withGenerator<Draw>(_ draw: (UnsafeMutablePointer<gsl_rng>) -> Draw) -> Draw {
    withExtendedLifetime(self) { draw(generator) }
  }
}
