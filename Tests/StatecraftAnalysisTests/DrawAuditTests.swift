import StatecraftAnalysis
import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct DrawAuditTests {
  private func chance(_ replay: Replay) -> SeededChance {
    SeededChance(seed: replay.header.seed, replicate: replay.header.replicate)
  }

  private func audit(
    _ replays: [Replay], recomputing: Bool = true
  ) throws -> DrawAudit {
    var audit = DrawAudit()
    for replay in replays {
      try audit.add(replay, file: "toy.jsonl", drawnBy: recomputing ? chance(replay) : nil)
    }
    return audit
  }

  @Test
  func `Honest games have honest dice, each draw counted`() async throws {
    let replays = try await ToyReplay.games(30)
    let audit = try audit(replays)
    let draws = replays.flatMap(\.turns).flatMap { $0.draws + $0.policyDraws }
    #expect(audit.replays == 30)
    #expect(audit.recomputed == draws.count)
    #expect(audit.forgeryCount == 0)
    let findings = try audit.findings()
    #expect(
      findings.map(\.purpose) == ["toy.alignment", "toy.choice", "toy.shock", "toy.shock-size"])
    #expect(
      findings.map(\.distribution) == [
        "normal 0.0 0.02", "uniform 0.0 1.0", "bernoulli 0.3", "exponential 0.1",
      ])
    #expect(findings.reduce(0) { $0 + $1.count } == draws.count)
    #expect(findings.allSatisfy { !$0.isLoaded(level: 0.001) && $0.repeated == 0 })
  }

  @Test
  func `One edited draw is found by its address`() async throws {
    var replay = try await ToyReplay.games(1)[0]
    let index = try #require(replay.turns[2].draws.firstIndex { $0.purpose == "toy.shock-size" })
    let draw = replay.turns[2].draws[index]
    replay.turns[2].draws[index] = Draw(
      purpose: draw.purpose, actor: draw.actor, item: draw.item,
      distribution: draw.distribution, value: draw.value * 1.01)
    let audit = try audit([replay])
    #expect(audit.forgeryCount == 1)
    let forgery = try #require(audit.forgeries.first)
    #expect(forgery.turn == 3 && forgery.drawn == draw.value)
    #expect(
      forgery.description
        == "toy.jsonl, turn 3: draw ‘toy.shock-size’ of \(draw.actor), item sector0, is "
        + "\(draw.value * 1.01) on record; its seed gives \(draw.value).")
    // One draw among many doesn't make them unlike their distribution.
    #expect(try audit.findings().allSatisfy { !$0.isLoaded(level: 0.001) })
  }

  @Test func `A draw said to be from another distribution is found too`() async throws {
    var replay = try await ToyReplay.games(1)[0]
    let draw = replay.turns[0].draws[0]
    replay.turns[0].draws[0] = Draw(
      purpose: draw.purpose, actor: draw.actor, item: draw.item,
      distribution: .normal(mean: 0, standardDeviation: -1), value: draw.value)
    #expect(try audit([replay]).forgeries.map(\.drawn) == [nil])
  }

  @Test
  func `Loaded dice are told without their seeds`() async throws {
    var replays = try await ToyReplay.games(30)
    for index in replays.indices {
      for turn in replays[index].turns.indices {
        replays[index].turns[turn].draws = replays[index].turns[turn].draws.map { draw in
          // Disruptions a fifth smaller than they were.
          Draw(
            purpose: draw.purpose, actor: draw.actor, item: draw.item,
            distribution: draw.distribution,
            value: draw.purpose == "toy.shock-size" ? 0.8 * draw.value : draw.value)
        }
      }
    }
    let audit = try audit(replays, recomputing: false)
    #expect(audit.recomputed == 0 && audit.forgeryCount == 0)
    let loaded = try audit.findings().filter { $0.isLoaded(level: 0.001) }
    #expect(loaded.map(\.purpose) == ["toy.shock-size"])
  }

  @Test func `Draws at one address count once`() async throws {
    let games = try await ToyReplay.games(3)
    let (once, twice) = (try audit(games).findings(), try audit(games + games).findings())
    #expect(twice.map(\.count) == once.map(\.count))
    #expect(twice.map(\.repeated) == once.map(\.count))
    #expect(twice.map(\.test) == once.map(\.test))
  }
}

struct ReplaySummaryTests {
  @Test func `Shares, gains and worth are those of the replays`() async throws {
    let games = try await ToyReplay.games(8)
    var summary = ReplaySummary(header: games[0].header)
    for game in games { summary.add(game) }
    var stopped = games[0]
    stopped.end = nil
    summary.add(stopped)
    #expect(summary.replays == 9 && summary.finished == 8)
    for outcome in OutcomeClass.allCases {
      let count = games.count { $0.systemClass == outcome }
      #expect(try summary.share(of: outcome).count == count)
    }
    #expect(games.allSatisfy { $0.systemClass != nil && $0.leaderClass != nil })
    for state in games[0].header.roster.states {
      let gains = games.map { $0.turns[4].indicators.realIncome[state.index] - 1 }
      #expect(abs(try summary.gain(of: state).mean - gains.reduce(0, +) / 8) < 1e-12)
      #expect(summary.worth(to: state) == nil)
    }
  }

  @Test func `What turns were worth is averaged turn by turn`() async throws {
    var games = try await ToyReplay.games(2)
    let states = games[0].header.roster.states
    for game in games.indices {
      for turn in games[game].turns.indices {
        games[game].turns[turn].indicators.utility = states.map { state in
          var terms = UtilityTerms()
          terms[.gains] = Double(10 * game + turn)
          terms[.security] = Double(state.index)
          return terms
        }
      }
    }
    var summary = ReplaySummary(header: games[0].header)
    for game in games { summary.add(game) }
    let last = try #require(summary.worth(to: states[3], in: 5))
    #expect(last[.gains] == 9 && last[.security] == 3)
    let all = try #require(summary.worth(to: states[3]))
    #expect(all[.gains] == 7 && all[.security] == 3 && all.total == 10)
  }
}

/// Recorded games of the toy scenario.
enum ToyReplay {
  static func games(_ count: UInt64) async throws -> [Replay] {
    let scenario = Toy.scenario()
    var replays: [Replay] = []
    for replicate in 0..<count {
      let header = ReplayHeader(
        scenario, bundle: ScenarioBundle(main: "toy.yaml", files: []), seed: 5,
        replicate: replicate, programVersion: "0", gslVersion: "0", hasDraws: true,
        hasDeliberations: false)
      let lines = Lines(header)
      let result = try await Game(
        scenario, seed: 5, replicate: replicate,
        recording: Recording(draws: true, deliberations: false)
      ).play { await lines.add($0) }
      let outcome = RunOutcome(of: result.world, setting: scenario.setting)
      let bytes = await lines.ended(OutcomeField.fields(of: outcome, in: scenario.setting.roster))
      replays.append(try ReplayReader.read(bytes, file: "toy.jsonl"))
    }
    return replays
  }

  private actor Lines {
    private var encoder: ReplayEncoder
    private var bytes: [UInt8]

    init(_ header: ReplayHeader) {
      encoder = ReplayEncoder(header)
      bytes = encoder.headerLine()
    }

    func add(_ record: TurnRecord) { bytes += encoder.line(for: record) }

    func ended(_ outcome: [OutcomeField]) -> [UInt8] {
      bytes + encoder.endLine(outcome: outcome)
    }
  }
}
