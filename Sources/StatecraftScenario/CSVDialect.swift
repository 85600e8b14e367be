/// How a program writes tables: what stands between cells, and in numbers for the point.
///
/// RFC 4180 has commas. Where the decimal sign is a comma, Excel and R's `write.csv2` put
/// semicolons between cells; others write tabs.
struct CSVDialect: Equatable {
  let separator: Unicode.Scalar
  /// Lines before the header.
  let linesSkipped: Int

  /// Whether cells may have numbers with a decimal comma.
  var hasDecimalCommas: Bool { separator != "," }

  /// Tells the dialect from the header, or from Excel's line `sep=;` before it.
  ///
  /// Separators in quotes and in square brackets, as in `relations.ties[JPN,USA].defence`, don't
  /// count.
  static func found(in scalars: [Unicode.Scalar]) -> CSVDialect {
    let lines = scalars.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    if let first = lines.first, first.count == 5, String(first).lowercased().hasPrefix("sep="),
      let separator = first.last
    {
      return CSVDialect(separator: separator, linesSkipped: 1)
    }
    var counts: [Unicode.Scalar: Int] = [:]
    var (isQuoted, depth) = (false, 0)
    for scalar in lines.first(where: { !$0.isEmpty }) ?? [] {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth -= 1
      case _ where !isQuoted && depth <= 0: counts[scalar, default: 0] += 1
      default: break
      }
    }
    let candidates: [Unicode.Scalar] = [",", ";", "\t"]
    let separator = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    // Of equal numbers the first counts; `max` gives the last.
    let most = separator.map { counts[$0, default: 0] } ?? 0
    return CSVDialect(
      separator: candidates.first { counts[$0, default: 0] == most } ?? ",", linesSkipped: 0)
  }

  /// A cell as this program writes it: a number's decimal comma becomes a point.
  func normalised(_ text: String) -> String {
    guard hasDecimalCommas, text.utf8.contains(UInt8(ascii: ",")) else { return text }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[1].utf8.first,
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= first
    else { return text }
    let number = parts.joined(separator: ".")
    guard number.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), Double(number) != nil
    else { return text }
    return number
  }
}

extension String {
  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
