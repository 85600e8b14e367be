import Foundation
import Testing

/// Programs and umpires at the table of the built program.
@Suite struct `A game with programs and injects` {
  private static let hedger = Program.home.appendingPathComponent("Agents/External/hedger.py").path
  private static let balancer = Program.executable.deletingLastPathComponent()
    .appendingPathComponent("balancer").path

  /// The lines of a replay, the header first.
  private func replay(_ name: String, _ tiny: Tiny) throws -> [[String: Any]] {
    try String(contentsOf: tiny.scratch.url(name), encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test(arguments: [hedger, balancer])
  func `seats the samples, and is verified without them`(_ path: String) async throws {
    let tiny = try Tiny()
    let name = URL(fileURLWithPath: path).lastPathComponent
    let run = try await tiny.run(
      "run", "tiny.yaml", "--seat", "deu=program:\(path)", "--deadline", "1800s", "--replay",
      "game.jsonl")
    #expect(run.code == 0, "\(run.errors)")
    let lines = try replay("game.jsonl", tiny)
    let seats = try #require(lines[0]["seats"] as? [[String]])
    #expect(seats.map { $0[1] } == ["logit", "program \(name)", "logit"])
    let turns = lines.dropFirst().dropLast()
    #expect(turns.count == 4 && turns.allSatisfy { $0["held"] == nil })
    #expect(
      turns.allSatisfy { (($0["decisions"] as? [String: [String]])?["DEU"]?.count ?? 0) >= 2 })
    let verified = try await tiny.run("replay", "verify", "game.jsonl")
    #expect(verified.code == 0, "\(verified.errors)")

    // Its recorded decisions make the same game again.
    let again = try await tiny.run("run", "tiny.yaml", "--seat", "DEU=replay:game.jsonl")
    #expect(again.digest != nil && again.digest == run.digest)
    #expect(run.digest != (try await tiny.run("run", "tiny.yaml")).digest)
  }

  @Test func `is a tournament for whoever changes a page of Python`() async throws {
    let sample = Program.home.appendingPathComponent("Agents/External/strategy.py").path
    let run = try await Program.run(
      ["run", "iterated-dilemma", "--seat", "ALT2=program:\(sample)", "--deadline", "1800s"],
      in: try Scratch())
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("ALT2 8086, TFT1 7896"))
  }

