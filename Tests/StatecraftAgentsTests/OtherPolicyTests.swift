import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

@Suite struct OtherPolicyTests {
  private let small: SmallWorld
  private let (nor, sud, mid): (StateID, StateID, StateID)

  init() throws {
    small = try SmallWorld()
    (nor, sud, mid) = (small.state("NOR"), small.state("SUD"), small.state("MID"))
  }

  @Test func `Hold changes nothing`() throws {
    #expect(try small.ask(HoldPolicy(), as: "NOR").decision == .hold)
  }

  @Test func `A script is followed by turn, and holds between`() throws {
    let order = Decision(alignment: [AlignmentOrder(pole: PoleID(index: 1), degree: 0.4)])
    let policy = ScriptedPolicy(script: [2: order])
    #expect(try small.ask(policy, as: "MID").decision == .hold)
    var world = small.start
    world.turn = 1
    #expect(try small.ask(policy, as: "MID", in: world).decision == order)
    world.turn = 2
    #expect(try small.ask(policy, as: "MID", in: world).decision == .hold)
  }

  @Test func `A hedger leans against the pole it's closer to, and ends in the middle`() throws {
    let decision = try small.ask(HedgerPolicy(), as: "MID").decision
    // At 0.7 and 0.2 the mean is 0.45: 0.3 less 0.25, and 0.3 more 0.25.
    #expect(abs(decision.alignment[0].degree - 0.05) < 1e-12)
    #expect(abs(decision.alignment[1].degree - 0.55) < 1e-12)

    var rule = Alignment()
    rule.noise = 0
    var game = TestGame(small, try Rulebook([rule]))
    var policies = PerState<any Policy>(
      repeating: HedgerPolicy(), count: small.setting.roster.stateCount)
    for _ in 1...40 { try game.play(&policies) }
    for pole in small.setting.roster.poles {
      #expect(abs(game.world.alignment[mid, pole] - 0.3) < 0.01)
    }
  }

