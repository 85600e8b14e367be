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
  /// What every move of one's own is worth against each move of a neighbour: the columns of S.
  private let columns: [[Double]]

  public init(payoffs: [[Double]], bias: PerState<[Double]>, network: Network) {
    precondition(
      payoffs.allSatisfy { $0.count == payoffs.count }
        && bias.storage.allSatisfy { $0.count == payoffs.count },
      "tables don't fit \(payoffs.count) moves")
    self.payoffs = payoffs
    self.bias = bias
    self.network = network
    columns = payoffs.indices.map { move in payoffs.map { $0[move] } }
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

  /// All moves' sums in one pass over the neighbours, each in the order in which one move's is taken.
  public func expectedPayoffs(
    of state: StateID, with partner: StateID, in profile: MoveProfile, moves: Int
  ) -> [Double] {
    var sums = bias[state]
    let states = network.stateCount
    let row = state.index * states
    network.weights.storage.withUnsafeBufferPointer { weights in
      profile.moves.storage.withUnsafeBufferPointer { standing in
        if moves == 3 {
          // The commonest number of moves is kept in registers.
          var three = SIMD3(sums[0], sums[1], sums[2])
          let kinds = columns.map { SIMD3($0[0], $0[1], $0[2]) }
          for other in neighbours[state] {
            let move = Int(standing[other.index * (states + 1)])
            three += weights[row + other.index] * kinds[move]
          }
          sums = [three[0], three[1], three[2]]
        } else {
          for other in neighbours[state] {
            let column = columns[Int(standing[other.index * (states + 1)])]
            for move in 0..<moves { sums[move] += weights[row + other.index] * column[move] }
          }
        }
      }
    }
    return sums
  }
}
