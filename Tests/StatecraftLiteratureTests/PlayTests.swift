import StatecraftCore
import StatecraftEngine
import StatecraftScenario
import Testing

@Suite struct PlayTests {
  private actor Memory {
    private(set) var records: [TurnRecord] = []
    func add(_ record: TurnRecord) { records.append(record) }
  }

  private func records(
    _ scenario: Scenario, seed: UInt64 = 5, replicate: UInt64 = 2
  ) async throws -> [TurnRecord] {
    let memory = Memory()
    _ = try await Game(scenario, seed: seed, replicate: replicate).play { await memory.add($0) }
    return await memory.records
  }

  // MARK: Who decides

  @Test
  func `All decide at once, one after the other, or one by lot`() async throws {
    func deciders(_ revision: String) async throws -> [[Int]] {
      let loaded = try GameFile.load(set: ["game.revision=\(revision)", "turns=60"])
      return try await records(loaded.scenario).map { record in
        record.answers.indices.filter { record.answers[$0].decision != .hold }.map(\.index)
      }
    }
    #expect(try await deciders("simultaneous").allSatisfy { $0 == [0, 1, 2] })
    #expect(try await deciders("sequential").prefix(4) == [[0], [1], [2], [0]])
    let byLot = try await deciders("random")
    #expect(byLot.allSatisfy { $0.count == 1 })
    // 60 draws among three: each at least 5 times but for a chance of 4e-6.
    #expect((0..<3).allSatisfy { state in byLot.count { $0 == [state] } >= 5 })
  }

  @Test func `The order of sequential revision is the file's`() async throws {
    let yaml = GameFile.dilemma.replacing(
      "game:", with: "game:\n  revision: sequential\n  order: [C, A]")
    let deciders = try await records(GameFile.load(yaml).scenario).prefix(3).map { record in
      record.answers.indices.first { record.answers[$0].decision != .hold }?.index
    }
    #expect(deciders == [2, 0, 2])
  }

  // MARK: Same seed, same game

  @Test(arguments: ["simultaneous", "sequential", "random"])
  func `Games are the same on any number of jobs, and go on as they would have`(
    _ revision: String
  ) async throws {
    let scenario = try GameFile.load(
      set: ["game.revision=\(revision)", "rules.moves.noise=0.1"]
    ).scenario
    func digest(jobs: Int) async throws -> Digest {
      try await Batch(scenario, seed: 9, replicates: 0..<20, jobs: jobs)
        .run(measure: { $0.digest }, reduce: { _, _ in .proceed }).digest
    }
    #expect(try await digest(jobs: 1) == digest(jobs: 3))
    let whole = try await records(scenario)
    for turns in [1, 5, 11] {
      let history = whole.prefix(turns).map {
        History.Turn(decisions: PerState($0.answers.storage.map(\.decision)))
      }
      let position = try Position(
        of: scenario, after: History(seed: 5, replicate: 2, turns: history))
      let rest = try await Game(scenario, from: position, seed: 5, replicate: 2).play()
      #expect(rest.turnDigests == whole.map(\.digest))
    }
  }

  // MARK: Rules

  @Test func `Scores are discounted sums of what rounds pay`() async throws {
    let loaded = try GameFile.load(
      set: [
        "profiles.default.policy=best-reply", "rules.payoffs.discount=0.5",
        "rules.payoffs.every=2", "turns=6",
      ])
    let records = try await records(loaded.scenario)
    let (a, b) = (StateID(index: 0), StateID(index: 1))
    // All defect from turn 1 on; rounds end in turns 2, 4 and 6 and pay 1 each.
    #expect(records.map { $0.world.scores[a, b] } == [0, 1, 1, 1.5, 1.5, 1.75])
    #expect(records[0].world.payoffs[a, b] == 0 && records[1].world.payoffs[a, b] == 1)
  }

  @Test
  func `Hands tremble as often as the noise says`() async throws {
    let loaded = try GameFile.load(
      set: [
        "profiles.default.policy=best-reply", "rules.moves.noise=0.2", "turns=500",
      ])
    let records = try await records(loaded.scenario)
    let trembles = records.flatMap(\.events).count { $0.kind == "move.trembled" }
    // 3,000 moves: 600 on average, standard deviation 21.9; 4.89 of them are 1e-6.
    #expect(abs(Double(trembles) - 600) < 4.89 * 21.9)
    // Best replies are defections, so a tremble is a cooperation that the next turn takes back.
    let cooperations = records.flatMap { record in
      record.answers.indices.flatMap { state in
        record.answers.indices.filter { $0 != state && record.world.moves[state, $0] == 0 }
      }
    }
    #expect(cooperations.count == trembles)
  }

  @Test func `Quantities and single moves don't tremble`() async throws {
    let quiet = try await records(GameFile.load().scenario)
    #expect(quiet.flatMap(\.events).allSatisfy { $0.kind != "move.trembled" })
  }

  // MARK: Orders

  @Test func `Moves are written and read in words`() throws {
    let roster = try GameFile.load().scenario.setting.roster
    let lines = ["move defect B", "move cooperate C"]
    let decision = try Decision(notation: lines, in: roster)
    #expect(decision.notation(in: roster) == lines)
    #expect(decision.moves.map(\.move) == [1, 0])
    let error = #expect(throws: NotationError.self) {
      try Decision(notation: ["move yield B", "move defect D", "move"], in: roster)
    }
    #expect(
      error?.faults.map(\.reason) == [
        "‘yield’ is no move; there are cooperate, defect",
        "‘D’ is no state of the roster; did you mean ‘A’?",
        "expected: move MOVE TARGET",
      ])
  }

  @Test func `Moves that can't be made are refused with every reason`() throws {
    let setting = try GameFile.load().scenario.setting
    let decision = Decision(moves: [
      MoveOrder(move: 1), MoveOrder(target: StateID(index: 0), move: 1),
      MoveOrder(target: StateID(index: 1), move: 2),
      MoveOrder(target: StateID(index: 1), move: 0.5),
    ])
    #expect(
      decision.violations(by: StateID(index: 0), in: setting).map(\.description) == [
        "move defect: say toward whom", "move defect A: it doesn't play with A",
        "move 2.0 B: a move is one of 2, by name", "move 0.5 B: a second move toward the same",
        "move 0.5 B: a move is one of 2, by name",
      ])
  }
}
