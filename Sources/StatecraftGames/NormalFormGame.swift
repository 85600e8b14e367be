public import StatecraftCore

/// Any game of few players, each with few moves: what every profile of moves pays everybody.
public struct NormalFormGame: StageGame {
  public let form = "outcomes"
  public let isBilateral = false
  /// The players are the states, in roster order.
  public let strategicForm: StrategicForm

  public init(_ strategicForm: StrategicForm) { self.strategicForm = strategicForm }

  public func moves(of state: StateID) -> MoveSet {
    .named(count: strategicForm.moveCounts[state.index])
  }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let moves = strategicForm.moveCounts.indices.map { player in
      Int(profile.moves[StateID(index: player), StateID(index: player)])
    }
    return strategicForm.payoff(of: state.index, in: moves)
  }
}

/// A symmetric game of n players with two moves: what counts is how many others take each.
///
/// Commons, thresholds and public goods with a yes or no are of this kind (Schelling 1973).
public struct BinaryGame: StageGame {
  public let form = "outcomes"
  public let isBilateral = false
  /// What a player gets: [own move][how many others take the second move], from 0 to n − 1.
  public let payoffs: [[Double]]

  public init(payoffs: [[Double]]) {
    precondition(
      payoffs.count == 2 && payoffs[0].count == payoffs[1].count && !payoffs[0].isEmpty,
      "a table of two moves with a payoff for each number of others")
    self.payoffs = payoffs
  }

  /// n.
  public var stateCount: Int { payoffs[0].count }

  public func moves(of state: StateID) -> MoveSet { .named(count: 2) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    var others = 0
    for index in 0..<stateCount where index != state.index {
      others += Int(profile.moves[StateID(index: index), StateID(index: index)])
    }
    return payoffs[Int(profile.moves[state, state])][others]
  }
}
