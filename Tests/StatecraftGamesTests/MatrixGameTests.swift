import StatecraftCore
import StatecraftGames
import Testing

@Suite struct MatrixGameTests {
  private let dilemma = MatrixGame(
    payoffs: [[3, 0], [5, 1]], network: .complete(states: 3),
    playsRows: PerState(repeating: true, count: 3))

  @Test func `Each encounter pays by both moves`() {
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    let (a, b, c) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    moves[a, b] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    #expect(dilemma.payoff(of: a, with: b, in: profile) == 5)
    #expect(dilemma.payoff(of: b, with: a, in: profile) == 0)
    #expect(dilemma.payoff(of: a, with: c, in: profile) == 3)
    #expect(dilemma.partners(of: b) == [a, c])
  }
}
