import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Overrides` {
  private func load(set: [String] = [], without: [String] = []) throws -> Scenario {
    try SmallWorld.load(SmallWorld.bundle(set: set, without: without)).scenario
  }

  private func parameter(_ name: String, of rule: String, in scenario: Scenario) -> Double? {
    scenario.rulebook.rules.first { $0.name == rule }?.parameterValues
      .first { $0.info.name == name }?.value
  }

  @Test func `Values, rows and missing keys are set`() throws {
    let scenario = try load(set: [
      "turns=7", "sectors[chips].criticality=0.25", "sectors[1].dual_use=0.125",
      "relations.threat[USA,CHN].level=0.3", "outcome.coverage=0.6", "rules.trade.leakage=0.45",
      "profiles.DEU.weights.security=3", "poles=[CHN, USA]",
    ])
    let setting = scenario.setting
    let roster = setting.roster
    #expect(setting.turns == 7)
    #expect(setting.sectors.map(\.criticality) == [0.25, 0])
    #expect(setting.sectors.map(\.dualUse) == [0.5, 0.125])
    #expect(setting.outcome.coverage == 0.6)
    #expect(roster.poles.map(roster.code) == ["CHN", "USA"])
    #expect(parameter("leakage", of: "trade", in: scenario) == 0.45)
    let usa = try #require(roster.state("USA"))
    let chn = try #require(roster.state("CHN"))
    let deu = try #require(roster.state("DEU"))
    #expect(scenario.start.threat[usa, chn] == 0.3)
    #expect(scenario.start.weights[deu, .security] == 3)
    // The new entry builds on ‘default’, so the profile's weight stays.
    #expect(scenario.start.weights[deu, .influence] == 0.5)
  }

  @Test func `A cell of a CSV file is set`() throws {
    let other = try load(set: [
      "economy.supply_shares[chips,USA].share=0.6", "economy.supply_shares[chips,DEU].share=0.1",
    ])
    let plain = try load()
    let (usa, chips) = (try #require(plain.setting.roster.state("USA")), SectorID(index: 0))
    let ratio = other.setting.startOutput[chips, usa] / plain.setting.startOutput[chips, usa]
    #expect(abs(ratio - 1.2) < 0.01)
  }

  @Test func `The last of several holds`() throws {
    #expect(try load(set: ["turns=7", "turns=9"]).setting.turns == 9)
  }

  @Test(arguments: [
    ("turn=5", "turn", "there is no key ‘turn’; did you mean ‘turns’?"),
    ("economy.friction[0].home_bias=2", "economy.friction", "did you mean ‘frictions’?"),
    ("economy.frictions[0].home_bais=2", "economy.frictions[0].home_bais", "‘home_bias’?"),
    ("economy.frictions[4].home_bias=2", "economy.frictions[4]", "there is no row [4]"),
    ("sectors[chip].key=1", "sectors[chip]", "there is no row [chip]"),
    ("sectors.chips.key=1", "sectors.chips", "name an item in square brackets"),
    ("turns.length=5", "turns.length", "there is nothing below ‘turns’"),
    ("turns=0", "turns", "it must be from 1 to 1000"),
    ("turns=many", "turns", "expected a whole number"),
    ("turns=[", "turns", "can't be read as YAML"),
    ("turns", "", "expected path=value"),
    ("=3", "", "expected path=value"),
    ("a..b=3", "", "expected path=value"),
    ("leader=XXX", "leader", "‘XXX’ is not a state"),
    ("rules.trade.leekage=0.1", "rules.trade.leekage", "did you mean ‘leakage’?"),
    ("profiles.DEX.policy=hold", "profiles.DEX", "did you mean ‘DEU’?"),
  ])
  func `A path or value that makes no sense is refused`(
    override: String, path: String, message: String
  ) {
    let faults = SmallWorld.faults(SmallWorld.bundle(set: [override]))
    let fault = faults.first { $0.file == "--set \(override)" }
    #expect(fault?.path == path, "\(faults)")
    #expect(fault?.message.contains(message) == true, "\(faults)")
    #expect(fault?.line == 0)
  }

  @Test func `A rule is taken out`() throws {
    #expect(try load().rulebook.names.contains("alignment"))
    #expect(try load(without: ["alignment"]).rulebook.names == ["trade", "outcome"])
  }

  @Test func `Unknown rules, and rules that aren't in force, are faults`() {
    let faults = SmallWorld.faults(SmallWorld.bundle(without: ["alignmnt", "tariff"]))
    #expect(faults.map(\.file) == ["--without alignmnt", "--without tariff"])
    #expect(faults.first?.message == "there is no rule ‘alignmnt’; did you mean ‘alignment’?")
  }
}
