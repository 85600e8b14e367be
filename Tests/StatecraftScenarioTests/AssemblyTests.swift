import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `The scenario that comes of a file` {
  @Test func `Facts land where they belong`() throws {
    let scenario = try SmallWorld.load().scenario
    let (setting, start) = (scenario.setting, scenario.start)
    let roster = setting.roster
    #expect(roster.stateCodes == ["CHN", "DEU", "USA"])
    let (chn, deu, usa) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    let (chips, services) = (SectorID(index: 0), SectorID(index: 1))
    let (poleUSA, poleCHN) = (PoleID(index: 0), PoleID(index: 1))
    #expect(setting.leader == usa && setting.rival == chn)
    #expect(setting.gdp.storage == [80, 20, 100])
    #expect(setting.elections.storage == [[], [], [1, 3]])
    #expect(setting[chips].isKey && !setting[services].isKey)
    #expect(setting.defenceTies[usa, deu] == 1 && setting.defenceTies[deu, usa] == 1)
    #expect(setting.defenceTies[usa, chn] == 0)
    #expect(setting.affinity[deu, poleUSA] == 0.75)
    #expect(setting.affinity[deu, poleCHN] == -0.25)
    #expect(setting.affinity[chn, poleUSA] == -0.5)
    #expect(setting.accessOffers.storage == [0.25, 0])
    #expect(setting.limits.tariffMax == 1.5 && setting.limits.investmentPercentMax == 1.5)
    #expect(setting.outcome.coverage == 0.8)
    #expect(start.alignment.row(deu) == [0.8, 0.2])
    #expect(start.alignment.row(usa) == [1, 0] && start.alignment.row(chn) == [0, 1])
    #expect(start.threat[usa, chn] == 0.6 && start.threat[chn, usa] == 0)
    #expect(start.exportControl[chips, usa, chn] == 0.5)
    #expect(start.exportControlOrdered[chips, usa, chn] == 0.5)
    #expect(start.tariff[services, chn, usa] == 0.1)
    #expect(scenario.rulebook.names == ["alignment", "trade", "outcome"])
  }

  @Test func `The economy holds what the tables say`() throws {
    let loaded = try SmallWorld.load()
    let setting = loaded.scenario.setting
    let chips = SectorID(index: 0)
    let output = setting.roster.states.map { setting.startOutput[chips, $0] }
    let world = output.reduce(0, +)
    for (share, expected) in zip(output.map { $0 / world }, [0.3, 0.2, 0.5]) {
      #expect(abs(share - expected) < 1e-8)
    }
    let baseline = try #require(loaded.baseline)
    for (added, gdp) in zip(baseline.valueAdded, setting.gdp.storage) {
      #expect(abs(added / gdp - 1) < 1e-8)
    }
    let summary = ScenarioSummary(loaded)
    let economy = try #require(summary.economy)
    #expect(economy.incomeResidual < 1e-8 && economy.marketResidual < 1e-8)
    let technology = loaded.scenario.start.technology
    #expect(technology[chips, StateID(index: 2)] == 1)
    #expect(abs(technology[chips, StateID(index: 1)] - Math.power(0.4, 0.5)) < 1e-12)
  }

  @Test func `Profiles, entries and governments lie over each other`() throws {
    let scenario = try SmallWorld.load().scenario
    let (setting, start) = (scenario.setting, scenario.start)
    let (chn, deu, usa) = (StateID(index: 0), StateID(index: 1), StateID(index: 2))
    // The profile's word on rivals stands beside the entry's on CHN and on all.
    #expect(start.relativeGains.row(usa) == [0.8, 0.1, 0])
    #expect(start.relativeGains.row(deu) == [0.2, 0, 0.2])
    #expect(start.relativeGains.row(chn) == [0, 0, 0.2])
    #expect(start.weights[usa, .security] == 2 && start.weights[usa, .influence] == 0.5)
    #expect(start.weights[chn, .influence] == 0.5)
    let governments = setting.governments[usa]
    #expect(governments.map(\.name) == ["steady", "open"])
    #expect(governments[1].weights[UtilityTerm.security.index] == 0.5)
    #expect(governments[1].relativeGains == [0.4, 0.05, 0])
    #expect(scenario.seats.storage.map(\.profile) == ["partner", "partner", "partner"])
    #expect(scenario.seats.storage.map(\.policyName) == ["scripted", "logit", "logit"])
  }

  @Test func `A script becomes decisions`() throws {
    let scenario = try SmallWorld.load().scenario
    let roster = scenario.setting.roster
    let adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    #expect(adjudication.rulebook.names.count == 3)
    var world = scenario.start
    world.turn = 1
    var policy = scenario.seats[StateID(index: 0)].policy
    var context = PolicyContext(
      source: DrawSource(NoChance(), setting: scenario.setting, turn: 2, isRecording: false),
      explains: false)
    let decision = try policy.decide(
      Observation(of: world, by: StateID(index: 0), setting: scenario.setting), &context)
    #expect(decision.notation(in: roster) == ["control export chips USA 0.4"])
  }

  @Test func `The order of states and rows in files doesn't matter`() throws {
    let yaml = SmallWorld.yaml(
      (
        "  - {code: CHN, name: China, gdp_usd_bn: 80}\n  - {code: DEU, name: Germany, gdp_usd_bn: 20}",
        "  - {code: DEU, name: Germany, gdp_usd_bn: 20}\n  - {code: CHN, name: China, gdp_usd_bn: 80}"
      ),
      ("  alignment: {}\n  trade: {leakage: 0.3}", "  trade: {leakage: 0.3}\n  alignment: {}"))
    let supply = "sector,state,share\nchips,DEU,0.2\nchips,USA,0.5\nchips,CHN,0.3\n"
    let turned = try SmallWorld.load(SmallWorld.bundle(yaml, supply: supply)).scenario
    let plain = try SmallWorld.load().scenario
    #expect(turned.start.digest() == plain.start.digest())
    #expect(turned.rulebook.names == plain.rulebook.names)
    #expect(turned.setting.startFlows == plain.setting.startFlows)
  }

  @Test func `The latest of several measures holds, and later ones not yet`() throws {
    let row = "- {instrument: import, sector: chips, imposer: DEU, target: CHN, strictness_or_rate:"
    let yaml = SmallWorld.yaml(
      (
        "controls:",
        """
        controls:
          \(row) 0.1, since: 2018-05-01}
          \(row) 0.3, since: 2019-05-01}
          \(row) 0.2, since: 2017-05-01}
          \(row) 0.9, since: 2021-05-01}
        """
      ))
    let start = try SmallWorld.load(SmallWorld.bundle(yaml)).scenario.start
    let (chn, deu) = (StateID(index: 0), StateID(index: 1))
    #expect(start.importRestriction[SectorID(index: 0), deu, chn] == 0.3)
    let faults = SmallWorld.faults(
      SmallWorld.bundle(
        SmallWorld.yaml(("controls:", "controls:\n  \(row) 0.3, since: 2019-13-01}"))))
    #expect(faults.map(\.message) == ["expected a date as YYYY-MM-DD"])
  }

  @Test func `Balances become transfers, and rounding in them is spread`() throws {
    let yaml = SmallWorld.yaml(
      ("gdp_usd_bn: 80", "gdp_usd_bn: 80, trade_balance_usd_bn: 5.01"),
      ("gdp_usd_bn: 20", "gdp_usd_bn: 20, trade_balance_usd_bn: -5"))
    let baseline = try #require(SmallWorld.load(SmallWorld.bundle(yaml)).baseline)
    for (transfer, expected) in zip(baseline.transfers, [-5.006, 5.001, 0.005]) {
      #expect(abs(transfer - expected) < 1e-12)
    }
  }

  @Test func `A full ban at the start leaves no trade to speak of`() throws {
    let yaml = SmallWorld.yaml(("strictness_or_rate: 0.5", "strictness_or_rate: 1"))
    let setting = try SmallWorld.load(SmallWorld.bundle(yaml)).scenario.setting
    let flow = setting.startFlows[SectorID(index: 0), StateID(index: 0), StateID(index: 2)]
    #expect(flow > 0 && flow < 1e-6)
  }

  @Test func `A state that can't make what it supplies is named`() {
    let supply = "sector,state,share\nchips,DEU,0.9\nchips,USA,0.05\nchips,CHN,0.05\n"
    let faults = SmallWorld.faults(SmallWorld.bundle(supply: supply))
    #expect(faults.map(\.path) == ["economy.supply_shares"])
    #expect(faults.first?.message.hasPrefix("DEU's sectors would pay out 21.") == true)
    // A state whose transfers exceed its income leaves no final spending.
    let broke = SmallWorld.yaml(
      ("gdp_usd_bn: 80", "gdp_usd_bn: 80, trade_balance_usd_bn: -90"),
      ("gdp_usd_bn: 20", "gdp_usd_bn: 20, trade_balance_usd_bn: 90"))
    #expect(!SmallWorld.faults(SmallWorld.bundle(broke)).isEmpty)
  }

  @Test func `Who buys from whom may be given instead`() throws {
    let economy = """
      economy:
        sourcing:
          - {sector: chips, market: USA, supplier: USA, share: 0.8}
          - {sector: chips, market: USA, supplier: CHN, share: 0.2}
          - {sector: chips, market: CHN, supplier: CHN, share: 0.8}
          - {sector: chips, market: CHN, supplier: USA, share: 0.2}
        final_shares: [{sector: chips, share_of_final_spending: 1}]
      """
    func scenario(_ gdp: Double) -> ScenarioBundle {
      let yaml = """
        format: 1
        name: pair
        title: Two states
        start_year: 1
        turns: 1
        poles: []
        leader: USA
        rival: CHN
        states:
          - {code: USA, name: A, gdp_usd_bn: 50}
          - {code: CHN, name: B, gdp_usd_bn: \(gdp)}
        sectors: [{code: chips, name: Chips, key: true, elasticity_theta: 4}]
        \(economy)
        rules: {trade: {}}
        profiles: {default: {policy: hold}}
        """
      return ScenarioBundle(main: "pair.yaml", files: [.init(path: "pair.yaml", text: yaml)])
    }
    let loaded = try SmallWorld.load(scenario(50))
    let flow = loaded.scenario.setting.startFlows[
      SectorID(index: 0), StateID(index: 1), StateID(index: 0)]
    #expect(abs(flow - 10) < 1e-9)
    let faults = SmallWorld.faults(scenario(60))
    #expect(faults.map(\.path) == ["states[0].gdp_usd_bn", "states[1].gdp_usd_bn"])
  }
}

private struct NoChance: Chance {
  struct Unwanted: Error {}
  func value(of distribution: Distribution, at key: DrawKey) throws -> Double { throw Unwanted() }
}
