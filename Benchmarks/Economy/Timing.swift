internal import Foundation

/// The median processor time of a piece of work, in microseconds.
///
/// Not the time on the wall: what else runs on the machine doesn't count.
func median(repeats: Int, _ work: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<repeats {
    let start = processorMicroseconds()
    try work()
    times.append(processorMicroseconds() - start)
  }
  times.sort()
  return times[repeats / 2]
}

private func processorMicroseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) * 1e-3
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
