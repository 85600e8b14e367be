internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// What a batch found, for people and for machines.
struct BatchReport {
  let scenario: Scenario
  let path: String
  let seed: UInt64
  let planned: Int
  /// Which part of the batch it is; nil for the whole.
  let shard: Shard?
  let jobs: Int
  let summary: OutcomeSummary
  let digest: String
  let work: Work
  /// What decided when to stop; nil where the number of runs did.
  let watch: OutcomeWatch?
  /// What is to be known of luck.
  let notes: [String]
  let bars: Histogram.Style

  var setting: Setting { scenario.setting }

  // MARK: Text

  func text() throws -> String {
    if setting.game != nil { return try gameText() }
    let roster = setting.roster
    var parts: [String] = []
    let gains = try roster.states.map { try summary.gain(of: $0) }
    parts.append(heading)
    parts.append(try classes())
    parts.append(try sectors())
    parts.append(means(gains))
    parts.append(quantiles(gains))
    if !roster.poles.isEmpty { parts.append(try alignments()) }
    if !summary.added.isEmpty { parts.append(try added()) }
    let warnings = try notes + summary.warnings(gains: gains)
    if !warnings.isEmpty { parts.append(paragraphs(["Mind this:"] + warnings)) }
    if let watch { parts.append(paragraphs(try watch.telling())) }
    parts.append(
      """
      Brackets are 95 % intervals: Wilson for shares, Student's t for means, order
      statistics for quantiles. ‘se’ is the Monte Carlo standard error. Histograms
      are each on a scale of its own.
      Leader \(roster.code(setting.leader)), rival \(roster.code(setting.rival)). \
      Digest of all runs \(digest).
      \(effort)
      """)
    return parts.joined(separator: "\n\n")
  }

  /// What was run.
  var heading: String {
    let stopped =
      summary.runs < planned ? " (stopped after \(grouped(summary.runs)))" : ""
    let part = shard.map { " (part \($0.index + 1) of \($0.count))" } ?? ""
    let start = setting.game == nil ? " from \(setting.startYear)" : ""
    return """
      \(scenario.title) (\(scenario.name), \(scenario.hash))
      \(counted(planned))\(part) of \(counted(setting.turns, "turn"))\(start)\(stopped), seed \(seed)
      """
  }

  /// What it took.
  var effort: String {
    let recalled = work.played < summary.runs ? ", \(grouped(work.played)) played now," : ""
    return "\(counted(summary.runs))\(recalled) in \(fixed(work.elapsed, 1)) s, "
      + "\(fixed(work.rate, 0)) a second on \(counted(jobs, "job"))."
  }

  func paragraphs(_ sentences: [String]) -> String {
    sentences.flatMap { wrapped($0, rest: "  ") }.joined(separator: "\n")
  }

  private func classes() throws -> String {
    let rival = setting.roster.code(setting.rival)
    var table = TextTable("lrlrrlr")
    table.add(["\(rival) is excluded, %"] + sides)
    for outcome in OutcomeClass.allCases {
      table.add(
        ["\(outcome.rawValue) \(outcome.meaning)"] + cells(try summary.share(of: outcome))
          + cells(try summary.leaderShare(of: outcome)))
    }
    return table.text
  }

  private func sectors() throws -> String {
    var table = TextTable("lrlrrlr")
    table.add(["Excluded, by sector, %"] + sides)
    for sector in setting.roster.sectors {
      let mark = setting[sector].isKey ? " (key)" : ""
      table.add(
        [setting.roster.code(sector) + mark] + cells(try summary.exclusion(of: sector))
          + cells(try summary.leaderExclusion(of: sector)))
    }
    return table.text
  }

  private var sides: [String] {
    let leader = setting.roster.code(setting.leader)
    return ["", "\(leader)'s system", "se", "", "\(leader) alone", "se"]
  }

  private func cells(_ share: OutcomeSummary.Share) -> [String] {
    [
      fixed(100 * share.share), bracket(share.interval, 1), fixed(100 * share.standardError),
    ]
  }

  /// An interval, in percent unless scaled otherwise.
  func bracket(_ interval: Interval?, _ decimals: Int, scale: Double = 100) -> String {
    interval.map {
      "[\(fixed(scale * $0.lower, decimals)), \(fixed(scale * $0.upper, decimals))]"
    } ?? ""
  }

  /// The gains by state, those that gain least first.
  private func means(_ gains: [OutcomeSummary.Distribution]) -> String {
    var table = TextTable("lrlrl")
    table.add(["Gain in real income, %", "mean", "", "se", "lowest to highest"])
    for (state, gain) in ascending(gains) {
      table.add([
        name(of: state), fixed(100 * gain.mean, 2, signed: true), bracket(gain.interval, 2),
        gain.standardError.map { fixed(100 * $0, 3) } ?? "",
        gain.histogram?.bars(bars) ?? "",
      ])
    }
    return table.text
  }

