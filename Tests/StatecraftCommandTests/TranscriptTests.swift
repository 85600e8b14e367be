import Foundation
import Testing

/// The transcript in the documents is what the program prints.
@Suite struct `The transcript` {
  @Test
  func `begins as the program does when its keys are typed`() async throws {
    let documents = Program.home.appendingPathComponent("Documentation")
    func text(_ name: String) throws -> String {
      try String(contentsOf: documents.appendingPathComponent(name), encoding: .utf8)
    }
    let keys = try text("transcript-keys.txt").split(separator: "\n").map(String.init)
    // Two turns are enough to see that it's of this program; all ten would take a while.
    let second = try #require(keys.indices.filter { keys[$0] == "end" }.dropFirst().first)
    let scratch = try Scratch()
    let outcome = try await Program.run(
      ["play", "small-yard-2023", "--as", "DEU", "--seed", "2023"], in: scratch,
      input: keys[...second].joined(separator: "\n") + "\n")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let printed = try #require(
      outcome.output.range(of: "DEU 2025> ").map { outcome.output[..<$0.lowerBound] })
    let transcript = try text("Transcript.md")
    #expect(
      transcript.contains("--as DEU --seed 2023\n" + printed),
      "Run Documentation/remake-transcript.sh and read what it made.")
    #expect(transcript.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// README tells a game as it's told.
  @Test func `of a game in README is what ‘run’ prints`() async throws {
    let readme = try String(
      contentsOf: Program.home.appendingPathComponent("README.md"), encoding: .utf8)
    let told = try #require(readme.firstMatch(of: /```text\n(Small yard[^`]*)```/)?.output.1)
    let outcome = try await Program.run(["run", "small-yard-2023", "--seed", "12"])
    #expect(
      outcome.output.hasPrefix(told),
      "Run Documentation/remake-transcript.sh, and read what it made.")
    #expect(told.split(separator: "\n").count > 20)
  }

  @Test func `plays ten turns at least, with a mistake, an undo and a step back`() throws {
    let keys = try String(
      contentsOf: Program.home.appendingPathComponent("Documentation/transcript-keys.txt"),
      encoding: .utf8)
    #expect(keys.split(separator: "\n").filter { $0 == "end" }.count >= 10)
    for key in ["algn", "undo", "back"] { #expect(keys.contains(key)) }
  }
}