  @Test func `A hedger lifts what it finds standing, and spends where one supplier is largest`()
    throws
  {
    var world = small.start
    let tools = small.sector("tools")
    world.exportControlOrdered[tools, mid, sud] = 0.5
    world.importRestrictionOrdered[tools, mid, sud] = 0.25
    let decision = try small.ask(HedgerPolicy(), as: "MID", in: world).decision
    #expect(decision.level(.exportControl, tools, sud) == 0)
    #expect(decision.level(.importRestriction, tools, sud) == 0)
    #expect(decision.controls.count == 2)
    // MID buys 43 % of its tools from NOR, and 35 % of its chips from ISL at most.
    #expect(
      decision.investments == [InvestmentOrder(kind: .subsidy, sector: tools, percentOfGDP: 0.05)])
  }

  @Test func `A reciprocal state meets a control with an equal one where it hurts most`() throws {
    var world = small.start
    world.exportControlOrdered[small.sector("tools"), nor, sud] = 0.5
    let answer = try small.ask(ReciprocalPolicy(), as: "SUD", in: world).decision
    let losses = small.setting.roster.sectors.map {
      Exposure(small.observation(by: "SUD"), sector: $0, other: nor).otherLossOfSupply(0.95)
    }
    let worst = small.setting.roster.sectors.max { losses[$0.index] < losses[$1.index] }
    #expect(
      answer.controls == [
        ControlOrder(
          instrument: .exportControl, sector: try #require(worst), target: nor, level: 0.5)
      ])
    // Nobody else is hurt, so nobody else answers.
    #expect(try small.ask(ReciprocalPolicy(), as: "MID", in: world).decision == .hold)
    #expect(try small.ask(ReciprocalPolicy(), as: "NOR", in: world).decision.controls.count == 1)
  }

  @Test func `It lifts its answer when the other lifts, and an import ban meets an import ban`()
    throws
  {
    var world = small.start
    let grain = small.sector("grain")
    world.importRestrictionOrdered[grain, sud, nor] = 0.5
    let lifted = try small.ask(ReciprocalPolicy(), as: "SUD", in: world).decision
    #expect(
      lifted.controls == [
        ControlOrder(instrument: .importRestriction, sector: grain, target: nor, level: 0)
      ])
    world.importRestrictionOrdered[small.sector("goods"), nor, sud] = 0.5
    // The standing answer is just right.
    #expect(try small.ask(ReciprocalPolicy(), as: "SUD", in: world).decision == .hold)
  }

  @Test func `An eye for an eye echoes for ever, and less forgives`() throws {
    for (proportion, isForgiving) in [(1.0, false), (0.5, true)] {
      var policy = ReciprocalPolicy()
      policy.proportion = proportion
      var game = TestGame(small, try Rulebook([ExportControl()]))
      try game.play(["NOR": ["control export tools SUD 0.8"]])
      var policies = PerState<any Policy>(
        repeating: policy, count: small.setting.roster.stateCount)
      var strictest: [Double] = []
      for _ in 1...12 {
        try game.play(&policies)
        strictest.append(game.world.exportControlOrdered.storage.max() ?? 0)
      }
      // They take turns: each answers what the other did the turn before.
      #expect(isForgiving ? (strictest.last ?? 1) < 0.001 : strictest.allSatisfy { $0 == 0.8 })
    }
  }

  @Test func `The catalogue lists every policy by name, and makes it`() throws {
    let names = PolicyCatalogue.entries.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    for entry in PolicyCatalogue.entries {
      #expect(PolicyCatalogue.entry(entry.name)?.summary == entry.summary)
      var policy = entry.make()
      for info in entry.parameters {
        try policy.set(info.name, to: info.range.lowerBound)
        try policy.set(info.name, to: info.range.upperBound)
        #expect(throws: ParameterError.self) {
          try policy.set(info.name, to: info.range.upperBound + 1)
        }
      }
      #expect(throws: ParameterError.self) { try policy.set("no_such_thing", to: 0) }
    }
    #expect(PolicyCatalogue.entry("no-such-policy") == nil)
  }

  @Test func `A parameter of a policy reaches its temperament`() throws {
    var policy = AssessingPolicy.logit()
    try policy.set("caution", to: 17)
    #expect(policy.temperament.caution == 17)
    for (info, value) in Temperament().parameterValues {
      #expect(info.range.contains(value), "\(info.name) starts at \(value)")
    }
    #expect(Set(Temperament.parameterInfos.map(\.name)).count == Temperament.parameters.count)
  }

  @Test func `No policy orders what no rule in force carries out`() throws {
    let policies: [any Policy] = [
      AssessingPolicy.logit(), AssessingPolicy.bestReply(), HedgerPolicy(), ReciprocalPolicy(),
    ]
    func kinds(_ decision: Decision) -> Set<OrderKind> {
      Set(decision.alignment.map { _ in .alignment })
        .union(decision.controls.map { .control($0.instrument) })
        .union(decision.investments.map { .investment($0.kind) })
    }
    var seen: Set<OrderKind> = []
    for code in ["NOR", "SUD", "MID", "FAR"] {
      for policy in policies {
        var small = try SmallWorld(isControlled: true)
        for sector in small.setting.roster.sectors {
          small.start.exportControlOrdered[sector, small.state("NOR"), small.state("SUD")] = 0.5
          small.start.importRestrictionOrdered[sector, small.state("NOR"), small.state("SUD")] = 0.5
          small.start.importRestrictionOrdered[sector, small.state(code), small.state("MID")] =
            code == "MID" ? 0 : 0.5
        }
        let all = kinds(try small.ask(policy, as: code).decision)
        seen.formUnion(all)
        for kind in all {
          small.setting = small.setting.with {
            $0.orders = Set(OrderKind.allCases).subtracting([kind])
          }
          #expect(!kinds(try small.ask(policy, as: code).decision).contains(kind), "\(kind)")
        }
      }
    }
    // Something was left out, or the test would prove nothing.
    #expect(seen.count >= 4, "\(seen)")
  }
}
