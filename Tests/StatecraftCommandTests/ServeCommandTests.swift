import Foundation
import Testing

@Suite struct `Serving` {
  /// Starts a server, waits until it says that it's there, and interrupts it.
  ///
  /// - Returns: all that it printed, and its exit code.
  private func serve(
    _ arguments: [String], in folder: Scratch
  ) async throws -> (text: String, code: Int32) {
    let place = try Scratch()
    let output = place.path("printed")
    let outcome = try await Program.run(
      ["serve"] + arguments + ["--port", "0"], in: folder, output: output,
      interruptingWhen: { _ in
        (try? String(contentsOfFile: output, encoding: .utf8))?.contains("Ctrl-C ends") == true
      })
    let text = try String(contentsOfFile: output, encoding: .utf8) + outcome.errors
    return (text.split(whereSeparator: \.isWhitespace).joined(separator: " "), outcome.code)
  }

  @Test(arguments: [
    (["--as", "DEU", "--as", "usa"], "(DEU): http://127.0.0.1:"),
    (["--umpire-is-missing"], "nknown option"), (["--as", "DEX"], "There is no state ‘DEX’"),
    (["--as", "DEU", "--seed", "7"], "Seed 7, replicate 0."),
    (["--as", "DEU", "--replicate", "3"], "replicate 3."),
    (["--as", "DEU", "--set", "turns=2"], "2 turns."),
    (["--as", "DEU", "--without", "supply-shocks"], "Without supply-shocks."),
    (["--as", "DEU", "--keep", "mine.jsonl"], "kept in ‘mine.jsonl’"),
    (["--as", "DEU", "--address", "127.0.0.2"], "http://127.0.0.2:"),
    (["--as", "DEU", "--address", "300.0.0.1"], "can't be listened on"),
    (["--as", "DEU", "--host-name", "table.example"], "http://table.example:"),
    (["--as", "DEU", "--no-umpire"], "begins when every seat's link has been opened"),
    (["--no-umpire"], "Nobody plays"), (["--as", "DEU"], "The umpire closes the turns."),
    (["--as", "DEU", "--close-when-ready"], "Turns close when all are ready."),
    (["--as", "DEU", "--timer", "10m"], "A turn takes at most 600.0 seconds."),
    (["--as", "DEU", "--no-talk"], "Seats can't talk."),
    (["--as", "DEU", "--spectator-delay", "2"], "2 turns later."),
    (["--as", "DEU", "--spectator-delay", "-1"], "spectator-delay"),
    (["--as", "DEU", "--here", "USA"], "USA is played here."),
    (["--as", "DEU", "--seat", "USA=program:./none"], "There is no program ‘./none’"),
  ])
  func `says what it does, or refuses it`(arguments: [String], words: String) async throws {
    let tiny = try Tiny()
    let (text, _) = try await serve(["tiny.yaml"] + arguments, in: tiny.scratch)
    #expect(text.contains(words), "\(text)")
    // A game of which no turn was closed leaves nothing behind.
    let left = try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.folder.path)
    #expect(left.filter { $0.contains("jsonl") } == [])
  }

  @Test func `finishes words for the seat at its own terminal`() async throws {
    let tiny = try Tiny()
    let host = try PseudoTerminal(
      ["serve", "tiny.yaml", "--here", "DEU", "--no-umpire", "--port", "0"],
      in: tiny.scratch.folder)
    try await host.wait(for: "DEU 2020> ")
    try await host.enter("expo\tchip\tchin\t.25", prompt: "DEU 2020> ")
    #expect(host.text.contains("+ control export chips CHN 0.25"))
    host.type("\u{3}")
    _ = try await host.end()
  }

  @Test func `shows replays side by side, and takes up none that it can't read`() async throws {
    let tiny = try Tiny()
    let game = try await tiny.replay()
    let shown = try await serve(["--replay", game, "--replay", game], in: tiny.scratch)
    #expect(shown.text.contains("http://127.0.0.1:"))
    #expect(shown.code == 0)
    #expect(try await serve(["--replay", "tiny.yaml"], in: tiny.scratch).code == 1)
    #expect(try await serve([], in: tiny.scratch).text.contains("Serve what?"))
  }

  @Test func `A recorded game has a story and a report of one page without scripts`() async throws {
    let tiny = try Tiny()
    let game = try await tiny.replay()
    let story = try await tiny.run("replay", "story", "game.jsonl")
    #expect(story.code == 0, "\(story.errors)")
    #expect(story.lines.allSatisfy { $0.count <= 80 })
    #expect(story.output.contains("Had USA held"))
    #expect(story.output.contains("other seeds"))
    let report = try await tiny.run("replay", "report", game, "--html", "report.html")
    #expect(report.code == 0, "\(report.errors)")
    let page = try String(contentsOf: tiny.scratch.url("report.html"), encoding: .utf8)
    #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    for heading in ["The story", "Scoreboard", "Timeline", "Orders", "The network of trade"] {
      #expect(page.contains(heading), "\(heading)")
    }
  }

  @Test func `Names from files of others are text in every page, and steer nothing`() async throws {
    // The mark over a quote makes one character of both, and the quote stays one for a browser.
    let title = "title: \"A \\e]0;x\\a<b>\\u202e \\\"\u{301} tiny <\u{338}i>\""
    let tiny = try Tiny(("title: A tiny world", title))
    let game = try await tiny.replay()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "2", "--store", "runs.sqlite")
    let pages = [
      ["replay", "report", game, "--html", "game.html"],
      ["analyse", "runs.sqlite", "--report", "runs.html"],
    ]
    for arguments in pages {
      let outcome = try await Program.run(arguments, in: tiny.scratch)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let page = try String(contentsOf: tiny.scratch.url(arguments.last ?? ""), encoding: .utf8)
      #expect(page.contains("&lt;b&gt;") && page.contains("&quot;\u{301}"))
      #expect(page.contains("&lt;\u{338}i&gt;"))
      #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    }
    let check = try await tiny.run("check", "tiny.yaml")
    #expect(check.lines[0].hasPrefix("A \u{FFFD}]0;x\u{FFFD}<b>\u{FFFD} "))
  }
}
