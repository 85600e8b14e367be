internal import StatecraftCore
internal import StatecraftReplay

/// Institutions turn by turn of a recorded game.
struct InstitutionsInGame {
  let game: ReplayedGame

  private var setting: Setting { game.scenario.setting }
  private var roster: Roster { setting.roster }
  var isEmpty: Bool { setting.institutions.isEmpty }

  /// What is told of an institution after a turn.
  struct Row: Encodable {
    let institution: String
    /// 0 for the start.
    let turn: Int
    let year: Int
    /// As the measure of that name has it.
    let typology: Double
    let members: [String]
    let institutionalisation: Double
    let delivery: Double

    private enum CodingKeys: String, CodingKey {
      case institution, turn, year, members, institutionalisation, delivery
      case typology = "class"
    }

    /// Such as `OH`.
    var letters: String {
      typology == 0
        ? "–" : (typology < 2 ? "C" : "O") + (typology == typology.rounded() ? "L" : "H")
    }
  }

  /// - Parameter codes: of institutions in play.
  func rows(_ codes: [String]) throws -> [Row] {
    try codes.flatMap { code in
      guard let index = roster.institutionCodes.firstIndex(of: code.lowercased()) else {
        throw unknown(
          "institution in play", code, among: roster.institutionCodes,
          otherwise: "In play are \(roster.institutionCodes.joined(separator: ", ")).")
      }
      return game.worlds.indices.map { row(index, after: $0) }
    }
  }

  private func row(_ index: Int, after turn: Int) -> Row {
    let world = game.worlds[turn]
    func measure(_ name: String) -> Double {
      setting.measures.first { $0.name == name }?.value(world, setting, [index]) ?? 0
    }
    let memberships = world.memberships
    let modules = setting.institutions.entries[index].modules
    return Row(
      institution: roster.institutionCodes[index], turn: turn,
      year: turn == 0 ? setting.startYear : setting.year(of: turn), typology: measure("class"),
      members: roster.states.filter { state in modules.contains { memberships[$0, state] > 0 } }
        .map(roster.code),
      institutionalisation: measure("institutionalisation"), delivery: measure("delivery"))
  }

  /// A table for each institution, or a line for each where none is named.
  func text(_ codes: [String]) throws -> String {
    if codes.isEmpty { return try summary() }
    return try codes.map { code in
      let rows = try rows([code])
      var table = TextTable("rrlrrl")
      table.add(["Turn", "Year", "Class", "Firm", "Kept", "Members"])
      var before: [String] = []
      for row in rows {
        let came = row.members.filter { !before.contains($0) }.map { "+\($0)" }
        let went = before.filter { !row.members.contains($0) }.map { "−\($0)" }
        let changes = row.turn == 0 ? "" : " " + (came + went).joined(separator: " ")
        table.add([
          row.turn == 0 ? "start" : "\(row.turn)", "\(row.year)", row.letters,
          fixed(row.institutionalisation, 2), "\(fixed(100 * row.delivery, 0)) %",
          "\(row.members.count)\(changes)",
        ])
        before = row.members
      }
      let first = rows.first?.members.joined(separator: " ") ?? ""
      return wrapped("\(rows.first?.institution ?? code), at the start \(first)", rest: "  ")
        .joined(separator: "\n") + "\n\n" + table.text
    }.joined(separator: "\n\n")
  }

  private func summary() throws -> String {
    var table = TextTable("lllrrr")
    table.add(["Code", "Class", "at the end", "Members", "at the end", "Kept"])
    for code in roster.institutionCodes {
      let rows = try rows([code])
      guard let first = rows.first, let last = rows.last else { continue }
      table.add([
        code, first.letters, last.letters, "\(first.members.count)", "\(last.members.count)",
        "\(fixed(100 * last.delivery, 0)) %",
      ])
    }
    return table.text + "\n\n"
      + wrapped(
        "Class: O operational or C consultative, then H high or L low; – when fewer than two take "
          + "part. Kept: what members order of what they owe."
      ).joined(separator: "\n")
  }

  /// As a table for other programs.
  static func table(_ rows: [Row]) -> CSVText {
    var table = CSVText([
      "institution", "turn", "year", "class", "members", "institutionalisation", "delivery",
    ])
    for row in rows {
      table.add([
        row.institution, "\(row.turn)", "\(row.year)", "\(row.typology)",
        row.members.joined(separator: ";"), "\(row.institutionalisation)", "\(row.delivery)",
      ])
    }
    return table
  }
}
