import StatecraftCore
import StatecraftGames
import Testing

@Suite struct PolymatrixTests {
  @Test(arguments: [2, 3, 4])
  func `All moves' payoffs at once are those of one move after the other`(_ moves: Int) {
    let states = 7
    var word: UInt64 = 1
    func number() -> Double {
      word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(word >> 11) * 0x1p-53
    }
    var weights = Dyadic(repeating: 0.0, rows: states, width: states)
    for i in 0..<states {
      for j in 0..<states where i != j && (i + j) % 3 != 0 {
        weights[StateID(index: i), StateID(index: j)] = number()
      }
    }
    let game = PolymatrixGame(
      payoffs: (0..<moves).map { _ in (0..<moves).map { _ in number() - 0.5 } },
      bias: PerState((0..<states).map { _ in (0..<moves).map { _ in number() } }),
      network: Network(weights: weights))
    var profile = MoveProfile(
      moves: Dyadic(repeating: 0, rows: states, width: states),
      types: PerState(repeating: 0, count: states))
    for index in 0..<states {
      let state = StateID(index: index)
      profile.moves[state, state] = (number() * Double(moves)).rounded(.down)
    }
    for index in 0..<states {
      let state = StateID(index: index)
      let payoffs = game.expectedPayoffs(of: state, with: state, in: profile, moves: moves)
      for move in 0..<moves {
        var changed = profile
        changed.moves[state, state] = Double(move)
        #expect(payoffs[move] == game.payoff(of: state, with: state, in: changed))
      }
    }
  }
}
