public import StatecraftCore

/// A game of two, played between every pair of neighbours: a bimatrix of payoffs.
///
/// The payoff of a state in an encounter is `payoffs[own move][other's move]`, times the strength of
/// its tie to the other, plus what its own move is worth to it by itself. Where the game isn't
/// symmetric, the state of each pair that comes first in `rows` plays rows and the other columns.
public struct MatrixGame: StageGame {
  public let form = "matrix"
  public let isBilateral = true
  /// What the player of rows gets: [its move][the other's move].
  public let payoffs: [[Double]]
  /// What the player of columns gets: [its move][the other's move]; nil where the game is symmetric.
  public let columnPayoffs: [[Double]]?
  public let network: Network
  /// Whether a state plays rows when it meets a state that doesn't; all do in symmetric games.
  public let playsRows: PerState<Bool>
  private let partnersByState: PerState<[StateID]>

  public init(
    payoffs: [[Double]], columnPayoffs: [[Double]]? = nil, network: Network,
    playsRows: PerState<Bool>
  ) {
    self.payoffs = payoffs
    self.columnPayoffs = columnPayoffs
    self.network = network
    self.playsRows = playsRows
    partnersByState = PerState(
      (0..<network.stateCount).map { network.neighbours(of: StateID(index: $0)) })
  }

  public func partners(of state: StateID) -> [StateID] { partnersByState[state] }

  public func moves(of state: StateID) -> MoveSet {
    .named(count: playsRows[state] ? payoffs.count : columnPayoffs?.count ?? payoffs.count)
  }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let own = Int(profile.moves[state, partner])
    let other = Int(profile.moves[partner, state])
    let table = playsRows[state] ? payoffs : columnPayoffs ?? payoffs
    return network.weights[state, partner] * table[own][other]
  }
}
