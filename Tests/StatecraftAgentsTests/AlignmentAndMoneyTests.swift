import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

@Suite struct AlignmentAndMoneyTests {
  private let small: SmallWorld
  private let (nor, sud, mid): (StateID, StateID, StateID)
  private let second = PoleID(index: 1)

  init() throws {
    small = try SmallWorld()
    (nor, sud, mid) = (small.state("NOR"), small.state("SUD"), small.state("MID"))
  }

  /// How far a state sides with the first pole with one motive alone.
  private func degree(
    as code: String = "MID", in small: SmallWorld? = nil, world: World? = nil,
    _ change: (inout Temperament) -> Void
  ) throws -> Double {
    let policy = AssessingPolicy.bestReply().with {
      $0 = .gainsOnly
      $0.satiation = 40
      change(&$0)
    }
    return try (small ?? self.small).ask(policy, as: code, in: world)
      .decision.alignment.first?.degree ?? -1
  }

  @Test func `A state goes as far as the pull over satiation`() throws {
    // A tie of 0.8 and a threat of 0.3 from SUD: 0.24 × 100 / 40 = 0.6.
    #expect(try degree { $0.protectionValue = 100 } == 0.6)
    // Affinity of 0.6: 0.6 × 20 / 40 = 0.3.
    #expect(try degree { $0.affinityValue = 20 } == 0.3)
    #expect(try degree { _ in } == 0)
  }

  @Test func `Fear of the pole itself, or harm by it, pushes away`() throws {
    var world = small.start
    world.threat[mid, nor] = 0.2
    #expect(try degree(world: world) { $0.protectionValue = 100 } < 0.6)
    // A pole doesn't protect against itself: 0.8 × 0.3 less 0.4, and affinity of 0.6 × 60.
    world.threat[mid, nor] = 0.4
    let torn = try degree(world: world) {
      $0.protectionValue = 100
      $0.affinityValue = 60
    }
    #expect(torn == 0.5)
    world = small.start
    // 24 less 12, over 40.
    world.grievance[mid, nor] = 12
    let hurt = try degree(world: world) {
      $0.protectionValue = 100
      $0.resentment = 1
    }
    #expect(hurt == 0.3)
  }

  @Test func `Trade and dependence pull`() throws {
    let trade = small.observation(by: "MID").trade(with: nor)
    let market = try degree { $0.marketValue = 20 }
    #expect(abs(market - trade * 20 / 40) <= 0.05)
    #expect(try degree { $0.coercionValue = 60 } > 0)
  }

  @Test func `An offer of access pulls, by its worth and by compliance`() throws {
    let offered = try SmallWorld(accessOffer: 1)
    let full = try degree(in: offered) { $0.accessValue = 0.2 }
    #expect(full > 0.2)
    var world = offered.start
    world.exportControlOrdered[small.sector("tools"), nor, sud] = 0.5
    #expect(try degree(in: offered, world: world) { $0.accessValue = 0.2 } == 0)
    world.exportControlOrdered[small.sector("tools"), mid, sud] = 0.5
    #expect(try degree(in: offered, world: world) { $0.accessValue = 0.2 } == full)
  }

  @Test func `Siding with one pole speaks against the other only when they clash`() throws {
    var world = small.start
    world.alignment[mid, second] = 1
    let motives: (inout Temperament) -> Void = {
      $0.protectionValue = 100
      $0.exclusiveness = 100
    }
    #expect(try degree(world: world, motives) == 0.6)
    for sector in [small.sector("tools"), small.sector("chips")] {
      world.exportControlOrdered[sector, nor, sud] = 0.5
    }
    #expect(try degree(world: world, motives) == 0)
  }

