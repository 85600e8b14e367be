/// A table as it was written: a header and cells, each with its place.
struct CSVTable {
  struct Cell {
    var text: String
    var origin: Origin
    var isQuoted: Bool
  }

  var header: [Cell] = []
  /// Every row has as many cells as the header.
  var rows: [[Cell]] = []
}

/// Reads comma-separated values by the letter of RFC 4180: header, quotes, doubled quotes, line
/// breaks of either kind. Empty lines are passed over, and so is a first column of row numbers
/// without a name, as R writes it. Other separators are told from the header (``CSVDialect``).
struct CSVReader {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private let log: FaultLog
  private let path: String
  private let dialect: CSVDialect
  private var index = 0
  private var line = 1
  private var column = 1

  /// Reads text.
  ///
  /// - Parameters:
  ///   - text: the table.
  ///   - file: the file as a person would open it.
  ///   - path: where the scenario names it.
  ///   - log: gets every fault.
  /// - Returns: the table, or nil when it has no header or a quote is never closed.
  static func read(_ text: String, file: String, path: String, log: FaultLog) -> CSVTable? {
    var reader = CSVReader(text: text, file: file, path: path, log: log)
    return reader.read()
  }

  private init(text: String, file: String, path: String, log: FaultLog) {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    self.scalars = scalars
    dialect = CSVDialect.found(in: scalars)
    self.file = file
    self.log = log
    self.path = path
  }

  private mutating func read() -> CSVTable? {
    var table = CSVTable()
    for _ in 0..<dialect.linesSkipped {
      while let scalar = peek(), scalar != "\n", scalar != "\r" { advance() }
    }
    while index < scalars.count {
      guard let row = readRow() else { return nil }
      if row.count == 1, row[0].text.isEmpty, !row[0].isQuoted { continue }
      if table.header.isEmpty {
        table.header = row
      } else if row.count == table.header.count {
        table.rows.append(row)
      } else {
        log.add(
          "this row has \(row.count) cells, and the header \(table.header.count)",
          at: row[0].origin, path: path)
      }
    }
    if table.header.count > 1, table.header[0].text.isEmpty {
      table.header.removeFirst()
      for row in table.rows.indices { table.rows[row].removeFirst() }
    }
    guard !table.header.isEmpty else {
      log.add("the table has no header", at: Origin(file: file, line: 1, column: 1), path: path)
      return nil
    }
    return table
  }

  private mutating func readRow() -> [CSVTable.Cell]? {
    var row: [CSVTable.Cell] = []
    while true {
      guard let cell = peek() == "\"" ? readQuoted() : readPlain() else { return nil }
      row.append(cell)
      switch peek() {
      case dialect.separator: advance()
      case nil: return row
      default:
        // What isn't a separator or the end is a line break: `\n`, `\r` or both.
        if peek() == "\r" { advance() }
        if peek() == "\n" { advance() }
        return row
      }
    }
  }

  private mutating func readPlain() -> CSVTable.Cell? {
    let origin = here
    var text = String.UnicodeScalarView()
    while let scalar = peek(), !isEnd(scalar) {
      if scalar == "\"" {
        log.add(
          "a quote inside a cell: put the whole cell in quotes and double this one", at: here,
          path: path)
      }
      text.append(scalar)
      advance()
    }
    return CSVTable.Cell(
      text: dialect.normalised(String(text)), origin: origin, isQuoted: false)
  }

  private mutating func readQuoted() -> CSVTable.Cell? {
    let origin = here
    var text = String.UnicodeScalarView()
    advance()
    while let scalar = peek() {
      advance()
      if scalar != "\"" {
        text.append(scalar)
      } else if peek() == "\"" {
        text.append("\"")
        advance()
      } else {
        if let next = peek(), !isEnd(next) {
          log.add(
            "after the closing quote a comma or the end of the line must follow", at: here,
            path: path)
          while let next = peek(), !isEnd(next) { advance() }
        }
        return CSVTable.Cell(text: String(text), origin: origin, isQuoted: true)
      }
    }
    log.add("this quote is never closed", at: origin, path: path)
    return nil
  }

  /// Whether a cell ends before it.
  private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == dialect.separator || scalar == "\n" || scalar == "\r"
  }

  private var here: Origin { Origin(file: file, line: line, column: column) }

  private func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func advance() {
    let isBreak =
      scalars[index] == "\n"
      || (scalars[index] == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n"))
    (line, column) = isBreak ? (line + 1, 1) : (line, column + 1)
    index += 1
  }
}
