public import StatecraftCore

/// A game of two that each state plays with all of its neighbours at once, by one move toward all.
///
/// U[i] = b[i][k] + Σ_j w[i,j] S[k][a[j]] for the move k of state i: a polymatrix game (Yanovskaya
/// 1968) in which all pairs share a table. Binary choices with social interactions, coordination on
/// a network and alignment games are of this kind.
public struct PolymatrixGame: StageGame {
  public let form = "matrix"
  public let isBilateral = false
  /// S: what a move is worth against a neighbour's: [own move][neighbour's move]; square.
  public let payoffs: [[Double]]
  /// b: what each move is worth by itself, by state.
  public let bias: PerState<[Double]>
  public let network: Network
  private let neighbours: PerState<[StateID]>

  public init(payoffs: [[Double]], bias: PerState<[Double]>, network: Network) {
    precondition(
      payoffs.allSatisfy { $0.count == payoffs.count }
        && bias.storage.allSatisfy { $0.count == payoffs.count },
      "tables don't fit \(payoffs.count) moves")
    self.payoffs = payoffs
    self.bias = bias
    self.network = network
    neighbours = PerState(
      (0..<network.stateCount).map { network.neighbours(of: StateID(index: $0)) })
  }

  public func moves(of state: StateID) -> MoveSet { .named(count: payoffs.count) }

  public func opponents(of state: StateID) -> [StateID]? { neighbours[state] }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let own = Int(profile.moves[state, state])
    let row = payoffs[own]
    var sum = bias[state][own]
    for other in neighbours[state] {
      sum += network.weights[state, other] * row[Int(profile.moves[other, other])]
    }
    return sum
  }
}
