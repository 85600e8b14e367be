import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct OrderRuleTests {
  @Test func `An export control is in force by six tenths at once and fully a turn later`() throws {
    let small = try SmallWorld()
    var game = TestGame(small, try Rulebook([ExportControl()]))
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))

    try game.play(["NOR": ["control export tools SUD 0.5"]])
    #expect(game.world.exportControlOrdered[tools, nor, sud] == 0.5)
    #expect(game.world.exportControl[tools, nor, sud] == 0.6 * 0.5)
    #expect(game.events.map(\.kind) == ["control.tightened"])
    #expect(
      game.world.columns(differingFrom: small.start) == [.exportControlOrdered, .exportControl])

    try game.play()
    #expect(game.world.exportControl[tools, nor, sud] == 0.5)
    #expect(game.events.isEmpty)

    try game.play(["NOR": ["control export tools SUD 0.25"]])
    #expect(game.world.exportControl[tools, nor, sud] == 0.5 + 0.6 * -0.25)
    #expect(game.events.map(\.kind) == ["control.loosened"])
    try game.play()
    #expect(game.world.exportControl[tools, nor, sud] == 0.25)
    #expect(game.world.exportControl.storage.filter { $0 != 0 }.count == 1)
  }

  @Test func `With no delay a control is in force at once`() throws {
    let small = try SmallWorld()
    var rule = ExportControl()
    try rule.set("phase_in", to: 1)
    var game = TestGame(small, try Rulebook([rule]))
    try game.play(["NOR": ["control export chips SUD 0.9"]])
    #expect(game.world.exportControl == game.world.exportControlOrdered)
  }

  @Test func `An import restriction follows the same delay, in its own columns`() throws {
    let small = try SmallWorld()
    var game = TestGame(small, try Rulebook([ExportControl(), ImportRestriction()]))
    let (chips, mid, sud) = (small.sector("chips"), small.state("MID"), small.state("SUD"))
    try game.play(["MID": ["control import chips SUD 0.75"]])
    #expect(game.world.importRestriction[chips, mid, sud] == 0.6 * 0.75)
    #expect(
      game.world.columns(differingFrom: small.start)
        == [.importRestrictionOrdered, .importRestriction])
    try game.play()
    #expect(game.world.importRestriction[chips, mid, sud] == 0.75)
  }

  @Test func `A tariff is in force at once, and can be lowered again`() throws {
    let small = try SmallWorld()
    var game = TestGame(small, try Rulebook([Tariff()]))
    let (goods, nor, sud) = (small.sector("goods"), small.state("NOR"), small.state("SUD"))
    try game.play(["NOR": ["control tariff goods SUD 0.25"]])
    #expect(game.world.tariff[goods, nor, sud] == 0.25)
    #expect(game.events.map(\.kind) == ["tariff.raised"])
    #expect(game.world.columns(differingFrom: small.start) == [.tariff])
    try game.play(["NOR": ["control tariff goods SUD 0.1"]])
    #expect(game.world.tariff[goods, nor, sud] == 0.1)
    #expect(game.events.map(\.kind) == ["tariff.lowered"])
  }

  @Test func `Alignment covers a quarter of the way each turn, and reports who joins`() throws {
    let small = try SmallWorld()
    var rule = Alignment()
    rule.noise = 0
    var game = TestGame(small, try Rulebook([rule]))
    let (far, nor) = (small.state("FAR"), PoleID(index: 0))
    var expected = 0.2
    var joined: [Int] = []
    for turn in 1...4 {
      try game.play(["FAR": ["align NOR 0.9"]])
      expected += 0.25 * (0.9 - expected)
      #expect(abs(game.world.alignment[far, nor] - expected) < 1e-15)
      if game.events.contains(where: { $0.kind == "alignment.joined" }) { joined.append(turn) }
    }
    // 0.375, 0.506: past one half in the second turn.
    #expect(joined == [2])
    #expect(game.world.columns(differingFrom: small.start) == [.alignment])
  }

  @Test func `Alignment drifts by drawn noise, each pole its own, and stays within bounds`() throws
  {
    let small = try SmallWorld()
    var game = TestGame(
      small, try Rulebook([Alignment()]), chance: StatedChance(["alignment.drift": -0.3]))
    try game.play()
    let world = game.world
    #expect(abs(world.alignment[small.state("MID"), PoleID(index: 0)] - 0.4) < 1e-15)
    #expect(world.alignment[small.state("MID"), PoleID(index: 1)] == 0)
    // Leaders don't drift from their own pole.
    #expect(world.alignment[small.state("NOR"), PoleID(index: 0)] == 1)
  }

  @Test func `Market access is the offer times alignment times compliance`() throws {
    var small = try SmallWorld(accessOffer: 0.5)
    let (nor, mid, sud) = (small.state("NOR"), small.state("MID"), small.state("SUD"))
    var game = TestGame(small, try Rulebook([MarketAccess()]))
    try game.play()
    // Nothing is demanded: full compliance.
    #expect(abs(game.world.marketAccess[nor, mid] - 0.5 * 0.7) < 1e-15)
    #expect(game.world.columns(differingFrom: small.start) == [.marketAccess])

    // NOR withholds tools (criticality 0.9) by 0.8 and keeps chips (0.8) out by 0.5; MID meets
    // half of the first and more than the second.
    small.start.exportControlOrdered[small.sector("tools"), nor, sud] = 0.8
    small.start.importRestrictionOrdered[small.sector("chips"), nor, sud] = 0.5
    small.start.exportControlOrdered[small.sector("tools"), mid, sud] = 0.4
    small.start.importRestrictionOrdered[small.sector("chips"), mid, sud] = 0.9
    game = TestGame(small, try Rulebook([MarketAccess()]))
    try game.play()
    let compliance = (0.9 * 0.4 + 0.8 * 0.5) / (0.9 * 0.8 + 0.8 * 0.5)
    #expect(abs(game.world.marketAccess[nor, mid] - 0.5 * 0.7 * compliance) < 1e-15)
    #expect(game.world.marketAccess[nor, sud] == 0)
  }

  @Test func `Public money begins a project that is ready after the sector's build time`() throws {
    let small = try SmallWorld()
    var game = TestGame(small, try Rulebook([Investment()]))
    try game.play(["SUD": ["invest subsidy tools 0.3%gdp", "invest research chips 0.1%gdp"]])
    #expect(
      game.world.projects == [
        Project(
          state: small.state("SUD"), sector: small.sector("tools"), kind: .subsidy,
          percentOfGDP: 0.3, ready: 4),
        Project(
          state: small.state("SUD"), sector: small.sector("chips"), kind: .research,
          percentOfGDP: 0.1, ready: 3),
      ])
    #expect(game.events.map(\.kind) == ["project.begun", "research.begun"])
    #expect(game.world.columns(differingFrom: small.start) == [.projects])
    for _ in 2...3 { try game.play() }
    #expect(game.world.projects.count == 2)
    try game.play()
    // The research was ready in turn 3 and is cleared away.
    #expect(game.world.projects.map(\.kind) == [.subsidy])
    try game.play()
    #expect(game.world.projects.isEmpty)
  }
}
