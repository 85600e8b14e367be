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

  @Test func `A game is told turn by turn, with orders, reasons and gains`() async throws {
    let lines = ReplayTelling().lines(try await quietGame())
    #expect(
      lines.prefix(5).elementsEqual([
        "A toy (toy), seed 7, replicate 2",
        "",
        "Turn 1 (2024)",
        "  BOR orders: control export sector0 ARC 0.5",
        "  toy.controlled BOR → ARC, sector0, 0.5: it was ordered (toy-orders)",
      ]))
    #expect(lines[5].hasPrefix("  Gains: ARC +0.00 %, BOR -"))
    #expect(
      lines.suffix(9).elementsEqual([
        "Turn 2 (2025)",
        "  CAL orders: align ARC 2.0",
        "  CAL holds: align ARC 2.0: a degree is from 0 to 1",
        "  decision.rejected CAL: the decision was illegal, so the state holds (adjudication)",
        "  Gains: ARC +0.00 %, BOR +0.00 %, CAL +0.00 %, DUN +0.00 %",
        "",
        lines[lines.count - 3],
        "  class: S3",
        "  share: 0.25",
      ]))
    #expect(lines[lines.count - 3].hasPrefix("The game ended after turn 2, digest "))
  }

  @Test func `Turns and states can be picked`() async throws {
    let game = try await quietGame()
    let second = ReplayTelling(turns: 2...2, states: ["DUN"]).lines(game)
    #expect(second[2...].prefix(2) == ["Turn 2 (2025)", "  Gains: DUN +0.00 %"])
    let target = ReplayTelling(turns: 1...1, states: ["ARC"]).lines(game)
    #expect(target[3] == "  toy.controlled BOR → ARC, sector0, 0.5: it was ordered (toy-orders)")
  }

  @Test func `Deliberations are told when asked for`() async throws {
    let replay = try await Recorded.game().replay()
    let plain = ReplayTelling().lines(replay)
    let explained = ReplayTelling(explains: true).lines(replay)
    #expect(explained.count > plain.count)
    let heading = try #require(explained.first { $0.hasPrefix("    align BOR: drew 0.") })
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
