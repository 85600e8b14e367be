internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// What moves are worth against those on record, for people and for machines.
struct MoveReport: Continuation.Report {
  let continuation: Continuation
  let moves: [OtherMove]
  /// The turn in which the moves differ; nil when it wasn't played yet.
  let recorded: ReplayTurn?
  let gaps: [PairedGap]

  var runs: Int { gaps.first?.pairs ?? 0 }

  private var roster: Roster { continuation.scenario.setting.roster }

  private func played(_ move: OtherMove) -> String {
    guard let recorded else { return "what its policy decides" }
    return told(recorded.decisions[move.state.index])
  }

  private func told(_ decision: Decision) -> String {
    decision == .hold ? "hold" : decision.notation(in: roster).joined(separator: "; ")
  }

  // MARK: Text

  func text() throws -> String {
    var lines = wrapped(
      continuation.opening + ", \(grouped(runs)) pairs of runs with luck of seed "
        + "\(continuation.seed).")
    for move in moves {
      let code = roster.code(move.state)
      lines += wrapped("\(code) as played: \(played(move))", first: "  ", rest: "      ")
      lines += wrapped("\(code) instead: \(told(move.decision))", first: "  ", rest: "      ")
    }
    lines += ["", try table(), ""]
    for move in moves { lines += try verdict(move).flatMap { wrapped($0, rest: "  ") } }
    lines += wrapped(
      "Both runs of a pair have the same luck, and the others decide as their policies do. "
        + "Brackets are 95 % intervals of the difference, by Student's t over pairs; they hold "
        + "one by one, so that of twenty one misses.")
    return lines.joined(separator: "\n")
  }

  private func table() throws -> String {
    var table = TextTable("lrrrl")
    table.add(["", "as played", "instead", "difference", ""])
    let own = Set(moves.map { roster.code($0.state) })
    // Outcomes first, then those who move, then the others by how much it does to them.
    func rank(_ gap: PairedGap) -> (Int, Double) {
      guard ["gain", "utility"].contains(gap.metric.family) else { return (0, 0) }
      return own.contains(code(of: gap.metric)) ? (1, 0) : (2, -abs(gap.difference.mean))
    }
    let sorted = gaps.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return (left.0, left.1, $0.offset) < (right.0, right.1, $1.offset)
    }
    for gap in sorted.map(\.element) {
      let interval = try gap.interval()
      let (scale, decimals) = (scale(of: gap.metric), decimals(gap, interval))
      table.add([
        name(of: gap.metric), fixed(scale * gap.base.mean, decimals),
        fixed(scale * gap.other.mean, decimals),
        fixed(scale * gap.difference.mean, decimals, signed: true),
        interval.map { told($0, gap.metric, decimals) } ?? "",
      ])
    }
    return table.text
  }

  private func code(of metric: Metric) -> String {
    String(metric.name.drop { $0 != "." }.dropFirst())
  }

  private func name(of metric: Metric) -> String {
    switch metric.family {
    case "outcome": "\(code(of: metric)), % of runs"
    case "gain": "gain of \(code(of: metric)), %"
    case "utility": "utility of \(code(of: metric)), bp"
    default: "key sectors excluded"
    }
  }

  /// Shares and gains are told in percent.
  private func scale(of metric: Metric) -> Double {
    ["outcome", "gain"].contains(metric.family) ? 100 : 1
  }

  /// So many that the interval has two digits.
  private func decimals(_ gap: PairedGap, _ interval: Interval?) -> Int {
    let least = gap.metric.family == "outcome" ? 1 : 2
    guard let interval else { return least }
    let half = scale(of: gap.metric) * (interval.upper - interval.lower) / 2
    guard half > 0 else { return least }
    return min(max(least, 1 - Int(log10(half).rounded(.down))), 6)
  }

  private func told(_ interval: Interval, _ metric: Metric, _ decimals: Int) -> String {
    let scale = scale(of: metric)
    return "[\(fixed(scale * interval.lower, decimals, signed: true)), "
      + "\(fixed(scale * interval.upper, decimals, signed: true))]"
  }

  /// How good the other move is for the one who makes it, by real income and by its own lights.
  private func verdict(_ move: OtherMove) throws -> [String] {
    let code = roster.code(move.state)
    let base = recorded == nil ? "what its policy decides" : "its move on record"
    return try [("gain", "real income", "points"), ("utility", "utility in the last turn", "bp")]
      .compactMap { family, what, unit in
        guard let gap = gaps.first(where: { $0.metric.name == "\(family).\(code)" }) else {
          return nil
        }
        guard let interval = try gap.interval() else {
          return "One pair of runs says nothing of \(code)'s \(what): play more."
        }
        if interval.lower == 0 && interval.upper == 0 {
          return "In none of \(grouped(runs)) pairs does the other move change \(code)'s \(what)."
        }
        let decimals = decimals(gap, interval)
        let bounds = told(interval, gap.metric, decimals)
        if interval.lower <= 0 && 0 <= interval.upper {
          return "For \(code)'s \(what) the other move can't be told from \(base) by "
            + "\(grouped(runs)) pairs: the difference is in \(bounds) \(unit)."
        }
        let size = fixed(scale(of: gap.metric) * abs(gap.difference.mean), decimals)
        return "For \(code)'s \(what) the other move is "
          + (gap.difference.mean > 0 ? "better" : "worse")
          + " than \(base), by \(size) \(unit) \(bounds)."
      }
  }

  // MARK: JSON

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      replay: continuation.file, scenario: continuation.scenario.name,
      turn: continuation.position.nextTurn, seed: continuation.seed, pairs: runs,
      moves: moves.map { move in
        Document.Move(
          state: roster.code(move.state),
          played: recorded?.decisions[move.state.index].notation(in: roster),
          instead: move.decision.notation(in: roster))
      },
      metrics: Dictionary(
        uniqueKeysWithValues: try gaps.map {
          let interval = try $0.interval()
          return (
            $0.metric.name,
            Document.Gap(
              played: $0.base.mean, instead: $0.other.mean, difference: $0.difference.mean,
              interval: interval.map { [$0.lower, $0.upper] })
          )
        }))
    return try encoder.encode(document) + Data("\n".utf8)
  }

  private struct Document: Encodable {
    struct Move: Encodable {
      let state: String
      /// Absent when the turn wasn't played yet: then the policy decides.
      let played: [String]?
      let instead: [String]

      enum CodingKeys: String, CodingKey {
        case state, instead
        case played = "as_played"
      }
    }

    struct Gap: Encodable {
      let played, instead, difference: Double
      let interval: [Double]?

      enum CodingKeys: String, CodingKey {
        case instead, difference
        case played = "as_played"
        case interval = "ci95"
      }
    }

    let replay, scenario: String
    let turn: Int
    let seed: UInt64
    let pairs: Int
    let moves: [Move]
    let metrics: [String: Gap]
  }
}
