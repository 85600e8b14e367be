import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct CapacityRuleTests {
  private func construction(_ small: SmallWorld) -> Construction {
    var rule = Construction(baseline: small.baseline)
    (rule.effect, rule.scaleFloor, rule.starvation) = (0.3, 0.02, 1)
    return rule
  }

  @Test func `A project raises productivity by log2 of money over scale, in the turn it's ready`()
    throws
  {
    let small = try SmallWorld()
    let rules: [any Rule] = [Investment(), construction(small)]
    var game = TestGame(small, try Rulebook(rules))
    let (chips, nor) = (small.sector("chips"), small.state("NOR"))
    try game.play(["NOR": ["invest subsidy chips 0.4%gdp"]])
    try game.play()
    #expect(game.world.productivity == small.start.productivity)
    try game.play()
    let money = 0.004 * small.setting.gdp[nor]
    let expected = 0.3 * log2(1 + money / small.setting.startOutput[chips, nor])
    #expect(abs(game.world.productivity[chips, nor] - expected) < 1e-15)
    #expect(game.events.map(\.kind) == ["project.finished"])
    try game.play()
    #expect(abs(game.world.productivity[chips, nor] - expected) < 1e-15)
    #expect(game.world.productivity.storage.filter { $0 != 0 }.count == 1)
  }

  @Test func `A sector can't be built up for less than the least scale`() throws {
    let small = try SmallWorld()
    let (tools, far) = (small.sector("tools"), small.state("FAR"))
    let world = small.setting.startOutput.row(tools).reduce(0, +)
    #expect(small.setting.startOutput[tools, far] < 0.02 * world)
    var start = small.start
    start.projects = [
      Project(state: far, sector: tools, kind: .subsidy, percentOfGDP: 1, ready: 1)
    ]
    var game = TestGame(
      small.setting, start, try Rulebook([construction(small)]))
    try game.play()
    let expected = 0.3 * log2(1 + 0.01 * small.setting.gdp[far] / (0.02 * world))
    #expect(abs(game.world.productivity[tools, far] - expected) < 1e-15)
  }

  @Test func `A project whose strategic inputs are withheld is starved`() throws {
    let small = try SmallWorld()
    let (tools, chips) = (small.sector("tools"), small.sector("chips"))
    let (nor, sud) = (small.state("NOR"), small.state("SUD"))
    var start = small.start
    start.projects = [
      Project(state: sud, sector: chips, kind: .subsidy, percentOfGDP: 0.5, ready: 1)
    ]
    let fed = try finished(small, start)[chips, sud]
    start.exportControl[tools, nor, sud] = 0.8
    // Tools are the only key input of chips; SUD buys this share of them from NOR.
    let share =
      small.setting.startFlows[tools, sud, nor]
      / small.setting.roster.states.reduce(0) { $0 + small.setting.startFlows[tools, sud, $1] }
    #expect(share > 0.4)
    let starved = try finished(small, start)[chips, sud]
    #expect(abs(starved / fed - (1 - 0.8 * share)) < 1e-12)

    var game = TestGame(
      small.setting, start, try Rulebook([construction(small)]))
    try game.play()
    #expect(game.events.map(\.kind) == ["project.starved"])
  }

  private func finished(_ small: SmallWorld, _ start: World) throws -> SectorState<Double> {
    var game = TestGame(
      small.setting, start, try Rulebook([construction(small)]))
    try game.play()
    return game.world.productivity
  }

  @Test func `Research raises the level by log2 of money over a tenth of the world's output`()
    throws
  {
    let small = try SmallWorld()
    let (chips, isl) = (small.sector("chips"), small.state("ISL"))
    var start = small.start
    start.projects = [
      Project(state: isl, sector: chips, kind: .research, percentOfGDP: 0.5, ready: 1)
    ]
    var rule = Research()
    (rule.effect, rule.intensity) = (0.02, 0.1)
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    let world = small.setting.startOutput.row(chips).reduce(0, +)
    let gain = 0.02 * log2(1 + 0.005 * small.setting.gdp[isl] / (0.1 * world))
    #expect(abs(game.world.technology[chips, isl] - (1 + gain)) < 1e-15)
    #expect(game.world.columns(differingFrom: start) == [.technology])
  }

  @Test func `Productivity learns from output against the start, by at most a factor of e`() throws
  {
    let small = try SmallWorld()
    let (tools, nor, sud, mid) = (
      small.sector("tools"), small.state("NOR"), small.state("SUD"), small.state("MID")
    )
    var start = small.start
    start.output[tools, nor] *= 1.2
    start.output[tools, sud] *= 0.5
    start.output[tools, mid] *= 10
    var rule = Learning()
    rule.elasticity = 0.03
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    #expect(abs(game.world.productivity[tools, nor] - 0.03 * log(1.2)) < 1e-15)
    #expect(abs(game.world.productivity[tools, sud] - 0.03 * log(0.5)) < 1e-15)
    #expect(abs(game.world.productivity[tools, mid] - 0.03) < 1e-15)
    #expect(game.world.productivity.storage.filter { $0 != 0 }.count == 3)
  }

  @Test func `By work, what wages add to the value of output is no learning`() throws {
    let small = try SmallWorld()
    let (tools, chips) = (small.sector("tools"), small.sector("chips"))
    let nor = small.state("NOR")
    var start = small.start
    start.wage[nor] = 1.5
    start.output[tools, nor] *= 1.5
    start.output[chips, nor] *= 1.5 * 1.2
    for (byWork, expected) in [(1.0, 0.0), (0, 0.03 * log(1.5))] {
      var rule = Learning()
      (rule.elasticity, rule.byWork) = (0.03, byWork)
      var game = TestGame(small.setting, start, try Rulebook([rule]))
      try game.play()
      #expect(abs(game.world.productivity[tools, nor] - expected) < 1e-15)
      #expect(abs(game.world.productivity[chips, nor] - expected - 0.03 * log(1.2)) < 1e-15)
    }
  }

  /// The gain of SUD in tools in a turn.
  private func caughtUp(
    _ small: SmallWorld, rate: Double = 0.06, _ change: (inout World) -> Void = { _ in }
  ) throws -> Double {
    var rule = Diffusion()
    (rule.rate, rule.selfReliance) = (rate, 0.04)
    var start = small.start
    change(&start)
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    let (tools, sud) = (small.sector("tools"), small.state("SUD"))
    return game.world.technology[tools, sud] - start.technology[tools, sud]
  }

  @Test func `A laggard closes at most the stated part of its gap, in proportion to the rate`()
    throws
  {
    let small = try SmallWorld()
    let gain = try caughtUp(small)
    // SUD is at one half of the frontier.
    #expect(gain > 0 && gain <= 0.06 * 0.5 + 1e-15)
    #expect(abs(try caughtUp(small, rate: 0.12) - 2 * gain) < 1e-15)
    #expect(try caughtUp(small, rate: 0) == 0)
  }

  @Test func `Controls hold diffusion back, by what advanced suppliers withhold`() throws {
    let small = try SmallWorld()
    let (tools, sud, nor, mid) = (
      small.sector("tools"), small.state("SUD"), small.state("NOR"), small.state("MID")
    )
    // Ahead of SUD (0.5) are NOR and MID alone.
    let output = small.setting.startOutput
    let denied = 0.9 * output[tools, nor] / (output[tools, nor] + output[tools, mid])
    // Criticality of tools is 0.9, and what's denied calls forth 0.04 of the gap, not 0.06.
    let expected = 1 - denied + 0.04 / 0.06 * denied * 0.9
    let gain = try caughtUp(small) { $0.exportControl[tools, nor, sud] = 0.9 }
    #expect(abs(gain / (try caughtUp(small)) - expected) < 1e-12)
  }

  @Test func `Controls delay, or lower the ceiling, by a switch`() throws {
    let small = try SmallWorld()
    let (tools, sud) = (small.sector("tools"), small.state("SUD"))
    var start = small.start
    for supplier in small.setting.roster.states where supplier != sud {
      start.exportControl[tools, supplier, sud] = 0.8
    }
    var delay = Diffusion()
    (delay.rate, delay.selfReliance, delay.revenueEffect) = (0.06, 0.04, 0)
    var ceiling = delay
    ceiling.ceiling = 1
    var (delayed, capped) = (
      TestGame(small.setting, start, try Rulebook([delay])),
      TestGame(small.setting, start, try Rulebook([ceiling]))
    )
    for _ in 1...100 {
      try delayed.play()
      try capped.play()
    }
    #expect(delayed.world.technology[tools, sud] > 0.9)
    // 0.2 of the frontier is within its reach, and it had 0.5 already.
    #expect(capped.world.technology[tools, sud] == 0.5)
  }

  @Test func `A leading producer's level follows its own sales`() throws {
    let small = try SmallWorld()
    let (tools, nor) = (small.sector("tools"), small.state("NOR"))
    var start = small.start
    start.output[tools, nor] *= 0.5
    var rule = Diffusion()
    rule.revenueEffect = 0.01
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    #expect(abs(game.world.technology[tools, nor] - (1 + 0.01 * log(0.5))) < 1e-15)
  }
}
