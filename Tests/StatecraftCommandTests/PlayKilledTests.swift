import Foundation
import Testing

/// Whatever ends the program, the file has every closed turn, and the game goes on from there.
@Suite(.serialized) struct `A game that is killed` {
  /// Takes a game up and plays it to its end without orders.
  private func finish(_ tiny: Tiny, _ name: String) async throws -> Program.Outcome {
    let outcome = try await tiny.run(
      "play", name, typing: Array(repeating: "end", count: 25) + ["quit"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let verified = try await tiny.run("replay", "verify", name)
    #expect(verified.code == 0, "\(verified.errors)")
    #expect(verified.output.hasSuffix("25 turns.\n"))
    return outcome
  }

  /// A game of twenty-five turns, played in one go: what every other way must come to.
  private func whole(_ tiny: Tiny) async throws -> Data {
    let outcome = try await tiny.run(
      "play", "tiny.yaml", "--as", "DEU", "--seed", "7", "--replay", "whole.jsonl",
      typing: Array(repeating: "end", count: 25) + ["quit"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try Data(contentsOf: tiny.scratch.url("whole.jsonl"))
  }

  @Test
  func `at any moment goes on as if nothing had been`() async throws {
    let tiny = try Tiny(("turns: 4", "turns: 25"))
    let whole = try await whole(tiny)
    for delay in [0, 15, 60, 160] {
      let name = "killed-\(delay).jsonl"
      let person = try PseudoTerminal(
        ["play", "tiny.yaml", "--as", "DEU", "--seed", "7", "--replay", name],
        in: tiny.scratch.folder)
      try await person.wait(for: "DEU 2020> ")
      person.type(String(repeating: "end\n", count: 25))
      try await Task.sleep(for: .milliseconds(delay))
      try await person.kill()
      let left = try Data(contentsOf: tiny.scratch.url(name))
      #expect(whole.starts(with: left))
      _ = try await finish(tiny, name)
      #expect(try Data(contentsOf: tiny.scratch.url(name)) == whole, "after \(delay) ms")
    }
  }

  @Test func `in the middle of a line plays that turn again`() async throws {
    let tiny = try Tiny(("turns: 4", "turns: 25"))
    let whole = try await whole(tiny)
    let breaks = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    // After the header; in the middle of a turn; one byte short of a turn; of the last; of the end.
    for end in [
      breaks[0] + 1, breaks[4] + 200, breaks[7], breaks[25], breaks[26], breaks[26] + 1,
    ] {
      try whole.prefix(end).write(to: tiny.scratch.url("cut.jsonl"))
      let outcome = try await finish(tiny, "cut.jsonl")
      let isCut = whole[..<end].last != UInt8(ascii: "\n")
      #expect(outcome.output.contains("was cut off while it was written") == isCut, "\(end)")
      #expect(try Data(contentsOf: tiny.scratch.url("cut.jsonl")) == whole, "cut after \(end)")
    }
  }
}
