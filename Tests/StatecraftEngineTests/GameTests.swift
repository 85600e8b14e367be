import StatecraftCore
import StatecraftEngine
import StatecraftPlayers
import StatecraftTestSupport
import Testing

struct GameTests {
  private func digest(
    _ scenario: Scenario, seed: UInt64 = 7, replicate: UInt64 = 0, lane: Lane = Lane()
  ) async throws -> Digest {
    try await Game(scenario, seed: seed, replicate: replicate, lane: lane).play().digest
  }

  @Test func `Twenty repeats are the same game, also of one Game value`() async throws {
    let scenario = Toy.scenario()
    let expected = try await digest(scenario)
    let game = Game(scenario, seed: 7, replicate: 0)
    for _ in 0..<10 {
      #expect(try await digest(scenario) == expected)
      #expect(try await game.play().digest == expected)
    }
  }

  @Test func `On the caller's thread it's the same game, turn by turn`() async throws {
    let scenario = Toy.scenario()
    var game = PolicyGame(scenario, seed: 7, replicate: 0)
    var digests: [Digest] = []
    while !game.isOver {
      try game.playTurn()
      // Columns that didn't change keep their fingerprints: the world's is as if it were new.
      digests.append(game.world.digest())
    }
    let result = try await Game(scenario, seed: 7, replicate: 0).play()
    #expect(digests == result.turnDigests)
    #expect(try game.finish().digest == result.digest)
  }

  @Test func `Seed and replicate each make another game`() async throws {
    let scenario = Toy.scenario()
    let games = [
      try await digest(scenario, seed: 0, replicate: 0),
      try await digest(scenario, seed: 0, replicate: 1),
      try await digest(scenario, seed: 1, replicate: 0),
      try await digest(scenario, seed: 1, replicate: 1),
    ]
    #expect(Set(games).count == games.count)
  }

  @Test
  func `The order of ready jobs and the way of asking don't matter`() async throws {
    let scenario = Toy.scenario()
    let expected = try await digest(scenario)
    for seed in UInt64(0)..<8 {
      let lane = Lane(order: .shuffled(seed: seed))
      #expect(try await digest(scenario, lane: lane) == expected)
      // All seats asked at once, their answers arriving in any order.
      let roster = scenario.setting.roster
      let players = Dictionary(
        uniqueKeysWithValues: roster.states.map { state in
          let actor = PolicyActor(
            scenario.seats[state].policy, setting: scenario.setting, seed: 7, replicate: 0,
            lane: lane)
          return (state, Player(actor, isSlow: true))
        })
      let together = Game(scenario, seed: 7, replicate: 0, lane: lane, players: players)
      #expect(try await together.play().digest == expected)
    }
  }

  @Test func `The order in which a roster is listed doesn't matter`() async throws {
    let expected = try await digest(Toy.scenario())
    for codes in [["DUN", "CAL", "BOR", "ARC"], ["BOR", "DUN", "ARC", "CAL"]] {
      #expect(try await digest(Toy.scenario(codes: codes)) == expected)
    }
  }

  @Test func `A draw added in another rule moves no draw`() async throws {
    let expected = try await digest(Toy.scenario())
    #expect(try await digest(Toy.scenario(rules: Toy.rules + [IdleDraw()])) == expected)
  }

  @Test func `A draw under another name is another draw`() async throws {
    let others = Array(Toy.rules.dropFirst())
    let expected = try await digest(Toy.scenario(rules: others + [ToyShock()]))
    let renamed = Toy.scenario(rules: others + [ToyShock(purpose: "toy.tremor")])
    #expect(try await digest(renamed) != expected)
  }

