import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

/// A prisoner's dilemma of three states, T, R, P, S = 5, 3, 1, 0, between all pairs or of all at once.
private struct Dilemma: StageGame {
  let form = "test"
  var isBilateral = true
  /// Two named moves, unless a test says otherwise.
  var set = MoveSet.named(count: 2)

  static let states = (0..<3).map(StateID.init(index:))

  func partners(of state: StateID) -> [StateID] {
    isBilateral ? Self.states.filter { $0 != state } : [state]
  }

  func moves(of state: StateID) -> MoveSet { set }

  func payoff(of state: StateID, with partner: StateID, in profile: MoveProfile) -> Double {
    guard isBilateral else {
      let others = Self.states.filter { $0 != state && profile.moves[$0, $0] == 1 }.count
      return [[6, 4, 2], [8, 5, 3]][Int(profile.moves[state, state])][others]
    }
    return [[3, 0], [5, 1]][Int(profile.moves[state, partner])][Int(profile.moves[partner, state])]
  }
}

@Suite struct RepeatedPlayTests {
  private let a = Dilemma.states[0]
  private let b = Dilemma.states[1]
  private let c = Dilemma.states[2]

  private func setting(_ game: Dilemma = Dilemma()) -> Setting {
    Setting(
      roster: Roster(
        states: ["A", "B", "C"].map { ($0, $0) }, sectors: [], poles: [],
        moves: ["cooperate", "defect"]), game: game, revision: .simultaneous, startYear: 1,
      turns: 10)
  }

  private func start(_ setting: Setting) -> World {
    World(setting: setting, technology: SectorState(repeating: 0, rows: 0, width: 3))
  }

  /// What a policy moves, as A, toward B and C: in a first round, and after each of these pairs of
  /// moves toward B, its own and B's; toward C all cooperate.
  private func moves(
    of policy: some Policy, after rounds: [(own: Double, other: Double)],
    chance: any Chance = HashChance()
  ) throws -> [Double] {
    let setting = setting()
    var (world, policy) = (start(setting), policy)
    return try ([(0, 0)] + rounds).enumerated().map { turn, round in
      world.turn = turn
      world.moves[a, b] = round.own
      world.moves[b, a] = round.other
      var context = PolicyContext(
        source: DrawSource(chance, setting: setting, turn: turn + 1, isRecording: false),
        explains: true)
      let decision = try policy.decide(
        Observation(of: world, by: a, setting: setting), &context)
      #expect(decision.violations(by: a, in: setting).isEmpty)
      #expect(decision.moves.map(\.target) == [b, c])
      #expect(context.deliberations.map(\.subject) == ["move B", "move C"])
      return decision.moves[0].move
    }
  }

