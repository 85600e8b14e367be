import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct RelationRuleTests {
  @Test func `Harm is remembered half as grievance: denial by d over theta of minus log`() throws {
    let small = try SmallWorld()
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))
    var start = small.start
    start.exportControl[tools, nor, sud] = 0.8
    var game = TestGame(small.setting, start, try Rulebook([Retaliation()]))
    try game.play()
    let bought = small.setting.roster.states.reduce(0) {
      $0 + small.setting.startFlows[tools, sud, $1]
    }
    let share = small.setting.startFlows[tools, sud, nor] / bought
    let harm = bought / 1.5 * -log(1 - 0.8 * share) / small.setting.gdp[sud] * 10_000
    #expect(harm > 10)
    #expect(abs(game.world.grievance[sud, nor] - 0.5 * harm) < 1e-9)
    #expect(game.world.grievance.storage.filter { $0 != 0 }.count == 1)
    #expect(game.world.columns(differingFrom: start) == [.grievance])
    try game.play()
    #expect(abs(game.world.grievance[sud, nor] - 0.75 * harm) < 1e-9)
  }

  @Test func `Closed and taxed markets harm the seller by its rent, at most all of it`() throws {
    let small = try SmallWorld()
    let (chips, goods) = (small.sector("chips"), small.sector("goods"))
    let (nor, isl, sud) = (small.state("NOR"), small.state("ISL"), small.state("SUD"))
    var start = small.start
    start.importRestriction[chips, nor, isl] = 0.5
    start.tariff[goods, nor, sud] = 0.1
    start.tariff[goods, nor, isl] = 2
    var rule = Retaliation()
    rule.memory = 0
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    let flows = small.setting.startFlows
    let island = 0.15 * flows[chips, nor, isl] * 0.5 + 0.08 * flows[goods, nor, isl]
    #expect(
      abs(game.world.grievance[isl, nor] - island / small.setting.gdp[isl] * 10_000) < 1e-9)
    let south = 0.08 * flows[goods, nor, sud] * 4 * 0.1 / 1.1
    #expect(abs(game.world.grievance[sud, nor] - south / small.setting.gdp[sud] * 10_000) < 1e-9)
  }

  @Test func `A grievance fades once the harm has stopped`() throws {
    let small = try SmallWorld()
    var start = small.start
    start.grievance[small.state("SUD"), small.state("NOR")] = 8
    var game = TestGame(small.setting, start, try Rulebook([Retaliation()]))
    for expected in [4.0, 2, 1] {
      try game.play()
      #expect(game.world.grievance[small.state("SUD"), small.state("NOR")] == expected)
    }
    for _ in 1...25 { try game.play() }
    #expect(game.world.grievance.storage.allSatisfy { $0 == 0 })
  }

  @Test func `A grievance raises the threat, and calm lowers it`() throws {
    let small = try SmallWorld()
    let (sud, nor, mid) = (small.state("SUD"), small.state("NOR"), small.state("MID"))
    var start = small.start
    start.grievance[sud, nor] = 10
    var game = TestGame(small.setting, start, try Rulebook([Threat()]))
    try game.play()
    let alarm = tanh(1.0)
    let expected = 0.6 + 0.1 * alarm * 0.4 - 0.02 * (1 - alarm) * 0.6
    #expect(abs(game.world.threat[sud, nor] - expected) < 1e-15)
    #expect(abs(game.world.threat[mid, sud] - 0.98 * 0.3) < 1e-15)
    #expect(game.world.threat[mid, nor] == 0)
    #expect(game.world.columns(differingFrom: start) == [.threat])
  }

  @Test func `However long it lasts, a threat stays below one`() throws {
    let small = try SmallWorld()
    var start = small.start
    start.grievance[small.state("SUD"), small.state("NOR")] = 1e6
    var rule = Threat()
    rule.rise = 1
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    for _ in 1...5 { try game.play() }
    #expect(game.world.threat[small.state("SUD"), small.state("NOR")] == 1)
  }
}
