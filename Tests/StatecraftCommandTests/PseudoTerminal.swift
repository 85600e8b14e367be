import Foundation
import Testing

/// The built program at a terminal of 80 columns that a test types on.
///
/// The terminal is the program's controlling one, so Ctrl-C is a key like any other.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t
  private var seen: [UInt8] = []
  /// How much of ``seen`` has been waited for.
  private var mark = 0
  private var status: Int32?

  /// Linux's numbers for TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
  private static let newSession: Int16 = 0x80

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - folder: the working directory.
  ///   - environment: what is set besides the test's own.
  ///   - rows: of the screen.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], rows: UInt16 = 24
  ) throws {
    // What `posix_openpt`, `unlockpt` and `ptsname` do; Glibc's module keeps those to itself.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (unlock, number): (Int32, UInt32) = (0, 0)
    try #require(
      master >= 0 && ioctl(master, Self.setLock, &unlock) == 0
        && ioctl(master, Self.getNumber, &number) == 0)
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, it becomes that session's terminal.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)

    let variables = ProcessInfo.processInfo.environment
      .merging([
        "STATECRAFT_HOME": Program.home.path, "TERM": "xterm", "NO_COLOR": "", "PAGER": "cat",
      ]) {
        $1
      }
      .merging(environment) { $1 }.map { "\($0)=\($1)" }
    let words =
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, Program.executable.path]
      + arguments
    let argv = words.map { strdup($0) } + [nil]
    let envp = variables.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child = pid_t()
    try #require(
      posix_spawn(&child, words[0], &actions, &attributes, argv, envp) == 0)
    process = child
  }

  deinit {
    if status == nil {
      _ = Foundation.kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// All that was printed, without the terminal's carriage returns.
  var text: String {
    String(decoding: seen, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  /// Presses keys; a line feed is the Enter key.
  func type(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EAGAIN { return }
    }
  }

  /// Waits until something is printed after what was waited for last.
  ///
  /// - Returns: what was printed up to it.
  @discardableResult
  func wait(for text: String) async throws -> String {
    let goal = Array(text.utf8)
    let limit = ContinuousClock.now + Launch.limit
    while ContinuousClock.now < limit {
      read()
      if let end = end(of: goal) {
        defer { mark = end }
        return String(decoding: seen[mark..<end], as: UTF8.self).replacing("\r\n", with: "\n")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Silence(expected: text, printed: self.text)
  }

  /// Types a line, and waits for the prompt that follows.
  @discardableResult
  func enter(_ line: String, prompt: String) async throws -> String {
    type(line + "\n")
    return try await wait(for: prompt)
  }

  /// Waits for the program to end.
  ///
  /// - Returns: its exit code; the signal that killed it, negative, if one did.
  func end() async throws -> Int32 {
    let limit = ContinuousClock.now + Launch.limit
    while ContinuousClock.now < limit {
      read()
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        read()
        let signal = status & 0x7F
        self.status = signal == 0 ? (status >> 8) & 0xFF : -signal
        return signal == 0 ? (status >> 8) & 0xFF : -signal
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Silence(expected: "the end", printed: text)
  }

  /// Ends the program at once, as a power cut would.
  func kill() async throws {
    _ = Foundation.kill(process, SIGKILL)
    _ = try await end()
  }

  private func end(of goal: [UInt8]) -> Int? {
    guard seen.count - mark >= goal.count else { return nil }
    return (mark...(seen.count - goal.count)).first { start in
      seen[start..<(start + goal.count)].elementsEqual(goal)
    }.map { $0 + goal.count }
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Foundation.read(master, &buffer, buffer.count)
      guard count > 0 else { return }
      seen += buffer[..<count]
    }
  }

  struct Silence: Error, CustomStringConvertible {
    let expected: String
    let printed: String

    var description: String { "‘\(expected)’ was never printed. All that was:\n\(printed)" }
  }
}
