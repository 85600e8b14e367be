internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftServe

extension ReplayCommand {
  /// `statecraft replay story`
  struct Story: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "story", abstract: "Tell a recorded game in ten lines: what it hung on.",
      discussion: """
        Turning points are found by playing the record again without one state's orders of one \
        turn; luck, by the same orders under other seeds; and what holding would have brought. \
        All others do what they did: ‘statecraft continue --instead’ lets them answer.

          statecraft replay story game.jsonl
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    func run() throws {
      let story = try ReplayCommand.story(of: file)
      for sentence in story.sentences {
        for line in wrapped("• " + sentence, rest: "  ") { print(line) }
      }
      print("")
      for line in [
        "The whole of it as a page, and step by step on the map:",
        "  statecraft replay report \(file) --html report.html",
        "  statecraft serve --replay \(file)",
      ] { print(line) }
    }
  }

  /// `statecraft replay report`
  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report", abstract: "Write the after-action report of a recorded game.",
      discussion: """
        One page by itself, to read and to print: the story, maps, a scoreboard of absolute and \
        relative gains, the timeline, each seat's orders with cost and outcome, the network of \
        trade, and what was said:

          statecraft replay report game.jsonl --html report.html
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Option(help: ArgumentHelp("Where to write the page.", valueName: "file"))
    var html: String

    func run() throws {
      let output = try OutputFile(html, option: "--html")
      let page = GamePage(try ReplayCommand.story(of: file)).html
      try output.write(Data(page.utf8))
      print("‘\(html)’ holds the report: \(page.utf8.count / 1000) kB, without scripts.")
    }
  }

  static func story(of file: String) throws -> GameStory {
    let game = try game(try read(file), file: file)
    guard !game.replay.turns.isEmpty else {
      throw Failure(.failed, "‘\(file)’ has no closed turn to tell of.")
    }
    do {
      return try GameStory(game)
    } catch {
      throw Failure(.diverged, "\(file): \(error)")
    }
  }
}
