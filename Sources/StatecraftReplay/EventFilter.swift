/// The place of an event in a game: `T7.3` is the third event of turn 7.
public struct EventLabel: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// From 1.
  public let turn: Int
  /// From 1, in the order of the record.
  public let position: Int

  public init(turn: Int, position: Int) {
    self.turn = turn
    self.position = position
  }

  /// Reads `T7.3`, `t7.3` or `7.3`; nil when it's none of them.
  public init?(_ text: String) {
    let digits = text.hasPrefix("T") || text.hasPrefix("t") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let turn = Int(parts[0]), let position = Int(parts[1]), turn > 0,
      position > 0
    else { return nil }
    self.init(turn: turn, position: position)
  }

  public var description: String { "T\(turn).\(position)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.turn, left.position) < (right.turn, right.position)
  }
}

/// An event with its place.
public struct LabelledEvent: Sendable, Equatable {
  public let label: EventLabel
  public let event: ReplayEvent

  /// Such as `T3.2 control.tightened BOR → ARC, chips, 0.75`.
  public var line: String { "\(label) \(event.what)" }
}

/// Which events of a game are asked for; everything that's nil or empty lets all through.
public struct EventFilter: Sendable, Equatable {
  public var turns: ClosedRange<Int>?
  /// Codes of states that act or are acted upon.
  public var states: Set<String> = []
  /// Codes of sectors.
  public var sectors: Set<String> = []
  /// Kinds such as `control.tightened`, or the part before the dot.
  public var kinds: Set<String> = []

  public init() {}

  public func passes(_ event: ReplayEvent, in turn: Int) -> Bool {
    func isIn(_ codes: Set<String>, _ code: String?) -> Bool { code.map(codes.contains) ?? false }
    return (turns?.contains(turn) ?? true)
      && (states.isEmpty || isIn(states, event.state) || isIn(states, event.target))
      && (sectors.isEmpty || isIn(sectors, event.sector))
      && (kinds.isEmpty || kinds.contains(event.kind.description)
        || isIn(kinds, event.kind.description.split(separator: ".").first.map(String.init)))
  }
}

extension Replay {
  /// The events that pass a filter, in order.
  public func events(_ filter: EventFilter = EventFilter()) -> [LabelledEvent] {
    turns.flatMap { turn in
      turn.events.enumerated().compactMap { index, event in
        filter.passes(event, in: turn.number)
          ? LabelledEvent(
            label: EventLabel(turn: turn.number, position: index + 1), event: event) : nil
      }
    }
  }

  /// The event at a place, if there's one.
  public func event(_ label: EventLabel) -> ReplayEvent? {
    guard turns.indices.contains(label.turn - 1) else { return nil }
    let events = turns[label.turn - 1].events
    return events.indices.contains(label.position - 1) ? events[label.position - 1] : nil
  }
}

extension ReplayEvent {
  /// What happened, without the reason: `control.tightened BOR → ARC, chips, 0.75`.
  var what: String {
    var line = kind.description
    if let state { line += " \(state)" }
    if let target { line += " → \(target)" }
    if let sector { line += ", \(sector)" }
    if let module { line += ", \(module)" }
    if value != 0 { line += ", \(number(value))" }
    return line
  }
}
