import StatecraftCore
import StatecraftGames
import Testing

@Suite struct StrategicFormTests {
  private let stagHunt = StrategicForm(
    moveCounts: [2, 2], payoffs: [[9, 0, 7, 5], [9, 7, 0, 5]])
  private let pennies = StrategicForm(
    moveCounts: [2, 2], payoffs: [[1, -1, -1, 1], [-1, 1, 1, -1]])

  @Test func `A stag hunt has two equilibria in pure moves, and one in which both mix`() throws {
    #expect(stagHunt.pureEquilibria() == [[0, 0], [1, 1]])
    let mixed = try #require(stagHunt.mixedEquilibrium())
    #expect(abs(mixed.first - 5 / 7.0) < 1e-15)
    #expect(abs(mixed.second - 5 / 7.0) < 1e-15)
  }

  @Test func `Matching pennies has none in pure moves, and is mixed evenly`() throws {
    #expect(pennies.pureEquilibria().isEmpty)
    let mixed = try #require(pennies.mixedEquilibrium())
    #expect(mixed == (0.5, 0.5))
  }

  @Test(arguments: [
    (0.5, 0.8306705913418175, 0.4180774669062137), (1, 0.8935763305539739, 0.3127803750295332),
    (3, 0.7953836902509663, 0.14525626872796493),
  ])
  func `Logit equilibria of uneven pennies are as another program has them`(
    precision: Double, up: Double, left: Double
  ) throws {
    let uneven = StrategicForm(moveCounts: [2, 2], payoffs: [[9, 0, 0, 1], [0, 1, 1, 0]])
    let chances = try #require(uneven.logitEquilibrium(precision: precision))
    #expect(abs(chances[0][0] - up) < 1e-10 && abs(chances[1][0] - left) < 1e-10)
    // Even chances without precision, and pure moves where one dominates with much of it.
    #expect(uneven.logitEquilibrium(precision: 0)?[0] == [0.5, 0.5])
    let dilemma = StrategicForm(moveCounts: [2, 2], payoffs: [[3, 0, 5, 1], [3, 5, 0, 1]])
    #expect(try #require(dilemma.logitEquilibrium(precision: 30))[0][1] > 1 - 1e-12)
  }

  @Test func `Each mixes to make the other indifferent, not itself`() throws {
    // A battle of the sexes: rows 3 and 1, columns 1 and 4.
    let form = StrategicForm(moveCounts: [2, 2], payoffs: [[3, 0, 0, 1], [1, 0, 0, 4]])
    let mixed = try #require(form.mixedEquilibrium())
    #expect(abs(mixed.first - 0.8) < 1e-15)
    #expect(abs(mixed.second - 0.25) < 1e-15)
  }

  @Test func `Defecting dominates in the dilemma, and there is nothing to mix`() {
    let form = StrategicForm(moveCounts: [2, 2], payoffs: [[3, 0, 5, 1], [3, 5, 0, 1]])
    #expect(form.dominates(1, 0, of: 0))
    #expect(form.dominates(1, 0, of: 1))
    #expect(!form.dominates(0, 1, of: 0))
    #expect(form.pureEquilibria() == [[1, 1]])
    #expect(form.mixedEquilibrium() == nil)
  }

  @Test func `A move that's as good somewhere dominates weakly and not strictly`() {
    let form = StrategicForm(moveCounts: [2, 2], payoffs: [[2, 1, 2, 3], [0, 0, 0, 0]])
    #expect(form.dominates(1, 0, of: 0, weakly: true))
    #expect(!form.dominates(1, 0, of: 0))
    // What is always equal dominates in no way.
    #expect(!form.dominates(1, 0, of: 1, weakly: true))
  }

