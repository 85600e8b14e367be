public import StatecraftCore
public import StatecraftReplay

/// A seat that decides again what was decided before.
public actor RecordedActor: StateActor {
  private let answers: [Answer]
  /// Why the seat failed, by turn.
  private let failures: [Int: String]

  /// - Parameter decisions: one for each turn, from turn 1.
  public init(_ decisions: [Decision]) {
    answers = decisions.map { Answer($0) }
    failures = [:]
  }

  /// Answers as a state did in a recorded game, with what is kept of how it came to that; and
  /// fails as it did, for the reason on record.
  public init(_ state: StateID, of replay: Replay) {
    let code = replay.header.roster.code(state)
    answers = replay.turns.map { turn in
      Answer(
        turn.decisions[state.index],
        deliberations: turn.deliberations.filter { $0.state == code }.map(\.deliberation),
        draws: turn.policyDraws.filter { $0.actor == code })
    }
    failures = Dictionary(
      replay.turns.compactMap { turn in
        let hasFailed = turn.events.contains { $0.kind == .seatFailed && $0.state == code }
        let note = hasFailed ? turn.notes.first { $0.state == state } : nil
        return note.map { (turn.number, $0.reason) }
      }, uniquingKeysWith: { first, _ in first })
  }

  public func decide(_ observation: Observation) throws -> Answer {
    guard answers.indices.contains(observation.turn - 1) else {
      throw RecordEnded(turn: observation.turn, recorded: answers.count)
    }
    if let reason = failures[observation.turn] { throw RecordedFailure(description: reason) }
    return answers[observation.turn - 1]
  }
}

/// A seat's failure in a recorded game.
public struct RecordedFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}

/// A decision was asked for a turn that isn't on record.
public struct RecordEnded: Error, Sendable, Equatable, CustomStringConvertible {
  public let turn: Int
  /// How many turns are on record.
  public let recorded: Int

  public var description: String {
    "There is no decision for turn \(turn) on record: it ends with turn \(recorded)."
  }
}
