internal import Foundation

// Why not a package: a turn's deadline is a read with a time limit, after which the program plays on,
// and a child of the program may hold its pipes open for ever. swift-subprocess ties its reads to
// the life of a whole run (its issues 108 and 256), and Foundation's `Process` knows no process
// groups. Here one thread waits in `poll` for all three streams, and owns everything.

/// A program that runs as a child process, in a process group of its own, and its three streams.
///
/// All calls must come from one thread at a time. Nothing blocks for longer than it's told.
final class ChildProcess {
  private let process: pid_t
  /// A socket, not a pipe, so that writing to a program that is gone is an error, not a signal.
  private var input: Int32
  private let output: Int32
  private var errors: Int32
  private var log: ProgramLog
  private let limits: ProgramLimits
  /// What has been read and not been handed on, and how much of it is known to have no line feed.
  private var inbox: [UInt8] = []
  private var searched = 0
  private var outbox: [UInt8] = []
  /// What has been read since the last question.
  private var bytesRead = 0
  private static let starting = NSLock()
  /// How many files other threads may open while a program starts.
  private static let spareDescriptors = 256

  /// Starts a program without arguments, in the present folder and environment.
  init(path: String, log: ProgramLog, limits: ProgramLimits) throws(ProgramFault) {
    self.log = log
    self.limits = limits
    // Another program started between a pipe's making and its mark would inherit it.
    Self.starting.lock()
    defer { Self.starting.unlock() }
    var ends: [Int32] = []
    func give(up reason: Int32) -> ProgramFault {
      for end in ends { close(end) }
      return .notStarted(String(cString: strerror(reason)))
    }
    var pair: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw give(up: errno) }
    ends += pair
    for _ in 0..<2 {
      guard pipe(&pair) == 0 else { throw give(up: errno) }
      ends += pair
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    let (ours, theirs) = ([ends[0], ends[2], ends[4]], [ends[1], ends[3], ends[5]])
    for end in ours { _ = fcntl(end, F_SETFL, O_NONBLOCK) }

    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (stream, end) in theirs.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(stream))
    }
    // What this process was given by others, and what it opened itself, is none of its business;
    // nor is what another thread opens before the child is there, which gets the lowest free numbers.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    let highest = open.compactMap { Int($0) }.max() ?? 2
    let last = min(highest + Self.spareDescriptors, sysconf(Int32(_SC_OPEN_MAX)) - 1)
    for descriptor in 3...max(3, last) {
      posix_spawn_file_actions_addclose(&actions, Int32(descriptor))
    }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var process: pid_t = 0
    let words = [strdup(path), nil]
    defer { free(words[0]) }
    let reason = posix_spawn(&process, path, &actions, &attributes, words, environ)
    guard reason == 0 else { throw give(up: reason) }
    for end in theirs { close(end) }
    self.process = process
    (input, output, errors) = (ours[0], ours[1], ours[2])
  }

  /// Leaves nothing behind: no process of the group, no zombie, no descriptor.
  deinit {
    // The group's name can't be taken by another as long as its first process isn't waited for.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    for end in [input, output, errors] where end >= 0 { close(end) }
  }

  /// Whether it has said anything to standard error.
  var hasLog: Bool { !log.isEmpty }

  /// Puts a message in line; it's sent while answers are awaited.
  func send(_ message: [UInt8]) { outbox += message }

  /// Begins to count what is read anew.
  func beginTurn() { bytesRead = 0 }

  /// Waits for the next line, without its line feed.
  func line(
    until deadline: ContinuousClock.Instant, isCancelled: () -> Bool
  ) throws(ProgramFault) -> [UInt8] {
    while true {
      if let end = inbox[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(inbox[..<end])
        inbox.removeSubrange(...end)
        searched = 0
        if line.count > limits.lineBytesMax { throw .lineTooLong(bytes: limits.lineBytesMax) }
        return line
      }
      searched = inbox.count
      if inbox.count > limits.lineBytesMax { throw .lineTooLong(bytes: limits.lineBytesMax) }
      if bytesRead > limits.turnBytesMax { throw .tooMuch(bytes: limits.turnBytesMax) }
      if isCancelled() { throw .cancelled }
      guard ContinuousClock.now < deadline else { throw .silent(limits.deadline) }
      guard try exchange(until: deadline) else { throw farewell(until: deadline) ?? .closedOutput }
    }
  }

  /// Sends what is in line and gives the program time to leave: what it still says is thrown away.
  func dismiss(until deadline: ContinuousClock.Instant) {
    while ContinuousClock.now < deadline, ending == nil {
      inbox = []
      searched = 0
      if outbox.isEmpty { closeInput() }
      do throws(ProgramFault) {
        if try exchange(until: deadline) { continue }
        // Its output is closed, and would be ready at once for ever.
        usleep(2000)
      } catch {
        closeInput()
      }
    }
  }

  private func closeInput() {
    outbox = []
    if input >= 0 { close(input) }
    input = -1
  }

  /// Waits for a moment until something can be read or written, and does it.
  ///
  /// - Returns: whether the program's output is open.
  private func exchange(
    until deadline: ContinuousClock.Instant
  ) throws(ProgramFault) -> Bool {
    // Streams below zero are passed over.
    var streams = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: outbox.isEmpty ? 0 : Int16(POLLOUT), revents: 0),
    ]
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    // Not long at a time, so that a game that is stopped needn't wait.
    let wait = Int32(max(0, min(left.rounded(.up), 50)))
    let hadEnded = ending != nil
    guard poll(&streams, nfds_t(streams.count), wait) > 0 else {
      // Its children may hold its pipes open; nothing they say is an answer.
      return !hadEnded
    }
    if streams[1].revents != 0 { readErrors() }
    if streams[0].revents != 0 {
      let bytes = read(from: output)
      if bytes?.isEmpty == true {
        if errors >= 0 { readErrors() }
        return false
      }
      bytesRead += bytes?.count ?? 0
      inbox += bytes ?? []
    }
    if streams[2].revents != 0 {
      // Closed from the other side, and with nothing more to come.
      if outbox.isEmpty {
        if streams[0].revents == 0 { throw farewell(until: deadline) ?? .closedInput }
      } else {
        try write(until: deadline)
      }
    }
    return true
  }

  private func write(until deadline: ContinuousClock.Instant) throws(ProgramFault) {
    let sent = Glibc.send(input, outbox, outbox.count, Int32(MSG_NOSIGNAL))
    if sent >= 0 {
      outbox.removeFirst(sent)
    } else if errno != EAGAIN && errno != EINTR {
      throw farewell(until: deadline) ?? .closedInput
    }
  }

  private func readErrors() {
    guard let bytes = read(from: errors) else { return }
    if bytes.isEmpty {
      close(errors)
      errors = -1
    }
    log.write(bytes)
  }

  /// - Returns: what there is; empty at the end, nil when there's nothing at present.
  private func read(from stream: Int32) -> [UInt8]? {
    let size = 1 << 16
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      count = Glibc.read(stream, buffer.baseAddress, size)
      initialized = max(count, 0)
    }
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return bytes
  }

  /// How the program ended, if it has; it's left to be waited for.
  private var ending: ProgramFault? {
    var info = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    guard waitid(P_PID, id_t(process), &info, options) == 0,
      info._sifields._sigchld.si_pid != 0
    else { return nil }
    let status = info._sifields._sigchld.si_status
    return info.si_code == Int32(CLD_EXITED) ? .exited(status) : .killed(signal: status)
  }

  /// How the program ended, if it has or does so while there's time.
  ///
  /// One that ends closes its streams first, and on a busy machine it may take its time between:
  /// there will be no answer in any case.
  private func farewell(until deadline: ContinuousClock.Instant) -> ProgramFault? {
    while true {
      if let ending { return ending }
      guard ContinuousClock.now < deadline else { return nil }
      usleep(2000)
    }
  }
}

/// The file that keeps what a program writes to standard error, made when it first does.
struct ProgramLog {
  let path: String
  let bytesMax: Int
  private var written = 0
  private var file: FileHandle?
  private var isFull = false

  init(path: String, bytesMax: Int) {
    self.path = path
    self.bytesMax = bytesMax
  }

  /// Whether there is anything in it.
  var isEmpty: Bool { written == 0 }

  mutating func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, !isFull else { return }
    if written == 0 {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      file = FileHandle(forWritingAtPath: path)
    }
    let room = bytesMax - written
    written += bytes.count
    isFull = bytes.count > room
    // A log that can't be written is no reason to stop a game.
    try? file?.write(contentsOf: bytes.prefix(room))
    if isFull { try? file?.write(contentsOf: Data("\n[The rest is left out.]\n".utf8)) }
  }
}
