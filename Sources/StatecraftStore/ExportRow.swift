/// A row of an export, column by column. What isn't there is empty in CSV and null in JSON.
struct ExportRow {
  private let format: ResultExport.Format
  private var text = ""
  private var isFirst = true

  init(_ format: ResultExport.Format) {
    self.format = format
    if format == .jsonl { text = "{" }
  }

  mutating func add(_ column: String, text value: String?) {
    begin(column)
    guard let value else { return addNothing() }
    switch format {
    case .jsonl: addQuoted(value)
    case .csv:
      if value.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) {
        text += "\"\(value.replacing("\"", with: "\"\""))\""
      } else {
        text += value
      }
    }
  }

  mutating func add(_ column: String, integer digits: String) {
    begin(column)
    text += digits
  }

  /// The shortest digits that give the same number back. JSON has no infinities: they're texts.
  mutating func add(_ column: String, number value: Double?) {
    begin(column)
    guard let value, !value.isNaN else { return addNothing() }
    if value.isInfinite {
      let word = value < 0 ? "-inf" : "inf"
      text += format == .csv ? word : "\"\(word)\""
    } else {
      text += value.description
    }
  }

  func line() -> [UInt8] { Array((text + (format == .jsonl ? "}\n" : "\n")).utf8) }

  private mutating func begin(_ column: String) {
    if !isFirst { text += "," }
    isFirst = false
    if format == .jsonl {
      addQuoted(column)
      text += ":"
    }
  }

  private mutating func addNothing() {
    if format == .jsonl { text += "null" }
  }

  private mutating func addQuoted(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case "\n": text += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
