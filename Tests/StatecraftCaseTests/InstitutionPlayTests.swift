import StatecraftAgents
import StatecraftCore
import StatecraftEngine
import StatecraftRules
import StatecraftScenario
import Testing

/// What states make of institutions, and what holds of them whatever states do.
@Suite struct `Institutions in play` {
  private static let library = ScenarioLibrary(root: Repository.root)
  private static let clubs = Repository.root + "/Tests/Cases/worlds/clubs.yaml"

  private func clubs(_ set: [String] = []) throws -> Scenario {
    try Self.library.load(Self.clubs, set: set).scenario
  }

  private func module(_ code: String, _ scenario: Scenario) throws -> ModuleID {
    try #require(scenario.setting.roster.module(code))
  }

  private func state(_ code: String, _ scenario: Scenario) throws -> StateID {
    try #require(scenario.setting.roster.state(code))
  }

  /// What taking part to a depth is worth to a state, by one motive alone.
  private func worth(
    _ code: String, _ depth: Double, to who: String, _ motives: [String: Double],
    _ scenario: Scenario, in world: World? = nil
  ) throws -> UtilityTerms {
    var policy = AssessingPolicy.bestReply()
    for info in AssessingPolicy.parameterInfos {
      let isScale = ["precision", "satiation", "cost_of_funds", "investment_scale"]
        .contains(info.name)
      if !isScale { try policy.set(info.name, to: motives[info.name] ?? 0) }
    }
    let observation = Observation(
      of: world ?? scenario.start, by: try state(who, scenario), setting: scenario.setting)
    let assessment = policy.assess(
      joining: try module(code, scenario), to: depth, by: observation)
    return try #require(assessment).worth
  }

  @Test func `Joint denial is worth what one fears of the target, times what others deliver`()
    throws
  {
    let fear = "relations.threat=[{state: EEE, from: BBB, level: 0.5}]"
    let idle = try clubs([fear])
    #expect(try worth("pact.arms", 1, to: "EEE", ["joint_denial": 8], idle)[.security] == 0)
    let rows = ["AAA", "CCC", "DDD"].map {
      "{instrument: export, sector: equipment, imposer: \($0), target: BBB, "
        + "strictness_or_rate: 0.4}"
    }
    let kept = try clubs([fear, "controls=[\(rows.joined(separator: ", "))]"])
    let worth = try worth("pact.arms", 0.5, to: "EEE", ["joint_denial": 8], kept)
    #expect(abs(worth[.security] - 0.5 * 8 * 0.5) < 1e-12)
  }

  @Test func `To leave what is firm is dear, and what isn't costs nothing`() throws {
    let scenario = try clubs()
    let firm = try worth("union.talks", 0, to: "CCC", ["tied_hands": 10], scenario)
    #expect(abs(firm[.domestic] + 10 * 0.75) < 1e-12)
    let loose = try worth("lab.research", 0, to: "CCC", ["tied_hands": 10], scenario)
    #expect(loose.total == 0)
  }

  @Test func `An exclusive pact costs those who trade with its target`() throws {
    let scenario = try clubs()
    let worth = try worth("pact.arms", 1, to: "EEE", ["exclusion": 40], scenario)
    // EEE buys and sells with BBB for: equipment 1, chips 4, textiles 3 and 2 of a GDP of 40.
    #expect(abs(worth[.autonomy] + 40 * 10 / 40) < 1e-9)
    #expect(try self.worth("union.talks", 1, to: "EEE", ["exclusion": 40], scenario).total == 0)
  }

  @Test func `Whom one sides with is good to be with, whom its target sides with isn't`() throws {
    let scenario = try clubs()
    let worth = try worth("pact.arms", 1, to: "EEE", ["kinship": 3], scenario)
    #expect(abs(worth[.affinity] - 3 * (0.2 - 0.6)) < 1e-12)
  }

  @Test func `A change costs what its legal form makes it cost`() throws {
    let scenario = try clubs()
    let motives = ["change_by_agreement": 2.0, "change_by_treaty": 5.0]
    #expect(try worth("plan.work", 1, to: "EEE", motives, scenario)[.domestic] == -2)
    #expect(try worth("union.talks", 1, to: "EEE", motives, scenario)[.domestic] == -5)
    #expect(try worth("union.talks", 1, to: "CCC", motives, scenario).total == 0)
  }

  @Test func `Members keep out whom they fear, and let in whom they trade with`() throws {
    let feared = try clubs([
      "profiles.default={policy: best-reply, parameters: {administration: 0}}",
      "relations.threat=[{state: CCC, from: EEE, level: 0.9}]",
    ])
    func blocks(_ who: String) throws -> [AddedOrder] {
      var world = feared.start
      let place = Column.application.position(
        [try module("council.warning", feared).index, try state("EEE", feared).index],
        in: feared.setting.roster)
      world.set(.application, at: place, to: 1)
      var policy = feared.seats[try state(who, feared)].policy
      let observation = Observation(
        of: world, by: try state(who, feared), setting: feared.setting)
      var context = PolicyContext(
        source: DrawSource(
          NeutralChance(), setting: feared.setting, turn: 1, isRecording: false), explains: false)
      let acts = feared.setting.roster.acts
      return try policy.decide(observation, &context).added.filter {
        acts[$0.act.index].word == "block"
      }
    }
    #expect(try blocks("CCC").count == 1)
    #expect(try blocks("DDD").isEmpty)
  }

