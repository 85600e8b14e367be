/// A part of a report.
public struct Section: Sendable {
  public let title: String
  /// Sentences before everything else.
  public var text: [String]
  public var figures: [Figure]
  public var tables: [Table]

  init(_ title: String, _ text: [String] = [], figures: [Figure] = [], tables: [Table] = []) {
    self.title = title
    self.text = text
    self.figures = figures
    self.tables = tables
  }
}

/// Rows and columns for people.
public struct Table: Sendable {
  public struct Column: Sendable {
    public let title: String
    public let isNumber: Bool
  }

  public let columns: [Column]
  public private(set) var rows: [[String]] = []

  /// - Parameter columns: titles; those of numbers begin with `#`.
  init(_ columns: [String]) {
    self.columns = columns.map { title in
      title.hasPrefix("#")
        ? Column(title: String(title.dropFirst()), isNumber: true)
        : Column(title: title, isNumber: false)
    }
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "\(cells.count) cells in \(columns.count) columns")
    rows.append(cells)
  }
}
