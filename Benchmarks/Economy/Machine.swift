// What one core of this machine can do at best with the instructions that the build may use: the
// yardstick for the time of a sweep.

/// How many bytes a second one core reads, over and over, from a buffer of a size.
func bytesPerSecond(buffer bytes: Double) -> Double {
  let buffer = [SIMD4<Double>](repeating: SIMD4(1, 2, 3, 4), count: Int(bytes) / 128 * 4)
  var sink = SIMD4<Double>.zero
  let time = median(repeats: 101) {
    buffer.withUnsafeBufferPointer { lanes in
      var sums = (sink, sink, sink, sink)
      for index in stride(from: 0, to: lanes.count, by: 4) {
        sums.0 += lanes[index]
        sums.1 += lanes[index &+ 1]
        sums.2 += lanes[index &+ 2]
        sums.3 += lanes[index &+ 3]
      }
      sink = (sums.0 + sums.1) + (sums.2 + sums.3)
    }
  }
  precondition(sink[0] > 0, "Nothing was read.")
  return Double(buffer.count * 32) / (time * 1e-6)
}

/// How many additions and multiplications a second one core does, half of each, on registers.
func operationsPerSecond() -> Double {
  let rounds = 20_000
  let factor = SIMD4<Double>(repeating: 0.999_999_9)
  var sums = (factor, factor, factor, factor, factor, factor)
  let time = median(repeats: 101) {
    // Six chains of results side by side, as each waits for its last.
    var (a, b, c, d, e, f) = sums
    for _ in 0..<rounds {
      a = a * factor + factor
      b = b * factor + factor
      c = c * factor + factor
      d = d * factor + factor
      e = e * factor + factor
      f = f * factor + factor
    }
    sums = (a, b, c, d, e, f)
  }
  precondition(
    (sums.0 + sums.1 + sums.2 + sums.3 + sums.4 + sums.5)[0] > 0, "Nothing was computed.")
  return Double(rounds * 6 * 4 * 2) / (time * 1e-6)
}

/// What one sweep and its step have to read, and to compute, at the least.
///
/// Each flow's two weights are read once and give a sum each and a sale: six operations. The
/// country blocks are read once, in single precision; input links are used twice; the mixing keeps
/// five pairs of points.
func boundOfSweep(states: Int, sectors: Int) -> (bytes: Double, operations: Double) {
  let width = Double((states + 3) / 4 * 4)
  let (flows, side) = (Double(sectors) * width * width, Double(2 * sectors + 1))
  let links = Double(sectors * sectors) * width
  let mixed = side * width
  return (
    bytes: 16 * flows + 4 * side * side * width + 8 * links + 10 * 8 * mixed,
    operations: 6 * flows + 2 * side * side * width + 4 * links + 30 * mixed
  )
}