  @Test func `A member's duty raises what it orders`() throws {
    let rows =
      "controls=[{instrument: export, sector: equipment, imposer: AAA, target: BBB, "
      + "strictness_or_rate: 0.4}, {instrument: export, sector: equipment, imposer: DDD, "
      + "target: BBB, strictness_or_rate: 0.4}]"
    func level(_ obligation: Double) throws -> Double? {
      let scenario = try clubs([
        rows,
        "profiles.default={policy: best-reply, parameters: {obligation: \(obligation), "
          + "loyalty: 0, caution: 0}}",
      ])
      var policy = scenario.seats[try state("CCC", scenario)].policy
      var context = PolicyContext(
        source: DrawSource(
          NeutralChance(), setting: scenario.setting, turn: 1, isRecording: false),
        explains: false)
      return try policy.decide(
        Observation(
          of: scenario.start, by: try state("CCC", scenario), setting: scenario.setting), &context
      ).controls.first { scenario.setting.roster.code($0.sector) == "equipment" }?.level
    }
    #expect(try level(0) == nil)
    #expect(try level(1000) == 0.5)
  }

  @Test func `Ten thousand orders at random keep the books`() throws {
    let scenario = try clubs(["states[AAA].election_years=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"])
    let (setting, roster) = (scenario.setting, scenario.setting.roster)
    let adjudication = Adjudication(setting: setting, rulebook: scenario.rulebook)
    var dice = SplitMix(state: 2026)
    var world = scenario.start
    var orders = 0
    var game = 0
    while orders < 10_000 {
      if world.turn == setting.turns {
        game += 1
        world = scenario.start
      }
      var decisions = PerState(repeating: Decision.hold, count: roster.stateCount)
      for state in roster.states {
        decisions[state].added = (0..<4).map { _ in
          let act = roster.acts[Int(dice.next() % UInt64(roster.acts.count))]
          return AddedOrder(
            act: ActID(index: roster.acts.firstIndex(of: act) ?? 0),
            places: act.places.map { Int(dice.next() % UInt64(roster.codes(at: $0).count)) },
            level: act.level == .none ? 0 : Double(dice.next() % 5) / 4)
        }
        orders += 4
      }
      let before = world
      let resolution = try adjudication.resolve(
        world, decisions,
        chance: SeededChance(seed: 7, replicate: UInt64(game)))
      world = resolution.world
      #expect(world.invariantFailures(limits: setting.limits).isEmpty)
      let (was, now) = (before.memberships, world.memberships)
      for module in setting.institutions.modules {
        for state in roster.states {
          if setting.institutions.refusal(of: state, in: module, roster) != nil {
            #expect(now[module, state] == 0, "\(roster.code(state)) is in \(roster.code(module))")
          }
          if now[module, state] > 0 && was[module, state] == 0 {
            #expect(
              resolution.events.contains {
                $0.kind.description == "institution.joined" && $0.state == state
                  && $0.module == module
              })
          }
        }
        let told = resolution.events.count {
          $0.module == module && ["module.started", "module.lapsed"].contains("\($0.kind)")
        }
        #expect(told == (was.isInForce(module) == now.isInForce(module) ? 0 : 1))
      }
    }
    #expect(game > 40)
  }

  @Test func `The order in which a file lists institutions changes no game`() throws {
    let loaded = try Self.library.load(
      Self.clubs,
      set: [
        "profiles.default={policy: logit}",
        "relations.threat=[{state: AAA, from: BBB, level: 0.6}, {state: CCC, from: BBB, level: 0.4}]",
      ])
    var bundle = loaded.bundle
    for index in bundle.files.indices where bundle.files[index].path == bundle.main {
      // The last of the list comes first.
      let text = bundle.files[index].text
      let plan = try #require(text.range(of: "    - {code: plan"))
      let end = try #require(text.range(of: "  only:"))
      let row = String(text[plan.lowerBound..<end.lowerBound])
      bundle.files[index].text = text.replacing(row, with: "")
        .replacing("  list:\n", with: "  list:\n" + row)
    }
    let other = try ScenarioLoader().load(bundle).scenario
    #expect(bundle.files != loaded.bundle.files)
    for seed: UInt64 in 1...3 {
      var (one, two) = (
        PolicyGame(loaded.scenario, seed: seed, replicate: 0),
        PolicyGame(other, seed: seed, replicate: 0)
      )
      #expect(try one.finish().world.digest() == two.finish().world.digest())
    }
  }

  @Test func `With best reply and no luck nobody changes anything in the first turn of 2023`()
    throws
  {
    let loaded = try Self.library.load("alliances-2023")
    let (scenario, roster) = (loaded.scenario, loaded.scenario.setting.roster)
    for state in roster.states {
      guard var policy = scenario.seats[state].policy as? AssessingPolicy else { continue }
      var best = AssessingPolicy.bestReply()
      best.temperament = policy.temperament
      policy = best
      var context = PolicyContext(
        source: DrawSource(
          NeutralChance(), setting: scenario.setting, turn: 1, isRecording: false),
        explains: false)
      let decision = try policy.decide(
        Observation(of: scenario.start, by: state, setting: scenario.setting), &context)
      #expect(decision.controls.isEmpty, "\(roster.code(state)): \(decision.controls)")
      // To put something to another changes nothing yet.
      let changes = decision.added.filter { roster.acts[$0.act.index].rule != Bargaining.name }
      #expect(changes.isEmpty, "\(roster.code(state)): \(decision.notation(in: roster))")
    }
  }
}

/// Numbers for tests, the same everywhere (Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
