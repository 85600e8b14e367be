internal import StatecraftCore

/// Where two histories part: the turn, what differs and whose it is.
public struct ReplayDifference: Sendable, Equatable, CustomStringConvertible {
  /// What differs.
  public enum Part: Sendable, Equatable {
    case roster
    case year
    case draw
    case inject
    case decision
    case heldDecision
    case column(String)
    case indicator(String)
    case event
    case deliberation
    case digest
    case length
    case outcome(String)
    /// Anything else that a turn tells, by the path to it.
    case other(String)
  }

  /// The turn from which on they differ; `nil` for what concerns the whole game.
  public let turn: Int?
  public let part: Part
  /// The state's or sector's code, where the difference is one's own.
  public let subject: String?
  /// What the first and the second history say, in words or fingerprints.
  public let first: String
  public let second: String

  /// The difference in a sentence.
  ///
  /// - Parameters:
  ///   - firstName: what the first history is, such as `on record`.
  ///   - secondName: what the second is.
  /// - Returns: the sentence.
  public func sentence(first firstName: String, second secondName: String) -> String {
    (turn.map { "Turn \($0): " } ?? "") + "\(part.name)" + (subject.map { " of \($0)" } ?? "")
      + " differs: \(firstName) \(first), \(secondName) \(second)."
  }

  public var description: String { sentence(first: "on record", second: "played again") }
}

extension ReplayDifference.Part {
  var name: String {
    switch self {
    case .roster: "the roster"
    case .year: "the year"
    case .draw: "a draw"
    case .inject: "an inject"
    case .decision: "the decision"
    case .heldDecision: "the reason for holding"
    case .column(let name): "column ‘\(name)’"
    case .indicator(let name): "indicator ‘\(name)’"
    case .event: "an event"
    case .deliberation: "a deliberation"
    case .digest: "the world's digest"
    case .length: "the number of turns"
    case .outcome(let name): "outcome ‘\(name)’"
    case .other(let path): "‘\(path)’"
    }
  }
}

/// Finds where two replays part.
public enum ReplayComparison {
  /// The first difference between two games, by turn, and in a turn from causes to effects.
  ///
  /// Headers may differ but for the roster: two seeds or two variants of a scenario can be
  /// compared.
  ///
  /// - Parameters:
  ///   - first: a game.
  ///   - second: another.
  /// - Returns: `nil` when the games are the same.
  public static func firstDifference(_ first: Replay, _ second: Replay) -> ReplayDifference? {
    let roster = first.header.roster
    guard roster == second.header.roster else {
      return ReplayDifference(
        turn: nil, part: .roster, subject: nil, first: roster.listed,
        second: second.header.roster.listed)
    }
    for (one, other) in zip(first.turns, second.turns) {
      if let difference = firstDifference(one, other, roster: roster) { return difference }
    }
    if first.turns.count != second.turns.count {
      return ReplayDifference(
        turn: nil, part: .length, subject: nil, first: "\(first.turns.count)",
        second: "\(second.turns.count)")
    }
    return firstDifference(first.end?.outcome ?? [], second.end?.outcome ?? [])
  }

  static func firstDifference(
    _ first: [OutcomeField], _ second: [OutcomeField]
  ) -> ReplayDifference? {
    guard let index = firstIndex(first, second) else { return nil }
    let (one, other) = (first.at(index), second.at(index))
    return ReplayDifference(
      turn: nil, part: .outcome(one?.name ?? other?.name ?? ""), subject: nil,
      first: one.text { "\($0.name) \($0.value)" }, second: other.text { "\($0.name) \($0.value)" })
  }

  static func firstDifference(
    _ first: ReplayTurn, _ second: ReplayTurn, roster: Roster
  ) -> ReplayDifference? {
    // Nearly all turns are compared to find that they're the same.
    if first == second { return nil }
    func differ(
      _ part: ReplayDifference.Part, of subject: String? = nil, _ one: String, _ other: String
    ) -> ReplayDifference {
      ReplayDifference(
        turn: first.number, part: part, subject: subject, first: one, second: other)
    }

    if first.year != second.year { return differ(.year, "\(first.year)", "\(second.year)") }
    for path in [\ReplayTurn.policyDraws, \ReplayTurn.draws] {
      guard let index = firstIndex(first[keyPath: path], second[keyPath: path]) else { continue }
      let (one, other) = (first[keyPath: path].at(index), second[keyPath: path].at(index))
      let actor = (one ?? other)?.actor ?? ""
      return differ(
        .draw, of: actor.isEmpty ? nil : actor, one.text(\.sentence), other.text(\.sentence))
    }
    if let index = firstIndex(first.injects, second.injects) {
      return differ(
        .inject, first.injects.at(index).text { $0.notation(in: roster) },
        second.injects.at(index).text { $0.notation(in: roster) })
    }
    if let index = firstIndex(first.decisions, second.decisions) {
      return differ(
        .decision, of: roster.stateCodes.at(index), first.decisions.at(index).text(in: roster),
        second.decisions.at(index).text(in: roster))
    }
    if let index = firstIndex(first.notes, second.notes) {
      let (one, other) = (first.notes.at(index), second.notes.at(index))
      return differ(
        .heldDecision, of: (one ?? other).map { roster.code($0.state) },
        one.text { "‘\($0.reason)’" }, other.text { "‘\($0.reason)’" })
    }
    if let difference = firstDifferentColumn(first, second, roster: roster) { return difference }
    if let difference = firstDifferentIndicator(first, second, roster: roster) {
      return difference
    }
    if let index = firstIndex(first.events, second.events) {
      let (one, other) = (first.events.at(index), second.events.at(index))
      return differ(.event, of: (one ?? other)?.state, one.text(\.exact), other.text(\.exact))
    }
    if let index = firstIndex(first.deliberations, second.deliberations) {
      let (one, other) = (first.deliberations.at(index), second.deliberations.at(index))
      return differ(
        .deliberation, of: (one ?? other)?.state, one.text(\.exact), other.text(\.exact))
    }
    if first.digest != second.digest { return differ(.digest, first.digest, second.digest) }
    // Whatever a turn may tell besides must be the same too.
    return firstLeaf(first, second, path: "").map { differ(.other($0.path), $0.first, $0.second) }
  }

