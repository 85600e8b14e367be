internal import StatecraftAnalysis
internal import StatecraftCore

// What a batch of a game in strategic form found: scores, last payoffs, last moves.
extension BatchReport {
  func gameText() throws -> String {
    var parts = [heading]
    parts.append(try table("Score over all rounds, mean", family: "score"))
    parts.append(try table("Payoff of the last round, mean", family: "payoff"))
    parts.append(try moves())
    if !notes.isEmpty { parts.append(paragraphs(["Mind this:"] + notes)) }
    if let watch { parts.append(paragraphs(try watch.telling())) }
    parts.append(
      """
      Brackets are 95 % intervals: Wilson for shares of runs, Student's t for means.
      ‘se’ is the Monte Carlo standard error. Digest of all runs \(digest).
      \(effort)
      """)
    return parts.joined(separator: "\n\n")
  }

  private func table(_ title: String, family: String) throws -> String {
    var table = TextTable("lrlr")
    table.add([title, "", "", "se"])
    let rows = summary.game.filter { $0.metric.family == family }
    for (state, (_, estimate)) in zip(setting.roster.states, rows) {
      table.add([name(of: state)] + (try cells(estimate)))
    }
    return table.text
  }

  private func moves() throws -> String {
    let roster = setting.roster
    var table = TextTable("llrlr")
    table.add(["Last moves", "", "share or mean", "", "se"])
    for (metric, estimate) in summary.game where metric.family == "move" {
      let words = metric.name.split(separator: ".", maxSplits: 2).map(String.init)
      let state = roster.state(words[1]).map(name) ?? words[1]
      table.add([state, words.count > 2 ? words[2] : ""] + (try cells(estimate)))
    }
    return table.text
  }

  private func cells(_ estimate: MetricEstimate) throws -> [String] {
    [
      significant(estimate.mean, 6),
      try estimate.interval().map { "[\(significant($0.lower, 6)), \(significant($0.upper, 6))]" }
        ?? "",
      estimate.standardError.map { significant($0, 2) } ?? "",
    ]
  }

  struct GameDocument: Encodable {
    struct Source: Encodable { let name, path, hash: String }

    struct Estimate: Encodable {
      let mean: Double
      let se: Double?
      let interval: [Double]?

      enum CodingKeys: String, CodingKey {
        case mean, se
        case interval = "ci95"
      }
    }

    let scenario: Source
    /// As text: a seed may have more digits than a JSON reader keeps.
    let seed: String
    let runs, runsPlanned, jobs, turns: Int
    /// By name of the metric.
    let metrics: [String: Estimate]
    let warnings: [String]
    let digest: String
    let elapsed, rate: Double

    enum CodingKeys: String, CodingKey {
      case scenario, seed, runs, jobs, turns, metrics, warnings, digest
      case runsPlanned = "runs_planned"
      case elapsed = "elapsed_s"
      case rate = "runs_per_s"
    }
  }

  func gameDocument() throws -> GameDocument {
    GameDocument(
      scenario: .init(name: scenario.name, path: path, hash: scenario.hash), seed: "\(seed)",
      runs: summary.runs, runsPlanned: planned, jobs: jobs, turns: setting.turns,
      metrics: try estimates(summary.game), warnings: notes, digest: digest,
      elapsed: work.elapsed, rate: work.rate)
  }

  /// By name of the metric.
  func estimates(
    _ found: [(metric: Metric, estimate: MetricEstimate)]
  ) throws -> [String: GameDocument.Estimate] {
    Dictionary(
      uniqueKeysWithValues: try found.map { metric, estimate in
        (
          metric.name,
          .init(
            mean: estimate.mean, se: estimate.standardError,
            interval: try estimate.interval().map { [$0.lower, $0.upper] })
        )
      })
  }

  /// What rules in force let measure.
  func added() throws -> String {
    var table = TextTable("lrlr")
    table.add(["At the end, mean", "", "", "se"])
    for (metric, estimate) in summary.added {
      table.add([metric.name] + (try cells(estimate)))
    }
    return table.text
  }
}
