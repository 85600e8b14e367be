import Foundation
import Testing

/// The recipes of CONTRIBUTING, held to what these tests run.
struct RecipeTests {
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private func words(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The first block of a language in a recipe.
  private func block(_ language: String, in recipe: String) throws -> Substring {
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    let guide = try String(
      contentsOf: root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
    let heading = try #require(guide.range(of: "## Recipe: \(recipe)\n"))
    let start = try #require(
      guide.range(of: "```\(language)\n", range: heading.upperBound..<guide.endIndex))
    let end = try #require(guide.range(of: "```", range: start.upperBound..<guide.endIndex))
    return guide[start.upperBound..<end.lowerBound]
  }

  @Test func `The recipe for a mechanism is what the stockpile does`() throws {
    let source = words(
      try String(
        contentsOf: folder.appendingPathComponent("Stockpile/Stockpile.swift"), encoding: .utf8))
    let lines = try block("swift", in: "add a mechanism").split(separator: "\n")
    #expect(lines.count > 8)
    for line in lines {
      let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
      #expect(source.contains(words(code)), "\(line)")
    }
  }

  @Test func `The recipe for an instrument is the row that is played`() throws {
    #expect(words(TradingWorld.yaml).contains(words(try block("yaml", in: "add an instrument"))))
  }
}
