import Foundation
import Testing

extension Program.Outcome {
  /// The output without its line breaks.
  fileprivate var flowing: String { output.replacing("\n", with: " ") }
}

/// `replay diff`, `replay why`, `continue`, `analyse` and `audit`, as their users meet them.
@Suite struct `The tools for replays` {
  private func draws(
    _ line: String, of purpose: String, become: (Double) -> Double
  ) throws -> String {
    // A draw on record ends with its distribution and its value: "exponential 0.15",0.03].
    let pattern = try Regex<(Substring, Substring, Substring)>(
      "(\\[\"\(purpose)\",[^\\]]*\",)([0-9.e-]+)\\]")
    return line.replacing(pattern) { match in
      "\(match.1)\(become(Double(match.2) ?? 0))]"
    }
  }

  // MARK: diff

  @Test
  func `Two variants part where the first decision differs, and are set side by side`()
    async throws
  {
    let tiny = try Tiny()
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "a.jsonl")
    _ = try await tiny.run(
      "run", "tiny.yaml", "--replay", "b.jsonl", "--set", "profiles.USA.r.CHN=0")
    let same = try await tiny.run("replay", "diff", "a.jsonl", "a.jsonl")
    #expect(same.code == 0)
    #expect(same.output.contains("The games are the same in all 4 turns, digest "))
    let outcome = try await tiny.run("replay", "diff", "a.jsonl", "b.jsonl")
    #expect(outcome.code == 4 && outcome.errors.isEmpty)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    for words in [
      "Only B sets profiles.USA.r.CHN=0.", "\nThey part in turn ", "relative_gains: USA",
      "\nWhat differs, turn by turn", "\nIn the end\n  class of the system: ",
      "\nGains since the start, %",
    ] {
      #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
    }
  }

  @Test
  func `Games of other states can't be compared turn by turn`() async throws {
    let tiny = try Tiny()
    let file = try await tiny.replay()
    let outcome = try await tiny.run(
      "replay", "diff", file, Program.home.path + "/Replays/golden/scripted.jsonl")
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.replacing("\n", with: " ").contains("states only in A: CHN, DEU, USA;"))
  }

  // MARK: why

  @Test
  func `Events are listed by label, and explained one by one`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let list = try await tiny.run("replay", "why", "game.jsonl", "--turn", "1")
    #expect(list.code == 0)
    let labels = list.lines.filter { $0.hasPrefix("T1.") }.compactMap {
      $0.split(separator: " ").first
    }
    #expect(labels == labels.indices.map { "T1.\($0 + 1)" })
    let control = try #require(list.lines.first { $0.contains("control.tightened CHN → USA") })
    let label = String(control.prefix { $0 != " " })
    let outcome = try await tiny.run("replay", "why", "game.jsonl", label)
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    for words in ["← rule: ", "← order: CHN ordered ‘control ", "← motive: CHN weighed "] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
    #expect(outcome.output.contains("← hung on: the orders of CHN"))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: [
    (["T9.1"], "There is no event T9.1: the game has turns 1 to 4."),
    (["T1.99"], "There is no event T1.99: turn 1 has "),
    (["first"], "‘first’ names no event: write T2.3 for the third event of turn 2."),
    (["--turn", "9"], "There is no turn 9: the game has turns 1 to 4."),
    (["--state", "DEX"], "There is no state ‘DEX’; did you mean ‘DEU’?"),
    (["--sector", "chip"], "There is no sector ‘chip’; did you mean ‘chips’?"),
    (["--kind", "control.tightend"], "did you mean ‘control.tightened’?"),
  ])
  func `An event that there isn't is told with a way out`(
    _ arguments: [String], _ message: String
  ) async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let outcome = try await Program.run(
      ["replay", "why", "game.jsonl"] + arguments, in: tiny.scratch)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  // MARK: continue

  @Test
  func `A game played on with its own luck ends as it did, with other luck otherwise`()
    async throws
  {
    let tiny = try Tiny()
    _ = try await tiny.replay("--seed", "5")
    func gains(_ arguments: String...) async throws -> [String: Any] {
      let outcome = try await Program.run(
        ["continue", "game.jsonl", "--json", "-"] + arguments, in: tiny.scratch)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try outcome.json()
    }
    func mean(_ json: [String: Any]) throws -> Double {
      let states = try #require(json["states"] as? [String: [String: Any]])
      return try #require((states["USA"]?["gain"] as? [String: Any])?["mean"] as? Double)
    }
    // Run 0 of the game's own seed is the game itself: its replicate is 0.
    let again = try await gains("--turn", "3", "--runs", "1", "--seed", "5")
    let own = try mean(again)
    let mark = try #require(again["continued"] as? [String: Any])
    #expect(mark["turn"] as? Int == 3 && mark["replay"] as? String == "game.jsonl")
    let end = try String(contentsOfFile: tiny.scratch.path("game.jsonl"), encoding: .utf8)
    let told = try #require(end.firstMatch(of: /"gain USA":([-0-9.e]+)/)).1
    #expect(abs(own - (Double(told) ?? 9)) < 1e-12)
    #expect(try mean(try await gains("--turn", "3", "--runs", "1")) != own)
    // An earlier turn leaves more to chance.
    let (early, late) = (
      try await gains("--turn", "1", "--runs", "30"), try await gains("--turn", "4", "--runs", "30")
    )
    #expect(try mean(early) != mean(late))
  }

  @Test
  func `The same runs come on any number of jobs`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let line = ["continue", "game.jsonl", "--turn", "2", "--runs", "40"]
    let one = try await Program.run(line + ["--jobs", "1"], in: tiny.scratch)
    let three = try await Program.run(line + ["--jobs", "3"], in: tiny.scratch)
    #expect(one.digest != nil && one.digest == three.digest)
    let move = line + ["--instead", "CHN: control export chips USA 0", "--json", "-"]
    let alone = try await Program.run(move + ["--jobs", "1"], in: tiny.scratch)
    let together = try await Program.run(move + ["--jobs", "3"], in: tiny.scratch)
    #expect(alone.code == 0 && alone.output == together.output)
  }

  @Test
  func `A move is set against another one under the same luck`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let outcome = try await tiny.run(
      "continue", "game.jsonl", "--turn", "2", "--runs", "50", "--instead",
      "usa: control tariff services CHN 1; control tariff services DEU 1", "--json", "moves.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("  USA instead: control tariff services CHN 1.0;"))
    #expect(outcome.output.contains("For USA's real income the other move "))
    #expect(outcome.output.contains("For USA's utility in the last turn the other move "))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: tiny.scratch.url("moves.json")))
        as? [String: Any])
    let metrics = try #require(json["metrics"] as? [String: [String: Any]])
    for name in ["gain.DEU", "gain.USA", "utility.USA"] {
      let gap = try #require(metrics[name])
      let interval = try #require(gap["ci95"] as? [Double])
      let (played, instead) = (gap["as_played"] as? Double ?? 0, gap["instead"] as? Double ?? 0)
      let difference = try #require(gap["difference"] as? Double)
      #expect(abs(difference - (instead - played)) < 1e-9)
      #expect(interval[0] < difference && difference < interval[1])
    }
  }

  @Test
  func `A move that changes nothing makes no difference in any pair`() async throws {
    let tiny = try Tiny()
    let lines = try String(contentsOfFile: try await tiny.replay(), encoding: .utf8)
      .split(separator: "\n")
    let turn = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[3].utf8)) as? [String: Any])
    let decisions = try #require(turn["decisions"] as? [String: [String]])
    // DEU never had this control, so that to lift it is to do nothing.
    let orders = (decisions["DEU"] ?? []) + ["control export services CHN 0"]
    let outcome = try await tiny.run(
      "continue", "game.jsonl", "--turn", "3", "--runs", "20", "--instead",
      "DEU: " + orders.joined(separator: ";"), "--json", "-")
    let metrics = try #require(try outcome.json()["metrics"] as? [String: [String: Any]])
    #expect(metrics.count > 8)
    for (name, gap) in metrics {
      #expect(gap["difference"] as? Double == 0, "\(name)")
      // Of shares even twenty equal pairs leave something open.
      if !name.hasPrefix("outcome.") { #expect(gap["ci95"] as? [Double] == [0, 0], "\(name)") }
    }
    let gain = try #require(metrics["gain.USA"])
    #expect(gain["as_played"] as? Double != 0)
  }

  @Test
  func `A half-played game goes on, and needs no turn named`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let lines = try String(contentsOfFile: tiny.scratch.path("game.jsonl"), encoding: .utf8)
      .split(separator: "\n").prefix(3)
    try tiny.scratch.write(lines.joined(separator: "\n") + "\n", to: "half.jsonl")
    let outcome = try await tiny.run("continue", "half.jsonl", "--runs", "5")
    #expect(outcome.code == 0)
    #expect(outcome.flowing.contains("on from the beginning of turn 3 (2022)"))
    let move = try await tiny.run(
      "continue", "half.jsonl", "--runs", "5", "--instead", "DEU: align USA 1")
    #expect(move.output.contains("  DEU as played: what its policy decides"))
  }

  @Test(arguments: [
    ([], "is over: say with ‘--turn’ from which turn to play on, 1 to 4."),
    (["--turn", "5"], "‘--turn’ is from 1 to 4, not 5: the game has no more."),
    (["--turn", "0"], "‘--turn’ is from 1 to 4, not 0"),
    (["--turn", "2", "--instead", "USX: hold"], "‘USX’ is no state of the game; did you mean"),
    (["--turn", "2", "--instead", "USA hold"], "‘USA hold’ is no move: write a state, a colon"),
    (["--turn", "2", "--instead", "USA: algn CHN 1"], "‘algn CHN 1’: an order begins with"),
    (["--turn", "2", "--instead", "DEU: align USA 3"], "DEU: align USA 3.0: a degree is from 0"),
    (
      ["--turn", "2", "--instead", "DEU: hold", "--instead", "DEU: align USA 1"],
      "DEU is given two moves"
    ),
  ])
  func `What can't be played on is told with a way out`(
    _ arguments: [String], _ message: String
  ) async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let outcome = try await Program.run(["continue", "game.jsonl"] + arguments, in: tiny.scratch)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test
  func `A record that was edited isn't played on`() async throws {
    let tiny = try Tiny()
    let file = try await tiny.replay()
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try tiny.scratch.write(
      text.replacing("control export chips USA 0.95", with: "control export chips USA 0.75"),
      to: "game.jsonl")
    for command in [
      ["continue", "game.jsonl", "--turn", "3"], ["replay", "why", "game.jsonl", "T1.1"],
    ] {
      let outcome = try await Program.run(command, in: tiny.scratch)
      #expect(outcome.code == 4 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("game.jsonl: "), "\(outcome.errors)")
      #expect(outcome.errors.lowercased().contains("turn 1 doesn't come out"), "\(outcome.errors)")
    }
  }

  // MARK: analyse

  @Test
  func `Replays are told together, and are a tidy table`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "a.jsonl")
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "b.jsonl", "--seed", "9")
    let outcome = try await tiny.run("analyse", "a.jsonl", "b.jsonl", "--csv", "turns.csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains(": 2 replays."))
    #expect(outcome.output.contains("What a turn was worth, on average over turns and games"))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    let rows = try String(contentsOfFile: tiny.scratch.path("turns.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(rows.count == 1 + 2 * 4 * 3)
    let columns = rows[0].split(separator: ",").map(String.init)
    #expect(
      columns.starts(with: ["replay", "scenario", "scenario_hash", "seed", "replicate", "turn"]))
    #expect(columns.contains("alignment_USA") && columns.contains("utility_security"))
    let last = rows[rows.count - 1].split(separator: ",", omittingEmptySubsequences: false)
    let end = try String(contentsOfFile: tiny.scratch.path("b.jsonl"), encoding: .utf8)
    let told = try #require(end.firstMatch(of: /"gain USA":([-0-9.e]+)/)).1
    #expect(last[7] == "USA")
    #expect(String(last[8]) == String(told))
  }

  @Test func `A database isn't taken for a replay`() async throws {
    let tiny = try Tiny()
    try tiny.scratch.write("SQLite format 3\0 and so on", to: "runs.sqlite")
    let outcome = try await tiny.run("analyse", "runs.sqlite")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("runs.sqlite"))
    #expect(outcome.output.isEmpty)
  }

  // MARK: audit

  @Test
  func `Honest dice pass, and every draw can be had as a table`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let outcome = try await tiny.run("audit", "game.jsonl", "--csv", "draws.csv")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.flowing.contains(" are the same."))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    for purpose in ["alignment.drift", "choice.export-control", "supply-shock.occurrence"] {
      #expect(outcome.output.contains("\n\(purpose) "))
    }
    let rows = try String(contentsOfFile: tiny.scratch.path("draws.csv"), encoding: .utf8)
      .split(separator: "\n")
    let count = try #require(outcome.output.firstMatch(of: /1 replay, ([0-9]+) draws/)).1
    #expect(rows.count == 1 + (Int(count) ?? 0))
  }

  @Test
  func `An edited draw is caught, and loaded dice are`() async throws {
    let tiny = try Tiny()
    let text = try String(contentsOfFile: try await tiny.replay(), encoding: .utf8)
    let one = try draws(text, of: "supply-shock.place") { 0.5 * $0 }
    try #require(one != text)
    try tiny.scratch.write(one, to: "game.jsonl")
    let edited = try await tiny.run("audit", "game.jsonl")
    #expect(edited.code == 1)
    #expect(edited.output.contains("Made again from their seeds, "))
    #expect(edited.errors.contains("game.jsonl, turn "))
    #expect(edited.errors.contains("draw ‘supply-shock.place’"))
    // All choices made by small draws: no seed is needed to see it.
    let all = try draws(text, of: "choice.[a-z-]+") { 0.05 * $0 }
    try tiny.scratch.write(all, to: "game.jsonl")
    let loaded = try await tiny.run("audit", "game.jsonl")
    #expect(loaded.code == 1)
    #expect(loaded.errors.contains("The dice are loaded: the draws for ‘choice."))
  }
}
