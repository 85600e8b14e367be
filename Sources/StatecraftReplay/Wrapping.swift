/// How wide lines are told: a terminal's columns, or as wide as it takes where a page wraps by itself.
public enum Typesetting {
  /// The columns of a line.
  @TaskLocal public static var width = 80
  /// Wider than any text: whoever shows the lines wraps them.
  public static let unwrapped = 100_000
}

/// Text broken into lines at spaces.
///
/// A word that is longer than a line gets a line to itself.
///
/// - Parameters:
///   - text: words; how they're spaced doesn't matter.
///   - width: the columns of a line; those of ``Typesetting``, when nil.
///   - first: what the first line begins with.
///   - rest: what the other lines begin with.
public func wrapped(
  _ text: String, width: Int? = nil, first: String = "", rest: String = ""
) -> [String] {
  let width = width ?? Typesetting.width
  var lines: [String] = []
  var line = first
  var columns = first.columns
  var isFresh = true
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
    if !isFresh && columns + 1 + word.columns > width {
      lines.append(line)
      line = rest
      columns = rest.columns
      isFresh = true
    }
    columns += (isFresh ? 0 : 1) + word.columns
    line += (isFresh ? "" : " ") + word
    isFresh = false
  }
  return isFresh ? lines : lines + [line]
}
