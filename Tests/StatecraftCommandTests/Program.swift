import Foundation
import Testing

/// The built program, run as a process.
enum Program {
  /// What a finished process left.
  struct Outcome: Sendable {
    let code: Int32
    let output: String
    let errors: String

    var lines: [String] {
      output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

    /// The digest that ‘run’ and ‘batch’ end with.
    var digest: String? {
      output.firstMatch(of: /[Dd]igest[^.]* ([0-9a-f]{16})/).map { String($0.1) }
    }

    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }
  }

  /// The package, which holds the library of scenarios.
  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program is built into the folder of the test bundle.
  static let executable: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("statecraft")
  }()

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - place: the working directory, kept for as long as the program runs; the package when nil.
  ///   - input: what is piped in; nothing when nil.
  ///   - output: where standard output goes instead of into the outcome.
  ///   - environment: variables on top of this process's own.
  ///   - isDue: when to interrupt it, given what it has written to standard error.
  ///   - isDoomed: when to kill it, asked every other millisecond.
  static func run(
    _ arguments: [String], in place: Scratch? = nil, input: String? = nil,
    output: String? = nil, environment: [String: String] = [:],
    interruptingWhen isDue: (@Sendable (_ errors: Data) -> Bool)? = nil,
    killingWhen isDoomed: (@Sendable () -> Bool)? = nil
  ) async throws -> Outcome {
    let scratch = try Scratch()
    let (outputFile, errorFile) = (scratch.url("output"), scratch.url("errors"))
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    var launch = Launch(
      executable: executable.path, arguments: arguments, folder: (place?.folder ?? home).path,
      environment: ["STATECRAFT_HOME": home.path].merging(environment) { $1 },
      output: output ?? outputFile.path, errors: errorFile.path)
    if let input { launch.input = try scratch.write(input, to: "input") }
    if let isDue {
      launch.signal = { isDue((try? Data(contentsOf: errorFile)) ?? Data()) ? SIGINT : nil }
    } else if let isDoomed {
      launch.signal = { isDoomed() ? SIGKILL : nil }
    }
    let code = try await launch.run()
    withExtendedLifetime(place) {}
    return Outcome(
      code: code, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

/// A folder that lasts as long as the value.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-command-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func path(_ name: String) -> String { url(name).path }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try text.write(to: url(name), atomically: true, encoding: .utf8)
    return path(name)
  }
}
