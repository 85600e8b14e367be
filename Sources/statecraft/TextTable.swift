internal import Foundation
internal import StatecraftReplay

/// Lines of columns for people: the first column to the left, numbers to the right.
struct TextTable {
  private var rows: [[String]] = []
  private let isLeft: [Bool]

  /// - Parameter alignment: `l` or `r` for each column.
  init(_ alignment: String) { isLeft = alignment.map { $0 == "l" } }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == isLeft.count, "\(cells.count) cells in \(isLeft.count) columns")
    rows.append(cells)
  }

  /// The lines, two spaces between columns, without spaces at the end.
  var lines: [String] {
    let widths = isLeft.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for column in isLeft.indices {
        let gap = String(repeating: " ", count: widths[column] - row[column].columns)
        line += (column == 0 ? "" : "  ") + (isLeft[column] ? row[column] + gap : gap + row[column])
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  var text: String { lines.joined(separator: "\n") }
}

/// A number with a fixed count of decimals and a true minus sign for none.
func fixed(_ value: Double, _ decimals: Int = 1, signed: Bool = false) -> String {
  guard value.isFinite else { return "–" }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  var digits = String(UInt64(min(scaled, 1e18)))
  while digits.count <= decimals { digits = "0" + digits }
  let point = digits.index(digits.endIndex, offsetBy: -decimals)
  let body =
    decimals == 0 ? digits : String(digits[..<point]) + "." + String(digits[point...])
  if scaled == 0 { return body }
  return (value < 0 ? "-" : signed ? "+" : "") + body
}

/// A number with so many significant digits, such as 0.0039414489 or 2.2e-16.
func significant(_ value: Double, _ digits: Int = 8) -> String {
  value.isFinite ? String(format: "%.\(digits)g", value) : "–"
}

/// A share as a percentage.
func percentage(_ share: Double, _ decimals: Int = 2) -> String {
  fixed(100 * share, decimals, signed: true)
}

/// How many decimals percentages need so that the largest of some shares shows three digits.
func decimals(for shares: some Sequence<Double>) -> Int {
  let largest = shares.reduce(0) { max($0, abs($1)) }
  return largest >= 0.01 ? 2 : largest >= 0.001 ? 3 : 4
}

/// A share of a percent so small that only its size matters, such as 1.3e-13 %.
func percent(_ share: Double) -> String {
  share == 0 ? "0 %" : String(format: "%.1e %%", 100 * share)
}

/// A whole number with thousands set apart.
func grouped(_ value: Int) -> String {
  var digits = Array(String(abs(value)))
  var index = digits.count - 3
  while index > 0 {
    digits.insert(",", at: index)
    index -= 3
  }
  return (value < 0 ? "-" : "") + String(digits)
}
