import Foundation

/// Commands of the shell.
enum Shell {
  struct Outcome {
    let code: Int32
    /// Without white space at the end.
    let output: String
    let errors: String
  }

  /// Runs a command, which finds the built program as `$SC`.
  static func run(
    _ command: String, in place: Scratch? = nil, _ environment: [String: String] = [:]
  ) async throws -> Outcome {
    let scratch = try Scratch()
    let files = (output: scratch.path("output"), errors: scratch.path("errors"))
    let code = try await Launch(
      executable: "/bin/bash", arguments: ["-c", command],
      folder: (place?.folder ?? Program.home).path,
      environment: ["SC": Program.executable.path, "STATECRAFT_HOME": Program.home.path]
        .merging(environment) { $1 },
      output: files.output, errors: files.errors
    ).run()
    withExtendedLifetime(place) {}
    let texts = try [files.output, files.errors].map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
    }
    return Outcome(
      code: code, output: texts[0].trimmingCharacters(in: .whitespacesAndNewlines),
      errors: texts[1])
  }

  /// Where a program is, if this machine has it.
  static func find(_ tool: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(tool)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
