internal import Foundation
internal import StatecraftCore

/// Tells a replay in plain lines.
public struct ReplayTelling: Sendable {
  /// The turns to tell; all when nil.
  public var turns: ClosedRange<Int>?
  /// The codes of states whose part is told; all when empty.
  public var states: Set<String>
  /// Whether deliberations are told, where the replay has them.
  public var explains: Bool

  public init(turns: ClosedRange<Int>? = nil, states: Set<String> = [], explains: Bool = false) {
    self.turns = turns
    self.states = states
    self.explains = explains
  }

  /// The whole game: what was played, its turns and its outcome.
  public func lines(_ replay: Replay) -> [String] {
    let header = replay.header
    var lines = [
      "\(header.scenarioTitle) (\(header.scenarioName)), seed \(header.seed), "
        + "replicate \(header.replicate)"
    ]
    for (index, turn) in replay.turns.enumerated() where turns?.contains(turn.number) ?? true {
      lines.append("")
      lines += self.lines(
        turn, after: index > 0 ? replay.turns[index - 1] : nil, header: header)
    }
    lines.append("")
    if let end = replay.end {
      lines.append("The game ended after turn \(end.turns), digest \(end.digest).")
      lines += end.outcome.map { "  \($0.name): \($0.value)" }
    } else {
      lines.append("The game was stopped after turn \(replay.turns.count) of \(header.turns).")
    }
    return lines
  }

  /// One turn.
  ///
  /// - Parameters:
  ///   - turn: the turn.
  ///   - previous: the turn before, against which gains are told; the start when nil.
  ///   - header: the replay's header.
  /// - Returns: lines, the first of which names the turn.
  public func lines(
    _ turn: ReplayTurn, after previous: ReplayTurn?, header: ReplayHeader
  ) -> [String] {
    let roster = header.roster
    var lines = ["Turn \(turn.number) (\(header.startYear + turn.number - 1))"]
    for (state, decision) in zip(roster.states, turn.decisions) {
      let code = roster.code(state)
      guard tells(code) else { continue }
      if decision != .hold {
        lines.append(
          "  \(code) orders: " + decision.notation(in: roster).joined(separator: "; "))
      }
      for note in turn.notes where note.state == state {
        lines.append("  \(code) holds: \(note.reason)")
      }
      if explains {
        for entry in turn.deliberations where entry.state == code {
          lines += entry.deliberation.lines.map { "    \($0)" }
        }
      }
    }
    // Of all states it would be a wall of numbers.
    if !states.isEmpty {
      for (state, terms) in zip(roster.states, turn.indicators.utility)
      where tells(roster.code(state)) {
        lines.append("  \(roster.code(state)) utility: \(terms.worth)")
      }
    }
    for event in turn.events where tells(event) { lines.append("  \(event.line)") }
    let gains = zip(roster.states, turn.indicators.realIncome).compactMap { state, income in
      let before = previous?.indicators.realIncome[state.index] ?? 1
      return tells(roster.code(state)) ? "\(roster.code(state)) \(percent(income - before))" : nil
    }
    lines.append("  Gains: " + gains.joined(separator: ", "))
    return lines
  }

  private func tells(_ code: String) -> Bool { states.isEmpty || states.contains(code) }

  private func tells(_ event: ReplayEvent) -> Bool {
    states.isEmpty || [event.state, event.target].contains { $0.map(states.contains) ?? false }
  }

  private func percent(_ share: Double) -> String { String(format: "%+.2f %%", share * 100) }
}

extension ReplayEvent {
  /// Such as `control.tightened CHN → USA, chips, 0.75: tension is high (export-control)`.
  var line: String {
    var line = kind
    if let state { line += " \(state)" }
    if let target { line += " → \(target)" }
    if let sector { line += ", \(sector)" }
    if value != 0 { line += ", \(String(format: "%.4g", value))" }
    return "\(line): \(why) (\(rule))"
  }
}

extension Deliberation {
  /// The question, then a line for each option, the one taken being marked.
  var lines: [String] {
    let heading = "\(subject): " + (draw.map { "drew \(String(format: "%.4f", $0))" } ?? "chose")
    return [heading]
      + options.enumerated().map { index, option in
        return (index == chosen ? "→ " : "  ")
          + "\(option.level) with probability \(String(format: "%.3f", option.probability)), "
          + "worth \(option.terms.worth)"
      }
  }
}

extension UtilityTerms {
  /// Such as `+1.20 bp = gains +0.70, security +0.50`.
  var worth: String {
    let parts = UtilityTerm.allCases.filter { self[$0] != 0 }
      .map { "\($0.name) \(String(format: "%+.2f", self[$0]))" }
    return String(format: "%+.2f bp", total)
      + (parts.isEmpty ? "" : " = " + parts.joined(separator: ", "))
  }
}
