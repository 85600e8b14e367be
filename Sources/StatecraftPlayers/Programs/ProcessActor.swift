internal import Dispatch
public import StatecraftCore

/// A program at a state's seat: it reads and writes JSON Lines, in its own time and at its own risk.
///
/// It's started when it's first asked, may join in the middle of a game, and whatever it does, the
/// seat answers within the deadline: with a decision, or with a ``ProgramError`` that says why there
/// is none. A program that can't play on is sent away, and its seat goes on holding.
public actor ProcessActor: StateActor {
  private let name: String
  private let path: String
  private let facts: GameFacts
  private let setting: Setting
  private let limits: ProgramLimits
  private let logPath: String
  private let thread: ProgramThread
  private var child: ChildProcess?
  private var hasGreeted = false
  /// What the program was last asked about, and what it decided.
  private var asked: Observation?
  private var decision = Decision.hold
  /// Why it's no longer there, and since when.
  private var dismissal: (reason: String, turn: Int)?
  private var silences = 0

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  /// - Parameters:
  ///   - path: an executable file, absolute or from the present folder.
  ///   - scenario: what is played.
  ///   - log: the file for what it writes to standard error, made when it first does.
  ///   - limits: what it may take.
  public init(path: String, scenario: Scenario, log: String, limits: ProgramLimits = .init()) {
    self.path = path.contains("/") ? path : "./" + path
    facts = GameFacts(scenario)
    setting = scenario.setting
    self.limits = limits
    logPath = log
    name = path.split(separator: "/").last.map(String.init) ?? path
    thread = ProgramThread(name: name)
  }

  public func decide(_ observation: Observation) throws -> Answer {
    asked = observation
    decision = .hold
    if let dismissal {
      throw ProgramError(
        description: "\(name) is out of the game: in turn \(dismissal.turn) it "
          + dismissal.reason)
    }
    do throws(ProgramFault) {
      decision = try ask(observation)
      silences = 0
      return Answer(decision)
    } catch {
      throw ProgramError(description: "\(name) \(settle(error, turn: observation.turn))")
    }
  }

  /// Tells the program what came of a turn, when it's asked next.
  public func close(_ record: TurnRecord) {
    guard let asked, asked.turn == record.number else { return }
    child?.send(
      AgentProtocol.result(
        of: PastTurn(record, for: asked),
        violations: decision.violations(by: asked.me, in: setting), in: setting.roster))
  }

  /// Lets the program go: it's told that the game is over, and has a moment to leave.
  public func leave() {
    guard let child, let asked else { return }
    child.send(AgentProtocol.end(afterTurn: asked.turn))
    child.dismiss(until: .now + limits.leaveDeadline)
    self.child = nil
    dismissal = ("left", asked.turn)
  }

  private func ask(_ observation: Observation) throws(ProgramFault) -> Decision {
    let child = try running(for: observation)
    child.beginTurn()
    if !hasGreeted {
      let message = try message(
        from: child, within: max(limits.deadline, limits.startDeadline))
      guard case .greeting = message else { throw .unasked("a decision before its greeting") }
      hasGreeted = true
    }
    child.send(AgentProtocol.observation(observation))
    let start = ContinuousClock.now
    while true {
      switch try message(from: child, within: limits.deadline, since: start) {
      case .greeting: throw .unasked("a second greeting")
      case .decision(let decision, let turn) where turn == observation.turn: return decision
      // Too late for its own turn, or said twice.
      case .decision(_, let turn) where turn < observation.turn: continue
      case .decision(_, let turn):
        throw .unasked("a decision for turn \(turn) in turn \(observation.turn)")
      }
    }
  }

  private func running(for observation: Observation) throws(ProgramFault) -> ChildProcess {
    if let child { return child }
    let child = try ChildProcess(
      path: path, log: ProgramLog(path: logPath, bytesMax: limits.logBytesMax), limits: limits)
    child.send(AgentProtocol.greeting(to: observation, facts: facts, limits: limits))
    self.child = child
    return child
  }

  private func message(
    from child: ChildProcess, within time: Duration, since start: ContinuousClock.Instant = .now
  ) throws(ProgramFault) -> ProgramMessage {
    do throws(ProgramFault) {
      let line = try child.line(until: start + time) { Task.isCancelled }
      return try AgentProtocol.read(line, in: setting.roster)
    } catch {
      if case .silent = error { throw .silent(time) }
      throw error
    }
  }

  /// Draws the consequences of a fault.
  ///
  /// - Returns: what is told of it.
  private func settle(_ fault: ProgramFault, turn: Int) -> String {
    var fault = fault
    if case .silent = fault {
      silences += 1
      if silences == limits.silencesMax { fault = .silentTooOften(silences) }
    } else {
      silences = 0
    }
    guard fault.isFinal else { return "\(fault)" }
    let hasLog = child?.hasLog ?? false
    let reason = "\(fault)" + (hasLog ? " (‘\(logPath)’ has what it said)" : "")
    dismissal = (reason, turn)
    child = nil
    return reason
  }
}

/// A thread for a program: waiting for it keeps nobody else.
private final class ProgramThread: SerialExecutor {
  private let queue: DispatchQueue

  init(name: String) { queue = DispatchQueue(label: "program \(name)") }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
