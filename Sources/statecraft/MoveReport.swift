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
    for move in moves { lines += wrapped(try verdict(move)) }
    lines += wrapped(
      "Both runs of a pair have the same luck, and the others decide as their policies do. "
        + "Brackets are 95 % intervals of the difference, by Student's t over pairs; they hold "
        + "one by one, so that of twenty one misses.")
    return lines.joined(separator: "\n")
  }

  private func table() throws -> String {
    var table = TextTable("lrrrl")
    table.add(["", "as played", "instead", "difference", ""])
    let states = Set(moves.map { "gain.\(roster.code($0.state))" })
    let classes = gaps.filter { $0.metric.family != "gain" }
    let own = gaps.filter { states.contains($0.metric.name) }
    let others = gaps.enumerated().filter {
      $0.element.metric.family == "gain" && !states.contains($0.element.metric.name)
    }.sorted {
      (abs($1.element.difference.mean), $0.offset) < (abs($0.element.difference.mean), $1.offset)
    }.map(\.element)
    for gap in classes + own + others {
      let scale = gap.metric.name == "excluded_keys" ? 1.0 : 100
      let decimals = gap.metric.family == "outcome" ? 1 : gap.metric.family == "gain" ? 3 : 2
      func cell(_ value: Double) -> String {
        fixed(scale * value, decimals, signed: true)
      }
      let interval = try gap.interval().map { "[\(cell($0.lower)), \(cell($0.upper))]" }
      table.add([
        name(of: gap.metric), fixed(scale * gap.base.mean, decimals),
        fixed(scale * gap.other.mean, decimals), cell(gap.difference.mean), interval ?? "",
      ])
    }
    return table.text
  }

  private func name(of metric: Metric) -> String {
    let code = metric.name.drop { $0 != "." }.dropFirst()
    switch metric.family {
    case "outcome": return "\(code), % of runs"
    case "gain": return "gain of \(code), %"
    default: return "key sectors excluded"
    }
  }

  /// How good the move was for the one who made it.
  private func verdict(_ move: OtherMove) throws -> String {
    let code = roster.code(move.state)
    guard let gap = gaps.first(where: { $0.metric.name == "gain.\(code)" }),
      let interval = try gap.interval()
    else { return "One pair of runs says nothing of \(code)'s move: play more." }
    let size = fixed(100 * abs(gap.difference.mean), 3)
    let bounds =
      "[\(fixed(100 * interval.lower, 3, signed: true)), "
      + "\(fixed(100 * interval.upper, 3, signed: true))]"
    let base = recorded == nil ? "what its policy decides" : "its recorded one"
    if interval.lower <= 0 && 0 <= interval.upper {
      return "For \(code)'s real income the other move can't be told from \(base) with "
        + "\(grouped(runs)) pairs: a difference of \(bounds) points."
    }
    return "For \(code)'s real income the other move is "
      + (gap.difference.mean > 0 ? "better" : "worse")
      + " than \(base), by \(size) points \(bounds)."
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
