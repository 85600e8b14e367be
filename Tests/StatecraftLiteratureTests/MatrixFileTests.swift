import StatecraftAgents
import StatecraftCore
import StatecraftGames
import StatecraftLiterature
import StatecraftScenario
import Testing

/// Files of games of named moves: what can be written, and what theory says of it.
@Suite struct MatrixFileTests {
  private let a = StateID(index: 0)
  private let b = StateID(index: 1)
  private let c = StateID(index: 2)

  private static let table = """
    format: 1
    name: table
    title: A table
    turns: 1
    states: [{code: A}, {code: B}]
    game:
      outcomes:
        moves: [x, y, z]
        players: [B, A]
        profiles:
          - {moves: [x, x], payoffs: [1, 2]}
          - {moves: [x, y], payoffs: [3, 4]}
          - {moves: [y, x], payoffs: [5, 6]}
          - {moves: [y, y], payoffs: [7, 8]}
          - {moves: [z, x], payoffs: [9, 10]}
          - {moves: [z, y], payoffs: [11, 12]}
    rules: {moves: {}, payoffs: {}}
    profiles:
      default: {policy: best-reply}
    """

  private func measures(
    _ yaml: String, _ names: [String], set: [String] = []
  ) throws -> [Double?] {
    let rows = names.map { "  - {measure: \"\($0)\", value: 0}" }.joined(separator: "\n")
    let loaded = try GameFile.load(yaml + "\npublished:\n" + rows, set: set)
    let measures = GameMeasures(loaded, games: nil)
    return loaded.experimentSet.published.map { try? measures.estimate(of: $0.measure).value }
  }

  @Test func `One move toward all is worth its bias and what ties make of the others'`() throws {
    let yaml = GameFile.dilemma.replacing(
      "payoffs: [[3, 0], [5, 1]]",
      with:
        "payoffs: [[3, 0], [5, 1]]\n    one_move: true\n    bias: {B: [0.5, 0], default: [0, 2]}")
    let game = try #require(GameFile.load(yaml).scenario.setting.game)
    #expect(!game.isBilateral && game.opponents(of: b) == [a, c])
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    moves[c, c] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    #expect(Self.payoffs(game, profile) == [3, 3.5, 12])
  }

  private static func payoffs(_ game: any StageGame, _ profile: MoveProfile) -> [Double] {
    (0..<3).map { StateID(index: $0) }.map { game.payoff(of: $0, with: $0, in: profile) }
  }