  @Test func `Weighed gains are own less the others' by their weights, times one's own weight`() {
    let dilemma = StrategicForm(moveCounts: [2, 2], payoffs: [[3, 0, 5, 1], [3, 5, 0, 1]])
    // Grieco's k = 1/2 for the first, absolute gains for the second.
    let weighed = dilemma.weighing([[0, 1 / 3.0], [0, 0]], weights: [1.5, 1])
    #expect(zip(weighed.payoffs[0], [3, -2.5, 7.5, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(weighed.payoffs[1] == dilemma.payoffs[1])
  }

  @Test func `Weighing by a fraction breaks no tie`() {
    // 0.7 − 0.1 · 1 − 0.1 · 2 and 0.7 − 0.1 · 3 are equal, but for rounding.
    let form = StrategicForm(
      moveCounts: [2, 1, 1], payoffs: [[0.7, 0.7], [1, 0], [2, 3]])
    let weighed = form.weighing(
      [[0, 0.1, 0.1], [0, 0, 0], [0, 0, 0]], weights: [1, 1, 1])
    #expect(weighed.payoffs[0][0] != weighed.payoffs[0][1])
    #expect(weighed.pureEquilibria().count == 2)
    #expect(!weighed.dominates(0, 1, of: 0))
    #expect(!weighed.dominates(1, 0, of: 0))
  }

  @Test func `The last player's move runs fastest, with any number of moves`() {
    let form = StrategicForm(moveCounts: [2, 3]) { player, moves in
      Double(player == 0 ? 10 * moves[0] + moves[1] : 0)
    }
    #expect(form.payoffs[0] == [0, 1, 2, 10, 11, 12])
    #expect(form.payoff(of: 0, in: [1, 2]) == 12)
  }

  @Test func `A game of too many profiles is none that is enumerated`() {
    let states = 20
    let game = PolymatrixGame(
      payoffs: [[1, 0], [0, 1]], bias: PerState(repeating: [0, 0], count: states),
      network: .complete(states: states))
    #expect(StrategicForm(of: game, states: states) == nil)
  }

  @Test func `Rows meet columns, each with its own moves, and ties scale payoffs`() throws {
    let (row, other, column) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    var weights = Dyadic(repeating: 1.0, rows: 3, width: 3)
    for state in [row, other, column] { weights[state, state] = 0 }
    weights[row, column] = 2
    let game = MatrixGame(
      payoffs: [[3, 0, 0], [0, 1, 0]], columnPayoffs: [[1, 0], [0, 4], [0.5, 0.5]],
      network: Network(weights: weights), playsRows: PerState([true, true, false]))
    #expect(game.partners(of: row) == [column])
    #expect(game.partners(of: column) == [row, other])
    #expect(game.moves(of: row) == .named(count: 2))
    #expect(game.moves(of: column) == .named(count: 3))
    let form = try #require(StrategicForm(of: game, between: row, and: column, states: 3))
    #expect(form.payoffs == [[6, 0, 0, 0, 2, 0], [1, 0, 0.5, 0, 4, 0.5]])
  }

  @Test func `A move toward all is worth its bias and what ties make of it`() {
    let (a, b, c) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    var weights = Dyadic(repeating: 0.0, rows: 3, width: 3)
    weights[a, b] = 2
    weights[a, c] = 0.5
    let game = PolymatrixGame(
      payoffs: [[1, -0.5], [-0.5, 1]],
      bias: PerState([[0.25, 0], [0, 0], [0, 0]]), network: Network(weights: weights))
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    moves[c, c] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    #expect(game.payoff(of: a, with: a, in: profile) == 0.25 + 2 - 0.25)
    #expect(game.payoff(of: b, with: b, in: profile) == 0)
    #expect(game.opponents(of: a) == [b, c])
  }

  @Test func `A symmetric game pays by how many others take the second move`() {
    let game = BinaryGame(payoffs: [[10, 8, 6], [11, 9, 7]])
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    let states = (0..<3).map(StateID.init(index:))
    moves[states[1], states[1]] = 1
    moves[states[2], states[2]] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    #expect(states.map { game.payoff(of: $0, with: $0, in: profile) } == [6, 9, 9])
  }
}
