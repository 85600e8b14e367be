internal import Foundation
package import StatecraftCore
package import StatecraftPlayers
internal import StatecraftReplay

/// What the seats of a game are handed before it begins: one page of what all may know, and for
/// each seat its role and its own briefing, each from a new sheet of paper.
///
/// A page by itself, without scripts. A seat's sheets are made from its observation of the start, so
/// they hold nothing that others keep to themselves.
package struct ReadAhead {
  private let scenario: Scenario
  private let summary: String
  private let states: [StateID]
  private var facts: GameFacts { GameFacts(scenario) }
  private var roster: Roster { scenario.setting.roster }

  /// - Parameters:
  ///   - summary: what the scenario is about.
  ///   - states: the seats that get sheets, in this order.
  package init(_ scenario: Scenario, summary: String, for states: [StateID]) {
    self.scenario = scenario
    self.summary = summary
    self.states = states
  }

  /// The whole page.
  package var html: String {
    Typesetting.$width.withValue(Typesetting.unwrapped) {
      let title = escaped(scenario.title)
      let body = common + states.map(sheet)
      return GamePage.head(title, "read-ahead and role sheets") + body.joined(separator: "\n")
        + "\n</main></body></html>\n"
    }
  }

  private var common: [String] {
    let years =
      facts.hasCalendar
      ? " The first turn is \(facts.year(of: 1)), the last \(facts.year(of: facts.turns))." : ""
    let setting = scenario.setting
    let world = setting.gdp.storage.reduce(0, +)
    var parts = [
      "<h1>\(escaped(scenario.title))</h1>", "<p>\(escaped(summary))</p>",
      "<p>\(facts.turns) turns of a year.\(years) All decide at once, and nobody sees another's "
        + "orders before they're carried out.</p>",
    ]
    if !facts.isGameOfMoves {
      let poles = roster.poles.map { "\(roster.name(roster.leader(of: $0)))" }
      let rows = roster.states.map { state in
        [escaped(roster.name(state)), roster.code(state)]
          + [String(format: "%.1f %%", 100 * setting.gdp[state] / world)]
          + roster.poles.map { String(format: "%.2f", scenario.start.alignment[state, $0]) }
      }
      parts.append(
        GamePage.table(
          "The states: their part in the world's income, and how far they side with each pole",
          ["State", "Code", "Income"] + poles.map { escaped($0) }, rows, left: 2))
      let sectors = roster.sectors.map { sector in
        let makers = roster.states.sorted {
          (setting.startOutput[sector, $1], $0) < (setting.startOutput[sector, $0], $1)
        }.prefix(3)
        return [
          escaped(roster.code(sector)), setting[sector].isKey ? "key" : "",
          makers.map(roster.code).joined(separator: ", "),
        ]
      }
      parts.append(
        GamePage.table(
          "The sectors, and who makes most", ["Sector", "", "Largest producers"], sectors, left: 3))
    }
    return ["<section>"] + parts + ["</section>"]
  }

  /// A seat's own sheet.
  private func sheet(of state: StateID) -> String {
    let session = Session(scenario, people: [state]) { _, _ in Answer(.hold) }
    var parts = ["<section class=\"sheet\"><h2>\(escaped(roster.name(state)))</h2>"]
    parts += RoleSheet(scenario, of: state).map { told($0.lines.dropFirst()) } ?? []
    parts += told(session.sheet)
    parts.append(
      "<h3>Before the first turn</h3><p>What do we want by the end? Whom do we need, and who needs "
        + "us? What would we give up first?</p><p class=\"room\"></p>")
    return (parts + ["</section>"]).joined(separator: "\n")
  }

  /// Lines as paragraphs, headings as headings.
  private func told(_ lines: some Sequence<Line>) -> [String] {
    lines.filter { !$0.text.isEmpty }.map { line in
      if line.style == .heading { return "<h3>\(escaped(line.text))</h3>" }
      let depth = line.text.prefix { $0 == " " }.count
      let text = escaped(String(line.text.dropFirst(depth)))
      return
        "<p class=\"\(depth > 2 ? "in " : "")\(line.style == .quiet ? "quiet" : "")\">\(text)</p>"
    }
  }
}
