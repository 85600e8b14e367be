internal import Foundation
internal import StatecraftReplay

/// Prints what people read, without what would steer their terminal: names and titles come from
/// files of others.
func print(_ text: String, terminator: String = "\n") {
  Swift.print(text.harmless, terminator: terminator)
}

/// Prints what programs read, as it is.
func printData(_ text: String) { Swift.print(text, terminator: "") }

func printError(_ text: String, terminator: String = "\n") {
  writeError(text.harmless + terminator)
}

/// Writes to standard error as it is.
func writeError(_ text: String) {
  // Where standard error can't be written there's nobody to tell.
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// What a terminal takes, by the environment.
enum TerminalKind {
  /// Whether it understands control sequences: without a name, or a dumb one, it doesn't.
  static var hasControl: Bool {
    let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return !name.isEmpty && name != "dumb"
  }

  /// Whether colour is wanted (no-color.org).
  static var hasColour: Bool {
    hasControl && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
  }
}
