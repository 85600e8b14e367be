internal import Foundation
public import StatecraftCore

/// Tells a replay in plain lines.
public struct ReplayTelling: Sendable {
  /// The turns to tell; all when nil.
  public var turns: ClosedRange<Int>?
  /// The codes of states whose part is told; all when empty.
  public var states: Set<String>
  /// Whether deliberations are told, where the replay has them.
  public var explains: Bool

  /// Whether a game is told in about a page: of each turn the news, and of the end all.
  public var isPage: Bool

  public init(
    turns: ClosedRange<Int>? = nil, states: Set<String> = [], explains: Bool = false,
    isPage: Bool = false
  ) {
    self.turns = turns
    self.states = states
    self.explains = explains
    self.isPage = isPage
  }

  /// The whole game: what was played, its turns and its outcome.
  public func lines(_ replay: Replay) -> [String] {
    var lines = opening(replay.header)
    for (index, turn) in replay.turns.enumerated() where turns?.contains(turn.number) ?? true {
      if !isPage || index == 0 { lines.append("") }
      lines += self.lines(
        turn, after: index > 0 ? replay.turns[index - 1] : nil, header: replay.header)
    }
    lines.append("")
    if let end = replay.end {
      lines += ending(end)
    } else {
      lines.append(
        "The game was stopped after turn \(replay.turns.count) of \(replay.header.turns).")
    }
    return lines
  }

  /// What is played.
  public func opening(_ header: ReplayHeader) -> [String] {
    wrapped(
      "\(header.scenarioTitle) (\(header.scenarioName)), seed \(header.seed), "
        + "replicate \(header.replicate)")
  }

  /// How the game came out.
  public func ending(_ end: ReplayEnd) -> [String] {
    var lines = ["The game ended after turn \(end.turns), digest \(end.digest)."]
    var gains: [String] = []
    var scores: [(code: String, score: Double)] = []
    for field in end.outcome {
      if case .number(let gain) = field.value, let code = field.stateOfGain {
        if tells(code) { gains.append("\(code) \(percent(gain))") }
      } else if case .number(let score) = field.value, let code = field.stateOfScore {
        if tells(code) { scores.append((code, score)) }
      } else {
        let meaning = OutcomeClass(rawValue: "\(field.value)").map { ", \($0.meaning)" } ?? ""
        lines += wrapped("\(field.name): \(field.value)\(meaning)", first: "  ", rest: "    ")
      }
    }
    if !scores.isEmpty {
      // The table of a tournament: the best first, the record's order among equals.
      let ranked = scores.enumerated().sorted {
        ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
      }
      let told = ranked.map { "\($0.element.code) \($0.element.score.short)" }
      lines += wrapped(
        "Scores over all rounds: " + told.joined(separator: ", "), first: "  ", rest: "    ")
    }
    if !gains.isEmpty {
      lines += wrapped(
        "Gains since the start in %: " + gains.joined(separator: ", "), first: "  ", rest: "    ")
    }
    return lines
  }

  /// One turn: what happened and why, what was ordered, and who gained.
  ///
  /// - Parameters:
  ///   - turn: the turn.
  ///   - previous: the turn before, against which gains are told; the start when nil.
  ///   - header: the replay's header.
  /// - Returns: lines of at most 80 columns, the first of which names the turn.
  public func lines(
    _ turn: ReplayTurn, after previous: ReplayTurn?, header: ReplayHeader
  ) -> [String] {
    if isPage { return news(turn, header: header) }
    let roster = header.roster
    let holders = Set(turn.notes.map { roster.code($0.state) })
    // A game of moves may have no calendar.
    let year = header.startYear > 1 ? " (\(header.startYear + turn.number - 1))" : ""
    var lines = ["Turn \(turn.number)\(year)"]
    for note in turn.notes where tells(roster.code(note.state)) {
      lines += paragraph("\(roster.code(note.state)) holds: \(note.reason).")
    }
    for remark in turn.remarks
    where states.isEmpty || states.contains(remark.from) || !states.isDisjoint(with: remark.to) {
      lines += paragraph(remark.told)
    }
    // What a note tells with its reasons needn't be told again.
    let events = turn.events.filter { event in
      tells(event) && !(event.kind.origin == .seat && isIn(holders, event.state))
    }
    for sentence in EventTelling(turn.deliberations, roster: roster).sentences(events) {
      lines += paragraph(sentence)
    }
    var orders: [String] = []
    for (state, decision) in zip(roster.states, turn.decisions) where tells(roster.code(state)) {
      for order in decision.told(of: roster.code(state), in: roster) {
        orders += wrapped(order, first: "    ", rest: "        ")
      }
    }
    if !orders.isEmpty { lines += ["  Orders:"] + orders }
    if explains { lines += explanations(turn, in: roster) }
    // Of all states it would be a wall of numbers.
    if !states.isEmpty {
      for (state, terms) in zip(roster.states, turn.indicators.utility)
      where tells(roster.code(state)) {
        lines += paragraph("\(roster.code(state)) utility: \(terms.worth)")
      }
    }
    if !turn.indicators.payoffs.isEmpty {
      func told(_ numbers: [Double]) -> String {
        zip(roster.states, numbers).filter { tells(roster.code($0.0)) }
          .map { "\(roster.code($0)) \($1.short)" }.joined(separator: ", ")
      }
      return lines + paragraph("Payoffs: " + told(turn.indicators.payoffs))
        + paragraph("Scores so far: " + told(turn.indicators.scores))
    }
    let gains = zip(roster.states, turn.indicators.realIncome).compactMap { state, income in
      let before = previous?.indicators.realIncome[state.index] ?? 1
      return tells(roster.code(state)) ? "\(roster.code(state)) \(percent(income - before))" : nil
    }
    return lines + paragraph("Gains in %: " + gains.joined(separator: ", "))
  }

