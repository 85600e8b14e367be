import StatecraftCore
import StatecraftEngine
import StatecraftScenario
import Testing

/// Luck depends on what things are called, and on nothing else of how a file lists them.
@Suite struct LuckTests {
  /// The golden replays' world: both leaders and all partners weigh and draw, shocks strike.
  private static let awake = [
    "rules.supply-shocks.probability=0.3", "rules.alignment.noise=0.02",
    "relations.threat=[{state: AAA, from: BBB, level: 0.6}, {state: BBB, from: AAA, level: 0.6}]",
    "limits.investment_percent_max=0.6", "profiles.default={profile: partner}",
    "profiles.AAA.profile=great-power", "profiles.AAA.policy=logit",
    "profiles.BBB={profile: great-power}",
  ]

  private func load(_ edit: (String) -> String, set: [String] = []) throws -> Scenario {
    let library = ScenarioLibrary(root: Repository.root)
    let main = "Tests/Cases/worlds/three-powers.yaml"
    var bundle = try library.load(
      Repository.root + "/" + main, set: Self.awake + set
    ).bundle
    for index in bundle.files.indices where bundle.files[index].path == bundle.main {
      bundle.files[index].text = edit(bundle.files[index].text)
    }
    return try ScenarioLoader().load(bundle).scenario
  }

  /// A list of the file, turned round.
  private func reversing(_ list: String) -> (String) -> String {
    { text in
      var before: [Substring] = []
      var items: [[Substring]] = []
      var after: [Substring] = []
      var isInside = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line == list + ":" {
          isInside = true
          before.append(line)
        } else if isInside && line.hasPrefix("  - ") {
          items.append([line])
        } else if isInside && line.hasPrefix("   ") {
          items[items.count - 1].append(line)
        } else {
          isInside = false
          if items.isEmpty { before.append(line) } else { after.append(line) }
        }
      }
      precondition(items.count > 1, "there is no list ‘\(list)’")
      return (before + items.reversed().joined() + after).joined(separator: "\n")
    }
  }

  /// What can be compared of a game whose lists have another order: numbers by code.
  private func outcome(_ scenario: Scenario, seed: UInt64) throws -> [String: Double] {
    var game = PolicyGame(scenario, seed: seed, replicate: 0)
    let world = try game.finish().world
    let roster = scenario.setting.roster
    var numbers: [String: Double] = [:]
    for state in roster.states {
      numbers["income " + roster.code(state)] = world.realIncome[state]
      for pole in roster.poles {
        numbers["align \(roster.code(state)) \(roster.code(pole))"] = world.alignment[state, pole]
      }
      for sector in roster.sectors {
        let key = "\(roster.code(sector)) \(roster.code(state))"
        numbers["disruption " + key] = world.disruption[sector, state]
        numbers["technology " + key] = world.technology[sector, state]
        for other in roster.states {
          numbers["export \(key) \(roster.code(other))"] =
            world.exportControl[sector, state, other]
        }
      }
    }
    return numbers
  }

  private func expectSame(_ changed: Scenario, as original: Scenario) throws {
    for seed in UInt64(1)...4 {
      let (first, second) = (
        try outcome(original, seed: seed), try outcome(changed, seed: seed)
      )
      #expect(first.count == second.count)
      for (key, value) in first.sorted(by: { $0.key < $1.key }) {
        // Sums over sectors are taken in another order.
        let other = try #require(second[key])
        #expect(abs(value - other) < 1e-6, "\(key), seed \(seed): \(value) and \(other)")
      }
    }
  }

  @Test func `The order of states, sectors and poles changes no luck`() throws {
    let original = try load { $0 }
    #expect(try outcome(original, seed: 1) != outcome(original, seed: 2))
    try expectSame(try load(reversing("states")), as: original)
    try expectSame(try load(reversing("sectors")), as: original)
    try expectSame(try load({ $0 }, set: ["poles=[BBB, AAA]"]), as: original)
  }

  @Test func `By places, as in the first games, the order of sectors did`() throws {
    let places = ["luck.addresses=places"]
    let original = try outcome(try load({ $0 }, set: places), seed: 1)
    #expect(try outcome(try load(reversing("sectors"), set: places), seed: 1) != original)
  }

  @Test(arguments: Luck.allCases)
  func `A draw can be about any of many sectors`(_ luck: Luck) {
    let codes = (0..<300).map { "S\($0)" }
    let roster = Roster(
      states: [("AAA", "Alpha"), ("BBB", "Beta")], sectors: codes.map { ($0, $0) }, poles: ["AAA"])
    let setting = Setting(
      roster: roster, sectors: [], startYear: 1, turns: 1, leader: StateID(index: 0),
      rival: StateID(index: 1), gdp: PerState(repeating: 1, count: 2),
      defenceTies: Dyadic(repeating: 0, rows: 2, width: 2),
      affinity: StatePole(repeating: 0, rows: 2, width: 1),
      governments: PerState(repeating: [], count: 2), elections: PerState(repeating: [], count: 2),
      startOutput: SectorState(repeating: 0, rows: 300, width: 2),
      startFlows: SectorDyadic(repeating: 0, sectors: 300, states: 2),
      limits: Limits(tariffMax: 1, investmentPercentMax: 1),
      outcome: OutcomeThresholds(flowFall: 0, coverage: 0, turns: 1, allyAlignment: 0)
    ).with { $0.luck = luck }
    for sector in roster.sectors {
      for subject in [
        DrawSubject.sector(sector), .sectorState(sector, StateID(index: 1)),
      ] {
        #expect(setting.address(of: subject) == setting.item(of: subject).address)
      }
    }
    let addresses = roster.sectors.map {
      setting.address(of: .sectorState($0, StateID(index: 1)))
    }
    // By places the number had room for 256 sectors.
    #expect(Set(addresses).count == (luck == .names ? 300 : 256))
  }
}