  private func quantiles(_ gains: [OutcomeSummary.Distribution]) -> String {
    var table = TextTable("lrlrlrl")
    table.add(["Gain, %", "5 %", "of runs below", "median", "", "95 %", "of runs below"])
    for (state, gain) in ascending(gains) {
      table.add(
        [setting.roster.code(state)]
          + gain.quantiles.flatMap { [fixed(100 * $0.value, 2), bracket($0.interval, 2)] })
    }
    return table.text
  }

  private func ascending(
    _ gains: [OutcomeSummary.Distribution]
  ) -> [(StateID, OutcomeSummary.Distribution)] {
    zip(setting.roster.states, gains).sorted { ($0.1.mean, $0.0) < ($1.1.mean, $1.0) }
  }

  /// Mean alignment at the end, those that side most with the first pole first.
  private func alignments() throws -> String {
    let roster = setting.roster
    let poles = roster.poles
    var table = TextTable("l" + String(repeating: "rl", count: poles.count))
    table.add(["Alignment at the end, 0 to 1"] + poles.flatMap { [roster.code($0), ""] })
    let rows = roster.states.filter { state in !poles.contains { roster.leader(of: $0) == state } }
      .map { state in (state, poles.map { summary.meanAlignment(of: state, toward: $0) }) }
    for (state, degrees) in rows.sorted(by: { ($1.1[0], $0.0) < ($0.1[0], $1.0) }) {
      let cells = try zip(poles, degrees).flatMap { pole, degree in
        [
          fixed(degree, 2),
          bracket(try summary.alignmentInterval(of: state, toward: pole), 2, scale: 1),
        ]
      }
      table.add([name(of: state)] + cells)
    }
    return table.text
  }

  func name(of state: StateID) -> String {
    let (code, name) = (setting.roster.code(state), setting.roster.name(state))
    return code == name ? code : "\(code) \(name.prefix(18))"
  }