  @Test func `Recording changes nothing, and says everything`() async throws {
    let scenario = Toy.scenario()
    let observed = Observed()
    let result = try await Game(scenario, seed: 7, replicate: 0, recording: .all)
      .play { await observed.add($0) }
    #expect(try await digest(scenario) == result.digest)

    let records = await observed.records
    #expect(records.map(\.number) == [1, 2, 3, 4, 5])
    #expect(records.map(\.digest) == result.turnDigests)
    #expect(records.last?.world == result.world)
    // Rules draw for shocks twice for each state and sector, and once for each alignment order.
    #expect(records.allSatisfy { $0.draws.count == 4 * 2 * 2 + 6 })
    #expect(
      records.allSatisfy { $0.answers.storage.allSatisfy { !$0.draws.isEmpty } })
    #expect(
      records.allSatisfy { record in
        record.answers.storage.allSatisfy { $0.deliberations.count == $0.draws.count }
      })
    #expect(result.notes.isEmpty)
  }

  @Test func `Without recording, answers bring neither draws nor deliberations`() async throws {
    let observed = Observed()
    _ = try await Game(Toy.scenario(), seed: 7, replicate: 0).play { await observed.add($0) }
    let records = await observed.records
    #expect(records.allSatisfy { $0.draws.isEmpty })
    #expect(
      records.allSatisfy {
        $0.answers.storage.allSatisfy { $0.draws.isEmpty && $0.deliberations.isEmpty }
      })
  }

  @Test func `A cancelled game stops before the next turn`() async throws {
    let observed = Observed()
    let game = Task {
      try await Game(Toy.scenario(turns: 50), seed: 7, replicate: 0).play { record in
        await observed.add(record)
        if record.number == 3 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await game.value }
    #expect(await observed.records.count == 3)
  }

  @Test func `An observer's error ends the game`() async throws {
    let error = ToyError(description: "the disk is full")
    await #expect(throws: error) {
      try await Game(Toy.scenario(), seed: 7, replicate: 0).play { _ in throw error }
    }
  }

  @Test func `A rule that fails is named with its turn`() async throws {
    let scenario = Toy.scenario(rules: Toy.rules + [FailingRule(in: 3)])
    let fault = await #expect(throws: RuleFault.self) { try await digest(scenario) }
    #expect(fault?.description == "Rule ‘failing’ failed in turn 3: the well is dry")
  }

  @Test func `A rule that writes what it doesn't declare is refused`() async throws {
    let scenario = Toy.scenario(
      rules: Toy.rules.filter { $0.name != "toy-relations" } + [Trespasser()])
    let fault = await #expect(throws: RuleFault.self) { try await digest(scenario) }
    #expect(
      fault?.description
        == "Rule ‘trespasser’ failed in turn 1: wrote column ‘technology’, "
        + "which it doesn't declare")
  }
}

struct SeatTests {
  private let bor = StateID(index: 1)

  private func play(
    _ scenario: Scenario, players: [StateID: Player] = [:], deadline: Duration? = nil
  ) async throws -> (result: GameResult, records: [TurnRecord]) {
    let observed = Observed()
    let result = try await Game(
      scenario, seed: 7, replicate: 0, players: players, deadline: deadline
    ).play { await observed.add($0) }
    return (result, await observed.records)
  }

  private func scenario(where code: String, decides policy: any Policy) -> Scenario {
    Toy.scenario(turns: 2) { $0 == code ? policy : ToyPolicy() }
  }

  @Test func `An illegal decision is held, with an event and every reason`() async throws {
    let order = AlignmentOrder(pole: PoleID(index: 0), degree: 2)
    let rogue = scenario(
      where: "BOR", decides: ScriptedPolicy { _ in Decision(alignment: [order, order]) })
    let (result, records) = try await play(rogue)
    #expect(records[0].events.first?.kind == "decision.rejected")
    #expect(records[0].events.first?.state == bor)
    #expect(
      records[0].notes == [
        SeatNote(
          turn: 1, state: bor,
          reason: "align ARC 2.0: a degree is from 0 to 1; align ARC 2.0: a second order for the "
            + "same pole; align ARC 2.0: a degree is from 0 to 1")
      ])
    #expect(result.notes.map(\.turn) == [1, 2])

