internal import StatecraftCore

/// Rows of a table as comma-separated values (RFC 4180, lines ending in a line feed).
struct CSVText {
  private(set) var text: String
  private let columns: Int

  init(_ columns: [String]) {
    self.columns = columns.count
    text = columns.map(Self.quoted).joined(separator: ",") + "\n"
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns, "\(cells.count) cells in \(columns) columns")
    text += cells.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
