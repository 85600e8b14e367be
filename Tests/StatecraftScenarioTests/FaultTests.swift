import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Faults of a scenario` {
  @Test func `A file with ten faults gives ten messages, each in its place`() {
    let yaml = """
      format: 1
      name: small
      title: Ten faults
      start_year: soon
      turns: 0
      pols: [USA]
      poles: [USA, CHM]
      leader: USA
      leader: CHN
      states:
        - {code: USA, name: United States, gdp_usd_bn: 100}
        - {code: CHN, name: China}
      sectors:
        - {code: chips, name: Chips, key: maybe, elasticity_theta: 4}
        - {code: services, name: Services, key: false, elasticity_theta: 5, dual_use: 1.5}
      economy:
        residual_sector: servces
        sourcing: data/none.csv
        final_shares: []
      rules: {trade: {leekage: 0.1}}
      profiles: {default: {policy: hold}}
      """
    let bundle = ScenarioBundle(main: "ten.yaml", files: [.init(path: "ten.yaml", text: yaml)])
    let found = SmallWorld.faults(bundle).map {
      "\($0.line):\($0.column) \($0.path): \($0.message.prefix(30))"
    }
    let expected = [
      "1:1 rival: ‘rival’ is missing: The sta",
      "4:13 start_year: expected a whole number, foun",
      "5:8 turns: this is 0.0; it must be from 1",
      "6:1 pols: there is no key ‘pols’ here; d",
      "7:14 poles[1]: ‘CHM’ is not a state of this s",
      "9:1 leader: the key ‘leader’ is used alrea",
      "12:5 states[1].gdp_usd_bn: ‘gdp_usd_bn’ is missing: Gross",
      "14:38 sectors[0].key: expected true or false, found ",
      "15:79 sectors[1].dual_use: this is 1.5; it must be from 0",
      "17:20 economy.residual_sector: ‘servces’ is not a sector of t",
      "18:13 economy.sourcing: the bundle holds no file ‘data",
      "20:17 rules.trade.leekage: there is no key ‘leekage’ here",
    ]
    for line in expected { #expect(found.contains(line), "\(line)") }
    #expect(found.count >= 10)
    #expect(SmallWorld.faults(bundle).first { $0.line == 6 }?.message.contains("‘poles’") == true)
  }

  @Test func `A fault prints its file, line, column, path and message`() {
    let faults = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml(("turns: 4", "turns: 4.5"))))
    #expect(
      faults.map(\.description) == [
        "Scenarios/small.yaml:6:8: turns: expected a whole number, found ‘4.5’"
      ])
  }

  @Test(arguments: [
    ("leader: USA", "leader: DEX", "‘DEX’ is not a state of this scenario; did you mean ‘DEU’?"),
    ("rival: CHN", "rival: USA", "the rival must be another state than the leader"),
    ("poles: [USA, CHN]", "poles: [USA, CHN, USA]", "the pole USA is listed already"),
    ("code: DEU", "code: USA", "a second row for USA; the first is in line 11"),
    ("code: DEU", "code: deu", "expected a code of capital letters"),
    ("cost_share: 0.4", "cost_share: 0.5", "the shares of the recipe of chips sum to 1.1"),
    ("input: services", "input: service", "‘service’ is neither a sector nor value_added"),
    ("spending: 0.8", "spending: 0.7", "the shares of final spending of CHN sum to 0.8999"),
    ("home_bias: 20", "distance_elasticity: 1", "CHN has no internal_distance_km"),
    ("i: USA, j: DEU", "i: DEU, j: DEU", "a tie needs two states"),
    ("toward_CHN", "toward_RUS", "‘RUS’ is not a pole of this scenario"),
    ("state: DEU, toward_USA", "state: USA, toward_USA", "a pole's leader sides with itself"),
    ("from: CHN", "from: USA", "a state is no threat to itself"),
    ("access_offers: {USA", "access_offers: {DEU", "‘DEU’ is not a pole of this scenario"),
    ("target: USA, strict", "target: CHN, strict", "a state can't control its own trade"),
    (
      "target: CHN, strictness_or_rate: 0.5", "target: CHN, strictness_or_rate: 1.5",
      "the most is 1"
    ),
    ("gdp_usd_bn: 80", "gdp_usd_bn: 80, trade_balance_usd_bn: 3", "sums to 3.0 over all states"),
    ("default: {profile: partner}", "DEU: {r: {all: 1}}", "neither a profile nor a policy"),
    ("default: {profile: partner}", "", "DEU has no profile, and there is no ‘default’"),
    ("default: {profile: partner}", "default: {profile: part}", "holds no file ‘Agents/Profiles/"),
    (
      "{profile: partner}", "{profile: partner, policy: hold, script: []}", "this state's is ‘hold’"
    ),
    (
      "{profile: partner}", "{profile: partner, parameters: {cautoin: 1}}", "no parameter ‘cautoin’"
    ),
    ("{profile: partner}", "{profile: partner, parameters: {caution: -1}}", "it must be from 0.0"),
    ("{profile: partner}", "{profile: partner, policy: logik}", "did you mean ‘logit’?"),
    ("chips USA 0.4", "chip USA 0.4", "‘chip’ is no sector; did you mean ‘chips’?"),
    ("trade: {leakage", "trade-war: {leakage", "there is no key ‘trade-war’ here"),
  ])
  func `Each kind of mistake is found`(old: String, new: String, message: String) {
    let faults = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml((old, new))))
    #expect(faults.contains { $0.message.contains(message) }, "\(faults)")
    #expect(faults.allSatisfy { $0.line > 0 && $0.file == SmallWorld.main })
  }

  @Test func `A profile's faults name the profile's file`() {
    let partner = SmallWorld.partner + "\nmood: grim"
    let faults = SmallWorld.faults(SmallWorld.bundle(partner: partner))
    #expect(faults.map(\.file) == ["Agents/Profiles/partner.yaml"])
    #expect(faults.map(\.line) == [7])
    #expect(faults.map(\.path) == ["mood"])
  }
}