    let holding = scenario(where: "BOR", decides: ScriptedPolicy { _ in .hold })
    #expect(try await play(holding).result.digest == result.digest)
  }

  @Test func `A seat that fails holds, with an event and the reason`() async throws {
    let failing = scenario(
      where: "BOR", decides: ScriptedPolicy { _ in throw ToyError(description: "out to lunch") })
    let (result, records) = try await play(failing)
    #expect(records[0].events.first?.kind == "seat.failed")
    #expect(records[0].events.first?.rule == "engine")
    #expect(
      result.notes == [
        SeatNote(turn: 1, state: bor, reason: "out to lunch"),
        SeatNote(turn: 2, state: bor, reason: "out to lunch"),
      ])
    let holding = scenario(where: "BOR", decides: ScriptedPolicy { _ in .hold })
    #expect(try await play(holding).result.digest == result.digest)
  }

  @Test func `A seat that never answers holds at the deadline, though it ignores it`() async throws
  {
    let silent = SilentActor()
    let (result, records) = try await play(
      Toy.scenario(turns: 2), players: [bor: Player(silent, isSlow: true)],
      deadline: .milliseconds(300))
    await silent.giveUp()
    #expect(records.count == 2)
    for record in records {
      let event = record.events.first { $0.kind == "seat.late" && $0.state == bor }
      #expect(event?.why == "no answer came before the deadline, so the state holds")
      #expect(record.answers[bor].decision == .hold)
    }
    #expect(
      result.notes.contains(
        SeatNote(turn: 1, state: bor, reason: "no answer within 0.3 seconds")))
  }

  // A limit ends what hangs, however busy the machine is.
  @Test(.timeLimit(.minutes(30)))
  func `A late seat is told that nobody waits any more`() async throws {
    let sleeper = SleepingActor()
    _ = try await play(
      Toy.scenario(turns: 1), players: [bor: Player(sleeper, isSlow: true)],
      deadline: .milliseconds(20))
    await sleeper.isCancelled()
  }

  @Test func `A game that waits for ever can be cancelled`() async throws {
    let silent = SilentActor()
    let game = Task {
      try await play(Toy.scenario(), players: [bor: Player(silent, isSlow: true)])
    }
    await silent.isAsked()
    game.cancel()
    await #expect(throws: CancellationError.self) { try await game.value }
    await silent.giveUp()
  }

  @Test func `A policy remembers from turn to turn, and nothing from game to game`() async throws {
    let counting = scenario(where: "BOR", decides: CountingPolicy())
    for _ in 0..<2 {
      let records = try await play(counting).records
      #expect(
        records.map { $0.answers[bor].decision.alignment.map(\.degree) } == [[0.25], [0.5]])
    }
  }

  @Test func `Recorded seats play the same game`() async throws {
    let (result, records) = try await play(Toy.scenario())
    for isSlow in [false, true] {
      let players = Toy.scenario().setting.roster.states.map { state in
        (state, Player(RecordedActor(records.map { $0.answers[state].decision }), isSlow: isSlow))
      }
      let again = try await play(
        Toy.scenario(), players: Dictionary(uniqueKeysWithValues: players))
      #expect(again.result.digest == result.digest)
    }
  }

  @Test func `A recorded seat says when its record is over`() async throws {
    let (result, _) = try await play(
      Toy.scenario(turns: 2), players: [bor: Player(RecordedActor([.hold]), isSlow: false)])
    #expect(
      result.notes.map(\.reason) == [
        "There is no decision for turn 2 on record: it ends with turn 1."
      ])
  }
}

/// Sides a quarter more with the first pole each time it's asked.
private struct CountingPolicy: Policy {
  private var count = 0

  mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) -> Decision {
    count += 1
    return Decision(
      alignment: [AlignmentOrder(pole: PoleID(index: 0), degree: Double(count) / 4)])
  }
}

/// Keeps the turns of a game.
actor Observed {
  private(set) var records: [TurnRecord] = []
  func add(_ record: TurnRecord) { records.append(record) }
}

/// Never answers, nor heeds being cancelled, until it's told to give up.
actor SilentActor: StateActor {
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var onAsked: CheckedContinuation<Void, Never>?

  func decide(_ observation: Observation) async throws -> Answer {
    await withCheckedContinuation {
      waiting.append($0)
      onAsked?.resume()
      onAsked = nil
    }
    return Answer(.hold)
  }

  /// Returns once a decision has been asked for.
  func isAsked() async {
    if waiting.isEmpty { await withCheckedContinuation { onAsked = $0 } }
  }

  func giveUp() {
    for continuation in waiting { continuation.resume() }
    waiting = []
  }
}

/// Sleeps until it's cancelled.
actor SleepingActor: StateActor {
  private var wasCancelled = false
  private var waiting: CheckedContinuation<Void, Never>?

  func decide(_ observation: Observation) async throws -> Answer {
    defer {
      wasCancelled = true
      waiting?.resume()
      waiting = nil
    }
    try await Task.sleep(for: .seconds(86_400))
    return Answer(.hold)
  }

  /// Returns once it has been cancelled.
  func isCancelled() async {
    if !wasCancelled { await withCheckedContinuation { waiting = $0 } }
  }
}
