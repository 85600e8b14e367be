internal import StatecraftScenario

/// Rows of a table as comma-separated values (RFC 4180, lines ending in a line feed).
struct CSVText {
  private(set) var text: String
  private let columns: Int

  init(_ columns: [String]) {
    self.columns = columns.count
    text = DataTable.line(columns)
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns, "\(cells.count) cells in \(columns) columns")
    // Zero has no sign.
    text += DataTable.line(cells.map { $0 == "-0.0" ? "0.0" : $0 })
  }
}
