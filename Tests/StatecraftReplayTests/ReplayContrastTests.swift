import StatecraftCore
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayContrastTests {
  /// BOR orders a control in turn 3, or doesn't; all else is as ever.
  private func game(acts: Bool) async throws -> Replay {
    let order = ControlOrder(
      instrument: .exportControl, sector: SectorID(index: 1), target: StateID(index: 0), level: 0.5)
    let scenario = Toy.scenario { code in
      code == "BOR"
        ? ScriptedPolicy { $0.turn == 3 && acts ? Decision(controls: [order]) : .hold }
        : ToyPolicy() as any Policy
    }
    return try await Recorded.game(scenario).replay()
  }

  @Test func `A game is the same as itself`() async throws {
    let contrast = try ReplayContrast(
      try await Recorded.game().replay(), try await Recorded.game().replay())
    #expect(contrast.isSame)
    #expect(contrast.parting == nil)
    #expect(contrast.turns.count == 5)
    #expect(contrast.differencesOfSetup.isEmpty)
  }

  @Test func `Games part where one decides otherwise, and it's told what that changes`()
    async throws
  {
    let contrast = try ReplayContrast(try await game(acts: false), try await game(acts: true))
    #expect(!contrast.isSame)
    let parting = try #require(contrast.parting)
    #expect(parting.number == 3)
    #expect(parting.draws.isEmpty)
    #expect(parting.decisions.map(\.state) == ["BOR"])
    #expect(parting.decisions[0].orders.first.isEmpty)
    #expect(parting.decisions[0].orders.second == ["control export sector1 ARC 0.5"])
    #expect(parting.events.first.isEmpty)
    #expect(parting.events.second.map(\.kind) == ["toy.controlled"])
    let ordered = try #require(
      parting.columns.first { $0.column == "export_control_ordered" })
    #expect(ordered.subjects == ["BOR"] && !ordered.isWhole)
    #expect(parting.columns.first { $0.column == "grievance" }?.subjects == ["ARC"])
    #expect(!parting.columns.contains { $0.column == "alignment" })
    #expect(
      parting.lines.prefix(4).elementsEqual([
        "  Decisions: one state decides otherwise.",
        "    BOR in B: control export sector1 ARC 0.5",
        "  Events: 0 only in A, 1 only in B.",
        "    B: toy.controlled BOR → ARC, sector1, 0.5: it was ordered (toy-orders)",
      ]))
  }

  @Test func `A draw more moves no other draw`() async throws {
    let more = try await Recorded.game(Toy.scenario(rules: Toy.rules + [IdleDraw()])).replay()
    let contrast = try ReplayContrast(try await Recorded.game().replay(), more)
    for turn in contrast.turns {
      #expect(turn.draws.count == 4)
      #expect(turn.draws.allSatisfy { $0.first == nil && $0.second?.purpose == "idle.draw" })
      #expect(turn.decisions.isEmpty && turn.columns.isEmpty)
    }
    #expect(contrast.differencesOfSetup == ["Only B has the rules idle-draw."])
  }

  @Test
  func `Games under two seeds part at once, by their draws`() async throws {
    let contrast = try ReplayContrast(
      try await Recorded.game(seed: 7).replay(), try await Recorded.game(seed: 8).replay())
    let parting = try #require(contrast.parting)
    #expect(parting.number == 1)
    // Coins may fall alike; nothing else does.
    let turn = contrast.first.turns[0]
    let continuous = (turn.draws + turn.policyDraws).count { $0.purpose != "toy.shock" }
    #expect(parting.draws.count { $0.first?.purpose != "toy.shock" } == continuous)
    #expect(parting.draws.allSatisfy { $0.first?.purpose == $0.second?.purpose })
    #expect(contrast.differencesOfSetup == ["Seed: A 7, B 8."])
    #expect(parting.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `A game that was stopped is the same until then`() async throws {
    let stopped = try await Recorded.game().read { $0.removeLast(3) }
    let contrast = try ReplayContrast(try await Recorded.game().replay(), stopped)
    #expect(contrast.parting == nil)
    #expect(!contrast.isSame)
  }

  @Test func `Games with different rosters can't be compared`() async throws {
    let other = try await Recorded.game(Toy.scenario(codes: ["ARC", "BOR", "EON"])).replay()
    let own = try await Recorded.game().replay()
    let error = #expect(throws: IncomparableReplays.self) { try ReplayContrast(own, other) }
    #expect(
      error?.description
        == "The games can't be compared turn by turn, since their rosters differ (states only in "
        + "A: CAL, DUN; states only in B: EON): play both with the same states, sectors and poles.")
  }
}
