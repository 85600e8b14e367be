import StatecraftScenario
import Testing

@Suite struct `Warnings of a check` {
  private func warnings(_ yaml: String, without: [String] = []) throws -> [String] {
    ScenarioSummary(try SmallWorld.load(SmallWorld.bundle(yaml, without: without))).warnings
  }

  @Test func `A plausible world has none`() throws {
    let yaml = SmallWorld.yaml(
      (
        "- {sector: services, home_bias: 20}",
        "- {sector: services, home_bias: 200}\n    - {sector: chips, home_bias: 5}"
      ))
    #expect(try warnings(yaml) == [])
  }

  @Test func `More trade than the world makes is told, with a way out`() throws {
    let yaml = SmallWorld.yaml(("- {sector: services, home_bias: 20}", "[]"))
    let found = try warnings(yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains("of world value added") == true)
    #expect(found.first?.contains("economy.frictions") == true)
  }

  @Test func `So is a rulebook in which no market clears`() throws {
    let found = try warnings(SmallWorld.yaml, without: ["trade"])
    #expect(found.contains { $0.contains("put ‘trade’ among the rules") })
  }
}