  private func counted(_ count: Int, _ noun: String = "run") -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: JSON

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document: any Encodable = try setting.game == nil ? document() : gameDocument()
    return try encoder.encode(document) + Data("\n".utf8)
  }

  private func document() throws -> Document {
    let roster = setting.roster
    func byClass(
      _ share: (OutcomeClass) throws -> OutcomeSummary.Share
    ) throws -> [String: Document.Share] {
      Dictionary(
        uniqueKeysWithValues: try OutcomeClass.allCases.map {
          ($0.rawValue, Document.Share(try share($0)))
        })
    }
    func bySector(
      _ share: (SectorID) throws -> OutcomeSummary.Share
    ) throws -> [String: Document.Share] {
      Dictionary(
        uniqueKeysWithValues: try roster.sectors.map {
          (roster.code($0), Document.Share(try share($0)))
        })
    }
    let opening = RunOutcome.shares(of: setting.startOutput, roster: roster)
    let supply = Dictionary(
      uniqueKeysWithValues: roster.sectors.map { sector in
        let suppliers = roster.states.filter { opening[sector, $0] > 0 }
        return (
          roster.code(sector),
          Dictionary(
            uniqueKeysWithValues: suppliers.map {
              (
                roster.code($0),
                [opening[sector, $0], summary.meanSupply(of: sector, by: $0)]
              )
            })
        )
      })
    return Document(
      scenario: .init(name: scenario.name, path: path, hash: scenario.hash), seed: "\(seed)",
      runs: summary.runs, runsPlanned: planned, jobs: jobs, turns: setting.turns,
      outcome: try byClass(summary.share), outcomeLeader: try byClass(summary.leaderShare),
      excluded: try bySector(summary.exclusion),
      excludedLeader: try bySector(summary.leaderExclusion),
      states: Dictionary(
        uniqueKeysWithValues: try roster.states.map { (roster.code($0), try document(of: $0)) }),
      supply: supply,
      measures: summary.added.isEmpty ? nil : try estimates(summary.added), level: 0.95,
      until: try watch.map(Document.Until.init),
      warnings: try notes
        + summary.warnings(gains: roster.states.map { try summary.gain(of: $0) }),
      digest: digest, elapsed: work.elapsed, rate: work.rate)
  }

  private func document(of state: StateID) throws -> Document.State {
    let gain = try summary.gain(of: state)
    let roster = setting.roster
    let poles = roster.poles.filter { roster.leader(of: $0) != state }
    return Document.State(
      gain: .init(
        mean: gain.mean, sd: gain.standardDeviation, se: gain.standardError,
        interval: gain.interval.map { [$0.lower, $0.upper] },
        quantiles: Dictionary(
          uniqueKeysWithValues: gain.quantiles.map { ("\($0.probability)", $0.value) }),
        quantileIntervals: Dictionary(
          uniqueKeysWithValues: gain.quantiles.map {
            ("\($0.probability)", $0.interval.map { [$0.lower, $0.upper] })
          }),
        histogram: gain.histogram.map {
          .init(lower: $0.lower, upper: $0.upper, counts: $0.counts)
        },
        clusters: gain.clusters.map {
          .init(
            shares: [$0.lowerShare, 1 - $0.lowerShare], medians: [$0.lowerMedian, $0.upperMedian])
        }),
      alignment: Dictionary(
        uniqueKeysWithValues: poles.map {
          (roster.code($0), summary.meanAlignment(of: state, toward: $0))
        }),
      alignmentIntervals: Dictionary(
        uniqueKeysWithValues: try poles.map { pole in
          let interval = try summary.alignmentInterval(of: state, toward: pole)
          return (roster.code(pole), interval.map { [$0.lower, $0.upper] })
        }))
  }

  private struct Document: Encodable {
    struct Source: Encodable { let name, path, hash: String }

    struct Share: Encodable {
      let count: Int
      let share, se: Double
      let interval: [Double]

      init(_ share: OutcomeSummary.Share) {
        count = share.count
        self.share = share.share
        se = share.standardError
        interval = [share.interval.lower, share.interval.upper]
      }

      enum CodingKeys: String, CodingKey {
        case count, share, se
        case interval = "ci95"
      }
    }

    struct Gain: Encodable {
      let mean: Double
      let sd, se: Double?
      let interval: [Double]?
      let quantiles: [String: Double]
      let quantileIntervals: [String: [Double]?]
      let histogram: Histogram?
      let clusters: Clusters?

      struct Histogram: Encodable {
        let lower, upper: Double
        let counts: [Int]
      }

      /// The two heaps into which the runs fall, the lower one first.
      struct Clusters: Encodable {
        let shares, medians: [Double]
      }

      enum CodingKeys: String, CodingKey {
        case mean, sd, se, quantiles, histogram, clusters
        case interval = "ci95"
        case quantileIntervals = "quantiles_ci95"
      }

      /// All keys are there for every batch: what one run can't tell is null.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mean, forKey: .mean)
        try container.encode(sd, forKey: .sd)
        try container.encode(se, forKey: .se)
        try container.encode(interval, forKey: .interval)
        try container.encode(quantiles, forKey: .quantiles)
        try container.encode(quantileIntervals, forKey: .quantileIntervals)
        try container.encode(histogram, forKey: .histogram)
        try container.encode(clusters, forKey: .clusters)
      }
    }

    /// What decided when to stop.
    struct Until: Encodable {
      struct Target: Encodable {
        let metric: String
        let halfWidth: Double
        let reached: Double?

        enum CodingKeys: String, CodingKey {
          case metric, reached
          case halfWidth = "half_width"
        }
      }

      let looks: [Int]
      let looksTaken: Int
      let criticalValue: Double
      let isReached: Bool
      let targets: [Target]

      init(_ outcomes: OutcomeWatch) throws {
        let watch = outcomes.watch
        looks = watch.plan.looks
        looksTaken = watch.looksTaken
        criticalValue = watch.plan.criticalValue
        isReached = watch.isReached
        targets = try watch.targets.enumerated().map { index, target in
          Target(
            metric: target.metric.name, halfWidth: target.halfWidth,
            reached: try watch.halfWidth(of: index))
        }
      }

      enum CodingKeys: String, CodingKey {
        case looks, targets
        case looksTaken = "looks_taken"
        case criticalValue = "critical_value"
        case isReached = "reached"
      }
    }

    struct State: Encodable {
      let gain: Gain
      let alignment: [String: Double]
      let alignmentIntervals: [String: [Double]?]

      enum CodingKeys: String, CodingKey {
        case gain, alignment
        case alignmentIntervals = "alignment_ci95"
      }
    }

    let scenario: Source
    /// As text: a seed may have more digits than a JSON reader keeps.
    let seed: String
    let runs, runsPlanned, jobs, turns: Int
    let outcome, outcomeLeader, excluded, excludedLeader: [String: Share]
    let states: [String: State]
    /// Shares of world output, at the start and on average at the end.
    let supply: [String: [String: [Double]]]
    /// What rules in force let measure, by name; left out where they don't.
    let measures: [String: GameDocument.Estimate]?
    /// The probability with which each interval holds.
    let level: Double
    let until: Until?
    let warnings: [String]
    let digest: String
    let elapsed, rate: Double

    enum CodingKeys: String, CodingKey {
      case scenario, seed, runs, jobs, turns, outcome, excluded, states, level, until, warnings
      case digest, measures
      case supply = "supply_start_end"
      case runsPlanned = "runs_planned"
      case outcomeLeader = "outcome_leader"
      case excludedLeader = "excluded_leader"
      case elapsed = "elapsed_s"
      case rate = "runs_per_s"
    }
  }
}
