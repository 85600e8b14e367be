internal import ArgumentParser
internal import Foundation

/// Mutates every scenario, study, table and profile of the library, and tries what comes of it.
///
/// A tool for those who change the program: no user has a use for it, so it's no command of theirs.
@main
struct Fuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statecraft-fuzz",
    abstract: "Mutate scenarios, and find what crashes, hangs or contradicts itself.",
    discussion: """
      What passes ‘check’ is played, recorded, verified both ways, stored, exported and explained, \
      and a session is typed into. One input in many also goes through the program itself. The \
      same seed gives the same inputs; ‘--first N --mutations 1 --show’ prints one.

        swift run -c release statecraft-fuzz --mutations 1000000 --jobs 2
        swift run statecraft-fuzz --only tucker --mutations 1000 --seed 7
      """)

  @Argument(help: "Only files whose path holds one of these; every file unless given.")
  var only: [String] = []

  @Option(help: "How many inputs to try.")
  var mutations = 10_000

  @Option(help: "The seed of all inputs.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input.")
  var first = 0

  @Option(help: "How many processes to try them in.")
  var jobs = 2

  @Option(help: "Seconds after which an input counts as hanging.")
  var limit = 60.0

  @Option(help: "One in so many inputs that pass goes through the program itself.")
  var every = 200

  @Option(help: "A file for what was found; standard output unless given.")
  var report: String?

  @Flag(help: "Print the inputs instead of trying them.")
  var show = false

  @Flag(help: .hidden)
  var worker = false

  @Option(help: .hidden)
  var scratch: String?

  @Option(help: .hidden)
  var root: String?

  func run() async throws {
    let root = root ?? Self.library
    let corpus = try Corpus(root: root, only: only)
    guard !corpus.items.isEmpty else { throw ValidationError("No file is called like that.") }
    let numbers = first..<(first + mutations)
    if show {
      for number in numbers {
        print(try Mutation(corpus, seed: seed, number: number).report)
      }
    } else if worker, let scratch {
      try await Worker(
        corpus: corpus, seed: seed, scratch: scratch, program: Self.program, every: every,
        limit: limit
      ).run(numbers)
    } else {
      try drive(corpus, numbers)
    }
  }

  /// The folder of the package, found from where this file was compiled.
  private static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static var executable: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  }

  /// The program that was built beside this one; nil where none was.
  private static var program: String? {
    let path = executable.deletingLastPathComponent().appendingPathComponent("statecraft").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  // MARK: Driving

  private func drive(_ corpus: Corpus, _ numbers: Range<Int>) throws {
    let start = ContinuousClock.now
    var findings = Findings(corpus: corpus, seed: seed)
    var next = numbers.lowerBound
    var children: [Child] = []
    let size = max(50, min(2000, mutations / max(4 * jobs, 1)))
    while next < numbers.upperBound || !children.isEmpty {
      while children.count < jobs, next < numbers.upperBound {
        let part = next..<min(next + size, numbers.upperBound)
        children.append(try child(part))
        next = part.upperBound
      }
      usleep(10_000)
      var going: [Child] = []
      for child in children {
        guard let ending = child.ending(limit: limit) else {
          going.append(child)
          continue
        }
        try findings.add(child, ending)
        // What comes after an input that ended its process is tried in another.
        if let stopped = ending.stoppedAt, stopped + 1 < child.numbers.upperBound {
          going.append(try self.child(stopped + 1..<child.numbers.upperBound))
        }
      }
      children = going
    }
    let seconds = Double((ContinuousClock.now - start).components.seconds)
    try tell(findings, seconds: seconds)
    if findings.crashes + findings.hangs + findings.wrong > 0 { throw ExitCode.failure }
  }

  private func child(_ numbers: Range<Int>) throws -> Child {
    let arguments =
      only + ["--worker", "--seed", "\(seed)", "--every", "\(every)", "--limit", "\(limit)"]
      + (root.map { ["--root", $0] } ?? [])
    return try Child(Self.executable, arguments, numbers)
  }

  private func tell(_ findings: Findings, seconds: Double) throws {
    let text = findings.text(seconds: seconds)
    guard let report else { return print(text) }
    try (text + "\n").write(toFile: report, atomically: true, encoding: .utf8)
  }
}
