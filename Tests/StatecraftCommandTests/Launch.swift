import Foundation
import Synchronization
import Testing

/// A program that a test runs and waits for.
///
/// A test that waits for it keeps no thread of those that tests run on: there are as many as cores,
/// and whoever blocks one keeps hundreds of others waiting. The program starts when there's room,
/// a thread of its own waits for it, and its output goes to files, so that nobody need drain it.
struct Launch: Sendable {
  let executable: String
  let arguments: [String]
  let folder: String
  /// Variables on top of this process's own.
  var environment: [String: String] = [:]
  /// The paths of what its streams are.
  var input = "/dev/null"
  let output: String
  let errors: String
  /// A signal for it, asked every other millisecond until there is one.
  var signal: (@Sendable () -> Int32?)?

  /// When a program hangs, whatever the machine is busy with: nobody waits for it who isn't in
  /// trouble.
  static let limit = Duration.seconds(1800)

  /// As many as cores, and two where programs are to meet.
  private static let gate = Gate(places: max(2, ProcessInfo.processInfo.activeProcessorCount))

  /// Runs it to its end.
  ///
  /// - Returns: its exit code, or the number of the signal that ended it.
  /// - Throws: ``Failure`` when it can't be started, or hangs; then all of its process group is
  ///   killed.
  func run() async throws -> Int32 {
    await Self.gate.enter()
    defer { Self.gate.leave() }
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try wait(for: try start()) })
      }
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Returns: the process, which leads a group of its own.
  private func start() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let writing = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o644)
    // What other tests have open, or open just now, is none of its business.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in 3...((open.compactMap { Int32($0) }.max() ?? 2) + 256) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, executable] + arguments
    let argv = words.map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process = pid_t()
    let reason = posix_spawn(&process, words[0], &actions, &attributes, argv, envp)
    guard reason == 0 else {
      throw Failure(description: "\(told) can't be started: \(String(cString: strerror(reason)))")
    }
    return process
  }

  /// Blocks the thread.
  private func wait(for process: pid_t) throws -> Int32 {
    let end = ContinuousClock.now + Self.limit
    var signal = signal
    while true {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let number = status & 0x7F
        return number == 0 ? (status >> 8) & 0xFF : number
      }
      if let number = signal?() {
        kill(process, number)
        signal = nil
      }
      if ContinuousClock.now > end {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        throw Failure(description: "\(told) hung and was killed. It said: \(said)")
      }
      usleep(2000)
    }
  }

  private var told: String { "‘\(([executable] + arguments).joined(separator: " "))’" }
}

/// Lets a few in at a time; the others wait outside without keeping a thread.
private final class Gate: Sendable {
  private struct Places {
    var free: Int
    var line: [CheckedContinuation<Void, Never>] = []
  }

  private let places: Mutex<Places>

  init(places: Int) { self.places = Mutex(Places(free: places)) }

  func enter() async {
    await withCheckedContinuation { waiting in
      let isFree = places.withLock {
        if $0.free == 0 {
          $0.line.append(waiting)
          return false
        }
        $0.free -= 1
        return true
      }
      if isFree { waiting.resume() }
    }
  }

  func leave() {
    let next: CheckedContinuation<Void, Never>? = places.withLock {
      if $0.line.isEmpty {
        $0.free += 1
        return nil
      }
      return $0.line.removeFirst()
    }
    next?.resume()
  }
}