  @Test
  func `says why a broken program's state held, and is verified`() async throws {
    let tiny = try Tiny()
    let path = try tiny.scratch.write("#!/bin/sh\necho oops >&2; exit 7\n", to: "broken.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let run = try await tiny.run(
      "run", "tiny.yaml", "--seat", "DEU=program:broken.sh", "--replay", "game.jsonl")
    #expect(run.code == 0)
    #expect(
      run.output.contains("  DEU holds: broken.sh exited with code 7 (‘DEU-broken.sh.log’ has"))
    #expect(
      try String(contentsOf: tiny.scratch.url("DEU-broken.sh.log"), encoding: .utf8) == "oops\n")
    let held = try replay("game.jsonl", tiny).dropFirst().dropLast().compactMap {
      ($0["held"] as? [String: String])?["DEU"]
    }
    #expect(held.count == 4 && held[1].contains("is out of the game: in turn 1 it exited"))
    let verified = try await tiny.run("replay", "verify", "game.jsonl")
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test
  func `What was planned for later turns comes after a break, too`() async throws {
    let tiny = try Tiny()
    let shock = "shock chips USA 0.5"
    func play(_ arguments: [String], _ lines: String...) async throws -> Program.Outcome {
      try await Program.run(
        arguments, in: tiny.scratch, input: lines.map { $0 + "\n" }.joined())
    }
    let umpire = ["play", "tiny.yaml", "--umpire", "--seed", "2023", "--replay", "game.jsonl"]
    let begun = try await play(umpire, "inject \(shock) for 3", "end", "quit")
    #expect(begun.code == 0, "\(begun.errors)")
    let review = try await play(["play", "game.jsonl", "--umpire"], "review", "quit")
    #expect(review.output.contains("  this turn (2021): \(shock)"), "\(review.output)")
    #expect(review.output.contains("  turn 3 (2022): \(shock)"), "\(review.output)")
    let ended = try await play(
      ["play", "game.jsonl", "--umpire"], "end", "hold", "end", "end", "quit")
    #expect(ended.code == 0, "\(ended.errors)")
    let turns = try replay("game.jsonl", tiny).dropFirst().dropLast()
    #expect(turns.map { $0["injects"] as? [String] } == [[shock], [shock], nil, nil])
    #expect(try await tiny.run("replay", "verify", "game.jsonl").code == 0)

    // A file's plan goes on likewise, unless another is given.
    try tiny.scratch.write(
      "format: 1\ninjects: [{turn: 3, inject: \(shock)}]\n", to: "plan.yaml")
    try tiny.scratch.write(
      "format: 1\ninjects: [{turn: 4, inject: election USA}]\n", to: "other.yaml")
    let filed =
      ["play", "tiny.yaml", "--as", "DEU", "--replay", "filed.jsonl", "--injects", "plan.yaml"]
    _ = try await play(filed, "end", "quit")
    try FileManager.default.copyItem(
      at: tiny.scratch.url("filed.jsonl"), to: tiny.scratch.url("again.jsonl"))
    _ = try await play(["play", "filed.jsonl"], "end", "end", "end", "quit")
    _ = try await play(
      ["play", "again.jsonl", "--injects", "other.yaml"], "end", "end", "end", "quit")
    let found = try ["filed.jsonl", "again.jsonl"].map {
      try replay($0, tiny).dropFirst().dropLast().map { $0["injects"] as? [String] }
    }
    #expect(found == [[nil, nil, [shock], nil], [nil, nil, nil, ["election USA"]]])
  }

  @Test
  func `puts a file's injects into its turns, and verify knows them`() async throws {
    let tiny = try Tiny()
    try tiny.scratch.write(
      """
      format: 1
      injects:
        - {turn: 2, inject: shock chips DEU 0.5 for 2}
        - {turn: 2, inject: inject election usa}
      """, to: "injects.yaml")
    let run = try await tiny.run(
      "run", "tiny.yaml", "--injects", "injects.yaml", "--replay", "game.jsonl")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("Inject: a disruption strikes chips in DEU, productivity -39.35 %"))
    #expect(run.output.contains("Inject: an election is called in USA"))
    let injects = try replay("game.jsonl", tiny).map { $0["injects"] as? [String] }
    let shock = "shock chips DEU 0.5"
    #expect(injects == [nil, nil, [shock, "election USA"], [shock], nil, nil])
    let verified = try await tiny.run("replay", "verify", "game.jsonl")
    #expect(verified.code == 0, "\(verified.errors)")

    let text = try String(contentsOf: tiny.scratch.url("game.jsonl"), encoding: .utf8)
    try tiny.scratch.write(text.replacing("[\"\(shock)\"]", with: "[]"), to: "forged.jsonl")
    let forged = try await tiny.run("replay", "verify", "forged.jsonl")
    #expect(forged.code != 0 && forged.errors.contains("Turn 3"))
  }

  @Test
  func `refuses a file of injects with every fault`() async throws {
    let tiny = try Tiny()
    try tiny.scratch.write(
      """
      format: 1
      injects:
        - {turn: 2, inject: shock chops DEX x}
        - {turn: 9, inject: election DEU}
        - {turn: 1, inject: shock chips DEU 5}
        - {turn: 1, inject: earthquake}
        - {turn: 4, inject: shock chips DEU 1 for 2}
      """, to: "injects.yaml")
    let run = try await tiny.run("run", "tiny.yaml", "--injects", "injects.yaml")
    #expect(run.code == 3 && run.output.isEmpty)
    for reason in [
      "injects[0].inject: ‘chops’ is no sector; did you mean ‘chips’?", "‘DEX’ is no state",
      "‘x’ is not a number", "there is no choice of governments in DEU",
      "there is no turn 9: the game has 4", "the size is above 0 and at most 3.0 log points",
      "an inject begins with ‘shock’, ‘election’ or ‘threat’",
      "it would last until turn 5, and the game has 4",
    ] {
      #expect(run.errors.contains(reason), "\(reason)")
    }
    let off = try await tiny.run(
      "run", "tiny.yaml", "--without", "supply-shocks", "--injects", "injects.yaml")
    #expect(off.errors.contains("no rule in force carries out an inject of kind ‘shock’"))
  }

  @Test
  func `seats programs and an umpire beside people, and is taken up with them`() async throws {
    let tiny = try Tiny()
    let seat = ["--seat", "CHN=program:\(Self.hedger)", "--deadline", "1800s"]
    let table =
      ["play", "tiny.yaml", "--as", "DEU", "--seed", "2023", "--replay", "game.jsonl"] + seat
    func play(_ arguments: [String], _ lines: String...) async throws -> Program.Outcome {
      try await Program.run(
        arguments, in: tiny.scratch, input: lines.map { $0 + "\n" }.joined())
    }
    let begun = try await play(
      table + ["--umpire"], "", "inject shock chips usa 0.5", "end", "",
      "inject shock chips usa 0.5", "inject nonsense", "end", "", "end", "", "end", "quit")
    #expect(begun.code == 0, "\(begun.errors)")
    #expect(begun.output.contains("DEU 2020> inject shock chips usa 0.5\nInjects are the umpire's"))
    #expect(begun.output.contains("  this turn (2020): shock chips USA 0.5"))
    #expect(begun.output.contains("An inject begins with ‘shock’, ‘election’ or ‘threat’"))

    let refused = try await play(["play", "game.jsonl"], "quit")
    #expect(refused.code == 2 && refused.errors.contains("give it again with ‘--seat CHN=…’"))
    let ended = try await play(
      ["play", "game.jsonl"] + seat, "inject election USA", "end", "end", "quit")
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(ended.output.contains("Injects are the umpire's"))
    let turns = try replay("game.jsonl", tiny).dropFirst().dropLast()
    #expect(turns.map { $0["injects"] as? [String] } == [["shock chips USA 0.5"], nil, nil, nil])
    #expect(turns.allSatisfy { ($0["decisions"] as? [String: [String]])?["CHN"] != nil })
    let verified = try await tiny.run("replay", "verify", "game.jsonl")
    #expect(verified.code == 0, "\(verified.errors)")

    let branched = try await play(["replay", "branch", "game.jsonl", "--turn", "1"])
    #expect(branched.code == 0, "\(branched.errors)")
    let branch = try replay("game-branch-T1.jsonl", tiny)
    #expect(branch[1]["injects"] as? [String] == ["shock chips USA 0.5"])
  }

  @Test
  func `is an umpire's alone between policies and programs, taken up and branched`()
    async throws
  {
    let tiny = try Tiny()
    let seat = ["--seat", "CHN=program:\(Self.hedger)", "--deadline", "1800s"]
    func play(_ arguments: [String], _ lines: String...) async throws -> Program.Outcome {
      try await Program.run(
        arguments, in: tiny.scratch, input: lines.map { $0 + "\n" }.joined())
    }
    let begun = try await play(
      ["play", "tiny.yaml", "--umpire", "--seed", "2023"] + seat, "inject shock chips usa 0.5",
      "end", "explain usa",
      "explain chn", "back 1", "hold", "end", "history", "quit")
    #expect(begun.code == 0, "\(begun.errors)")
    #expect(begun.output.contains("Every closed turn is kept in ‘umpire-tiny.jsonl’."))
    #expect(begun.output.contains("  USA weighs control export chips CHN: drew 0."))
    #expect(begun.output.contains("What it weighed isn't known: its seat is program hedger.py"))
    #expect(begun.output.contains("Two histories, the same luck: they part in turn 1"))
    #expect(begun.lines.allSatisfy { $0.count <= 80 })
    #expect(
      begun.output.replacing("\n", with: " ").contains(
        "umpire-tiny-branch-T1.jsonl --umpire’ takes"))

    let refused = try await play(["play", "umpire-tiny.jsonl"] + seat)
    #expect(refused.code == 2 && refused.errors.contains("or give ‘--umpire’"))
    let again = try await play(
      ["play", "umpire-tiny.jsonl", "--umpire"] + seat, "explain usa", "inject election usa", "end",
      "end", "end", "quit")
    #expect(again.code == 0, "\(again.errors)")
    // All that was weighed before it was left is known still.
    #expect(
      again.output.components(separatedBy: "drew ").count
        == 1
        + begun.output.components(separatedBy: "end\n")[1].components(separatedBy: "USA weighs")
        .count - 1)
    #expect(again.output.contains("The game is over"))
    let turns = try replay("umpire-tiny.jsonl", tiny).dropFirst().dropLast()
    #expect(
      turns.map { $0["injects"] as? [String] }
        == [["shock chips USA 0.5"], ["election USA"], nil, nil])
    for name in ["umpire-tiny.jsonl", "umpire-tiny-branch-T1.jsonl"] {
      let verified = try await tiny.run("replay", "verify", name)
      #expect(verified.code == 0, "\(verified.errors)")
    }

    let branched = try await play(
      ["replay", "branch", "umpire-tiny.jsonl", "--turn", "2", "--umpire"], "hold", "end", "end",
      "end", "quit")
    #expect(branched.code == 0, "\(branched.errors)")
    let branch = try replay("umpire-tiny-branch-T2.jsonl", tiny).dropFirst().dropLast()
    #expect(branch.map { $0["injects"] as? [String] } == [["shock chips USA 0.5"], nil, nil, nil])
  }

  @Test
  func `seats programs and records in a branch, from its turn on`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "game.jsonl")
    _ = try await tiny.run("run", "tiny.yaml", "--seed", "5", "--replay", "other.jsonl")
    let branched = try await tiny.run(
      "replay", "branch", "game.jsonl", "--turn", "3", "--seat", "DEU=program:\(Self.hedger)",
      "--seat", "CHN=replay:other.jsonl", "--deadline", "1800s", "--replay", "mine.jsonl")
    #expect(branched.code == 0, "\(branched.errors)")
    let (old, mine, other) = (
      try replay("game.jsonl", tiny), try replay("mine.jsonl", tiny),
      try replay("other.jsonl", tiny)
    )
    #expect(
      (mine[0]["seats"] as? [[String]])?.map { $0[1] }
        == [
          "logit, replay other.jsonl from turn 3", "logit, program hedger.py from turn 3", "logit",
        ]
    )
    func orders(_ line: [String: Any], _ code: String) -> [String]? {
      (line["decisions"] as? [String: [String]])?[code]
    }
    #expect(orders(mine[2], "DEU") == orders(old[2], "DEU"))
    for turn in 3...4 {
      #expect(orders(mine[turn], "CHN") == orders(other[turn], "CHN"))
      #expect(orders(mine[turn], "DEU")?.contains { $0.hasPrefix("align") } == true)
    }
    let verified = try await tiny.run("replay", "verify", "mine.jsonl")
    #expect(verified.code == 0, "\(verified.errors)")
    for (seat, message) in [
      ("CHN=replay:nowhere.jsonl", "there is no such file"), ("CHN=program:nowhere", "no program"),
      ("CHN=policy", "should be a state and who decides for it"),
    ] {
      let refused = try await tiny.run(
        "replay", "branch", "game.jsonl", "--turn", "3", "--seat", seat, "--replay", "x.jsonl")
      #expect(refused.code != 0 && refused.errors.contains(message), "\(refused.errors)")
      #expect(!FileManager.default.fileExists(atPath: tiny.scratch.path("x.jsonl")))
    }
  }
}
