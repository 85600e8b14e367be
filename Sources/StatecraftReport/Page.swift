/// A report as one HTML file that needs nothing else.
public struct Page: Sendable {
  let report: Report
  /// The pictures as elements, in the order of the report's; nil where there's no gnuplot.
  let pictures: [String]?

  public init(_ report: Report, pictures: [String]?) {
    precondition(pictures == nil || pictures?.count == report.figures.count, "a picture each")
    self.report = report
    self.pictures = pictures
  }

  public var html: String {
    var next = 0
    var body = ""
    for (index, section) in report.sections.enumerated() {
      body += "<section id=\"s\(index + 1)\">\n<h2>\(HTML.escaped(section.title))</h2>\n"
      body += section.text.map { "<p>\(HTML.escaped($0))</p>\n" }.joined()
      let range = next..<(next + section.figures.count)
      next = range.upperBound
      body += "<div class=\"parts\">\n" + figures(section.figures, range)
      body += section.tables.map(table).joined() + "</div>\n</section>\n"
    }
    let links = report.sections.enumerated().map {
      "<li><a href=\"#s\($0 + 1)\">\(HTML.escaped($1.title))</a></li>"
    }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(HTML.escaped(report.title))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <header>
      <h1>\(HTML.escaped(report.title))</h1>
      <p>\(report.heading.map(HTML.escaped).joined(separator: "<br>\n"))</p>
      </header>
      <nav><ul>
      \(links)
      </ul></nav>
      <main>
      \(body)</main>
      </body>
      </html>

      """
  }

  private func figures(_ figures: [Figure], _ range: Range<Int>) -> String {
    guard !figures.isEmpty else { return "" }
    guard let pictures else {
      let items = figures.map { "<li>\(HTML.escaped($0.caption))</li>" }.joined(separator: "\n")
      return """
        <div class="missing"><p>\(figures.count == 1 ? "A picture is" : "Pictures are") missing \
        here, because gnuplot isn't installed (Debian: apt-get install gnuplot-nox):</p>
        <ul>
        \(items)
        </ul></div>

        """
    }
    func element(_ figure: Figure, _ picture: String) -> String {
      "<figure>\n\(picture)\n<figcaption>\(HTML.escaped(figure.caption))</figcaption>\n</figure>\n"
    }
    let items = zip(figures, pictures[range])
    let large = items.filter { !$0.0.isPanel }.map(element).joined()
    let panels = items.filter { $0.0.isPanel }.map(element).joined()
    return large + (panels.isEmpty ? "" : "<div class=\"panels\">\n\(panels)</div>\n")
  }

  private func table(_ table: Table) -> String {
    func cells(_ texts: [String], _ tag: String) -> String {
      zip(table.columns, texts).map { column, text in
        "<\(tag)\(column.isNumber ? " class=\"n\"" : "")>\(HTML.escaped(text))</\(tag)>"
      }.joined()
    }
    let rows = table.rows.map { "<tr>\(cells($0, "td"))</tr>" }.joined(separator: "\n")
    return """
      <div class="wide"><table>
      <thead><tr>\(cells(table.columns.map(\.title), "th"))</tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>

      """
  }

  private static let style = """
    body { font: 16px/1.5 Helvetica, Arial, sans-serif; color: #111; background: #fff;
      max-width: 72rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; }
    h2 { font-size: 1.2rem; border-top: 1px solid #888; padding-top: 0.8rem; margin-top: 2rem;
      overflow-wrap: anywhere; }
    header p, .missing { color: #333; overflow-wrap: anywhere; }
    p { max-width: 44rem; overflow-wrap: anywhere; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; }
    a { color: #00507d; }
    .parts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
    .parts > figure { flex: 0 1 33rem; min-width: 0; width: 100%; }
    .wide { overflow-x: auto; max-width: 100%; }
    .panels { flex: 1 0 100%; display: grid; gap: 0.6rem;
      grid-template-columns: repeat(auto-fill, minmax(min(13rem, 45%), 1fr)); }
    figure { margin: 0; break-inside: avoid; }
    figure svg { display: block; width: 100%; height: auto; }
    figcaption { font-size: 0.85rem; color: #333; }
    .panels figcaption { display: none; }
    table { border-collapse: collapse; font-size: 0.85rem; }
    th, td { text-align: left; padding: 0.15rem 0.8rem 0.15rem 0; white-space: nowrap;
      vertical-align: top; }
    th { border-bottom: 1px solid #111; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    @media (max-width: 30rem) {
      table { font-size: 0.75rem; }
      th, td { padding-right: 0.5rem; }
    }
    @media print {
      body { font-size: 10pt; line-height: 1.25; max-width: none; padding: 0; }
      .parts { display: block; }
      .parts > figure { max-width: 11cm; }
      section > p { break-after: avoid; }
      nav { display: none; }
      h2, thead { break-after: avoid; }
      tr { break-inside: avoid; }
      .wide { overflow: visible; }
      .panels { grid-template-columns: repeat(4, 1fr); }
    }
    """
}