  /// The first piece that reads otherwise, with the path of properties to it.
  private static func firstLeaf(
    _ first: Any, _ second: Any, path: String
  ) -> (path: String, first: String, second: String)? {
    let (one, other) = (Array(Mirror(reflecting: first).children), Mirror(reflecting: second))
    let twins = Array(other.children)
    guard !one.isEmpty, one.count == twins.count else {
      let (left, right) = ("\(first)", "\(second)")
      return left == right ? nil : (path, left, right)
    }
    for (index, (left, right)) in zip(one, twins).enumerated() {
      let step = left.label.map { path.isEmpty ? $0 : "\(path).\($0)" } ?? "\(path)[\(index)]"
      if let leaf = firstLeaf(left.value, right.value, path: step) { return leaf }
    }
    return nil
  }

  private static func firstDifferentColumn(
    _ first: ReplayTurn, _ second: ReplayTurn, roster: Roster
  ) -> ReplayDifference? {
    guard let index = firstIndex(first.fingerprints, second.fingerprints) else { return nil }
    let (one, other) = (first.fingerprints.at(index), second.fingerprints.at(index))
    let name = one?.column ?? other?.column ?? ""
    guard let one, let other, one.column == other.column,
      let part = firstIndex(one.parts, other.parts)
    else {
      return ReplayDifference(
        turn: first.number, part: .column(name), subject: nil, first: one.text(\.column),
        second: other.text(\.column))
    }
    let subjects =
      Column(rawValue: name)?.subject == .sector ? roster.sectorCodes : roster.stateCodes
    return ReplayDifference(
      turn: first.number, part: .column(name), subject: subjects.at(part),
      first: one.parts.at(part).text { hexadecimal($0) },
      second: other.parts.at(part).text { hexadecimal($0) })
  }

  private static func firstDifferentIndicator(
    _ first: ReplayTurn, _ second: ReplayTurn, roster: Roster
  ) -> ReplayDifference? {
    for indicator in ReplayIndicator.all {
      let (rows, others) = (indicator.rows(first.indicators), indicator.rows(second.indicators))
      guard let row = firstIndex(rows, others) else { continue }
      let (one, other) = (rows.at(row) ?? [], others.at(row) ?? [])
      let part = firstIndex(one, other) ?? 0
      return ReplayDifference(
        turn: first.number, part: .indicator(indicator.name(of: part, in: roster)),
        subject: indicator.subjects(in: roster).at(row),
        first: one.at(part).text(\.description), second: other.at(part).text(\.description))
    }
    return nil
  }

  /// The first position at which two lists differ, if only because one has ended.
  ///
  /// What differs from itself, since it holds a `nan`, is the same when it reads the same.
  private static func firstIndex<Element: Equatable>(
    _ first: [Element], _ second: [Element]
  ) -> Int? {
    let differ = { (one: Element, other: Element) in one != other && "\(one)" != "\(other)" }
    if let index = zip(first, second).enumerated().first(where: { differ($1.0, $1.1) })?.offset {
      return index
    }
    return first.count == second.count ? nil : min(first.count, second.count)
  }

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension Roster {
  fileprivate var listed: String {
    (stateCodes + sectorCodes + poles.map(code)).joined(separator: " ")
  }
}

extension Draw {
  fileprivate var sentence: String { "\(name) from \(distribution.notation) is \(value)" }
}

extension ReplayEvent {
  fileprivate var exact: String { "‘\(line)’ with value \(value)" }
}

extension ReplayDeliberation {
  fileprivate var exact: String {
    let options = deliberation.options.map {
      "\($0.level) with probability \($0.probability), worth \($0.terms.total)"
    }
    return "\(deliberation.subject) [\(options.joined(separator: "; "))], took option "
      + "\(deliberation.chosen + 1)" + (deliberation.draw.map { " by draw \($0)" } ?? "")
  }
}

extension Decision? {
  fileprivate func text(in roster: Roster) -> String {
    text { $0 == .hold ? "‘hold’" : "‘\($0.notation(in: roster).joined(separator: "; "))’" }
  }
}

extension Optional {
  fileprivate func text(_ describe: (Wrapped) -> String) -> String {
    map(describe) ?? "nothing"
  }
}

extension Array {
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