  /// The lines that a page has for all turns together.
  private static let pageLines = 30

  /// A turn in as many lines as a page has for it: what the umpire and holders did, then the news.
  ///
  /// A game of very many turns has none for the most of them.
  private func news(_ turn: ReplayTurn, header: ReplayHeader) -> [String] {
    let roster = header.roster
    let count = min(6, Self.pageLines / max(header.turns, 1))
    var told = turn.notes.map { "\(roster.code($0.state)) holds: \($0.reason)" }
    told += turn.remarks.filter { $0.kind == .ruling }.map(\.told)
    let news = Headlines(roster).items(of: turn.events, count: 1000)
    // Injects aren't left out: somebody meant them.
    let kept = max(count, news.count { $0.weight == 100 })
    told += news.prefix(kept).map(\.text)
    let name =
      header.startYear > 1 ? "\(header.startYear + turn.number - 1)" : "Turn \(turn.number)"
    guard !told.isEmpty else { return count > 0 ? ["\(name)  nothing new"] : [] }
    let margin = String(repeating: " ", count: name.count + 2)
    return told.enumerated().flatMap { index, text in
      wrapped(
        text + (text.hasSuffix(".") ? "" : "."), first: index == 0 ? name + "  " : margin,
        rest: margin + "  ")
    }
  }

  private func explanations(_ turn: ReplayTurn, in roster: Roster) -> [String] {
    turn.deliberations.filter { tells($0.state) }.flatMap {
      Self.explanation(of: [$0.deliberation], by: $0.state, in: roster)
    }
  }

  /// What a state weighed, choice by choice: the options, the terms of each and the draw that
  /// decided, in lines of at most 80 columns.
  ///
  /// - Parameter code: the state's code.
  public static func explanation(
    of choices: [Deliberation], by code: String, in roster: Roster
  ) -> [String] {
    choices.flatMap { choice in
      let told = choice.lines(in: roster)
      return ["  \(code) weighs \(told[0])"]
        + told.dropFirst().flatMap { line in
          wrapped(String(line.dropFirst(2)), first: "    " + line.prefix(2), rest: "          ")
        }
    }
  }

  private func paragraph(_ text: String) -> [String] { wrapped(text, first: "  ", rest: "    ") }

  private func tells(_ code: String) -> Bool { states.isEmpty || states.contains(code) }

  private func tells(_ event: ReplayEvent) -> Bool {
    states.isEmpty || isIn(states, event.state) || isIn(states, event.target)
  }

  private func isIn(_ codes: Set<String>, _ code: String?) -> Bool {
    code.map(codes.contains) ?? false
  }
}

extension Remark {
  /// Such as “Ruling: the embargo stands.” or “DEU to FRA: …”.
  public var told: String {
    switch kind {
    case .ruling: "Ruling: \(text)"
    case .correction: "Corrected: \(text)"
    case .message: "\(from) to \(to.isEmpty ? "all" : to.joined(separator: ", ")): \(text)"
    }
  }
}

extension Deliberation {
  /// The question, then a line for each option, the one taken being marked.
  ///
  /// - Parameter roster: by which moves are named; what they're worth is in payoffs.
  func lines(in roster: Roster) -> [String] {
    let isMove = subject == "move" || subject.hasPrefix("move ")
    let heading = "\(subject): " + (draw.map { "drew \(String(format: "%.4f", $0))" } ?? "chose")
    return [heading]
      + options.enumerated().map { index, option in
        return (index == chosen ? "→ " : "  ")
          + (isMove ? roster.name(move: option.level) : "\(option.level)")
          + " with probability \(String(format: "%.3f", option.probability)), worth "
          + (isMove ? number(option.terms.total) : option.terms.worth)
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

extension Double {
  /// Six significant digits at most, such as 3 or 2.47302.
  fileprivate var short: String { String(format: "%.6g", self) }
}
