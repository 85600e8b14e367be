import Foundation
import Testing

/// `replay branch`: another way from a turn on.
@Suite struct `A branch of a recorded game` {
  private func played(_ tiny: Tiny) async throws {
    let outcome = try await tiny.run(
      "play", "tiny.yaml", "--as", "DEU", "--seed", "2023", "--replay", "game.jsonl",
      typing: ["align chn 1", "end", "export chips usa 1", "end", "end", "end"])
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  private func expectVerified(_ tiny: Tiny, _ name: String) async throws {
    let outcome = try await tiny.run("replay", "verify", name)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  private func lines(_ tiny: Tiny, _ name: String) throws -> [Substring] {
    try String(contentsOf: tiny.scratch.url(name), encoding: .utf8).split(separator: "\n")
  }

  @Test
  func `gives a person's seat to its policy, and sets both histories side by side`()
    async throws
  {
    let tiny = try Tiny()
    try await played(tiny)
    let outcome = try await tiny.run("replay", "branch", "game.jsonl", "--turn", "2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("they part in turn 2"))
    #expect(outcome.output.contains("before: control export chips USA 1.0"))
    #expect(outcome.output.contains("now: align USA "))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    try await expectVerified(tiny, "game-branch-T2.jsonl")
    // The first turn is the person's still, byte for byte.
    let (old, new) = (try lines(tiny, "game.jsonl"), try lines(tiny, "game-branch-T2.jsonl"))
    #expect(old[1] == new[1])
    #expect(old[2] != new[2])
    #expect(new.count == old.count)
    // From turn 1 on it's a game of policies alone: the same as one that was never played.
    _ = try await tiny.run("replay", "branch", "game.jsonl", "--turn", "1")
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "policies.jsonl")
    #expect(try lines(tiny, "game-branch-T1.jsonl") == lines(tiny, "policies.jsonl"))
  }

  @Test
  func `seats a person in the middle of a game between policies`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "game.jsonl")
    let outcome = try await tiny.run(
      "replay", "branch", "game.jsonl", "--turn", "3", "--as", "DEU", "--replay", "mine.jsonl",
      typing: ["import chips chn 1", "end"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Turn 2 (2021) is resolved"))
    #expect(outcome.output.contains("they part in turn 3"))
    try await expectVerified(tiny, "mine.jsonl")
    #expect(try lines(tiny, "mine.jsonl")[1...2] == lines(tiny, "game.jsonl")[1...2])
    #expect(try lines(tiny, "mine.jsonl")[0].contains("\"logit, person from turn 3\""))
    // It can be taken up, and branched again.
    let more = try await tiny.run("play", "mine.jsonl", typing: ["end", "back 3", "end"])
    #expect(more.output.contains("Back in turn 2 (2021)"))
    try await expectVerified(tiny, "mine.jsonl")
    try await expectVerified(tiny, "mine-branch-T2.jsonl")
  }

  @Test func `with the same orders is the same game`() async throws {
    let tiny = try Tiny()
    try await played(tiny)
    let outcome = try await tiny.run(
      "replay", "branch", "game.jsonl", "--turn", "2", "--as", "DEU",
      typing: ["export chips usa 1", "end", "end", "end"])
    #expect(outcome.output.contains("The two histories are the same so far."))
    #expect(
      try lines(tiny, "game-branch-T2.jsonl").dropFirst() == lines(tiny, "game.jsonl").dropFirst())
  }
}
