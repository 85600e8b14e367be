import GSL
import Testing

/// How often intervals hold the truth, over many samples drawn from a distribution whose truth is
/// known.
///
/// Keys are fixed, so that a test either always passes or always fails.
enum Coverage {
  /// With so many samples a true coverage of 0.95 is found within 0.93 and 0.97 but for one key in
  /// 20,000.
  static let samples: UInt64 = 2000
  static let bounds = 0.93...0.97

  /// The share of samples of which something holds.
  ///
  /// - Parameter holds: gets a stream at a place of its own.
  static func share(key: UInt64, _ holds: (RandomStream) throws -> Bool) rethrows -> Double {
    let stream = RandomStream()
    var held = 0
    for sample in 0..<samples {
      stream.seek(key: (key, sample), counter: (0, 0, 0, 0))
      if try holds(stream) { held += 1 }
    }
    return Double(held) / Double(samples)
  }
}
