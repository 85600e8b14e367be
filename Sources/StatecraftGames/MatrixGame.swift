public import StatecraftCore

/// A game of two, played between every pair of neighbours: a bimatrix of payoffs.
///
/// The payoff of a state in an encounter is `payoffs[own move][other's move]`, times the strength
/// of its tie to the other. Where the game isn't symmetric, states play rows or columns, and each
/// meets those of its neighbours who play the other part.
public struct MatrixGame: StageGame {
  public let form = "matrix"
  public let isBilateral = true
  /// What the player of rows gets: [its move][the other's move].
  public let payoffs: [[Double]]
  /// What the player of columns gets: [its move][the other's move]; nil where the game is symmetric.
  public let columnPayoffs: [[Double]]?
  public let network: Network
  /// Whether a state plays rows; all do in symmetric games, and one part is as good as the other.
  public let playsRows: PerState<Bool>
  private let partnersByState: PerState<[StateID]>

  /// A symmetric game when `columnPayoffs` is nil: then `payoffs` is square.
  public init(
    payoffs: [[Double]], columnPayoffs: [[Double]]? = nil, network: Network,
    playsRows: PerState<Bool>
  ) {
    let columns = columnPayoffs ?? payoffs
    precondition(
      payoffs.allSatisfy { $0.count == columns.count }
        && columns.allSatisfy { $0.count == payoffs.count },
      "\(payoffs.count) rows against \(columns.count) columns")
    self.payoffs = payoffs
    self.columnPayoffs = columnPayoffs
    self.network = network
    self.playsRows = playsRows
    partnersByState = PerState(
      (0..<network.stateCount).map(StateID.init(index:)).map { state in
        network.neighbours(of: state).filter {
          columnPayoffs == nil || playsRows[$0] != playsRows[state]
        }
      })
  }

  public func partners(of state: StateID) -> [StateID] { partnersByState[state] }

  public func moves(of state: StateID) -> MoveSet { .named(count: table(of: state).count) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let own = Int(profile.moves[state, partner])
    let other = Int(profile.moves[partner, state])
    return network.weights[state, partner] * table(of: state)[own][other]
  }

  private func table(of state: StateID) -> [[Double]] {
    playsRows[state] ? payoffs : columnPayoffs ?? payoffs
  }
}
