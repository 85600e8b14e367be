import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

/// Each motive alone moves controls the way that its parameter says.
@Suite struct ControlMotiveTests {
  private let small: SmallWorld
  private let (nor, sud, mid): (StateID, StateID, StateID)
  private let (tools, chips, goods): (SectorID, SectorID, SectorID)

  init() throws {
    small = try SmallWorld()
    (nor, sud, mid) = (small.state("NOR"), small.state("SUD"), small.state("MID"))
    (tools, chips, goods) = (small.sector("tools"), small.sector("chips"), small.sector("goods"))
  }

  private func decision(
    as code: String, in world: World? = nil, _ change: (inout Temperament) -> Void
  ) throws -> Decision {
    let policy = AssessingPolicy.bestReply().with {
      $0 = .gainsOnly
      change(&$0)
    }
    return try small.ask(policy, as: code, in: world).decision
  }

  @Test func `Without any motive nobody controls anything`() throws {
    for code in small.setting.roster.stateCodes {
      #expect(try decision(as: code) { _ in }.controls.isEmpty)
    }
  }

  @Test func `Fear of a dual-use power leads to denial, and caution restrains it`() throws {
    let feared = try decision(as: "NOR") { $0.denial = 1000 }
    #expect(feared.level(.exportControl, tools, sud) == 0.95)
    #expect(feared.level(.importRestriction, tools, sud) == nil)
    let cautious = try decision(as: "NOR") {
      $0.denial = 1000
      $0.caution = 10_000
    }
    #expect(cautious.controls.isEmpty)
    var calm = small.start
    calm.threat[nor, sud] = 0
    #expect(try decision(as: "NOR", in: calm) { $0.denial = 1000 }.controls.isEmpty)
  }

  @Test func `Wanting others dependent speaks against denial`() throws {
    let kept = try decision(as: "NOR") {
      $0.denial = 1000
      $0.leverage = 1000
    }
    // Leverage (criticality 0.9) outweighs denial (dual use 0.9, threat 0.6).
    #expect(kept.level(.exportControl, tools, sud) == nil)
  }

  @Test func `Wanting self-reliance leads to import restrictions, in what is bought`() throws {
    let decision = try decision(as: "NOR") { $0.selfReliance = 1000 }
    #expect(decision.level(.importRestriction, tools, sud) == 0.95)
    #expect(decision.level(.exportControl, tools, sud) == nil)
  }

  @Test func `Loyalty matches the leader's level, no stricter`() throws {
    var world = small.start
    world.exportControlOrdered[tools, nor, sud] = 0.75
    let decision = try decision(as: "MID", in: world) { $0.loyalty = 1000 }
    #expect(decision.level(.exportControl, tools, sud) == 0.75)
    #expect(decision.controls.count == 1)
    // NOR itself follows nobody, and SUD isn't asked to control itself.
    #expect(try self.decision(as: "SUD", in: world) { $0.loyalty = 1000 }.controls.isEmpty)
  }

  @Test func `Alignment decides how much loyalty weighs`() throws {
    var world = small.start
    world.exportControlOrdered[tools, nor, sud] = 0.75
    world.alignment[mid, PoleID(index: 0)] = 0
    #expect(try decision(as: "MID", in: world) { $0.loyalty = 1000 }.controls.isEmpty)
  }

  @Test func `Market access pays for meeting demands, once for all of them together`() throws {
    let offered = try SmallWorld(accessOffer: 1)
    var world = offered.start
    for sector in [tools, chips] {
      world.exportControlOrdered[sector, nor, sud] = 0.5
      world.importRestrictionOrdered[sector, nor, sud] = 0.5
    }
    let policy = AssessingPolicy.bestReply().with {
      $0 = .gainsOnly
      $0.accessValue = 0.03
    }
    let (_, deliberations) = try offered.ask(policy, as: "MID", in: world)
    let sales =
      small.setting.roster.sectors.reduce(0) { $0 + small.setting.startFlows[$1, nor, mid] }
      / small.setting.gdp[mid]
    var earned = 0.0
    for (column, exposureLoss) in [("export", false), ("import", true)] {
      for sector in [tools, chips] {
        let subject = "control \(column) \(small.setting.roster.code(sector)) SUD"
        let deliberation = try #require(deliberations.first { $0.subject == subject })
        let option = try #require(deliberation.options.first { $0.level == 0.5 })
        let exposure = Exposure(
          offered.observation(of: world, by: "MID"), sector: sector, other: sud)
        let loss = exposureLoss ? exposure.ownLossOfSupply(0.5) : exposure.ownLossOfSales(0.5)
        earned += option.terms[.gains] + loss * 10_000
      }
    }
    // Alignment of 0.7 times the full value of access.
    #expect(abs(earned - 0.7 * 0.03 * sales * 10_000) < 1e-9)
  }

  @Test func `The value of access agrees with the equilibrium's, within a quarter`() throws {
    for code in ["FAR", "ISL", "MID"] {
      var start = small.start
      start.marketAccess[nor, small.state(code)] = 1
      var game = TestGame(small.setting, start, try Rulebook([Trade(small.context)]))
      try game.play()
      let guess =
        Temperament().accessValue * small.observation(by: code).sales(to: nor)
      let gain = game.world.realIncome[small.state(code)] - 1
      #expect(gain > 0.75 * guess && gain < 1.25 * guess, "\(code): \(gain), guessed \(guess)")
    }
  }

