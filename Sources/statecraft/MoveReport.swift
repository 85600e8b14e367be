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
  private let gaps: [Gap]

  /// What a metric is after the one move and after the other.
  private struct Gap {
    let metric: Metric
    let found: PairedDifference
  }

  init(
    continuation: Continuation, moves: [OtherMove], recorded: ReplayTurn?,
    gaps: [(metric: Metric, sample: PairedSample)]
  ) throws {
    self.continuation = continuation
    self.moves = moves
    self.recorded = recorded
    self.gaps = try gaps.map { Gap(metric: $0.metric, found: try $0.sample.difference()) }
  }

  var runs: Int { gaps.first?.found.pairs ?? 0 }

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
    lines += ["", table(), ""]
    for move in moves { lines += verdict(move).flatMap { wrapped($0, rest: "  ") } }
    lines += wrapped(
      "Both runs of a pair have the same luck, and the others decide as their policies do. "
        + "Brackets are 95 % intervals of the difference, each by itself: Tango's for shares, "
        + "Student's t over pairs for the rest.")
    if let ratio = gains.sorted().dropFirst(gains.count / 2).first {
      lines += wrapped(
        "In the median of \(isGameOfMoves ? "scores" : "gains") that differ, sharing luck was "
          + "worth \(Comparison.told(ratio)) "
          + "times the runs.")
    }
    return lines.joined(separator: "\n")
  }

  /// What sharing luck was worth for gains; in games of moves for scores.
  private var gains: [Double] {
    gaps.filter { [.gain, .score].contains($0.metric.kindOfFamily) }
      .compactMap(\.found.varianceRatio)
  }

  private var isGameOfMoves: Bool { continuation.scenario.setting.game != nil }

  private func table() -> String {
    var table = TextTable("lrrrl")
    table.add(["", "as played", "instead", "difference", ""])
    let own = Set(moves.map { roster.code($0.state) })
    // Outcomes first, then those who move, then the others by how much it does to them.
    func rank(_ gap: Gap) -> (Int, Double) {
      guard roster.state(code(of: gap.metric)) != nil else { return (0, 0) }
      return own.contains(code(of: gap.metric)) ? (1, 0) : (2, -abs(gap.found.difference))
    }
    let sorted = gaps.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return (left.0, left.1, $0.offset) < (right.0, right.1, $1.offset)
    }
    for gap in sorted.map(\.element) {
      let (found, scale, decimals) = (gap.found, scale(of: gap.metric), decimals(gap))
      table.add([
        name(of: gap.metric), fixed(scale * found.base, decimals),
        fixed(scale * found.variant, decimals),
        fixed(scale * found.difference, decimals, signed: true),
        found.interval.map { told($0, gap.metric, decimals) } ?? "",
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
    case "score": "score of \(code(of: metric))"
    case "payoff": "last payoff of \(code(of: metric))"
    case "excluded_keys": "key sectors excluded"
    default: metric.name
    }
  }

  /// Shares and gains are told in percent.
  private func scale(of metric: Metric) -> Double {
    metric.isPercent ? 100 : 1
  }

  /// So many that the interval has two digits.
  private func decimals(_ gap: Gap) -> Int {
    let least = gap.metric.kind == .event ? 1 : 2
    // Intervals of shares are never points, and need no more.
    if gap.metric.kind == .event { return least }
    guard let interval = gap.found.interval else { return least }
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
  private func verdict(_ move: OtherMove) -> [String] {
    let code = roster.code(move.state)
    let base = recorded == nil ? "what its policy decides" : "its move on record"
    let judges = [
      ("gain", "real income", " points"), ("utility", "utility in the last turn", " bp"),
      ("score", "score", ""), ("payoff", "payoff in the last round", ""),
    ]
    return judges.compactMap { family, what, unit in
      guard let gap = gaps.first(where: { $0.metric.name == "\(family).\(code)" }) else {
        return nil
      }
      guard let interval = gap.found.interval else {
        return "One pair of runs says nothing of \(code)'s \(what): play more."
      }
      if gap.found.differingPairs == 0 {
        return "In none of \(grouped(runs)) pairs does the other move change \(code)'s \(what)."
      }
      let decimals = decimals(gap)
      let bounds = told(interval, gap.metric, decimals)
      if interval.lower <= 0 && 0 <= interval.upper {
        return "For \(code)'s \(what) the other move can't be told from \(base) by "
          + "\(grouped(runs)) pairs: the difference is in \(bounds)\(unit)."
      }
      let size = fixed(scale(of: gap.metric) * abs(gap.found.difference), decimals)
      return "For \(code)'s \(what) the other move is "
        + (gap.found.difference > 0 ? "better" : "worse")
        + " than \(base), by \(size)\(unit) \(bounds)."
    }
  }

  // MARK: JSON

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      replay: continuation.file, scenario: continuation.scenario.name,
      turn: continuation.position.nextTurn, seed: "\(continuation.seed)", pairs: runs,
      moves: moves.map { move in
        Document.Move(
          state: roster.code(move.state),
          played: recorded?.decisions[move.state.index].notation(in: roster),
          instead: move.decision.notation(in: roster))
      },
      metrics: Dictionary(
        uniqueKeysWithValues: gaps.map { gap in
          (
            gap.metric.name,
            Document.Gap(
              played: gap.found.base, instead: gap.found.variant,
              difference: gap.found.difference,
              interval: gap.found.interval.map { [$0.lower, $0.upper] },
              varianceRatio: gap.found.varianceRatio)
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
      /// How many times the runs independent luck would take; absent where nothing varies.
      let varianceRatio: Double?

      enum CodingKeys: String, CodingKey {
        case instead, difference
        case varianceRatio = "variance_ratio"
        case played = "as_played"
        case interval = "ci95"
      }
    }

    let replay, scenario: String
    let turn: Int
    /// As text: a seed may have more digits than a JSON reader keeps.
    let seed: String
    let pairs: Int
    let moves: [Move]
    let metrics: [String: Gap]
  }
}
