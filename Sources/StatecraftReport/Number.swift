internal import Foundation
internal import StatecraftAnalysis

/// Numbers for people.
enum Number {
  static func fixed(_ value: Double?, _ decimals: Int, signed: Bool = false) -> String {
    guard let value, value.isFinite else { return "–" }
    let text = String(format: "%.\(decimals)f", abs(value))
    guard text.contains(where: { $0 != "0" && $0 != "." }) else { return text }
    return (value < 0 ? "-" : signed ? "+" : "") + text
  }

  /// In brackets.
  static func interval(_ interval: Interval?, _ decimals: Int, scale: Double = 1) -> String {
    interval.map {
      "[\(fixed(scale * $0.lower, decimals)), \(fixed(scale * $0.upper, decimals))]"
    } ?? ""
  }

  /// To three digits, whatever its size.
  static func short(_ value: Double, signed: Bool = false) -> String {
    guard abs(value) >= 1e-15 else { return "0" }
    return (signed && value > 0 ? "+" : "") + String(format: "%.3g", value)
  }

  static func short(_ interval: Interval?) -> String {
    interval.map { "[\(short($0.lower)), \(short($0.upper))]" } ?? ""
  }

  static func probability(_ value: Double) -> String { value < 0.001 ? "<.001" : fixed(value, 3) }

  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  static func runs(_ count: Int) -> String { grouped(count) + (count == 1 ? " run" : " runs") }
}
