public import StatecraftCore

/// What a turn was to a state: a row of a tidy table, one for each run, state and turn.
public struct StateTurn: Sendable, Equatable {
  public let turn: Int
  public let year: Int
  /// The state's code.
  public let state: String
  /// Change of real income against the start, as a fraction.
  public let gain: Double
  /// How far it sides with each pole, in `0...1`, in the order of the roster's poles.
  public let alignment: [Double]
  /// What the turn was worth to it, in basis points; nil where nobody kept the account.
  public let utility: UtilityTerms?
  /// What it ordered, in decision notation.
  public let orders: [String]
}

extension Replay {
  /// The game as a tidy table, turn by turn and in a turn by state.
  ///
  /// - Parameter states: codes of states to follow; all when empty.
  public func stateTurns(of states: Set<String> = []) -> [StateTurn] {
    let roster = header.roster
    return turns.flatMap { turn in
      roster.states.filter { states.isEmpty || states.contains(roster.code($0)) }.map { state in
        let utility = turn.indicators.utility
        return StateTurn(
          turn: turn.number, year: header.startYear + turn.number - 1,
          state: roster.code(state), gain: turn.indicators.realIncome[state.index] - 1,
          alignment: turn.indicators.alignment[state.index],
          utility: utility.isEmpty ? nil : utility[state.index],
          orders: turn.decisions[state.index].notation(in: roster))
      }
    }
  }

  /// How the game ended for the leader's whole system; nil when it was stopped before its end.
  public var systemClass: OutcomeClass? { outcomeClass("class of the system") }

  /// The same for the leader alone.
  public var leaderClass: OutcomeClass? { outcomeClass("class of the leader alone") }

  private func outcomeClass(_ name: String) -> OutcomeClass? {
    end?.outcome.first { $0.name == name }.flatMap { OutcomeClass(rawValue: "\($0.value)") }
  }
}
