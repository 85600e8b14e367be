import StatecraftAgents
import StatecraftCore
import StatecraftEngine
import StatecraftRules
import StatecraftScenario
import Testing

/// What states make of offers and demands, and what holds of them whatever states do.
@Suite struct `BargainingPlayTests` {
  private static let library = ScenarioLibrary(root: Repository.root)
  private static let world = Repository.root + "/Tests/Cases/worlds/three-powers.yaml"
  private static let rule = "rules.bargaining={memory: 0.5, patience: 0.5}"

  private func scenario(_ set: [String] = []) throws -> Scenario {
    try Self.library.load(Self.world, set: [Self.rule] + set).scenario
  }

  /// A policy of some motives alone.
  private func policy(_ motives: [String: Double]) throws -> AssessingPolicy {
    var policy = AssessingPolicy.bestReply()
    for info in AssessingPolicy.parameterInfos {
      let isScale = ["precision", "satiation", "cost_of_funds", "investment_scale"]
        .contains(info.name)
      if !isScale { try policy.set(info.name, to: motives[info.name] ?? 0) }
    }
    return policy
  }

  /// The orders that a policy gives in the start world after a change.
  private func orders(
    of code: String, _ motives: [String: Double], _ scenario: Scenario,
    _ change: (inout World, Roster) throws -> Void
  ) throws -> [String] {
    let roster = scenario.setting.roster
    var world = scenario.start
    try change(&world, roster)
    let observation = Observation(
      of: world, by: try #require(roster.state(code)), setting: scenario.setting)
    var policy = try policy(motives)
    var context = PolicyContext(
      source: DrawSource(
        NeutralChance(), setting: scenario.setting, turn: 1, isRecording: false), explains: false)
    return try policy.decide(observation, &context).notation(in: roster)
  }

  /// Writes a control as ordered.
  private func control(
    _ world: inout World, _ roster: Roster, by imposer: String, _ level: Double
  ) throws {
    let (sector, state, target) = try (
      #require(roster.sector("equipment")), #require(roster.state(imposer)),
      #require(roster.state("BBB"))
    )
    world.measures[ordered: .exportControl][sector, state, target] = level
  }

  /// Puts something to CCC in AAA's name.
  private func ask(
    _ world: inout World, _ roster: Roster, access: Double = 0, threat: Double = 0,
    share: Double = 1
  ) throws {
    let (one, other) = try (#require(roster.state("AAA")), #require(roster.state("CCC")))
    let (sector, target) = try (
      #require(roster.sector("equipment")), #require(roster.state("BBB"))
    )
    let place = one.index * roster.stateCount + other.index
    world[.asked, record: [one.index, other.index, sector.index, target.index]] = share
    world[.offeredAccess][place] = access
    world[.threatened][place] = threat
  }

  @Test func `Who is asked agrees when what is given is worth more than complying costs`() throws {
    let scenario = try scenario()
    let motives: [String: Double] = ["access_value": 0.03, "caution": 60]
    // CCC sells equipment and chips to AAA; caution makes a control on BBB dear.
    for (access, isAccepted) in [(0.0, false), (1.0, true)] {
      let given = try orders(of: "CCC", ["access_value": 1], scenario) { world, roster in
        try control(&world, roster, by: "AAA", 0.5)
        try ask(&world, roster, access: access)
      }
      #expect(given.contains("accept AAA") == isAccepted, "\(access): \(given)")
    }
    let dear = try orders(of: "CCC", motives, scenario) { world, roster in
      try control(&world, roster, by: "AAA", 0.5)
      try ask(&world, roster, access: 0.1)
    }
    #expect(!dear.contains("accept AAA"), "\(dear)")
  }

  @Test func `A threat moves as far as it's believed`() throws {
    let scenario = try scenario()
    for (resolve, isConceded) in [(0.0, false), (1.0, true)] {
      let given = try orders(of: "EEE", ["pass_back": 0.3], scenario) { world, roster in
        let (one, me) = try (#require(roster.state("AAA")), #require(roster.state("EEE")))
        let (sector, target) = try (
          #require(roster.sector("equipment")), #require(roster.state("BBB"))
        )
        try control(&world, roster, by: "AAA", 0.5)
        world[.asked, record: [one.index, me.index, sector.index, target.index]] = 1
        world[.threatened][one.index * roster.stateCount + me.index] = 0.25
        world[.resolve][one.index] = resolve
      }
      #expect(given.contains("accept AAA") == isConceded, "\(resolve): \(given)")
    }
  }

  @Test func `A leader asks whoever supplies what it denies, and not those who don't`() throws {
    let scenario = try scenario(["relations.threat=[{state: AAA, from: BBB, level: 1}]"])
    let motives = [
      "denial": 100.0, "persuasion": 1, "talk_cost": 0.1, "access_value": 1, "coverage": 0,
    ]
    let given = try orders(of: "AAA", motives, scenario) { world, roster in
      try control(&world, roster, by: "AAA", 0.9)
    }
    let asked = given.filter { $0.hasPrefix("ask ") }
    // Of BBB's equipment AAA and CCC make what it doesn't make itself.
    #expect(asked == ["ask CCC equipment BBB 1.0"], "\(given)")
    #expect(given.contains { $0.hasPrefix("grant CCC ") || $0.hasPrefix("pay CCC ") }, "\(given)")
    let silent = try orders(of: "AAA", motives.merging(["persuasion": 0]) { $1 }, scenario) {
      try control(&$0, $1, by: "AAA", 0.9)
    }
    #expect(!silent.contains { $0.hasPrefix("ask ") })
  }

  @Test func `Whoever has refused of late is offered more`() throws {
    let scenario = try scenario(["relations.threat=[{state: AAA, from: BBB, level: 1}]"])
    let motives = ["denial": 1000.0, "persuasion": 1, "access_value": 1, "caution": 1]
    func amount(after refusals: Double) throws -> Double {
      let given = try orders(of: "AAA", motives, scenario) { world, roster in
        try control(&world, roster, by: "AAA", 0.2)
        let (one, other) = try (#require(roster.state("AAA")), #require(roster.state("CCC")))
        world[.rebuff][one.index * roster.stateCount + other.index] = refusals
      }
      let words = try #require(
        given.first { $0.hasPrefix("grant CCC") || $0.hasPrefix("pay CCC") }, "\(given)")
      return try #require(Double(words.split(separator: " ")[2].replacing("%gdp", with: "")))
    }
    #expect(try amount(after: 1) > amount(after: 0))
  }

  @Test func `What is given for company keeps a partner to it`() throws {
    let scenario = try scenario()
    for (granted, level) in [(0.0, 0.0), (1.0, 0.5)] {
      let given = try orders(of: "CCC", ["access_value": 1], scenario) { world, roster in
        try control(&world, roster, by: "AAA", 0.5)
        let (one, me) = try (#require(roster.state("AAA")), #require(roster.state("CCC")))
        let (sector, target) = try (
          #require(roster.sector("equipment")), #require(roster.state("BBB"))
        )
        world[.agreed, record: [one.index, me.index, sector.index, target.index]] = 1
        world[.granted][one.index * roster.stateCount + me.index] = granted
      }
      #expect(
        given.contains("control export equipment BBB 0.5") == (level > 0), "\(granted): \(given)")
    }
  }

  @Test func `With nobody talking a scenario plays as without the rule`() async throws {
    let library = Self.library
    let set = ["turns=3"]
    let plain = try library.load("alliances-2023", set: set, without: ["bargaining"]).scenario
    let mute = try library.load(
      "alliances-2023",
      set: set + [
        "profiles.default.parameters.persuasion=0", "profiles.USA.parameters.persuasion=0",
        "profiles.CHN.parameters.persuasion=0",
      ]
    ).scenario
    let (one, other) = try await (
      Game(plain, seed: 3, replicate: 0).play(), Game(mute, seed: 3, replicate: 0).play()
    )
    for column in [Column.realIncome, .alignment, .exportControlOrdered, .membership] {
      #expect(one.world.agrees(with: other.world, on: column), "\(column)")
    }
  }

  @Test func `Ten thousand orders at random keep the books`() throws {
    let scenario = try scenario()
    let (setting, roster) = (scenario.setting, scenario.setting.roster)
    let adjudication = Adjudication(setting: setting, rulebook: scenario.rulebook)
    var dice = SplitMix(state: 2027)
    var world = scenario.start
    var (orders, game) = (0, 0)
    while orders < 10_000 {
      if world.turn == setting.turns { (world, game) = (scenario.start, game + 1) }
      var decisions = PerState(repeating: Decision.hold, count: roster.stateCount)
      for state in roster.states {
        decisions[state].added = (0..<6).map { _ in
          let act = roster.acts[Int(dice.next() % UInt64(roster.acts.count))]
          return AddedOrder(
            act: ActID(index: roster.acts.firstIndex(of: act) ?? 0),
            places: act.places.map { Int(dice.next() % UInt64(roster.codes(at: $0).count)) },
            level: act.level == .none ? 0 : Double(dice.next() % 5) / 4)
        }.filter { roster.acts[$0.act.index].refusal($0, state, setting) == nil }
        orders += decisions[state].added.count
      }
      world = try adjudication.resolve(
        world, decisions, chance: SeededChance(seed: 7, replicate: UInt64(game))
      ).world
      #expect(world.invariantFailures(limits: setting.limits).isEmpty)
      try expectBooks(world, roster, setting)
    }
    #expect(game > 20)
  }

  /// Money that one pays another gets, threats are open or settled, and no term stands twice.
  private func expectBooks(_ world: World, _ roster: Roster, _ setting: Setting) throws {
    let bargains = try #require(world.bargains(roster.stateCount))
    let sum = roster.states.reduce(0) { $0 + bargains.balance(of: $1, setting.gdp) }
    #expect(abs(sum) < 1e-9)
    for state in roster.states {
      let open = roster.states.count { other in
        bargains.pending(by: state, toward: other) > 0
          || (bargains.proposal(by: state, to: other)?.threat ?? 0) > 0
      }
      // A threat may be made anew while an earlier one is due.
      let both = roster.states.count { other in
        bargains.pending(by: state, toward: other) > 0
          && (bargains.proposal(by: state, to: other)?.threat ?? 0) > 0
      }
      func count(_ column: Column) -> Int { Int(world[column][state.index]) }
      #expect(
        count(.threatsMade) == count(.threatsConceded) + count(.threatsCarriedOut)
          + count(.threatsDropped) + open + both)
      for agreement in bargains.agreements(of: state) {
        #expect(agreement.terms.allSatisfy { $0.share > 0 && $0.target != agreement.asked })
        #expect(agreement.asker != agreement.asked)
        let places = agreement.terms.map { "\($0.sector) \($0.target)" }
        #expect(Set(places).count == places.count)
      }
    }
  }
}
