/// A picture, as commands for gnuplot.
public struct Figure: Sendable {
  /// Unique in a report, and fit for a file's name: `gains`, `gain-USA`.
  public let name: String
  /// What one sees there, in a sentence.
  public let caption: String
  /// In points: narrow, so that letters can still be read on a phone.
  let width, height: Int
  /// Whether it's small, to stand with others.
  var isPanel: Bool { width < 400 }
  /// Commands that draw it, without terminal and output.
  let commands: String

  init(_ name: String, caption: String, width: Int = 460, height: Int, _ plot: Plot) {
    self.name = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    self.caption = caption
    self.width = width
    self.height = height
    commands = plot.commands
  }
}

/// Commands and data of a picture.
///
/// Series differ by shape and dash as well as by colour (Okabe and Ito 2008), and are named
/// where they are: legible without colours, and for all eyes.
struct Plot {
  static let blue = "'#0072B2'"
  static let orange = "'#D55E00'"
  static let grey = "'#595959'"
  static let paleBlue = "'#B7D6EA'"
  static let paleOrange = "'#F3CDB0'"

  private var lines = [
    "reset", "set key off", "set tics nomirror scale 0.5", "set border 3 lc rgb \(Plot.grey)",
    "set style fill solid 1 noborder", "set xtics autofreq",
    "set tmargin 1",
  ]
  private var layers: [String] = []

  var commands: String {
    lines.joined(separator: "\n") + "\nplot " + layers.joined(separator: ", \\\n  ") + "\n"
  }

  mutating func add(_ command: String) { lines.append(command) }

  mutating func draw(_ layer: String) { layers.append(layer + " notitle") }

  /// Names data for the layers: rows of numbers, with a text at the end if any.
  mutating func data(_ name: String, _ rows: [[Double]], texts: [String]? = nil) {
    lines.append("$\(name) << END_OF_DATA")
    for (index, row) in rows.enumerated() {
      let numbers = row.map { $0.isFinite ? "\($0)" : "NaN" }
      let text = texts.map { ["\"\(Self.safe($0[index]))\""] } ?? []
      lines.append((numbers + text).joined(separator: " "))
    }
    lines.append("END_OF_DATA")
  }

  /// Labels at whole numbers of the upright axis, from the top down.
  mutating func rows(_ labels: [String]) {
    let tics = labels.enumerated().map { "\"\(Self.safe($1))\" \($0)" }
    add("set ytics (\(tics.joined(separator: ", "))) scale 0")
    add("set yrange [\(Double(labels.count) - 0.4):-0.6]")
    add("set border 1")
    add("set grid xtics lc rgb '#D9D9D9' lt 1")
    // What stands at the left is measured by its length: the terminal knows only its own font.
    let longest = labels.map(\.count).max() ?? 0
    add("set lmargin \(max(6, longest + 2))")
  }

  /// A few labels at round numbers of the upright axis, and lines across.
  mutating func scale(over values: [Double]) {
    let known = values.filter(\.isFinite)
    let (low, high) = (known.min() ?? 0, known.max() ?? 1)
    let span = high > low ? high - low : max(abs(high), 1)
    var step = 1.0
    while step > span / 3 { step /= 10 }
    while step * 10 <= span / 3 { step *= 10 }
    step *= span / step > 10 ? 5 : span / step > 5 ? 2 : 1
    add("set ytics \(step)")
    add("set yrange [\((low / step).rounded(.down) * step):\((high / step).rounded(.up) * step)]")
    if high <= low { add("set yrange [\(low - span / 2):\(high + span / 2)]") }
    add("set grid ytics lc rgb '#D9D9D9' lt 1")
  }

  /// A text that gnuplot takes for nothing else: files may name states as they please.
  static func safe(_ text: String) -> String {
    String(
      text.map { character in
        switch character {
        case "\"", "`": "'"
        case "\\": "/"
        case "$", "@", "{", "}", "^", "_": character == "_" ? "_" : " "
        default: character.isNewline || character.isASCII && character < " " ? " " : character
        }
      })
  }
}
