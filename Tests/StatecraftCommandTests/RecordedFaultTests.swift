import Foundation
import Testing

/// Faults that users of other programs reported, tried on this one as its users meet it.
@Suite struct `Faults of files` {
  private static let game = """
    format: 1
    name: base
    title: Base
    turns: 3
    states: [{code: A}, {code: B}]
    game:
      matrix:
        moves: [cooperate, defect]
        payoffs: [[3, 0], [5, 1]]
    rules: {moves: {noise: 0}, payoffs: {}}
    profiles:
      default: {profile: always-cooperate}
    """

  private static func study(_ factors: String, _ design: String) -> String {
    """
    format: 1
    name: study
    scenario: base.yaml
    runs: 1
    metrics: [score.A]
    factors: [\(factors)]
    design: {\(design)}
    """
  }

  /// A folder with a game and other files in it.
  private func folder(_ files: (String, String)...) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Self.game, to: "base.yaml")
    for (name, text) in files { try scratch.write(text, to: name) }
    return scratch
  }

  /// What was printed, without its breaks into lines.
  private func flowing(_ outcome: Program.Outcome) -> String {
    outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test
  func `A second move of one name is refused by every command`() async throws {
    let scratch = try folder(
      ("dup.yaml", Self.game.replacing("[cooperate, defect]", with: "[wait, wait]")))
    for arguments in [
      ["check", "dup.yaml"], ["batch", "dup.yaml", "--runs", "3", "--json", "-"],
      ["run", "dup.yaml"],
    ] {
      let outcome = try await Program.run(arguments, in: scratch)
      #expect(outcome.code == 3)
      #expect(outcome.errors.contains("game.matrix.moves[1]: ‘wait’ is listed already in line 8"))
    }
  }

  @Test(arguments: ["[C,C,A,B]", "[A,B,C,A]", "[A,A,A]"])
  func `Players are every state once`(players: String) async throws {
    let outcome = try await Program.run([
      "check", "three-tariffs", "--set", "game.outcomes.players=\(players)",
    ])
    #expect(outcome.code == 3 && outcome.errors.contains("name every state once"))
  }

  @Test
  func `An edit of what a replay tells is found and named`() async throws {
    let scratch = try folder()
    _ = try await Program.run(["run", "base.yaml", "--replay", "g.jsonl"], in: scratch)
    let text = try String(contentsOf: scratch.url("g.jsonl"), encoding: .utf8)
    for (old, new, told) in [
      (
        "\"payoffs\":[3.0,3.0]", "\"payoffs\":[99.0,3.0]",
        "Turn 1: indicator ‘payoffs’ of A differs"
      ),
      ("\"scores\":[3.0,3.0]", "\"scores\":[3.0,9.0]", "Turn 1: indicator ‘scores’ of B differs"),
      ("\"year\":1,", "\"year\":1914,", "Turn 1: the year differs"),
    ] {
      try scratch.write(text.replacing(old, with: new, maxReplacements: 1), to: "x.jsonl")
      let verified = try await Program.run(["replay", "verify", "x.jsonl"], in: scratch)
      #expect(verified.code == 4 && verified.errors.contains(told), "\(verified)")
      let diff = try await Program.run(["replay", "diff", "g.jsonl", "x.jsonl"], in: scratch)
      #expect(diff.code == 4 && diff.output.contains("They part in turn 1"), "\(diff)")
    }
  }

  @Test
  func `Another move in a game of moves is judged by scores`() async throws {
    let scratch = try folder()
    _ = try await Program.run(["run", "base.yaml", "--replay", "g.jsonl"], in: scratch)
    let outcome = try await Program.run(
      [
        "continue", "g.jsonl", "--turn", "2", "--runs", "4", "--instead", "A: move defect B",
        "--json", "o.json",
      ], in: scratch)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("score of A"))
    #expect(outcome.output.contains("For A's score the other move is better"))
    let json = try String(contentsOf: scratch.url("o.json"), encoding: .utf8)
    #expect(json.contains("\"score.A\"") && json.contains("\"payoff.B\""))
  }

  @Test
  func `Games of moves are kept and exported turn by turn`() async throws {
    let scratch = try folder()
    let batch = try await Program.run(
      ["batch", "base.yaml", "--runs", "2", "--store", "s.sqlite", "--trajectories"], in: scratch)
    #expect(batch.code == 0)
    let outcome = try await Program.run(["export", "s.sqlite", "--trajectories"], in: scratch)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 1 + 2 * 3)
    #expect(lines.first?.contains("score.A,score.B,payoff.A,payoff.B") == true)
    #expect(lines.last?.contains(",9.0,9.0,3.0,3.0") == true, "\(lines)")
  }

  @Test
  func `A range of turns is of whole numbers, and Morris measures the whole of it`()
    async throws
  {
    let range = "{path: turns, range: [1, 20]}"
    let real = "{path: \"game.matrix.payoffs[1][0]\", range: [0, 10]}"
    let scratch = try folder(
      ("lhs.yaml", Self.study(range, "kind: latin-hypercube, size: 20")),
      (
        "morris.yaml",
        Self.study("{path: turns, values: [1, 2, 3]}, \(real)", "kind: morris, size: 12")
      ),
      ("none.yaml", Self.study("{path: turns, range: [1.2, 1.8]}", "kind: sobol, size: 4")))
    let plan = try await Program.run(["sweep", "lhs.yaml", "--plan"], in: scratch)
    let values = plan.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").last.flatMap { Int($0) }
    }
    #expect(values.sorted() == Array(1...20))
    #expect(try await Program.run(["sweep", "lhs.yaml"], in: scratch).code == 0)
    let morris = try await Program.run(["sweep", "morris.yaml"], in: scratch)
    #expect(morris.output.contains(#/turns +6 /#), "\(morris.output)")
    let none = try await Program.run(["sweep", "none.yaml", "--plan"], in: scratch)
    #expect(none.code == 3 && none.errors.contains("‘turns’ takes whole numbers"))
  }

  @Test
  func `A batch says where luck and variants move nothing`() async throws {
    let scratch = try folder()
    let batch = try await Program.run(
      ["batch", "base.yaml", "--runs", "5", "--json", "b.json"], in: scratch)
    let told = flowing(batch)
    #expect(told.contains("All 5 runs are the same game, turn by turn: it's deterministic"))
    #expect(told.contains("since no draws are made in it"))
    #expect(
      try String(contentsOf: scratch.url("b.json"), encoding: .utf8).contains("it's deterministic"))
    let compare = try await Program.run(
      [
        "compare", "base.yaml", "--runs", "4", "--set", "title=Other",
        "--variant", "late: rules.payoffs.discount=0.5",
      ], in: scratch)
    let compared = flowing(compare)
    #expect(compared.contains("moves nothing against the base: their runs are identical"))
    #expect(!compared.contains("‘late’ moves nothing"))
  }

  @Test func `A batch says whose income luck doesn't move`() async throws {
    let tiny = try Tiny()
    let quiet = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "4", "--without", "supply-shocks", "--without", "elections",
      "--without", "trade")
    #expect(
      flowing(quiet).contains(
        "Luck moves something in these games, but nobody's real income: intervals without width"),
      "\(quiet.output)")
  }

  @Test func `A game without a draw, a rule or a payoff is told so`() async throws {
    let scratch = try folder()
    let none = "No draw was made in it, so it's the same game under every seed."
    let game = try await Program.run(["run", "base.yaml"], in: scratch)
    #expect(game.output.contains(none))
    let noisy = try await Program.run(
      ["run", "base.yaml", "--set", "rules.moves.noise=0.5"], in: scratch)
    #expect(!noisy.output.contains(none))
    for (change, told) in [
      (["--set", "rules={}"], "Warning: No rule is in force"),
      (["--without", "payoffs"], "Warning: No rule pays for moves"),
    ] {
      let check = try await Program.run(["check", "base.yaml"] + change, in: scratch)
      #expect(check.code == 0 && check.output.contains(told), "\(check.output)")
      let run = try await Program.run(["run", "base.yaml"] + change, in: scratch)
      #expect(run.code == 0 && run.errors.contains(told), "\(run.errors)")
    }
  }

  @Test func `A value in a table of points is faulted where it stands`() async throws {
    let scratch = try folder(
      ("points.csv", "turns,rules.moves.noise\n5,0.1\n6,0.2\n-3,7\n"),
      (
        "study.yaml",
        Self.study("", "kind: csv, points: points.csv").replacing("factors: []", with: "")
      ),
      ("odd.csv", "turnips\n1\n2\n"),
      ("odd.yaml", Self.study("", "kind: csv, points: odd.csv").replacing("factors: []", with: "")))
    let sweep = try await Program.run(["sweep", "study.yaml"], in: scratch)
    #expect(sweep.code == 3)
    #expect(
      sweep.errorLines.map { $0.prefix(16) } == ["points.csv:4:1: ", "points.csv:4:4: "],
      "\(sweep.errors)")
    let odd = try await Program.run(["sweep", "odd.yaml"], in: scratch)
    #expect(odd.code == 3 && odd.errorLines.count == 1 && odd.errors.hasPrefix("odd.csv:1:1: "))
  }

  @Test func `Nature that does nothing is named`() async throws {
    let tiny = try Tiny()
    let idle = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "4", "--set", "rules.supply-shocks.probability=0")
    #expect(
      flowing(idle).contains("‘supply-shocks’ moved nothing in the 4 runs that were looked into"),
      "\(idle.output)")
  }

  @Test
  func `Parts that were made elsewhere join, and a game given twice counts once`()
    async throws
  {
    let (here, there) = (try Tiny(), try Tiny(("supply.csv", "data.csv"), ("title:", "title:  ")))
    try there.scratch.write(Tiny.supply.replacing("\n", with: "\r\n"), to: "data.csv")
    _ = try await here.run(
      "batch", "tiny.yaml", "--runs", "6", "--shard", "1/2", "--store", "1.sqlite")
    _ = try await there.run(
      "batch", "tiny.yaml", "--runs", "6", "--shard", "2/2", "--store", "2.sqlite")
    let other = there.scratch.path("2.sqlite")
    let merged = try await here.run(
      "merge", "all.sqlite", "1.sqlite", other, "1.sqlite")
    #expect(merged.code == 0, "\(merged.errors)")
    let export = try await here.run("export", "all.sqlite")
    #expect(export.output.split(separator: "\n").count == 7)
    let file = try await here.replay()
    let twice = try await here.run("analyse", file, file)
    #expect(twice.output.contains(": 1 replay"), "\(twice.output)")
    #expect(twice.output.contains("Counted once"))
  }
}
