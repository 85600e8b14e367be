import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct OutcomeRuleTests {
  @Test(arguments: 0..<16)
  func `Every set of excluded sectors has one class`(_ set: Int) {
    // Two key sectors and two others, in every combination.
    let excluded = PerSector((0..<4).map { set >> $0 & 1 == 1 })
    let outcome = OutcomeClass(
      excluded: excluded, isKey: PerSector([true, true, false, false]))
    let (keys, others) = (
      [excluded.storage[0], excluded.storage[1]], [excluded.storage[2], excluded.storage[3]]
    )
    let definitions: [OutcomeClass: Bool] = [
      .s1: keys == [true, true] && others == [true, true],
      .s2: keys == [true, true] && others != [true, true],
      .s3: keys == [true, false] || keys == [false, true],
      .s4: keys == [false, false],
    ]
    #expect(definitions.filter(\.value).map(\.key) == [outcome])
  }

  private let small: SmallWorld
  private let tools: SectorID
  private let (nor, sud, mid): (StateID, StateID, StateID)

  init() throws {
    small = try SmallWorld()
    tools = small.sector("tools")
    (nor, sud, mid) = (small.state("NOR"), small.state("SUD"), small.state("MID"))
  }

  /// One turn of the outcome rule alone, in a world made by hand.
  private func measured(_ change: (inout World) -> Void) throws -> World {
    var start = small.start
    change(&start)
    var game = TestGame(small.setting, start, try Rulebook([Outcome()]))
    try game.play()
    return game.world
  }

  /// Replaces a share of what a state buys from another by purchases at home.
  private func replace(
    _ share: Double, of seller: StateID, by buyer: StateID, in world: inout World
  ) {
    let moved = share * world.flows[tools, buyer, seller]
    world.flows[tools, buyer, seller] -= moved
    world.flows[tools, buyer, buyer] += moved
  }

  @Test func `At the start nothing is excluded`() throws {
    let world = try measured { _ in }
    #expect(world.exclusionByLeader.storage.allSatisfy { $0 == 0 })
    #expect(world.exclusionBySystem.storage.allSatisfy { $0 == 0 })
    #expect(world.securedBySystem.storage.allSatisfy { $0 == 0 })
    #expect(world.columns(differingFrom: small.start).isEmpty)
  }

  @Test func `Exclusion is the fall of the flow in both directions`() throws {
    let flows = small.setting.startFlows
    let world = try measured { replace(0.8, of: sud, by: nor, in: &$0) }
    let cross = flows[tools, nor, sud] + flows[tools, sud, nor]
    #expect(
      abs(world.exclusionByLeader[tools] - 0.8 * flows[tools, nor, sud] / cross) < 1e-12)
  }

  @Test func `The leader alone can be rid of the rival while its system isn't`() throws {
    let world = try measured {
      replace(0.9, of: sud, by: nor, in: &$0)
      replace(0.9, of: nor, by: sud, in: &$0)
    }
    #expect(abs(world.exclusionByLeader[tools] - 0.9) < 1e-12)
    #expect(world.securedByLeader[tools] == 1)
    #expect(world.exclusionBySystem[tools] < 0.9)
    // MID and ISL belong to the system and go on buying.
    let flows = small.setting.startFlows
    let members = [nor, mid, small.state("ISL")]
    let all = members.reduce(0) { $0 + flows[tools, $1, sud] + flows[tools, sud, $1] }
    let gone = 0.9 * (flows[tools, nor, sud] + flows[tools, sud, nor])
    #expect(abs(world.exclusionBySystem[tools] - gone / all) < 1e-12)
  }

  @Test(arguments: [(0.49, false), (0.51, true)])
  func `A sector is secured from the stated fall of the flow`(_ fall: Double, _ isSecured: Bool)
    throws
  {
    let world = try measured {
      replace(fall, of: sud, by: nor, in: &$0)
      replace(fall, of: nor, by: sud, in: &$0)
    }
    #expect(world.securedByLeader[tools] == (isSecured ? 1 : 0))
  }

  @Test func `A sector isn't secured when others than the system cover its demand`() throws {
    let world = try measured { world in
      replace(1, of: sud, by: nor, in: &world)
      replace(1, of: nor, by: sud, in: &world)
      // Seven tenths at home and in the system is less than three quarters.
      let bought = world.expenditure[tools, nor]
      for seller in small.setting.roster.states { world.flows[tools, nor, seller] = 0 }
      world.flows[tools, nor, nor] = 0.7 * bought
      world.flows[tools, nor, small.state("FAR")] = 0.3 * bought
    }
    #expect(world.exclusionByLeader[tools] > 0.99)
    #expect(world.securedByLeader[tools] == 0)
  }

  @Test func `Turns in a row count, and a relapse starts again`() throws {
    var game = TestGame(small, try Rulebook([Outcome()]))
    var secure = small.start
    for member in [nor, mid, small.state("ISL")] {
      replace(0.9, of: sud, by: member, in: &secure)
      replace(0.9, of: member, by: sud, in: &secure)
    }
    var counts: [Double] = []
    var reports: [Int] = []
    var world = secure
    for turn in 1...4 {
      game = TestGame(small.setting, world, try Rulebook([Outcome()]))
      try game.play()
      counts.append(game.world.securedBySystem[tools])
      if game.events.contains(where: { $0.kind == "sector.secured" }) { reports.append(turn) }
      world = game.world
      world.flows = turn == 3 ? small.start.flows : secure.flows
    }
    #expect(counts == [1, 2, 3, 0])
    #expect(reports == [2])
    #expect(small.setting.excludedBySystem(in: game.world)[tools] == false)
  }

  @Test func `Who sides with the leader belongs to its system, and the rival never does`() throws {
    var world = small.start
    #expect(
      small.setting.system(in: world).map(small.setting.roster.code) == ["ISL", "MID", "NOR"])
    world.alignment[sud, PoleID(index: 0)] = 1
    world.alignment[mid, PoleID(index: 0)] = 0.49
    #expect(small.setting.system(in: world).map(small.setting.roster.code) == ["ISL", "NOR"])
  }

  @Test func `The outcome of a run follows from its last world`() throws {
    var world = small.start
    let key = [small.sector("tools"), small.sector("chips")]
    #expect(RunOutcome(of: world, setting: small.setting).system == .s4)
    world.securedBySystem[key[0]] = 2
    #expect(RunOutcome(of: world, setting: small.setting).system == .s3)
    world.securedBySystem[key[1]] = 1
    #expect(RunOutcome(of: world, setting: small.setting).system == .s3)
    world.securedBySystem[key[1]] = 5
    #expect(RunOutcome(of: world, setting: small.setting).system == .s2)
    #expect(RunOutcome(of: world, setting: small.setting).leader == .s4)
    world.securedBySystem = PerSector(repeating: 2, count: 4)
    #expect(RunOutcome(of: world, setting: small.setting).system == .s1)
  }
}