  @Test func `Revenge takes the measures that bite, and none that don't`() throws {
    var world = small.start
    let isl = small.state("ISL")
    world.grievance[isl, sud] = 20
    // The island sells SUD no tools to speak of: make it none at all.
    world.flows[tools, sud, isl] = 0
    let decision = try decision(as: "ISL", in: world) { $0.revenge = 1000 }
    #expect(decision.level(.exportControl, chips, sud) == 0.95)
    #expect(decision.level(.exportControl, tools, sud) == nil)
    #expect(decision.level(.importRestriction, tools, sud) == 0.95)
  }

  @Test func `Whoever did harm is a target, and nobody else beside the leaders`() throws {
    var world = small.start
    world.grievance[nor, mid] = 5
    let subjects = try small.ask(AssessingPolicy.bestReply(), as: "NOR", in: world)
      .deliberations.map(\.subject)
    #expect(subjects.contains("control export tools MID"))
    #expect(!subjects.contains("control export tools ISL"))
  }

  @Test func `A control is reconsidered for as long as it stands`() throws {
    var world = small.start
    world.exportControlOrdered[tools, nor, small.state("ISL")] = 0.5
    world.exportControl[tools, nor, small.state("ISL")] = 0.5
    let decision = try decision(as: "NOR", in: world) { $0.administration = 1 }
    #expect(decision.level(.exportControl, tools, small.state("ISL")) == 0)
  }

  @Test func `To change nothing is always an option`() throws {
    var world = small.start
    world.exportControlOrdered[tools, nor, sud] = 0.63
    world.tariff[goods, nor, sud] = 0.19
    let policy = AssessingPolicy.bestReply().with {
      $0 = .gainsOnly
      $0.inertia = 1e6
    }
    let (decision, deliberations) = try small.ask(policy, as: "NOR", in: world)
    #expect(decision.controls.isEmpty)
    let levels = { (subject: String) in
      deliberations.first { $0.subject == subject }?.options.map(\.level)
    }
    #expect(levels("control export tools SUD") == [0, 0.25, 0.5, 0.63, 0.75, 0.95])
    #expect(levels("control export chips SUD") == [0, 0.25, 0.5, 0.75, 0.95])
    #expect(levels("control tariff goods SUD") == [0, 0.1, 0.19, 0.25, 0.5, 1])
  }

  @Test func `Tariffs don't exceed what is allowed`() {
    #expect(
      AssessingPolicy.levels([0, 0.1, 0.25, 1], standing: 0.1, highest: 0.3) == [0, 0.1, 0.25])
    #expect(AssessingPolicy.levels([0, 0.1], standing: 0.3, highest: 0.3) == [0, 0.1, 0.3])
  }

  @Test func `A tariff is raised while sellers bear it, and lowered when it costs too much`() throws
  {
    let raised = try decision(as: "NOR") { $0.passBack = 0.3 }
    let rate = try #require(raised.level(.tariff, goods, sud))
    #expect(rate > 0 && rate < 0.5)
    var world = small.start
    world.tariff[goods, nor, sud] = 1
    #expect(
      try decision(as: "NOR", in: world) { $0.passBack = 0.3 }.level(.tariff, goods, sud) == rate)
    #expect(try decision(as: "NOR", in: world) { _ in }.level(.tariff, goods, sud) == 0)
  }

  @Test func `Weighing the seller's loss, or protection at home, raises tariffs`() throws {
    var rivalry = small.start
    rivalry.relativeGains[nor, sud] = 1
    let plain = try decision(as: "NOR") { $0.passBack = 0.4 }.level(.tariff, goods, sud) ?? 0
    let rival =
      try decision(as: "NOR", in: rivalry) { $0.passBack = 0.4 }.level(.tariff, goods, sud) ?? 0
    let protected =
      try decision(as: "NOR") {
        $0.passBack = 0.4
        $0.protection = 1
      }.level(.tariff, goods, sud) ?? 0
    #expect(rival > plain)
    #expect(protected > plain)
  }

  @Test func `A standing control doesn't change the share its author believes to have`() throws {
    let before = Exposure(small.observation(by: "NOR"), sector: tools, other: sud).supplying
    for strictness in [0.5, 0.75, 0.95] {
      var start = small.start
      start.exportControl[tools, nor, sud] = strictness
      var game = TestGame(small.setting, start, try Rulebook([Trade(small.context)]))
      try game.play()
      let after = Exposure(
        small.observation(of: game.world, by: "NOR"), sector: tools, other: sud, leakage: 0.15)
      #expect(abs(after.supplying / before - 1) < 0.01, "\(strictness): \(after.supplying)")
    }
  }

  @Test func `Exposures are the first-order formulas`() {
    let observation = small.observation(by: "MID")
    let exposure = Exposure(observation, sector: chips, other: sud)
    let flows = small.setting.startFlows
    let bought = small.setting.roster.states.reduce(0) { $0 + flows[chips, mid, $1] }
    let share = flows[chips, mid, sud] / bought
    #expect(abs(exposure.supplied - share) < 1e-15)
    #expect(abs(exposure.spending - bought / small.setting.gdp[mid]) < 1e-15)
    #expect(abs(exposure.otherSales - flows[chips, mid, sud] / small.setting.gdp[sud]) < 1e-15)
    #expect(exposure.ownLossOfSupply(0) == 0)
    #expect(
      abs(
        exposure.otherLossOfSales(0.5) - 0.15 * 0.5 * flows[chips, mid, sud]
          / small.setting.gdp[sud])
        < 1e-15)
  }
}
