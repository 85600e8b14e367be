import Foundation
import Testing

@Suite struct `The replay commands` {
  private func edited(_ tiny: Tiny, _ edit: (inout [String]) throws -> Void) async throws {
    let file = try await tiny.replay()
    var lines = try String(contentsOfFile: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    try edit(&lines)
    try tiny.scratch.write(lines.joined(separator: "\n"), to: "game.jsonl")
  }

  /// Runs both commands; what can't be read is refused by both alike.
  private func expectUnreadable(_ tiny: Tiny, _ message: String) async throws {
    for command in ["show", "verify"] {
      let outcome = try await tiny.run("replay", command, "game.jsonl")
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    }
  }

  @Test
  func `A line that is cut off is named with its column`() async throws {
    let tiny = try Tiny()
    var length = 0
    try await edited(tiny) {
      $0.removeLast(2)
      $0[3].removeLast(100)
      length = $0[3].utf8.count
    }
    try await expectUnreadable(tiny, "game.jsonl:4:\(length + 1): the line is cut off (")
  }

  @Test
  func `A turn that is missing is named`() async throws {
    let tiny = try Tiny()
    try await edited(tiny) { $0.remove(at: 2) }
    try await expectUnreadable(tiny, "game.jsonl:3: turn 3 comes where turn 2 is due.")
  }

  @Test
  func `An edited header, and a file that isn't a replay, are refused`() async throws {
    let tiny = try Tiny()
    try await edited(tiny) { $0[0] = $0[0].replacing("\"seed\":\"2023\"", with: "\"seed\":\"7\"") }
    try await expectUnreadable(tiny, "game.jsonl:1: the header was changed after it was written")
    try tiny.scratch.write("not a replay\n", to: "game.jsonl")
    try await expectUnreadable(tiny, "game.jsonl: this is no replay: ‘statecraft run’")
    try tiny.scratch.write("", to: "game.jsonl")
    try await expectUnreadable(tiny, "game.jsonl:1: the file is empty.")
    try FileManager.default.removeItem(at: tiny.scratch.url("game.jsonl"))
    try await expectUnreadable(tiny, "game.jsonl: there is no such file")
  }

  @Test
  func `An edited event, decision, draw or outcome diverges, with exit code 4`() async throws {
    let edits: [(line: Int, from: String, to: String, place: String)] = [
      (1, "\"USA\",\"chips\",0.95,", "\"USA\",\"chips\",0.5,", "turn 1"),
      (1, "control export chips USA 0.95", "control export chips USA 0.75", "turn 1"),
      (2, "\"exponential 0.15\",0.23", "\"exponential 0.15\",0.24", "turn 2"),
      (5, "\"gain USA\":-0.0", "\"gain USA\":-0.1", "gain USA"),
    ]
    for edit in edits {
      let tiny = try Tiny()
      try await edited(tiny) {
        let line = $0[edit.line].replacing(edit.from, with: edit.to, maxReplacements: 1)
        try #require(line != $0[edit.line], "nothing to edit in \($0[edit.line].prefix(300))")
        $0[edit.line] = line
      }
      let outcome = try await tiny.run("replay", "verify", "game.jsonl")
      #expect(outcome.code == 4)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("game.jsonl: diverged. "), "\(outcome.errors)")
      #expect(outcome.errors.lowercased().contains(edit.place.lowercased()), "\(outcome.errors)")
    }
  }

  @Test func `Each of several files gets its answer, and the worst decides`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let outcome = try await tiny.run("replay", "verify", "nowhere.jsonl", "game.jsonl")
    #expect(outcome.code == 1)
    #expect(outcome.output == "game.jsonl: verified from the record and drawn anew, 4 turns.\n")
    #expect(
      outcome.errorLines == [
        "nowhere.jsonl: there is no such file, or it can't be read.", "1 of 2 replays failed.",
      ])
  }

  @Test
  func `A replay is told as the game was, motives and all`() async throws {
    let tiny = try Tiny()
    let told = try await tiny.run("run", "tiny.yaml", "--replay", "game.jsonl", "--explain")
    let shown = try await tiny.run("replay", "show", "game.jsonl", "--explain")
    #expect(told.code == 0 && shown.code == 0)
    #expect(told.output == shown.output)
    #expect(told.lines.allSatisfy { $0.count <= 80 })
    // Without --explain it keeps the motives behind orders, and not all that was weighed.
    let brief = try await tiny.run("run", "tiny.yaml", "--full")
    let file = try await tiny.replay()
    let bare = try await tiny.run("replay", "show", file, "--full")
    #expect(brief.output.contains("for gains +"))
    #expect(bare.output == brief.output)
    let refused = try await tiny.run("replay", "show", file, "--explain")
    #expect(refused.code == 2 && refused.errors.contains("no full explanations"))
    #expect(bare.digest != nil && bare.digest == brief.digest && brief.digest == told.digest)
  }

  @Test func `A game of twelve turns is told in a page, unless all of it is asked for`()
    async throws
  {
    let page = try await Program.run(["run", "small-yard-2023", "--replicate", "3"])
    #expect(page.code == 0)
    #expect(page.lines.count < 60, "\(page.lines.count)")
    #expect(page.lines.allSatisfy { $0.count <= 80 })
    // Every year has its news, and the end its figures.
    for year in 2023...2034 { #expect(page.lines.contains { $0.hasPrefix("\(year)  ") }) }
    #expect(page.digest != nil && page.output.contains("Gains since the start"))
  }

  @Test func `A game of the flagship is told in 80 columns`() async throws {
    let told = try await Program.run(["run", "small-yard-2023", "--set", "turns=3", "--full"])
    #expect(told.code == 0)
    #expect(told.errors.isEmpty)
    #expect(told.lines.allSatisfy { $0.count <= 80 })
    #expect(told.lines.count { $0.hasPrefix("Turn ") } == 3)
    #expect(!told.output.contains("\u{1B}"))
  }
}
