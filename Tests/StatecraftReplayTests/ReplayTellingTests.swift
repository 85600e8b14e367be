import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayTellingTests {
  /// A game in which chance has no part, and only BOR acts.
  private func quietGame() async throws -> Replay {
    let rules: [any Rule] = [ToyOrders(), ToyMarket()]
    let order = ControlOrder(
      instrument: .exportControl, sector: SectorID(index: 0), target: StateID(index: 0), level: 0.5)
    let rogue = AlignmentOrder(pole: PoleID(index: 0), degree: 2)
    let scenario = Toy.scenario(turns: 2, rules: rules) { code in
      ScriptedPolicy { observation in
        switch (code, observation.turn) {
        case ("BOR", 1): Decision(controls: [order])
        case ("CAL", 2): Decision(alignment: [rogue])
        default: .hold
        }
      }
    }
    return try await Recorded.game(scenario).replay()
  }

  @Test func `A game is told turn by turn: what happened, what was ordered, who gained`()
    async throws
  {
    let lines = ReplayTelling().lines(try await quietGame())
    #expect(
      lines.prefix(6).elementsEqual([
        "A toy (toy), seed 7, replicate 2",
        "",
        "Turn 1 (2024)",
        "  toy.controlled BOR → ARC, sector0, 0.5: it was ordered (toy-orders).",
        "  Orders:",
        "    BOR controls export sector0 ARC 0.5",
      ]))
    #expect(lines[6].hasPrefix("  Gains in %: ARC 0.00, BOR -"))
    #expect(
      lines.suffix(9).elementsEqual([
        "Turn 2 (2025)",
        "  CAL holds: align ARC 2.0: a degree is from 0 to 1.",
        "  Orders:",
        "    CAL aligns ARC 2.0",
        "  Gains in %: ARC 0.00, BOR 0.00, CAL 0.00, DUN 0.00",
        "",
        lines[lines.count - 3],
        "  class: S3, in some key sectors",
        "  share: 0.25",
      ]))
    #expect(lines[lines.count - 3].hasPrefix("The game ended after turn 2, digest "))
  }

  @Test func `Turns and states can be picked`() async throws {
    let game = try await quietGame()
    let second = ReplayTelling(turns: 2...2, states: ["DUN"]).lines(game)
    #expect(second[2...].prefix(2) == ["Turn 2 (2025)", "  Gains in %: DUN 0.00"])
    let target = ReplayTelling(turns: 1...1, states: ["ARC"]).lines(game)
    #expect(target[3] == "  toy.controlled BOR → ARC, sector0, 0.5: it was ordered (toy-orders).")
  }

  @Test func `Like events share a sentence, and lines keep to 80 columns`() async throws {
    var replay = try await quietGame()
    var event = replay.turns[0].events[0]
    event.kind = .controlTightened
    event.rule = "export-control"
    var events = [event]
    for (target, sector, value) in [
      ("CAL", "sector0", 0.5), ("DUN", "sector1", 0.75), ("DUN", "sector2", 0.95),
    ] {
      (event.target, event.sector, event.value) = (target, sector, value)
      events.append(event)
    }
    (event.kind, event.value) = (.controlLoosened, 0)
    events.append(event)
    let finished = EventKind(
      "project.finished", "Projects finished, productivity in %: {places}", unit: .log,
      audience: .everyone)
    (event.kind, event.target, event.value) = (finished, nil, 0.01)
    events.append(event)
    (event.state, event.sector, event.value) = ("CAL", "sector0", 0.02)
    events.append(event)
    replay.turns[0].events = events
    #expect(
      ReplayTelling(turns: 1...1).lines(replay)[3...].prefix(5).elementsEqual([
        "  BOR tightened its export control on ARC CAL in sector0 to 0.5; on DUN in",
        "    sector1 to 0.75, sector2 to 0.95: it was ordered.",
        "  BOR lifted its export control on DUN in sector2: it was ordered.",
        "  Projects finished, productivity in %: BOR sector2 +1.01; CAL sector0 +2.02: it",
        "    was ordered.",
      ]))
  }

  @Test func `Where it's known, a control's reason is what the state weighed`() async throws {
    var replay = try await quietGame()
    replay.turns[0].events[0].kind = .controlTightened
    replay.turns[0].events[0].rule = "export-control"
    var better = UtilityTerms()
    better[.security] = 3
    better[.domestic] = -1
    func weighed(_ chosen: Int) -> ReplayDeliberation {
      var entry = recorded
      entry.state = "BOR"
      entry.deliberation = Deliberation(
        subject: "control export sector0 ARC",
        options: [
          .init(level: 0, terms: UtilityTerms(), probability: 0.5),
          .init(level: 0.5, terms: better, probability: 0.5),
        ], chosen: chosen, draw: nil)
      return entry
    }
    let recorded = try #require(
      try await Recorded.game().replay().turns.lazy.flatMap(\.deliberations).first)
    replay.turns[0].deliberations = [weighed(1)]
    #expect(
      ReplayTelling(turns: 1...1).lines(replay)[3...].prefix(2).elementsEqual([
        "  BOR tightened its export control on ARC in sector0 to 0.5: for security +3.00",
        "    bp, despite domestic costs -1.00 bp.",
      ]))
    replay.turns[0].events[0].kind = .controlLoosened
    replay.turns[0].events[0].value = 0
    replay.turns[0].deliberations = [weighed(0)]
    #expect(
      ReplayTelling(turns: 1...1).lines(replay)[3...].prefix(2).elementsEqual([
        "  BOR lifted its export control on ARC in sector0: a chance choice, at a cost of",
        "    2.00 bp (security -3.00 bp).",
      ]))
  }

  @Test func `Deliberations are told when asked for`() async throws {
    let replay = try await Recorded.game().replay()
    let plain = ReplayTelling().lines(replay)
    let explained = ReplayTelling(explains: true).lines(replay)
    #expect(explained.count > plain.count)
    let heading = try #require(explained.first { $0.contains(" weighs align BOR: drew 0.") })
    let start = try #require(explained.firstIndex(of: heading))
    let options = explained[(start + 1)...(start + 3)].map { $0.dropFirst(6) }
    #expect(
      options == [
        "0.1 with probability 0.333, worth +0.10 bp = gains -0.10, security +0.20",
        "0.4 with probability 0.333, worth +0.40 bp = gains -0.40, security +0.80",
        "0.7 with probability 0.333, worth +0.70 bp = gains -0.70, security +1.40",
      ])
    #expect(explained[(start + 1)...(start + 3)].count { $0.hasPrefix("    → ") } == 1)
  }

  @Test func `A stopped game is told as such`() async throws {
    let replay = try await Recorded.game().read { $0.removeLast(3) }
    #expect(
      ReplayTelling().lines(replay).last == "The game was stopped after turn 3 of 5.")
  }
}
