@preconcurrency internal import Foundation
internal import StatecraftReplay

/// Shows a text that is longer than the screen page by page, by the program in `PAGER`, or by `less`.
enum Pager {
  /// The program that shows pages; nil where none is wanted: nobody sits at a terminal that
  /// understands control sequences, or `PAGER` is empty or `cat`.
  private static var program: String? {
    guard LineEditor.isPossible else { return nil }
    let named = ProcessInfo.processInfo.environment["PAGER"]
    if let named { return ["", "cat"].contains(named) ? nil : named }
    // What isn't there would print its absence instead of the text.
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    let isThere = folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/less") }
    return isThere ? "less" : nil
  }

  private static var rows: Int {
    var size = winsize()
    let isKnown = ioctl(FileHandle.standardOutput.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_row > 0 ? Int(size.ws_row) : .max
  }

  /// Shows lines page by page, and waits until the reader leaves them.
  ///
  /// - Returns: whether it did: not where they fit the screen or no pager is wanted.
  static func show(_ lines: [String]) -> Bool {
    guard lines.count >= rows, let program else { return false }
    // As Git has it: colours are kept, short texts don't stop, and the text stays on the screen.
    setenv("LESS", "FRX", 0)
    fflush(stdout)
    guard let pipe = popen(program, "w") else { return false }
    // Ctrl-C and leaving before the end are the reader's to do there, and end nothing here.
    let (interrupting, breaking) = (signal(SIGINT, SIG_IGN), signal(SIGPIPE, SIG_IGN))
    defer {
      signal(SIGINT, interrupting)
      signal(SIGPIPE, breaking)
    }
    fputs(lines.joined(separator: "\n") + "\n", pipe)
    let status = pclose(pipe)
    // The shell says so when there's no such program.
    return status >> 8 != 127
  }
}
