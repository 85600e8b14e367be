// The C library's `stdout` is a variable there; nobody here assigns it.
@preconcurrency internal import Foundation
internal import StatecraftPlayers
internal import StatecraftReplay
internal import Synchronization

/// Where people sit: prints lines, in colour where there are colours, and reads what is typed.
struct Terminal {
  /// What comes from the other side.
  enum Input: Sendable {
    case line(String)
    /// There will be no more: the input was closed.
    case end
    /// Ctrl-C.
    case interruption
  }

  private let hasColour: Bool
  private let hasControl: Bool
  private let isInputTerminal: Bool
  private let inputs: AsyncStream<Input>
  private let interruption: Interruption
  /// Prompts for the thread that edits lines; nil where lines are read as they come.
  private let prompts: Prompts?

  init() {
    let isOutputTerminal = isatty(FileHandle.standardOutput.fileDescriptor) == 1
    isInputTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    hasColour = isOutputTerminal && TerminalKind.hasColour
    hasControl = isOutputTerminal && TerminalKind.hasControl
    let (inputs, inbox) = AsyncStream.makeStream(of: Input.self)
    self.inputs = inputs
    interruption = Interruption { inbox.yield(.interruption) }
    let prompts = LineEditor.isPossible ? Prompts() : nil
    self.prompts = prompts
    // Reading waits for people, so it has a thread to itself.
    Thread.detachNewThread {
      if let prompts {
        while let line = prompts.edited() { inbox.yield(.line(line)) }
      } else {
        while let line = readLine() { inbox.yield(.line(line)) }
      }
      inbox.yield(.end)
    }
  }

  /// The columns that text is set in: the terminal's own within reason, and 80 elsewhere.
  static var columns: Int {
    let output = FileHandle.standardOutput.fileDescriptor
    var size = winsize()
    guard isatty(output) == 1, ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return min(max(Int(size.ws_col), 40), 120)
  }

  // MARK: Reading

  /// Asks, and waits for a line.
  ///
  /// - Parameter completing: what may stand where the cursor is, for the Tab key.
  func ask(_ prompt: String, completing: LineEditor.Completer? = nil) async -> Input {
    let text = prompt.harmless
    if let prompts {
      // Plain: the editor counts a prompt's columns.
      prompts.give(text, completing)
    } else {
      Swift.print(hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text, terminator: "")
      fflush(stdout)
    }
    var iterator = inputs.makeAsyncIterator()
    let input = await iterator.next() ?? .end
    switch input {
    // What is piped in isn't on the screen, and would be missing from what is piped out.
    case .line(let line): if !isInputTerminal { print(line) }
    case .end, .interruption:
      if prompts != nil { LineEditor.leave() }
      print("")
    }
    return input
  }

  /// Where whoever asks meets the thread that edits.
  private final class Prompts: Sendable {
    private struct Prompt {
      let text: String
      let completer: LineEditor.Completer?
    }

    private let next = Mutex<Prompt?>(nil)
    private let given = DispatchSemaphore(value: 0)

    func give(_ text: String, _ completer: LineEditor.Completer?) {
      next.withLock { $0 = Prompt(text: text, completer: completer) }
      given.signal()
    }

    /// Waits for a prompt, and for a line.
    func edited() -> String? {
      given.wait()
      guard let prompt = next.withLock({ $0 }) else { return nil }
      return LineEditor.read(prompt.text, completing: prompt.completer)
    }
  }

  // MARK: Printing

  func show(_ lines: [Line]) {
    for line in lines { Swift.print(painted(line)) }
    fflush(stdout)
  }

  /// Shows what was asked for, page by page where it's longer than the screen.
  func page(_ lines: [Line]) {
    if !Pager.show(lines.map(painted)) { show(lines) }
  }

  func show(_ text: String, _ style: Line.Style = .plain) {
    show(wrapped(text).map { Line($0, style) })
  }

  /// Hides what is on the screen and above it; where there's no screen, a rule shows the place.
  func clear() {
    if prompts != nil { LineEditor.forget() }
    Swift.print(hasControl ? "\u{1B}[2J\u{1B}[3J\u{1B}[H" : String(repeating: "─", count: 78))
    fflush(stdout)
  }

  private func painted(_ line: Line) -> String {
    let text = line.text.harmless
    guard hasColour, let code = line.style.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Line.Style {
  /// The terminal's number for it (ECMA-48, select graphic rendition).
  fileprivate var code: Int? {
    switch self {
    case .plain: nil
    case .heading: 1
    case .quiet: 2
    case .bad: 31
    case .good: 32
    case .caution: 33
    }
  }
}
