import Foundation
import Testing

/// Mutated files of the library: refused, or played through without a crash.
@Suite struct `Mutated scenarios` {
  /// What a run of the fuzzer found.
  private func report(_ arguments: String...) async throws -> (code: Int32, text: String) {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-fuzz-report-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent()
      .appendingPathComponent("statecraft-fuzz")
    process.arguments = arguments + ["--report", file.path]
    process.standardOutput = FileHandle.nullDevice
    let ended = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in ended.continuation.finish() }
    try process.run()
    for await _ in ended.stream {}
    return (process.terminationStatus, (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }

  /// The report names the inputs that failed; a hang ends there, not here. An unoptimised build
  /// tries some fifty inputs a second on a core: for more, `make fuzz`.
  @Test
  func `Many of them crash nothing, hang nothing and contradict nothing`()
    async throws
  {
    let (code, text) = try await report("--mutations", "10000", "--every", "200")
    #expect(code == 0, "\(text.prefix(4000))")
    let last = try #require(text.split(separator: "\n").last)
    #expect(last.contains("10000 inputs of seed 1: "))
    #expect(last.contains("crashes 0, hangs 0, wrong 0"))
    // Mutations that nothing passes would try nothing.
    let counts = try #require(
      last.firstMatch(of: /(\d+) passed, (\d+) refused, (\d+) through/)?.output)
    #expect(try #require(Int(counts.1)) > 1000)
    #expect(try #require(Int(counts.3)) > 0)
  }
}
