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

  private var setting: Setting { scenario.setting }

  // MARK: Text

  func text() throws -> String {
    let roster = setting.roster
    var parts: [String] = []
    let stopped =
      summary.runs < planned ? " (stopped after \(grouped(summary.runs)))" : ""
    let part = shard.map { " (part \($0.index + 1) of \($0.count))" } ?? ""
    parts.append(
      """
      \(scenario.title) (\(scenario.name), \(scenario.hash))
      \(counted(planned))\(part) of \(setting.turns) turns\(stopped), seed \(seed), \
      from \(setting.startYear)
      """)
    parts.append(try classes())
    parts.append(try sectors())
    parts.append(try gains())
    parts.append(alignments())
    let recalled = work.played < summary.runs ? ", \(grouped(work.played)) played now," : ""
    parts.append(
      """
      Brackets are 95 % intervals: Wilson for shares, Student's t for means.
      Leader \(roster.code(setting.leader)), rival \(roster.code(setting.rival)). \
      Digest of all runs \(digest).
      \(counted(summary.runs))\(recalled) in \(fixed(work.elapsed, 1)) s, \(fixed(work.rate, 0)) a second on \
      \(jobs) \(jobs == 1 ? "job" : "jobs").
      """)
    return parts.joined(separator: "\n\n")
  }

  private func classes() throws -> String {
    let rival = setting.roster.code(setting.rival)
    let leader = setting.roster.code(setting.leader)
    var table = TextTable("lrlrl")
    table.add(["\(rival) is excluded", "\(leader)'s system", "", "\(leader) alone", ""])
    for outcome in OutcomeClass.allCases {
      table.add(
        ["\(outcome.rawValue) \(outcome.meaning)"] + cells(try summary.share(of: outcome))
          + cells(try summary.leaderShare(of: outcome)))
    }
    return table.text
  }

  private func sectors() throws -> String {
    let leader = setting.roster.code(setting.leader)
    var table = TextTable("lrlrl")
    table.add(["Excluded, by sector", "\(leader)'s system", "", "\(leader) alone", ""])
    for sector in setting.roster.sectors {
      let mark = setting[sector].isKey ? " (key)" : ""
      table.add(
        [setting.roster.code(sector) + mark] + cells(try summary.exclusion(of: sector))
          + cells(try summary.leaderExclusion(of: sector)))
    }
    return table.text
  }

  private func cells(_ share: OutcomeSummary.Share) -> [String] {
    [
      fixed(100 * share.share) + " %",
      "[\(fixed(100 * share.interval.lower)), \(fixed(100 * share.interval.upper))]",
    ]
  }

  private func gains() throws -> String {
    var table = TextTable("lrlrrr")
    table.add(["Gain in real income, %", "mean", "", "5 %", "median", "95 %"])
    let gains = try setting.roster.states.map { ($0, try summary.gain(of: $0)) }
    for (state, gain) in gains.sorted(by: { ($0.1.mean, $0.0) < ($1.1.mean, $1.0) }) {
      let interval = gain.interval.map {
        "[\(fixed(100 * $0.lower, 2)), \(fixed(100 * $0.upper, 2))]"
      }
      table.add(
        [name(of: state), fixed(100 * gain.mean, 2, signed: true)]
          + [interval ?? ""] + gain.quantiles.map { fixed(100 * $0.value, 2) })
    }
    return table.text
  }

  /// Mean alignment at the end, those that side most with the first pole first.
  private func alignments() -> String {
    let roster = setting.roster
    let poles = roster.poles
    var table = TextTable("l" + String(repeating: "r", count: poles.count))
    table.add(["Alignment at the end, 0 to 1"] + poles.map(roster.code))
    let rows = roster.states.filter { state in !poles.contains { roster.leader(of: $0) == state } }
      .map { state in (state, poles.map { summary.meanAlignment(of: state, toward: $0) }) }
    for (state, degrees) in rows.sorted(by: { ($1.1[0], $0.0) < ($0.1[0], $1.0) }) {
      table.add([name(of: state)] + degrees.map { fixed($0, 2) })
    }
    return table.text
  }

  private func name(of state: StateID) -> String {
    "\(setting.roster.code(state)) \(setting.roster.name(state).prefix(18))"
  }

  private func counted(_ runs: Int) -> String { grouped(runs) + (runs == 1 ? " run" : " runs") }

  // MARK: JSON

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document()) + Data("\n".utf8)
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
      scenario: .init(name: scenario.name, path: path, hash: scenario.hash), seed: seed,
      runs: summary.runs, runsPlanned: planned, jobs: jobs, turns: setting.turns,
      outcome: try byClass(summary.share), outcomeLeader: try byClass(summary.leaderShare),
      excluded: try bySector(summary.exclusion),
      excludedLeader: try bySector(summary.leaderExclusion),
      states: Dictionary(
        uniqueKeysWithValues: try roster.states.map { (roster.code($0), try document(of: $0)) }),
      supply: supply,
      digest: digest, elapsed: work.elapsed, rate: work.rate)
  }

  private func document(of state: StateID) throws -> Document.State {
    let gain = try summary.gain(of: state)
    let roster = setting.roster
    return Document.State(
      gain: .init(
        mean: gain.mean, sd: gain.standardDeviation, se: gain.standardError,
        interval: gain.interval.map { [$0.lower, $0.upper] },
        quantiles: Dictionary(
          uniqueKeysWithValues: gain.quantiles.map { ("\($0.probability)", $0.value) })),
      alignment: Dictionary(
        uniqueKeysWithValues: roster.poles.filter { roster.leader(of: $0) != state }.map {
          (roster.code($0), summary.meanAlignment(of: state, toward: $0))
        }))
  }

  private struct Document: Encodable {
    struct Source: Encodable { let name, path, hash: String }

    struct Share: Encodable {
      let count: Int
      let share: Double
      let interval: [Double]

      init(_ share: OutcomeSummary.Share) {
        count = share.count
        self.share = share.share
        interval = [share.interval.lower, share.interval.upper]
      }

      enum CodingKeys: String, CodingKey {
        case count, share
        case interval = "ci95"
      }
    }

    struct Gain: Encodable {
      let mean: Double
      let sd, se: Double?
      let interval: [Double]?
      let quantiles: [String: Double]

      enum CodingKeys: String, CodingKey {
        case mean, sd, se, quantiles
        case interval = "ci95"
      }

      /// All keys are there for every batch: what one run can't tell is null.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mean, forKey: .mean)
        try container.encode(sd, forKey: .sd)
        try container.encode(se, forKey: .se)
        try container.encode(interval, forKey: .interval)
        try container.encode(quantiles, forKey: .quantiles)
      }
    }

    struct State: Encodable {
      let gain: Gain
      let alignment: [String: Double]
    }

    let scenario: Source
    let seed: UInt64
    let runs, runsPlanned, jobs, turns: Int
    let outcome, outcomeLeader, excluded, excludedLeader: [String: Share]
    let states: [String: State]
    /// Shares of world output, at the start and on average at the end.
    let supply: [String: [String: [Double]]]
    let digest: String
    let elapsed, rate: Double

    enum CodingKeys: String, CodingKey {
      case scenario, seed, runs, jobs, turns, outcome, excluded, states, digest
      case supply = "supply_start_end"
      case runsPlanned = "runs_planned"
      case outcomeLeader = "outcome_leader"
      case excludedLeader = "excluded_leader"
      case elapsed = "elapsed_s"
      case rate = "runs_per_s"
    }
  }
}
