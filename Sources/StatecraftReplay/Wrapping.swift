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
  var isFresh = true
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
    if !isFresh && line.count + 1 + word.count > width {
      lines.append(line)
      line = rest
      isFresh = true
    }
    line += (isFresh ? "" : " ") + word
    isFresh = false
  }
  return isFresh ? lines : lines + [line]
}
