import StatecraftCore
import StatecraftEngine
import StatecraftTestSupport
import Testing

struct PositionTests {
  private let scenario = Toy.scenario()

  /// A game with what its states decided, turn by turn.
  private func played(
    seed: UInt64 = 7, _ scenario: Scenario? = nil
  ) async throws -> (result: GameResult, history: [History.Turn]) {
    let memory = Memory()
    let result = try await Game(scenario ?? self.scenario, seed: seed, replicate: 3)
      .play { await memory.add($0) }
    return (result, await memory.turns)
  }

  private func position(after turns: Int, seed: UInt64 = 7) async throws -> Position {
    let game = try await played()
    return try Position(
      of: scenario,
      after: History(seed: seed, replicate: 3, turns: Array(game.history.prefix(turns))))
  }

  @Test func `With its own luck a game goes on from any turn as it did`() async throws {
    let whole = try await played().result
    for turns in 0...5 {
      let position = try await position(after: turns)
      #expect(position.nextTurn == turns + 1)
      #expect(position.turnDigests == Array(whole.turnDigests.prefix(turns)))
      let game = Game(scenario, from: position, seed: 7, replicate: 3)
      // Twice, since a position isn't used up.
      #expect(try await game.play().turnDigests == whole.turnDigests)
      #expect(try await game.play().digest == whole.digest)
    }
  }

  @Test func `With other luck it goes on otherwise, and what was stays`() async throws {
    let whole = try await played().result
    let position = try await position(after: 3)
    let other = try await Game(scenario, from: position, seed: 8, replicate: 3).play()
    #expect(other.turnDigests.prefix(3) == whole.turnDigests.prefix(3))
    #expect(other.turnDigests[3] != whole.turnDigests[3])
    #expect(other.turns == 5)
  }

  @Test func `Chance on record needs no seed`() async throws {
    let game = try await played()
    let fixed = game.history.map { turn in
      History.Turn(decisions: turn.decisions, chance: { SeededChance(seed: 7, replicate: 3) })
    }
    let position = try Position(
      of: scenario, after: History(seed: 99, replicate: 0, turns: Array(fixed.prefix(4))))
    #expect(position.turnDigests == Array(game.result.turnDigests.prefix(4)))
    let unfixed = try await self.position(after: 4, seed: 99)
    #expect(unfixed.turnDigests != position.turnDigests)
  }

  @Test func `Orders for the turn to come overrule a policy, which remembers the turn`()
    async throws
  {
    let bor = StateID(index: 1)
    var position = try await position(after: 2)
    position.orders[bor] = .hold
    let seen = Memory()
    let result = try await Game(scenario, from: position, seed: 7, replicate: 3)
      .play { await seen.add($0) }
    let (own, now) = (try await played().history, await seen.turns)
    #expect(now[0].decisions[bor] == .hold)
    #expect(own[2].decisions[bor] != .hold)
    // The others, who decide at the same time, aren't moved; nor is BOR a turn later, since toy
    // policies go by their memory and their draws.
    for state in scenario.setting.roster.states where state != bor {
      #expect(now[0].decisions[state] == own[2].decisions[state])
    }
    #expect(now[1].decisions.storage == own[3].decisions.storage)
    let whole = try await played().result
    #expect(result.turnDigests[2] != whole.turnDigests[2])
  }

  @Test func `An illegal order for the turn to come is held back as any other`() async throws {
    let bor = StateID(index: 1)
    var position = try await position(after: 2)
    position.orders[bor] = Decision(
      alignment: [AlignmentOrder(pole: PoleID(index: 0), degree: 2)])
    let result = try await Game(scenario, from: position, seed: 7, replicate: 3).play()
    #expect(result.notes.map(\.state) == [bor])
    #expect(result.notes.map(\.turn) == [3])
  }

  @Test func `A batch from a position is the same on any number of jobs`() async throws {
    let position = try await position(after: 2)
    var digests: Set<Digest> = []
    for jobs in [1, 3] {
      let batch = Batch(scenario, from: position, seed: 1, replicates: 0..<12, jobs: jobs)
      var runs: [[Digest]] = []
      let summary = try await batch.run(measure: \.turnDigests) { _, run in
        runs.append(run)
        return .proceed
      }
      digests.insert(summary.digest)
      let single = try await Game(scenario, from: position, seed: 1, replicate: 5).play()
      #expect(runs[5] == single.turnDigests)
      #expect(runs.allSatisfy { $0.prefix(2).elementsEqual(position.turnDigests) })
      #expect(Set(runs.map(\.[2])).count == 12)
    }
    #expect(digests.count == 1)
  }
}

/// Remembers what was decided.
private actor Memory {
  private(set) var turns: [History.Turn] = []

  func add(_ record: TurnRecord) {
    turns.append(
      History.Turn(decisions: PerState(record.answers.storage.map(\.decision))))
  }
}
