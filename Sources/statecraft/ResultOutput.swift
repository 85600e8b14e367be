internal import Foundation

/// Results in three forms: tables for people, JSON and CSV for programs.
struct ResultOutput {
  enum Form { case text, json, csv }

  let json: OutputFile?
  let csv: OutputFile?
  /// What goes to standard output.
  let printed: Form

  /// Prints and writes results.
  func write(
    text: () throws -> String, document: some Encodable, rows: CSVText
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    func encoded() throws -> Data { try encoder.encode(document) + Data("\n".utf8) }
    switch printed {
    case .text: print(try text())
    case .json: print(String(decoding: try encoded(), as: UTF8.self), terminator: "")
    case .csv: print(rows.text, terminator: "")
    }
    try json?.write(encoded())
    try csv?.write(Data(rows.text.utf8))
  }
}

/// Comma-separated values with a header, by the letter of RFC 4180 but for the line breaks.
struct CSVText {
  private(set) var text: String

  init(_ header: [String]) { text = Self.line(header) }

  mutating func add(_ cells: [String]) { text += Self.line(cells) }

  private static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { ",\"\n\r".contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }
}