  @Test func `A memory of one round answers each joint move by its own chance`() throws {
    var policy = MemoryOnePolicy()
    (policy.first, policy.afterCC, policy.afterCD) = (0, 1, 0)
    (policy.afterDC, policy.afterDD) = (0, 1)
    #expect(
      try moves(of: policy, after: [(0, 0), (0, 1), (1, 0), (1, 1)]) == [1, 0, 1, 1, 0])
  }

  @Test func `A chance is a draw, which cooperates below it`() throws {
    var policy = MemoryOnePolicy()
    policy.first = 0.5
    #expect(
      try moves(of: policy, after: [], chance: StatedChance(["choice.strategy": 0.499])) == [0])
    #expect(
      try moves(of: policy, after: [], chance: StatedChance(["choice.strategy": 0.5])) == [1])
  }

  @Test func `Tit for two tats answers two defections in a row, and nothing less`() throws {
    var policy = TitForTatsPolicy()
    policy.tats = 2
    #expect(
      try moves(of: policy, after: [(0, 1), (0, 0), (0, 1), (0, 1), (1, 1), (1, 0)])
        == [0, 0, 0, 0, 1, 1, 0])
  }

  @Test func `Grim never forgives the other, and may not forgive itself`() throws {
    #expect(
      try moves(of: TriggerPolicy(), after: [(1, 0), (0, 1), (1, 0), (1, 0)]) == [0, 0, 1, 1, 1])
    var strict = TriggerPolicy()
    strict.ownDefection = 1
    #expect(try moves(of: strict, after: [(1, 0), (1, 0)]) == [0, 1, 1])
  }

  @Test func `A punishment of two rounds ends, whatever happens in it`() throws {
    var policy = TriggerPolicy()
    policy.punishment = 2
    #expect(
      try moves(of: policy, after: [(0, 1), (1, 1), (1, 1), (0, 0), (0, 1)])
        == [0, 1, 1, 0, 0, 1])
  }

  @Test func `A planner cooperates above the critical discount factor, and defects below`() throws {
    // Grim: 1/2. Tit for tat: 2/3, which alternating makes it.
    for (discount, expectsGrim, cooperates) in [
      (0.501, true, true), (0.499, true, false), (0.668, false, true), (0.665, false, false),
    ] {
      var policy = PlannerPolicy()
      policy.discount = discount
      if !expectsGrim { policy.expectsAfterDC = 1 }
      #expect(try moves(of: policy, after: [(0, 0)]) == (cooperates ? [0, 0] : [1, 1]))
    }
  }

  @Test func `A planner weighs the other's gains: r moves the critical discount factor`() throws {
    let setting = setting()
    var world = start(setting)
    // T, R, P, S = 5, 2.25, 0.75, −1.25: 11/17.
    world.relativeGains[a, b] = 0.25
    for (discount, move) in [(11 / 17.0 + 0.001, 0.0), (11 / 17.0 - 0.001, 1)] {
      var policy = PlannerPolicy()
      policy.discount = discount
      var context = PolicyContext(
        source: DrawSource(HashChance(), setting: setting, turn: 1, isRecording: false),
        explains: false)
      let decision = try policy.decide(
        Observation(of: world, by: a, setting: setting), &context)
      // Toward C, of whom it's not envious, 1/2 is enough.
      #expect(decision.moves.map(\.move) == [move, 0])
    }
  }

  @Test func `Against one who takes no notice a planner defects, however patient`() {
    let plan = RepeatedPlan(
      utilities: [3, 0, 5, 1], expected: [1, 1, 1, 1], discount: 0.999, noise: 0)
    #expect(!plan.cooperates(whenOtherDoes: 1))
  }

  @Test func `A plan is worth no less than any of the sixteen, from every state`() {
    let (utilities, expected, discount, noise) = (
      [3.0, 0.0, 5.0, 1.0], [0.9, 0.3, 0.7, 0.1], 0.8, 0.02
    )
    let plan = RepeatedPlan(
      utilities: utilities, expected: expected, discount: discount, noise: noise)
    func value(_ bits: [Bool]) -> [Double] {
      var values = [0.0, 0, 0, 0]
      for _ in 0..<400 {
        values = (0..<4).map { state in
          let own = bits[state] ? 1 - noise : noise
          let other = expected[state]
          let chances = [
            own * other, own * (1 - other), (1 - own) * other, (1 - own) * (1 - other),
          ]
          return (0..<4).reduce(0) {
            $0 + chances[$1] * (utilities[$1] + discount * values[$1])
          }
        }
      }
      return values
    }
    let best = value(expected.map { plan.cooperates(whenOtherDoes: $0) })
    for number in 0..<16 {
      let other = value((0..<4).map { number >> $0 & 1 == 1 })
      #expect(zip(best, other).allSatisfy { $0 >= $1 - 1e-12 })
    }
  }

  @Test func `Where one move counts toward all, the quorum says when the others cooperate`() throws
  {
    var game = Dilemma()
    game.isBilateral = false
    let setting = setting(game)
    for (quorum, expected) in [(1.0, 1.0), (0.5, 0)] {
      var (world, policy) = (start(setting), MemoryOnePolicy())
      policy.quorum = quorum
      var decision = Decision()
      for turn in 1...2 {
        var context = PolicyContext(
          source: DrawSource(HashChance(), setting: setting, turn: turn, isRecording: false),
          explains: false)
        decision = try policy.decide(Observation(of: world, by: a, setting: setting), &context)
        world.moves[b, b] = 1
      }
      #expect(decision.moves == [MoveOrder(move: expected)])
    }
  }

  @Test func `A planner takes the others to move as one, where one move counts toward all`() throws
  {
    var game = Dilemma()
    game.isBilateral = false
    let setting = setting(game)
    // T, R, P = 8, 6, 3: 2/5.
    for (discount, move) in [(0.401, 0.0), (0.399, 1)] {
      var policy = PlannerPolicy()
      policy.discount = discount
      var context = PolicyContext(
        source: DrawSource(HashChance(), setting: setting, turn: 1, isRecording: false),
        explains: false)
      let decision = try policy.decide(
        Observation(of: start(setting), by: a, setting: setting), &context)
      #expect(decision.moves == [MoveOrder(move: move)])
    }
  }

  @Test func `A game of quantities is refused with a reason`() throws {
    var game = Dilemma()
    game.set = .quantity(0...1)
    let setting = setting(game)
    for policy in [MemoryOnePolicy() as any Policy, TitForTatsPolicy(), TriggerPolicy()] {
      var policy = policy
      var context = PolicyContext(
        source: DrawSource(HashChance(), setting: setting, turn: 1, isRecording: false),
        explains: false)
      #expect(throws: PolicyError.self) {
        try policy.decide(Observation(of: start(setting), by: a, setting: setting), &context)
      }
    }
  }
}
