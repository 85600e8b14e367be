internal import Foundation

/// Progress on standard error: one line that is rewritten on a terminal; when piped, plain lines
/// that come more rarely the longer it takes.
struct ProgressLine {
  private let total: Int
  private let started = ContinuousClock.now
  /// Whether a line can be written over.
  private let isTerminal =
    isatty(FileHandle.standardError.fileDescriptor) == 1 && TerminalKind.hasControl
  /// Seconds after the start from which the next line is due.
  private var due: Double
  private var isShown = false

  init(total: Int) {
    self.total = total
    due = isTerminal ? 0 : 1
  }

  var elapsed: Double { (ContinuousClock.now - started) / .seconds(1) }

  mutating func show(_ done: Int) {
    let elapsed = elapsed
    guard elapsed >= due, isTerminal || done < total else { return }
    let rate = Double(done) / max(elapsed, 1e-9)
    let text =
      "\(grouped(done)) of \(grouped(total)) runs, \(fixed(rate, rate < 10 ? 1 : 0)) a second, "
      + "\(duration(Double(total - done) / rate)) left"
    if isTerminal {
      due = elapsed + 0.2
      isShown = true
      writeError("\r\u{1B}[K" + text)
    } else {
      due = min(2 * elapsed, elapsed + 60)
      printError(text)
    }
  }

  /// Clears the line, so that results begin on a clean one.
  func clear() {
    if isShown { writeError("\r\u{1B}[K") }
  }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
  }
}
