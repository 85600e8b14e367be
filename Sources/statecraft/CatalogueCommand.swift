internal import ArgumentParser
internal import Foundation
internal import StatecraftLiterature
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft catalogue`: what the source papers name, claim and predict, and what of it works.
struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue",
    abstract: "Say of every row of the source papers whether it works here, and what shows it.",
    usage: "statecraft catalogue [<ids>] [<options>]",
    discussion: """
      Without ids it counts: by room, and by kind. With ids, or a choice of rows, it prints each \
      with the mechanism that carries it, what is missing, and the cases, tests and commands that \
      show it; ‘--show’ runs those commands:

        statecraft catalogue
        statecraft catalogue 2D-54 F-39
        statecraft catalogue 2A-39 --show
        statecraft catalogue --room institutions --status none
        statecraft catalogue --open --csv open.csv
      """)

  @Argument(help: "Ids of rows, such as 2D-54; a count over all when none is named.")
  var ids: [String] = []

  @Option(help: "Only rows of this part of the world.")
  var room: String?

  @Option(help: "Only rows with this status: works, partial, none or unrated.")
  var status: String?

  @Option(help: "Only rows of this kind: system, edge, prediction, scenario or fact.")
  var kind: String?

  @Flag(help: "Only rows that don't work wholly.")
  var open = false

  @Flag(help: "Run the commands that show the rows.")
  var show = false

  @OptionGroup var results: ResultOptions

  func run() async throws {
    let output = try results.open()
    let catalogue: SourceCatalogue
    do throws(ScenarioFaults) {
      catalogue = try SourceCatalogue(of: .ours)
    } catch {
      throw Failure(.failed, error.description)
    }
    let rows = try chosen(from: catalogue)
    let isChoice = rows.count < catalogue.rows.count
    try output.write(
      text: {
        isChoice
          ? rows.map { Self.text(of: $0, whole: !ids.isEmpty).joined(separator: "\n") }
            .joined(separator: ids.isEmpty ? "\n" : "\n\n")
          : Self.count(rows)
      }, document: rows.map(Document.init), rows: Self.table(rows))
    if show { try await Self.play(rows) }
  }

  private func chosen(from catalogue: SourceCatalogue) throws -> [SourceRow] {
    var rows = try ids.isEmpty ? catalogue.rows : ids.map { try row($0, of: catalogue) }
    if let room {
      let rooms = Set(catalogue.rows.map(\.room)).subtracting([""]).sorted()
      guard rooms.contains(room) else {
        throw unknown(
          "room", room, among: rooms, otherwise: "There are \(rooms.joined(separator: ", ")).")
      }
      rows.removeAll { $0.room != room }
    }
    if let status = try Self.word(status, "status", SourceRow.Status.self) {
      rows.removeAll { $0.status != status }
    }
    if let kind = try Self.word(kind, "kind", SourceRow.Kind.self) {
      rows.removeAll { $0.kind != kind }
    }
    if open { rows.removeAll { $0.status == .works } }
    if rows.isEmpty { throw Failure(.failed, "No row is like that.") }
    return rows
  }

  private func row(_ id: String, of catalogue: SourceCatalogue) throws -> SourceRow {
    guard let row = catalogue[id] ?? catalogue[id.uppercased()] else {
      throw unknown(
        "row", id, among: catalogue.rows.map(\.id), otherwise: "‘catalogue --csv -’ lists them.")
    }
    return row
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ text: String?, _ what: String, _: Word.Type
  ) throws -> Word? where Word.RawValue == String {
    guard let text else { return nil }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue)
      throw unknown(
        what, text, among: known, otherwise: "There are \(known.joined(separator: ", ")).")
    }
    return word
  }

  /// Runs each command that shows one of the rows, once.
  private static func play(_ rows: [SourceRow]) async throws {
    var played: [[String]] = []
    for case .command(let words) in rows.flatMap(\.evidence) where !played.contains(words) {
      played.append(words)
      print("\n$ statecraft \(words.joined(separator: " "))")
      var command = try Statecraft.parseAsRoot(words)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    }
    if played.isEmpty { print("\nNo command shows it: look at the cases and tests named.") }
  }
}

extension CatalogueCommand {
  /// A table of rooms by status, and one of kinds.
  private static func count(_ rows: [SourceRow]) -> String {
    func table(_ head: String, _ groups: [(name: String, rows: [SourceRow])]) -> String {
      var table = TextTable("l" + String(repeating: "r", count: 5))
      table.add([head, "rows"] + SourceRow.Status.allCases.map(\.rawValue))
      for group in groups + [("all", rows)] {
        table.add(
          [group.name, "\(group.rows.count)"]
            + SourceRow.Status.allCases.map { status in
              "\(group.rows.count { $0.status == status })"
            })
      }
      return table.text
    }
    let rooms = Set(rows.map(\.room)).sorted { ($0.isEmpty ? "~" : $0) < ($1.isEmpty ? "~" : $1) }
    return table(
      "Room",
      rooms.map { room in (room.isEmpty ? "several" : room, rows.filter { $0.room == room }) })
      + "\n\n"
      + table(
        "Kind",
        SourceRow.Kind.allCases.map { kind in (kind.rawValue, rows.filter { $0.kind == kind }) })
  }

  private static func text(of row: SourceRow, whole: Bool) -> [String] {
    let head = wrapped(
      "\(row.id) (\(row.kind.rawValue), \(row.status.rawValue)): \(row.title)",
      rest: "  ")
    guard whole else { return head }
    func part(_ name: String, _ text: String) -> [String] {
      text.isEmpty ? [] : wrapped("\(name): \(text)", first: "  ", rest: "    ")
    }
    return head + part("room", row.room) + part("carried by", row.carriedBy)
      + part("missing", row.missing)
      + row.evidence.flatMap { wrapped($0.description, first: "  shown by ", rest: "    ") }
  }

  private static func table(_ rows: [SourceRow]) -> CSVText {
    var table = CSVText([
      "id", "kind", "title", "room", "status", "missing", "carried_by", "shown_by",
    ])
    for row in rows {
      table.add([
        row.id, row.kind.rawValue, row.title, row.room, row.status.rawValue, row.missing,
        row.carriedBy, row.evidence.map(\.description).joined(separator: "; "),
      ])
    }
    return table
  }

  private struct Document: Encodable {
    let id, kind, title, room, status, missing, carriedBy: String
    let shownBy: [String]

    init(_ row: SourceRow) {
      (id, kind, title, room) = (row.id, row.kind.rawValue, row.title, row.room)
      (status, missing, carriedBy) = (row.status.rawValue, row.missing, row.carriedBy)
      shownBy = row.evidence.map(\.description)
    }
  }
}
