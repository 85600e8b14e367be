internal import StatecraftReplay
internal import StatecraftScenario

/// Published numbers beside ours.
struct PublishedReport {
  private let rows: [PublishedComparison]

  init(_ rows: [PublishedComparison]) { self.rows = rows }

  /// Tables by case and experiment, and a verdict; nothing where nothing was published.
  var texts: [String] {
    guard !rows.isEmpty else { return [] }
    var parts: [String] = []
    var groups: [(title: String, rows: [PublishedComparison])] = []
    for row in rows {
      let title = [
        row.row.variant.map { "case \($0)" }, row.row.experiment ?? "at the start",
      ].compactMap(\.self).joined(separator: ", ")
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].rows.append(row)
      } else {
        groups.append((title, [row]))
      }
    }
    var table = TextTable("lrrrl")
    table.add(["published numbers", "published", "here", "off by", ""])
    for group in groups {
      table.add([group.title, "", "", "", ""])
      for row in group.rows {
        let isEqual = row.row.relation == .about
        let difference =
          isEqual ? row.ours.map { significant(abs($0 - row.row.value), 2) } ?? "–" : ""
        table.add([
          "  \(row.row.measure)", row.row.words,
          row.ours.map { significant($0) } ?? "–",
          difference, row.agrees ? "agrees" : "differs",
        ])
      }
    }
    parts.append(table.text)
    let failures = rows.compactMap(\.failure)
    if !failures.isEmpty {
      parts.append(failures.flatMap { wrapped($0, rest: "  ") }.joined(separator: "\n"))
    }
    let agreeing = rows.count { $0.agrees }
    parts.append(
      agreeing == rows.count
        ? "All \(rows.count) published numbers agree within their tolerances."
        : "\(agreeing) of \(rows.count) published numbers agree within their tolerances.")
    return [parts.joined(separator: "\n")]
  }

  struct Row: Encodable {
    let variant: String?
    let experiment: String?
    let measure: String
    let published: Double
    let ours: Double?
    let relation: String
    let tolerance: Double
    /// How far chance may have moved ours.
    let margin: Double
    let agrees: Bool
    let place: String?
    let failure: String?

    enum CodingKeys: String, CodingKey {
      case variant = "case"
      case experiment, measure, published, ours, relation, tolerance, margin, agrees, place, failure
    }
  }

  var document: [Row] {
    rows.map {
      Row(
        variant: $0.row.variant, experiment: $0.row.experiment,
        measure: $0.row.measure.description, published: $0.row.value, ours: $0.ours,
        relation: $0.row.relation.rawValue, tolerance: $0.row.tolerance, margin: $0.margin,
        agrees: $0.agrees, place: $0.row.place,
        failure: $0.failure)
    }
  }
}
