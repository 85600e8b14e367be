internal import Foundation

/// A process that tries a part of the inputs.
final class Child {
  let numbers: Range<Int>
  let scratch: String
  private let process = Process()
  private var seen = -1
  private var lastMove = ContinuousClock.now

  /// How a process ended.
  struct Ending {
    enum Kind { case finished, crashed(signal: Int32), hung }
    let kind: Kind
    let progress: Progress

    /// The input that ended it before its time; nil where it finished.
    var stoppedAt: Int? { if case .finished = kind { nil } else { progress.number } }
  }

  init(_ executable: URL, _ arguments: [String], _ numbers: Range<Int>) throws {
    self.numbers = numbers
    scratch = NSTemporaryDirectory() + "statecraft-fuzz-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true)
    process.executableURL = executable
    process.arguments =
      arguments + [
        "--scratch", scratch, "--first", "\(numbers.lowerBound)", "--mutations",
        "\(numbers.count)",
      ]
    // A trap must end the process at once, not write a backtrace for a minute.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SWIFT_BACKTRACE": "enable=no"
    ]) { $1 }
    let log = scratch + "/log"
    FileManager.default.createFile(atPath: log, contents: nil)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
  }

  deinit { try? FileManager.default.removeItem(atPath: scratch) }

  /// What a process that traps says first.
  var lastWords: String {
    let log = (try? String(contentsOfFile: scratch + "/log", encoding: .utf8)) ?? ""
    return log.split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Faults that the worker found by itself.
  var wrong: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? []
    return files.filter { $0.hasPrefix("wrong-") }.sorted().compactMap {
      try? String(contentsOfFile: scratch + "/" + $0, encoding: .utf8)
    }
  }

  /// How it ended; nil while it goes on. One that doesn't move for too long is ended.
  func ending(limit: Double) -> Ending? {
    let progress = Progress.read(scratch + "/progress") ?? Progress(number: numbers.lowerBound)
    guard process.isRunning else {
      // What it wrote last may have come after the first look.
      let last = Progress.read(scratch + "/progress") ?? progress
      let isWhole = process.terminationReason == .exit && process.terminationStatus == 0
      return Ending(
        kind: isWhole ? .finished : .crashed(signal: process.terminationStatus), progress: last)
    }
    if progress.number != seen {
      seen = progress.number
      lastMove = ContinuousClock.now
    }
    // The program itself is run many times on one input.
    guard ContinuousClock.now - lastMove > .seconds(4 * limit) else { return nil }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return Ending(kind: .hung, progress: progress)
  }
}

/// What was found in all processes together.
struct Findings {
  let corpus: Corpus
  let seed: UInt64
  private(set) var inputs = 0
  private(set) var passed = 0
  private(set) var refused = 0
  private(set) var commanded = 0
  private(set) var crashes = 0
  private(set) var hangs = 0
  /// Inputs that came out otherwise than they should, or on which the program failed.
  private(set) var wrong = 0
  private var details: [String] = []

  init(corpus: Corpus, seed: UInt64) {
    self.corpus = corpus
    self.seed = seed
  }

  mutating func add(_ child: Child, _ ending: Child.Ending) throws {
    let progress = ending.progress
    passed += progress.passed
    refused += progress.refused
    commanded += progress.commanded
    inputs += progress.number - child.numbers.lowerBound
    let own = child.wrong
    wrong += own.count
    details += own
    guard let number = ending.stoppedAt else { return }
    inputs += 1
    let report = try Mutation(corpus, seed: seed, number: number).report
    switch ending.kind {
    case .crashed(let signal):
      crashes += 1
      details.append("Crash, signal \(signal): \(child.lastWords)\n\(report)")
    case .hung:
      hangs += 1
      details.append("Hang\n\(report)")
    case .finished: break
    }
  }

  func text(seconds: Double) -> String {
    (details + [
      "\(inputs) inputs of seed \(seed): \(passed) passed, \(refused) refused, \(commanded) "
        + "through the program itself; crashes \(crashes), hangs \(hangs), wrong \(wrong); "
        + "\(Int(seconds)) s."
    ]).joined(separator: "\n\n")
  }
}
