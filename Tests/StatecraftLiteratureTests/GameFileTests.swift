import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct GameFileTests {
  @Test func `A file of a game has what it says, and no economy`() throws {
    let loaded = try GameFile.load(
      set: ["game.start.default=defect", "game.start.B=cooperate", "game.revision=sequential"])
    let setting = loaded.scenario.setting
    #expect(loaded.baseline == nil && setting.roster.sectorCount == 0)
    #expect(setting.roster.moveNames == ["cooperate", "defect"])
    #expect(setting.revision == .sequential(setting.roster.states))
    let (a, b) = (StateID(index: 0), StateID(index: 1))
    #expect(loaded.scenario.start.moves[a, b] == 1 && loaded.scenario.start.moves[b, a] == 0)
    #expect(loaded.scenario.start.moves[a, a] == 0)
    #expect(loaded.scenario.start.columns == Column.ofGames)
  }

  @Test func `Ties make neighbours, both ways unless they are directed`() throws {
    let ties = "network: [{i: A, j: B}, {i: B, j: C, weight: 2}]\ngame:"
    let yaml = GameFile.dilemma.replacing("game:", with: ties)
    let (a, b, c) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    let both = try #require(GameFile.load(yaml).scenario.setting.game)
    #expect(both.partners(of: b) == [a, c] && both.partners(of: a) == [b])
    let profile = MoveProfile(
      moves: Dyadic(repeating: 0, rows: 3, width: 3), types: PerState(repeating: 0, count: 3))
    #expect(both.payoff(of: c, with: b, in: profile) == 6)
    let directed = try #require(
      GameFile.load("directed: true\n" + yaml).scenario.setting.game)
    #expect(directed.partners(of: b) == [c] && directed.partners(of: c) == [])
  }

  @Test func `All faults of a game are told at once`() {
    let yaml = GameFile.dilemma
      .replacing("payoffs: [[3, 0], [5, 1]]", with: "payoffs: [[3, 0], [5]]")
      .replacing(
        "game:",
        with: "network: [{i: A, j: A}, {i: A, j: D}]\ngame:\n  start: {A: yield}\n  order: [A]"
      )
      .replacing("payoffs: {}", with: "payoffs: {discount: 2}")
      .replacing("precision: 0.5", with: "precison: 0.5")
    let faults = GameFile.faults(yaml)
    #expect(faults.count == 6, "\(faults)")
    for words in [
      "a tie needs two states", "‘D’ is not a state of this scenario", "2 rows of 2 numbers",
      "it must be from 0 to 1", "there is no parameter ‘precison’; did you mean ‘precision’?",
      "an order is for the revision ‘sequential’",
    ] {
      #expect(faults.contains { $0.contains(words) }, "\(words) in \(faults)")
    }
  }

  @Test func `A move that a game doesn't know is told with those that it does`() {
    let faults = GameFile.faults(
      GameFile.dilemma.replacing("game:", with: "game:\n  start: {A: yield}"))
    #expect(
      faults == ["7 game.start.A: ‘yield’ is no move of A; there are cooperate, defect"])
  }

  @Test func `A game needs one form`() {
    let yaml = GameFile.dilemma.replacing("  matrix:", with: "  matrx:")
    #expect(GameFile.faults(yaml).contains { $0.contains("did you mean ‘matrix’?") })
    let none = GameFile.dilemma.replacing(
      """
        matrix:
          moves: [cooperate, defect]
          payoffs: [[3, 0], [5, 1]]
      """, with: "  revision: random")
    #expect(GameFile.faults(none).contains { $0.contains("name one form of game") })
  }

  @Test func `Players of rows and of columns must not meet their like`() throws {
    let yaml = GameFile.dilemma.replacing(
      "payoffs: [[3, 0], [5, 1]]",
      with: "payoffs: [[3, 0], [5, 1]]\n    column_payoffs: [[1, 2], [3, 4]]\n    columns: [C]")
    #expect(GameFile.faults(yaml).contains { $0.contains("A and B meet and play the same role") })
    let ties = "network: [{i: A, j: C}, {i: B, j: C}]\ngame:"
    let game = try #require(
      GameFile.load(yaml.replacing("game:", with: ties)).scenario.setting.game)
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    let (a, c) = (StateID(index: 0), StateID(index: 2))
    moves[c, a] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    #expect(game.payoff(of: a, with: c, in: profile) == 0)
    #expect(game.payoff(of: c, with: a, in: profile) == 3)
  }
}
