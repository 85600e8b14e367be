/// Text broken into lines at spaces.
///
/// A word that is longer than a line gets a line to itself.
///
/// - Parameters:
///   - text: words; how they're spaced doesn't matter.
///   - width: the columns of a terminal.
///   - first: what the first line begins with.
///   - rest: what the other lines begin with.
public func wrapped(
  _ text: String, width: Int = 80, first: String = "", rest: String = ""
) -> [String] {
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
