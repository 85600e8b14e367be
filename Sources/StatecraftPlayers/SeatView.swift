public import StatecraftCore

/// What a seat may know when it decides: its observations from the start to now, and what became
/// public of each turn in between.
///
/// All that a person at the table is told is a function of this, so nobody is told more than a
/// policy or a program may know.
public struct SeatView: Sendable {
  public let facts: GameFacts
  /// The present, before the turn that is open. Its ``Observation/me`` is whose view it is.
  public let now: Observation
  /// The turns that are closed, from turn 1.
  public let past: [PastTurn]
  /// The policy that would decide if nobody had taken the seat, as it comes to this turn.
  public let policy: any Policy
  /// What that policy would decide now, with all that it weighs; nil when it fails.
  public let counsel: Answer?
  /// What solving the market tells; nil where nobody solves it.
  var solved: SolvedTurns?

  public init(
    facts: GameFacts, now: Observation, past: [PastTurn], policy: any Policy, counsel: Answer?
  ) {
    self.facts = facts
    self.now = now
    self.past = past
    self.policy = policy
    self.counsel = counsel
  }

  public var me: StateID { now.me }
  public var roster: Roster { facts.roster }
  /// The turn that is open, from 1.
  public var turn: Int { now.turn }
  public var year: Int { facts.year(of: turn) }
  /// The last turn that was closed, if any was.
  public var last: PastTurn? { past.last }
  /// The world of the start, as this seat saw it.
  public var start: Observation { past.first?.before ?? now }
}

/// A turn that is closed, as far as a seat may know it.
public struct PastTurn: Sendable {
  /// From 1.
  public let number: Int
  /// What the seat saw before it decided.
  public let before: Observation
  /// What the seat itself ordered.
  public let decision: Decision
  /// Why the seat held although it hadn't decided to; nil when it didn't.
  public let note: SeatNote?
  /// What happened, without what others keep to themselves.
  public let events: [Event]
  /// The seat's own draws, such as chance moves of its alignment.
  public let draws: [Draw]

  /// What `state` may know of a turn.
  ///
  /// - Parameters:
  ///   - record: all that is known.
  ///   - before: what the state saw before the turn.
  public init(_ record: TurnRecord, for before: Observation) {
    let state = before.me
    number = record.number
    self.before = before
    decision = record.answers[state].decision
    note = record.notes.first { $0.state == state }
    events = record.events.filter { $0.isPublic || $0.state == state }
    let code = before.setting.roster.code(state)
    draws = record.draws.filter { $0.actor == code }
  }
}

extension Event {
  /// Whether all states get to know of it. Others' unfinished projects are nobody's business
  /// until they work, and what holds a seat back is its own.
  package var isPublic: Bool {
    !["project.begun", "research.begun", "decision.rejected"].contains(kind.description)
      && !kind.description.hasPrefix("seat.")
  }
}
