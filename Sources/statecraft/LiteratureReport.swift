internal import StatecraftLiterature
internal import StatecraftReplay
internal import StatecraftScenario

/// A classic's published numbers beside ours.
struct LiteratureReport {
  let classic: Classic
  let rows: [PublishedComparison]

  var agrees: Bool { rows.allSatisfy(\.agrees) }

  private var count: String {
    "\(rows.count { $0.agrees }) of \(rows.count) numbers agree"
  }

  private var heading: [String] {
    wrapped("\(classic.name): \(classic.title)", rest: "  ")
      + (classic.literature.map {
        wrapped($0.source, first: "  ", rest: "    ")
          + wrapped("claims: \($0.claim)", first: "  ", rest: "    ")
      } ?? [])
  }

  /// The classic in a few lines: source, claim, the first number that differs or else the first,
  /// and the verdict.
  var summary: String {
    var lines = heading
    if let row = rows.first(where: { !$0.agrees }) ?? rows.first {
      lines += wrapped(
        "\(row.row.measure): published \(row.row.words), here "
          + (row.ours.map { significant($0) } ?? "–"), first: "  ", rest: "    ")
      lines += row.failure.map { wrapped($0, first: "    ", rest: "    ") } ?? []
    }
    lines += wrapped("\(agrees ? "agrees" : "DIFFERS"): \(count)", first: "  ", rest: "    ")
    return lines.joined(separator: "\n")
  }

  /// The classic with every number.
  var text: String {
    var parts = [heading.joined(separator: "\n")]
    if let uncertain = classic.literature?.uncertain {
      parts.append(wrapped("uncertain: \(uncertain)").joined(separator: "\n"))
    }
    return (parts + PublishedReport(rows).texts).joined(separator: "\n\n")
  }

  /// What all classics together come to.
  static func verdict(_ reports: [LiteratureReport]) -> String {
    let rows = reports.flatMap(\.rows)
    let differing = reports.filter { !$0.agrees }.map(\.classic.name)
    let text =
      differing.isEmpty
      ? "All \(rows.count) published numbers of \(reports.count) classics agree within their "
        + "tolerances."
      : "\(rows.count { $0.agrees }) of \(rows.count) published numbers agree; there are "
        + "differences in \(differing.joined(separator: ", "))."
    return wrapped(text).joined(separator: "\n")
  }

  // MARK: - For programs

  static let header = [
    "classic", "source", "claim", "case", "experiment", "measure", "relation", "published", "ours",
    "tolerance", "margin", "agrees", "place",
  ]

  func addRows(to table: inout CSVText) {
    for row in rows {
      table.add([
        classic.name, classic.literature?.source ?? "", classic.literature?.claim ?? "",
        row.row.variant ?? "",
        row.row.experiment ?? "", "\(row.row.measure)", row.row.relation.rawValue,
        "\(row.row.value)", row.ours.map { "\($0)" } ?? "", "\(row.row.tolerance)",
        "\(row.margin)", row.agrees ? "1" : "0", row.row.place ?? "",
      ])
    }
  }

  struct Document: Encodable {
    let name: String
    let title: String
    let source: String?
    let claim: String?
    let uncertain: String?
    let agrees: Bool
    let published: [PublishedReport.Row]
  }

  var document: Document {
    Document(
      name: classic.name, title: classic.title, source: classic.literature?.source,
      claim: classic.literature?.claim, uncertain: classic.literature?.uncertain, agrees: agrees,
      published: PublishedReport(rows).document)
  }
}

extension PublishedRow {
  /// The number, and what ours should be of it.
  var words: String {
    switch relation {
    case .about: significant(value)
    case .atMost: "≤ \(significant(value))"
    case .atLeast: "≥ \(significant(value))"
    }
  }
}
