import Foundation
import Testing

/// `Documentation/First-hour.md` says what the program says.
@Suite struct `The first hour` {
  /// A command of the page and the lines of its answer that the page shows.
  private struct Block {
    let arguments: [String]
    var shown: [String] = []
  }

  private static func page() throws -> String {
    try String(
      contentsOf: Program.home.appendingPathComponent("Documentation/First-hour.md"),
      encoding: .utf8)
  }

  /// Words of a line as a shell takes them: quotes keep blanks.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "'": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func blocks(_ page: String) -> [Block] {
    var blocks: [Block] = []
    var isOpen = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    $ statecraft ") {
        blocks.append(Block(arguments: Array(words(line.dropFirst(6)).dropFirst())))
        isOpen = true
      } else if isOpen, line.hasPrefix("    ") {
        blocks[blocks.count - 1].shown.append(String(line.dropFirst(4)))
      } else if !line.isEmpty {
        isOpen = false
      }
    }
    return blocks
  }

  @Test func `Every command of the page runs, and every line that it shows is the program's`()
    async throws
  {
    let page = try Self.page()
    let scratch = try Scratch()
    let world = try #require(page.firstMatch(of: /(?s)```yaml\n(.*?)```/)).1
    try scratch.write(String(world), to: "my-world.yaml")
    let blocks = Self.blocks(page)
    #expect(blocks.count >= 12 && blocks.filter { $0.shown.isEmpty }.isEmpty)
    for block in blocks {
      let outcome = try await Program.run(block.arguments, in: scratch)
      let told = block.arguments.joined(separator: " ")
      #expect(outcome.code == 0, "\(told): \(outcome.errors)")
      var lines = outcome.lines[...]
      for shown in block.shown {
        guard let place = lines.firstIndex(of: shown) else {
          Issue.record("‘\(told)’ doesn't say ‘\(shown)’ there. It says:\n\(outcome.output)")
          break
        }
        lines = lines[(place + 1)...]
      }
    }
  }
}
