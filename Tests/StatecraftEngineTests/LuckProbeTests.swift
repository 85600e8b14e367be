import StatecraftCore
import StatecraftEngine
import StatecraftTestSupport
import Testing

@Suite struct `Looking for what luck moves` {
  @Test func `Draws are counted, and rules of nature that move something aren't named`()
    async throws
  {
    let scenario = Toy.scenario()
    let probe = try await LuckProbe(scenario, seed: 3, replicates: [0, 1, 5])
    #expect(probe.games == 3)
    #expect(probe.draws > 0)
    #expect(probe.idleRules.isEmpty)
    // The same games, the same finding.
    #expect(try await LuckProbe(scenario, seed: 3, replicates: [0, 1, 5]) == probe)
  }

  @Test func `A rule of nature that moves nothing is named`() async throws {
    let scenario = Toy.scenario(rules: Toy.rules + [Idle()])
    let probe = try await LuckProbe(scenario, seed: 3, replicates: [0])
    #expect(probe.idleRules == ["idle"])
  }

  /// Draws, and does nothing with it.
  private struct Idle: Rule {
    static let name = "idle"
    static let phase = Phase.nature
    static let writes: Set<Column> = []
    static let purposes = [Purpose("idle.draw")]
    static let sources: [String] = []
    static let summary = "Does nothing."
    static let parameters: [Parameter<Idle>] = []

    func apply(to turn: inout Turn) throws { _ = try turn.draw(.unit, Self.purposes[0]) }
  }
}
