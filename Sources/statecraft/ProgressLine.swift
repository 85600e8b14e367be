internal import Foundation

/// Progress on standard error: one line that is rewritten on a terminal, none when piped.
struct ProgressLine {
  private let total: Int
  private let started = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

  init(total: Int) { self.total = total }

  var elapsed: Double { (ContinuousClock.now - started) / .seconds(1) }

  mutating func show(_ done: Int) {
    guard isTerminal else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(200), done < total { return }
    lastShown = now
    let rate = Double(done) / max(elapsed, 1e-9)
    let left = rate > 0 ? Double(total - done) / rate : 0
    write(
      "\r\u{1B}[K\(grouped(done)) of \(grouped(total)) runs, \(fixed(rate, 0)) a second, "
        + "\(duration(left)) left")
  }

  /// Clears the line, so that results begin on a clean one.
  func clear() {
    if isTerminal && lastShown != nil { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
