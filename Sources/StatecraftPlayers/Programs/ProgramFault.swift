/// What went wrong with a program, in words that fit after its name.
enum ProgramFault: Error, Sendable, Equatable, CustomStringConvertible {
  case notStarted(String)
  case exited(Int32)
  case killed(signal: Int32)
  case closedOutput
  case closedInput
  case lineTooLong(bytes: Int)
  case tooMuch(bytes: Int)
  case silent(Duration)
  case unasked(String)
  case malformed(String)
  case otherVersion(Int)
  case silentTooOften(Int)
  /// The game was stopped.
  case cancelled

  /// Whether it leaves the program unable to play on, or not worth waiting for.
  var isFinal: Bool {
    switch self {
    case .silent, .malformed, .unasked, .cancelled: false
    case .notStarted, .exited, .killed, .closedOutput, .closedInput, .lineTooLong, .tooMuch,
      .otherVersion, .silentTooOften:
      true
    }
  }

  var description: String {
    switch self {
    case .notStarted(let reason): "can't be started: \(reason)"
    case .exited(let code): "exited with code \(code)"
    case .killed(let signal): "was ended by signal \(signal)"
    case .closedOutput: "closed its standard output"
    case .closedInput: "closed its standard input"
    case .lineTooLong(let bytes): "wrote a line of more than \(bytes) bytes"
    case .tooMuch(let bytes): "wrote more than \(bytes) bytes in a turn"
    case .silent(let deadline): "gave no answer within \(deadline)"
    case .unasked(let what): "answered something else: \(what)"
    case .malformed(let reason): "wrote a line that can't be read: \(reason)"
    case .otherVersion(let version):
      "speaks version \(version) of the protocol, and this is version \(AgentProtocol.version)"
    case .silentTooOften(let times): "gave no answer \(times) times in a row"
    case .cancelled: "was asked when the game was stopped"
    }
  }
}

/// Why a program's seat didn't decide.
public struct ProgramError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A clause such as `hedger.py exited with code 1`.
  public let description: String
}
