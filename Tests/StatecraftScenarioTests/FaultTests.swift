import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Faults of a scenario` {
  @Test func `A file with ten faults gives ten messages, each in its place`() {
    let yaml = SmallWorld.yaml(
      ("start_year: 2020", "start_year: soon"), ("turns: 4", "turns: 0\nturn: 4"),
      ("poles: [USA, CHN]", "poles: [USA, CHN, CHM]"), ("leader: USA", "leader: USA\nleader: CHN"),
      (", gdp_usd_bn: 80", ""), ("key: true", "key: maybe"), ("dual_use: 0.5", "dual_use: 1.5"),
      ("cost_share: 0.4", "cost_share: 0.5"), ("leakage: 0.3", "leekage: 0.3"))
    #expect(
      SmallWorld.faults(SmallWorld.bundle(yaml, supply: SmallWorld.supply + "\nchips,USB,0.1,\n"))
        .map { "\($0.line):\($0.column) \($0.path): \($0.message)" } == [
          "5:13 start_year: expected a whole number, found ‘soon’",
          "6:8 turns: this is 0; it must be from 1 to 1000 (turns)",
          "7:1 turn: there is no key ‘turn’ here; did you mean ‘turns’?",
          "8:19 poles[2]: ‘CHM’ is not a state of this scenario; did you mean ‘CHN’?",
          "10:1 leader: the key ‘leader’ is used already in line 9: keep one",
          "14:5 states[1].gdp_usd_bn: ‘gdp_usd_bn’ is missing: Gross domestic product.",
          "17:37 sectors[0].key: expected true or false, found ‘maybe’",
          "17:75 sectors[0].dual_use: this is 1.5; it must be from 0 to 1 (degree)",
          "23:5 economy.recipes: the shares of the recipe of chips sum to 1.1; they must sum to 1",
          "49:11 rules.trade.leekage: there is no key ‘leekage’ here; did you mean ‘leakage’?",
          "5:7 economy.supply_shares[3].state: ‘USB’ is not a state of this scenario; "
            + "did you mean ‘USA’?",
        ])
  }

  @Test func `A fault prints its file, line, column, path and message`() {
    let faults = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml(("turns: 4", "turns: 4.5"))))
    #expect(
      faults.map(\.description) == [
        "Scenarios/small.yaml:6:8: turns: expected a whole number, found ‘4.5’"
      ])
  }

  @Test(arguments: [
    ("title: A small world", #"title: "A\0small world""#, "without the character U+0000"),
    ("leader: USA", "leader: DEX", "‘DEX’ is not a state of this scenario; did you mean ‘DEU’?"),
    ("rival: CHN", "rival: USA", "the rival must be another state than the leader"),
    ("poles: [USA, CHN]", "poles: [USA, CHN, USA]", "‘USA’ is listed already in line "),
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
    ("{profile: partner}", "{profile: partner, parameters: {caution: -1}}", "it must be from 0"),
    ("{profile: partner}", "{profile: partner, policy: logik}", "did you mean ‘logit’?"),
    ("chips USA 0.4", "chip USA 0.4", "‘chip’ is no sector; did you mean ‘chips’?"),
    ("trade: {leakage", "trade-war: {leakage", "there is no key ‘trade-war’ here"),
  ])
  func `Each kind of mistake is found`(old: String, new: String, message: String) {
    let faults = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml((old, new))))
    #expect(faults.contains { $0.message.contains(message) }, "\(faults)")
    #expect(faults.allSatisfy { $0.line > 0 && $0.column > 0 })
    #expect(faults.first?.file == SmallWorld.main)
  }

  @Test func `A profile's faults name the profile's file`() {
    let partner = SmallWorld.partner + "\nmood: grim"
    let faults = SmallWorld.faults(SmallWorld.bundle(partner: partner))
    #expect(faults.map(\.file) == ["Agents/Profiles/partner.yaml"])
    #expect(faults.map(\.line) == [7])
    #expect(faults.map(\.path) == ["mood"])
  }
}
