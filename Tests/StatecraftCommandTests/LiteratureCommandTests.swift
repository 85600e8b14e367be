import Foundation
import Testing

@Suite struct `The literature on the command line` {
  /// A dilemma of one's own, with a published number that is wrong when `payoff` isn't 1.
  private static func file(payoff: String) -> String {
    """
    format: 1
    name: mine
    title: A dilemma of my own
    literature: {source: My own notes, claim: Both defect.}
    turns: 1
    states: [{code: A}, {code: B}]
    game: {matrix: {moves: [cooperate, defect], payoffs: [[3, 0], [5, 1]]}}
    rules: {moves: {}, payoffs: {}}
    profiles: {default: {policy: best-reply}}
    published:
      - {measure: "payoff[A]", value: \(payoff)}
      - {measure: "payoff[B]", value: 1}
    """
  }

  @Test func `A classic is told with every number, in 80 columns`() async throws {
    let outcome = try await Program.run(["literature", "prisoners-dilemma", "three-countries"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("All 3 published numbers agree"))
    #expect(
      outcome.output.contains("All 21 published numbers of 2 classics agree"))
  }

  @Test func `A number that isn't ours is told, and the command fails`() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.file(payoff: "2"), to: "mine.yaml")
    let outcome = try await Program.run(["literature", scratch.path("mine.yaml")])
    #expect(outcome.code == 1 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("differs"))
    #expect(
      outcome.output.contains("1 of 2 published numbers agree; there are differences in mine."))
  }

  @Test func `Files of one's own run from anywhere, and as JSON and CSV`() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.file(payoff: "1"), to: "mine.yaml")
    let outcome = try await Program.run(["literature", "mine.yaml", "--csv", "-"], in: scratch)
    #expect(outcome.code == 0)
    #expect(outcome.lines.filter { $0.hasPrefix("mine,My own notes,Both defect.") }.count == 2)
    let json = try await Program.run(["literature", "mine.yaml", "--json", "-"], in: scratch)
    let data = Data(json.output.utf8)
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(list[0]["agrees"] as? Bool == true)
  }

  @Test(arguments: [
    (["literature", "prisoners-dilema"], 2, "did you mean ‘prisoners-dilemma’?"),
    (["literature", "nowhere.yaml"], 3, "there is no file ‘nowhere.yaml’"),
    (["literature", "--jobs", "0"], 2, "‘--jobs’ is from 1 to 1024, not 0."),
    (["literature", "--set", "turns=2"], 2, "say which scenario"),
    (["counterfactual", "prisoners-dilemma"], 2, "a game of moves without an economy"),
  ])
  func `What can't be is refused`(
    _ arguments: [String], _ code: Int32, _ words: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.code == code && outcome.output.isEmpty)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test
  func `A game of moves is run, kept, verified and analysed like any other`() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.file(payoff: "1"), to: "mine.yaml")
    let run = try await Program.run(
      ["run", "mine.yaml", "--full", "--replay", "game.jsonl"], in: scratch)
    #expect(run.code == 0 && run.output.contains("A moves defect B"))
    #expect(run.output.contains("Scores over all rounds: A 1, B 1"))
    for (arguments, words) in [
      (["replay", "verify", "game.jsonl"], "verified from the record and drawn anew"),
      (["analyse", "game.jsonl"], "Score over all rounds"),
      (["batch", "mine.yaml", "--runs", "3", "--store", "s.sqlite"], "[0.438503, 1]"),
      (["analyse", "s.sqlite"], "Moves at the end"),
      (["check", "mine.yaml"], "game of the form ‘matrix’; moves: cooperate, defect"),
    ] {
      let outcome = try await Program.run(arguments, in: scratch)
      #expect(outcome.code == 0, "\(arguments) \(outcome.errors)")
      #expect(outcome.output.contains(words), "\(arguments) \(outcome.output)")
    }
  }
}
