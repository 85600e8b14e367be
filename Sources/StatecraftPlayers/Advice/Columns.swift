internal import StatecraftReplay

/// Rows of text in columns, as wide as they need to be: the first flush left, the others flush
/// right.
struct Columns {
  private let heading: [String]
  private var rows: [(cells: [String], rest: String, style: Line.Style)] = []

  /// - Parameter heading: a title for each column; the last may stand over text that follows.
  init(_ heading: String...) { self.heading = heading }

  init(headings: [String]) { heading = headings }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - cells: a cell for each column, or for each but the last.
  ///   - rest: text of any length in the place of the last column, flush left.
  mutating func add(_ cells: [String], rest: String = "", _ style: Line.Style = .plain) {
    rows.append((cells, rest, style))
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The heading and the rows in order; none but a remark when there are no rows.
  func lines(empty: String) -> [Line] {
    guard !rows.isEmpty else { return paragraph(empty, .quiet) }
    let widths = heading.indices.map { column in
      ([heading[column]]
        + rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil })
        .map(\.count).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      cells.indices.map { column in
        let padding = String(repeating: " ", count: max(widths[column] - cells[column].count, 0))
        return column == 0 ? cells[column] + padding : padding + cells[column]
      }.joined(separator: "  ").trimmedAtEnd
    }
    let hasRest = rows.contains { !$0.rest.isEmpty }
    let named = hasRest ? line(heading.dropLast()) + "  " + (heading.last ?? "") : line(heading)
    var lines = [Line("  " + named, .heading)]
    for row in rows {
      let start = "  " + line(row.cells)
      if row.rest.isEmpty {
        lines.append(Line(start, row.style))
      } else {
        let margin = String(repeating: " ", count: start.count + 2)
        lines += wrapped(row.rest, first: start + "  ", rest: margin)
          .map { Line($0, row.style) }
      }
    }
    return lines
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
