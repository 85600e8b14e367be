/// The median time of a piece of work, in microseconds.
func median(repeats: Int, _ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var times: [Double] = []
  for _ in 0..<repeats {
    let start = clock.now
    try work()
    let time = (clock.now - start).components
    times.append(Double(time.attoseconds) * 1e-12 + Double(time.seconds) * 1e6)
  }
  times.sort()
  return times[repeats / 2]
}

/// A number with so many digits after the point.
func text(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let rounded = value * scale + 0.5
  guard digits > 0 else { return String(Int(rounded)) }
  let fraction = String(Int(rounded) % Int(scale))
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return "\(Int(rounded) / Int(scale)).\(zeros)\(fraction)"
}

/// A text at the right end of a column.
func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
