// The C library's `stdout` is a variable there; nobody here assigns it.
@preconcurrency internal import Foundation
internal import StatecraftPlayers
internal import StatecraftReplay

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

  init() {
    let isOutputTerminal = isatty(FileHandle.standardOutput.fileDescriptor) == 1
    isInputTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    hasColour = isOutputTerminal && TerminalKind.hasColour
    hasControl = isOutputTerminal && TerminalKind.hasControl
    let (inputs, inbox) = AsyncStream.makeStream(of: Input.self)
    self.inputs = inputs
    interruption = Interruption { inbox.yield(.interruption) }
    // Reading waits for people, so it has a thread to itself.
    Thread.detachNewThread {
      while let line = readLine() { inbox.yield(.line(line)) }
      inbox.yield(.end)
    }
  }

  // MARK: Reading

  /// Asks, and waits for a line.
  func ask(_ prompt: String) async -> Input {
    let text = prompt.harmless
    Swift.print(hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text, terminator: "")
    fflush(stdout)
    var iterator = inputs.makeAsyncIterator()
    let input = await iterator.next() ?? .end
    switch input {
    // What is piped in isn't on the screen, and would be missing from what is piped out.
    case .line(let line): if !isInputTerminal { print(line) }
    case .end, .interruption: print("")
    }
    return input
  }

  // MARK: Printing

  func show(_ lines: [Line]) {
    for line in lines { Swift.print(painted(line)) }
    fflush(stdout)
  }

  func show(_ text: String, _ style: Line.Style = .plain) {
    show(wrapped(text).map { Line($0, style) })
  }

  /// Hides what is on the screen and above it; where there's no screen, a rule shows the place.
  func clear() {
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