  @Test func `A table of profiles names the states in its own order`() throws {
    let game = try #require(
      GameFile.load(Self.table).scenario.setting.game as? NormalFormGame)
    #expect(game.strategicForm.moveCounts == [2, 3])
    // A's moves run slowest, as states are in order of their codes.
    #expect(game.strategicForm.payoffs == [[2, 6, 10, 4, 8, 12], [1, 5, 9, 3, 7, 11]])
    #expect(game.moves(of: a) == .named(count: 2) && game.moves(of: b) == .named(count: 3))
  }

  @Test func `Every fault of a table of profiles is told`() {
    let faults = GameFile.faults(
      Self.table.replacing("[z, y]", with: "[z, x]")
        .replacing("players: [B, A]", with: "players: [B, B]")
        .replacing("[y, y], payoffs: [7, 8]", with: "[y, w], payoffs: [7, 8]")
        .replacing("[y, x], payoffs: [5, 6]", with: "[y], payoffs: [5, 6]"))
    for words in ["name every state once", "the moves are x, y, z", "expected 2 moves"] {
      #expect(faults.contains { $0.contains(words) }, "\(words) in \(faults)")
    }
    let twice = GameFile.faults(Self.table.replacing("[z, y]", with: "[z, x]"))
    #expect(twice.contains { $0.contains("this profile is listed already") })
    #expect(twice.contains { $0.contains("of 6 profiles 1 are missing") })
  }

  @Test(arguments: [
    ("payoffs: [[3, 0], [5, 1]]\n    bias: {A: [1, 2]}", "a bias needs ‘one_move: true’"),
    ("payoffs: [[3, 0], [5, 1]]\n    columns: [A]", "rows and columns are alike"),
    (
      "payoffs: [[3, 0], [5, 1]]\n    one_move: true\n    bias: {A: [1]}",
      "expected 2 numbers, one for each move"
    ),
    (
      "payoffs: [[3, 0], [5, 1]]\n    one_move: true\n    columns: [A]",
      "all play the same part"
    ),
    (
      "payoffs: [[3, 0, 1]]\n    column_payoffs: [[1], [2], [3]]\n    columns: [C]",
      "there are 2 moves, and payoffs for 1 of rows and 3 of columns"
    ),
  ])
  func `Parts of a matrix that don't fit are refused`(_ payoffs: String, _ words: String) {
    let faults = GameFile.faults(
      GameFile.dilemma.replacing("payoffs: [[3, 0], [5, 1]]", with: payoffs))
    #expect(faults.contains { $0.contains(words) }, "\(faults)")
  }

  // MARK: Relative gains

  @Test func `Snidal's r is shared among all others, and a state's own r comes first`() throws {
    let start = try GameFile.load(
      set: ["profiles.A={policy: hold, snidal_r: 0.5, r: {C: 1}}"]
    ).scenario.start
    #expect(start.relativeGains.row(a) == [0, 0.25, 1])
    #expect(start.relativeGains.row(b) == [0, 0, 0])
    #expect(start.weights[a, .gains] == 1)
  }

  @Test func `Grieco's k weighs own gains by 1 + k, and each other's by k`() throws {
    let k = ["profiles.default={policy: hold, grieco_k: 3, weights: {gains: 2}}"]
    let start = try GameFile.load(set: k).scenario.start
    #expect(start.relativeGains.row(b) == [0.75, 0, 0.75])
    #expect(start.weights[b, .gains] == 8)
    // 2 ((1 + k) V − k W) with V = 0 and W = 5.
    #expect(
      try measures(GameFile.dilemma, ["utility[cooperate,defect,A,B]"], set: k) == [-30])
  }

  @Test func `Both letters at once are one too many`() {
    let faults = GameFile.faults(
      GameFile.dilemma.replacing("policy: logit,", with: "policy: logit, snidal_r: 1, grieco_k: 1,")
    )
    #expect(faults.contains { $0.contains("keep one") })
  }

  // MARK: Policies

  @Test func `A policy for economies can't play a game of moves, nor the reverse`() {
    let faults = GameFile.faults(
      GameFile.dilemma.replacing(
        "policy: logit, parameters: {precision: 0.5}", with: "policy: hedger"))
    #expect(faults.contains { $0.contains("‘hedger’ is for scenarios with an economy") })
    #expect(throws: ScenarioFaults.self) {
      try ScenarioLibrary.find().load("small-yard-2023", set: ["profiles.KOR={policy: trigger}"])
    }
  }

  @Test func `A script may move`() throws {
    let loaded = try GameFile.load(
      set: ["profiles.A={policy: scripted, script: [{turn: 2, orders: [move defect B]}]}"])
    let policy = try #require(loaded.scenario.seats[a].policy as? ScriptedPolicy)
    #expect(policy.script[2]?.moves == [MoveOrder(target: b, move: 1)])
  }

  // MARK: Theory

  @Test func `Expected scores take noise, discount and turns from the file`() throws {
    let both = ["profiles.default={policy: memory-one}", "turns=2"]
    let name = ["expected_score[A,B]"]
    #expect(try measures(GameFile.dilemma, name, set: both) == [6])
    #expect(
      try measures(GameFile.dilemma, name, set: both + ["rules.payoffs.discount=0.5"]) == [4.5])
    // One half of all moves are mistakes: each joint move comes as often.
    #expect(try measures(GameFile.dilemma, name, set: both + ["rules.moves.noise=0.5"]) == [4.5])
    // A policy that isn't a strategy of repeated games, or moves in turns, has no such number.
    #expect(try measures(GameFile.dilemma, name) == [nil])
    #expect(try measures(GameFile.dilemma, name, set: both + ["game.revision=random"]) == [nil])
  }

  @Test func `Equilibria of encounters multiply, and a profile is of two states or of all`() throws
  {
    let hunt = GameFile.dilemma.replacing("[[3, 0], [5, 1]]", with: "[[9, 0], [7, 5]]")
    let names = ["equilibria", "is_equilibrium[cooperate/cooperate]", "mixed_chance[defect,A,C]"]
    let numbers = try measures(hunt, names)
    #expect(numbers[0] == 8 && numbers[1] == nil)
    #expect(abs(try #require(numbers[2]) - 2 / 7.0) < 1e-15)
    let two = hunt.replacing(", {code: C}", with: "")
    #expect(
      try measures(two, Array(names.prefix(2)) + ["is_equilibrium[cooperate/defect]"]) == [2, 1, 0])
    #expect(try measures(two, ["is_equilibrium[cooperate]"]) == [nil])
  }

  @Test func `A threshold that no patience reaches is no number`() throws {
    let harsh = GameFile.dilemma.replacing("[[3, 0], [5, 1]]", with: "[[1, 0], [5, 2]]")
    #expect(try measures(harsh, ["grim_threshold[A,B]", "tft_threshold[A,B]"]) == [nil, nil])
  }
}
