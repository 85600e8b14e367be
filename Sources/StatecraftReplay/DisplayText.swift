/// Text as a terminal shows it.
extension StringProtocol {
  /// The text with U+FFFD in the place of each character that would steer a terminal: control
  /// characters but tab and line feed, and those that turn the direction of writing.
  ///
  /// Titles and names come from files that are handed around.
  public var harmless: String {
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars { view.append(Self.steers(scalar) ? "\u{FFFD}" : scalar) }
    return String(view)
  }

  /// For a page: nothing in it is markup, and nothing steers what shows it.
  ///
  /// Scalar by scalar, since a mark that combines with a quote makes another character of it for
  /// people, and none for browsers.
  public var htmlText: String {
    var result = ""
    for scalar in harmless.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    // C0, DEL and C1; line and paragraph separators; directions (Unicode Standard Annex 9).
    case ..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// How many columns of a terminal it takes.
  public var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Character {
  /// How many columns of a terminal it takes: two for a wide letter (Unicode Standard Annex 11) or
  /// an emoji, none for a mark by itself.
  public var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.isASCII && unicodeScalars.count == 1 { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let hasEmojiForm = unicodeScalars.contains { $0 == "\u{FE0F}" }
    if hasEmojiForm || first.properties.isEmojiPresentation { return 2 }
    return Self.isWide(first.value) ? 2 : 1
  }

  /// The blocks whose letters are wide or full-width.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2329, 0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
      0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    default: false
    }
  }
}
