/// How a game in strategic form came out.
public struct GameOutcome: Sendable, Equatable {
  /// What each state has got from all encounters together.
  public let scores: PerState<Double>
  /// What the last round paid each state.
  public let payoffs: PerState<Double>
  /// Each state's last moves: of named ones the share that each has over its partners, otherwise
  /// their mean quantity.
  public let moves: [[Double]]

  /// An outcome that is known from elsewhere, such as a store of results.
  ///
  /// - Parameter moves: by state in roster order, then by move.
  public init(scores: PerState<Double>, payoffs: PerState<Double>, moves: [[Double]]) {
    self.scores = scores
    self.payoffs = payoffs
    self.moves = moves
  }

  init(of world: World, game: any StageGame, roster: Roster) {
    scores = PerState(roster.states.map { world.scores.row($0).reduce(0, +) })
    payoffs = PerState(roster.states.map { world.payoffs.row($0).reduce(0, +) })
    moves = roster.states.map { state in
      let partners = game.partners(of: state)
      let share = partners.isEmpty ? 0 : 1 / Double(partners.count)
      switch game.moves(of: state) {
      case .named(let count):
        var shares = Array(repeating: 0.0, count: count)
        for partner in partners { shares[Int(world.moves[state, partner])] += share }
        return shares
      case .quantity:
        return [partners.reduce(0) { $0 + share * world.moves[state, $1] }]
      }
    }
  }
}
