public import StatecraftCore

/// A seat that decides again what was decided before.
public actor RecordedActor: StateActor {
  private let decisions: [Decision]

  /// - Parameter decisions: one for each turn, from turn 1.
  public init(_ decisions: [Decision]) {
    self.decisions = decisions
  }

  public func decide(_ observation: Observation) throws -> Answer {
    guard decisions.indices.contains(observation.turn - 1) else {
      throw RecordEnded(turn: observation.turn, recorded: decisions.count)
    }
    return Answer(decisions[observation.turn - 1])
  }
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
