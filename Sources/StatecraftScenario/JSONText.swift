/// JSON that keeps the order of its keys, so that the same definitions give the same text.
indirect enum JSONText {
  case string(String)
  case number(Double)
  case flag(Bool)
  case list([JSONText])
  case object([(key: String, value: JSONText)])

  func text(indent: Int = 0) -> String {
    let (inner, outer) = (
      String(repeating: " ", count: indent + 2), String(repeating: " ", count: indent)
    )
    switch self {
    case .string(let string): return Self.quoted(string)
    case .number(let number): return number.plain
    case .flag(let flag): return "\(flag)"
    case .list(let items):
      return items.isEmpty
        ? "[]"
        : "[\n" + items.map { inner + $0.text(indent: indent + 2) }.joined(separator: ",\n")
          + "\n\(outer)]"
    case .object(let entries):
      return entries.isEmpty
        ? "{}"
        : "{\n"
          + entries.map { "\(inner)\(Self.quoted($0.key)): \($0.value.text(indent: indent + 2))" }
          .joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
