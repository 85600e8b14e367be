internal import Foundation
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay

/// The after-action report of a game: one page by itself, without scripts, to be read and printed.
package struct GamePage {
  let story: GameStory
  var game: ReplayedGame { story.game }
  var replay: Replay { game.replay }
  var roster: Roster { game.scenario.setting.roster }
  var facts: GameFacts { GameFacts(game.scenario) }
  var isGameOfMoves: Bool { facts.isGameOfMoves }

  package init(_ story: GameStory) { self.story = story }

  /// The whole page.
  package var html: String {
    var parts = [
      "<h1>\(escaped(replay.header.scenarioTitle))</h1>",
      "<p class=\"quiet\">After-action report. Seed \(replay.header.seed), replicate "
        + "\(replay.header.replicate); \(replay.turns.count) of \(replay.header.turns) turns; "
        + "scenario \(escaped(replay.header.scenarioName)), hash \(escaped(replay.header.scenarioHash)).</p>",
      "<h2>The story</h2>", "<ol class=\"story\">",
    ]
    parts += story.sentences.map { "<li>\(escaped($0))</li>" }
    parts.append("</ol>")
    parts.append(
      "<p class=\"quiet\">Turning points are found by playing the record again without one state's "
        + "orders of one turn, all others doing what they did. Nobody answers the change.</p>")
    if !isGameOfMoves, !replay.turns.isEmpty { parts += maps() }
    parts += scoreboard() + timeline() + orders()
    if !isGameOfMoves, !replay.turns.isEmpty { parts += networks() }
    parts += said()
    parts.append(
      "<h2>For the talk afterwards</h2><ul><li>Which of your orders did what you meant, and how do "
        + "you know?</li><li>Who answered whom, and who could have been spared it?</li><li>What would "
        + "you have needed to know?</li><li>Was the end your doing, or luck?</li></ul>")
    return Self.head(escaped(replay.header.scenarioTitle), "after-action report")
      + parts.joined(separator: "\n")
      + "\n</main></body></html>\n"
  }

  static func head(_ title: String, _ kind: String) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(title): \(kind)</title>
    <style>\(style)</style></head><body><main>

    """
  }

  /// The page's own style: the colours of the table's pages.
  private static var style: String {
    String(decoding: PackageResources.report_css, as: UTF8.self)
  }

  // MARK: Maps

  private func maps() -> [String] {
    let last = replay.turns.count
    return [
      "<h2>Whom states side with, and who gained</h2>", WorldMap.shared.definitions,
      "<div class=\"pair\">",
      map(0, "At the start") { self.side(of: $0, after: 0) },
      map(last, "After turn \(facts.numbered(last))") { self.side(of: $0, after: last) },
      "</div>", sidesLegend, "<div class=\"pair\">",
      map(last, "Gains since the start") { self.gainClass(of: $0) }, "</div>",
      "<p class=\"quiet\">Gains in seven classes, from blue (most) to brown (least), around none.</p>",
    ]
  }

  private func map(_ turn: Int, _ caption: String, _ bin: (StateID) -> Int) -> String {
    let shapes = WorldMap.shared.countries.map { country in
      let state = roster.state(country.code)
      return "<use href=\"#c-\(country.code)\" class=\"\(state.map { "b\(bin($0))" } ?? "land")\"/>"
    }
    return "<figure><svg viewBox=\"0 0 \(WorldMap.width) \(WorldMap.height)\" role=\"img\" "
      + "aria-label=\"\(caption); the tables say the same\">\(shapes.joined())</svg>"
      + "<figcaption>\(caption)</figcaption></figure>"
  }

  func side(of state: StateID, after turn: Int) -> Int {
    let alignment = game.worlds[turn].alignment
    guard roster.poleCount >= 2 else { return 3 }
    let lean = alignment[state, roster.poles[0]] - alignment[state, roster.poles[1]]
    return [0.6, 0.3, 0.1, -0.1, -0.3, -0.6].count { lean < $0 }
  }

  private func gainClass(of state: StateID) -> Int {
    let gains = roster.states.map { abs(story.whatIf.size(of: $0, in: story.end)) }
    let top = max(gains.max() ?? 0, 1e-9)
    let share = story.whatIf.size(of: state, in: story.end) / top
    return [0.5, 0.2, 0.05, -0.05, -0.2, -0.5].count { share < $0 }
  }

  private var sidesLegend: String {
    guard roster.poleCount >= 2 else { return "" }
    let names = roster.poles.map(roster.code)
    return "<p class=\"quiet\">Blue: sides with \(escaped(names[0])). Brown: sides with "
      + "\(escaped(names[1])). Pale: with neither, or both.</p>"
  }

  // MARK: Words

  static func table(_ caption: String, _ heads: [String], _ rows: [[String]], left: Int = 1)
    -> String
  {
    func cells(_ row: [String], _ tag: String) -> String {
      "<tr>"
        + row.enumerated().map {
          "<\(tag)\($0.offset < left ? " class=\"left\"" : "")>\($0.element)</\(tag)>"
        }.joined() + "</tr>"
    }
    return
      "<div class=\"wide\"><table><caption>\(caption)</caption><thead>\(cells(heads, "th"))</thead><tbody>"
      + rows.map { cells($0, "td") }.joined(separator: "\n") + "</tbody></table></div>"
  }
}

/// Text for a page: nothing in it is markup.
func escaped(_ text: String) -> String { text.htmlText }

extension WorldMap {
  /// The outlines once, for all maps of a page.
  var definitions: String {
    let shapes = countries.map { country in
      country.path.isEmpty
        ? "<circle id=\"c-\(country.code)\" cx=\"\(country.x)\" cy=\"\(country.y)\" r=\"6\"/>"
        : "<path id=\"c-\(country.code)\" d=\"\(country.path)\"/>"
    }
    return "<svg class=\"none\" aria-hidden=\"true\"><defs>\(shapes.joined())</defs></svg>"
  }
}