  @Test func `Leaders don't align, and inertia keeps a state where it is`() throws {
    #expect(
      try small.ask(AssessingPolicy.bestReply(), as: "NOR").decision.alignment.isEmpty)
    #expect(try degree { $0.inertia = 1000 } == 0.7)
  }

  private func subsidy(
    _ sector: String, as code: String = "MID", _ change: (inout Temperament) -> Void
  ) throws -> Double {
    let policy = AssessingPolicy.bestReply().with {
      $0 = .gainsOnly
      change(&$0)
    }
    return try small.ask(policy, as: code).decision.investments.first {
      $0.kind == .subsidy && $0.sector == small.sector(sector)
    }?.percentOfGDP ?? 0
  }

  @Test func `Money is put where suppliers are feared, and less when it costs more`() throws {
    #expect(try subsidy("chips") { _ in } == 0)
    let cheap = try subsidy("chips") {
      $0.selfReliance = 1000
      $0.costOfFunds = 0.02
    }
    let dear = try subsidy("chips") {
      $0.selfReliance = 1000
      $0.costOfFunds = 2
    }
    #expect(cheap > dear)
    // FAR fears nobody.
    #expect(try subsidy("chips", as: "FAR") { $0.selfReliance = 1000 } == 0)
  }

  @Test func `The smallest state doesn't expect the most from its money`() throws {
    let sector = small.sector("tools")
    // What a hundredth of a percent of GDP is expected to do of all that money can.
    let effects = ["FAR", "NOR"].map { code in
      let observation = small.observation(by: code)
      let assessment = InvestmentAssessment(
        observation, Temperament(), sector, risks: observation.risks(thirdParty: 0))
      let some = assessment.terms(.subsidy, percentOfGDP: 0.01)[.gains]
      return some / assessment.terms(.subsidy, percentOfGDP: 100)[.gains]
    }
    let gdp = ["FAR", "NOR"].map { small.setting.gdp[small.state($0)] }
    let scale = small.setting.startOutput.row(sector).reduce(0, +) * 0.02
    // Money of FAR works against two percent of the world's output, though it makes far less.
    #expect(small.setting.startOutput[sector, small.state("FAR")] < scale)
    let bought = small.start.expenditure[sector, small.state("FAR")]
    let expected = 1 - exp(-0.0001 * gdp[0] / (0.2 * max(bought, scale)))
    #expect(abs(effects[0] - expected) < 1e-9)
  }

  @Test func `Spending is cut by one factor to what the treasury allows`() throws {
    let orders = [
      InvestmentOrder(kind: .subsidy, sector: small.sector("tools"), percentOfGDP: 0.9),
      InvestmentOrder(kind: .research, sector: small.sector("chips"), percentOfGDP: 0.3),
    ]
    let limits = Limits(tariffMax: 1, investmentPercentMax: 0.6)
    let cut = orders.within(limits).map(\.percentOfGDP)
    #expect(abs(cut[0] - 0.45) < 1e-15)
    #expect(abs(cut[1] - 0.15) < 1e-15)
    #expect(Array(orders[1...]).within(limits) == Array(orders[1...]))
    // The same through the policy: it would spend 0.8, and may spend half of one percent.
    var setting = small.setting
    setting = Setting(
      roster: setting.roster, sectors: setting.sectors, startYear: 2030, turns: 8,
      leader: setting.leader, rival: setting.rival, gdp: setting.gdp,
      defenceTies: setting.defenceTies, affinity: setting.affinity,
      governments: setting.governments, elections: setting.elections,
      startOutput: setting.startOutput, startFlows: setting.startFlows,
      limits: Limits(tariffMax: 1, investmentPercentMax: 0.5), outcome: setting.outcome)
    var policy = AssessingPolicy.bestReply().with {
      $0.growthValue = 100
      $0.costOfFunds = 0
    }
    var context = PolicyContext(
      source: DrawSource(HashChance(), setting: setting, turn: 1, isRecording: false),
      explains: false)
    let decision = try policy.decide(
      Observation(of: small.start, by: nor, setting: setting), &context)
    let spent = decision.investments.reduce(0) { $0 + $1.percentOfGDP }
    #expect(abs(spent - 0.5) < 1e-12)
    #expect(decision.violations(by: nor, in: setting).isEmpty)
  }
}
