internal import Foundation
internal import StatecraftReplay

// Numbers and lists in words, for all that is told at the table.

/// A share in percent with its sign: `+0.65 %`.
func percent(_ share: Double, decimals: Int = 2) -> String {
  let text = String(format: "%+.\(decimals)f", 100 * share)
  let isNothing = !text.contains { ("1"..."9").contains($0) }
  return (isNothing ? String(text.dropFirst()) : text) + " %"
}

/// A share in basis points, hundredths of a percent, with its sign: `-0.24 bp`.
func basisPoints(_ share: Double, decimals: Int = 2) -> String {
  let text = String(format: "%+.\(decimals)f", 10_000 * share)
  let isNothing = !text.contains { ("1"..."9").contains($0) }
  return (isNothing ? String(text.dropFirst()) : text) + " bp"
}

/// A number without more digits than it needs: `0.45`, `1`.
func short(_ value: Double) -> String { String(format: "%.4g", value) }

/// A degree of alignment: `0.62`.
func degree(_ value: Double) -> String { String(format: "%.2f", value) }

/// Billions of US dollars: `12.3 bn USD`.
func billions(_ value: Double) -> String {
  String(
    format: value < 0.995 ? "%.2f bn USD" : value < 99.5 ? "%.1f bn USD" : "%.0f bn USD", value)
}

/// Text in lines of 80 columns, indented; what follows the first line is indented further.
func paragraph(_ text: String, indent: Int = 2, _ style: Line.Style = .plain) -> [Line] {
  let margin = String(repeating: " ", count: indent)
  return wrapped(text, first: margin, rest: margin + "  ").map { Line($0, style) }
}
