internal import CEdit
internal import Foundation
internal import StatecraftPlayers
internal import Synchronization

/// Lines that are typed with editing, history and completion, by Libedit.
///
/// There is one keyboard, so there is one editor; a thread of its own waits at it.
enum LineEditor {
  /// What may stand where the cursor is, given the line up to it.
  typealias Completer = @Sendable (_ line: String) -> [String]

  private static let completer = Mutex<Completer?>(nil)
  /// The terminal's modes before the first line was edited.
  private static let modes: termios = {
    // Libedit shows letters beyond ASCII only where the locale has them.
    let locale = setlocale(LC_CTYPE, "").map { String(cString: $0) } ?? "C"
    if ["C", "POSIX"].contains(locale) { setlocale(LC_CTYPE, "C.UTF-8") }
    var modes = termios()
    tcgetattr(FileHandle.standardInput.fileDescriptor, &modes)
    cedit_begin { word, _, end in LineEditor.matches(of: word, end: end) }
    return modes
  }()

  /// Whether the terminal can be edited on: it's one, both ways, and understands control sequences.
  static var isPossible: Bool {
    TerminalKind.hasControl && isatty(FileHandle.standardInput.fileDescriptor) == 1
      && isatty(FileHandle.standardOutput.fileDescriptor) == 1
  }

  /// Waits for a line.
  ///
  /// - Returns: nil when there will be no more.
  static func read(_ prompt: String, completing: Completer?) -> String? {
    _ = modes
    completer.withLock { $0 = completing }
    guard let text = readline(prompt) else { return nil }
    defer { free(text) }
    let line = String(cString: text)
    if line.contains(where: { !$0.isWhitespace }) { add_history(text) }
    return line
  }

  /// Forgets what was typed: whoever comes next mustn't find it.
  static func forget() {
    _ = modes
    clear_history()
  }

  /// Gives the terminal back as it was, also when a line is still awaited.
  static func leave() {
    var modes = modes
    tcsetattr(FileHandle.standardInput.fileDescriptor, TCSADRAIN, &modes)
  }

  // MARK: Completion

  /// The matches as Libedit wants them: what they begin with in common, each of them, and nothing.
  private static func matches(
    of word: UnsafePointer<CChar>?, end: Int32
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    cedit_end_completion()
    guard let word, let line = cedit_line(), let complete = completer.withLock({ $0 })
    else { return nil }
    let typed = String(cString: word)
    let before = UnsafeRawBufferPointer(start: line, count: min(Int(end), strlen(line)))
    let found = complete(String(decoding: before, as: UTF8.self))
    guard !found.isEmpty else { return nil }
    let common = found.dropFirst().reduce(found[0]) { $0.commonPrefix(with: $1) }
    // A beginning that is shorter than what was typed would take letters away.
    let beginning = found.count == 1 || common.count > typed.count ? common : typed
    let texts = [beginning] + found
    // Libedit frees it all.
    let list = calloc(texts.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)?
      .assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    for (index, text) in texts.enumerated() { list?[index] = strdup(text) }
    return list
  }
}
