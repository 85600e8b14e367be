import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct NatureRuleTests {
  private func electing(turn: Int) throws -> SmallWorld {
    try SmallWorld(electionTurns: [turn]) { roster in
      let none = [Double](repeating: 0, count: roster.stateCount)
      var rival = none
      rival[roster.state("SUD")?.index ?? 0] = 0.8
      return [
        Government(name: "calm", chance: 3, weights: [1, 1, 1, 1, 1, 1], relativeGains: none),
        Government(
          name: "primacy", chance: 1, weights: [2, 3, 1, 1, 1, 0.5], relativeGains: rival),
      ]
    }
  }

  /// The chances are three to one, so the calm government wins below 0.75.
  @Test(arguments: [(0.0, 0), (0.7499, 0), (0.75, 1), (0.9999, 1)])
  func `An election draw picks a government by its chance`(_ draw: Double, _ winner: Int) throws {
    let small = try electing(turn: 1)
    var game = TestGame(
      small, try Rulebook([Elections()]), chance: StatedChance(["election.result": draw]))
    try game.play()
    let nor = small.state("NOR")
    #expect(game.world.government[nor] == Double(winner))
    #expect(game.events.map(\.kind) == [winner == 0 ? "election.confirmed" : "election.changed"])
    if winner == 1 {
      #expect(game.world.weights.row(nor) == [2, 3, 1, 1, 1, 0.5])
      #expect(game.world.relativeGains[nor, small.state("SUD")] == 0.8)
      #expect(game.world.relativeGains[nor, small.state("MID")] == 0)
      #expect(
        game.world.columns(differingFrom: small.start) == [.government, .weights, .relativeGains])
    } else {
      #expect(game.world.columns(differingFrom: small.start).isEmpty)
    }
  }

  @Test func `Incumbency multiplies the chance of the government in office`() throws {
    let small = try electing(turn: 1)
    var rule = Elections()
    rule.incumbency = 3
    // Nine to one: a draw of 0.85 now keeps it, and 0.95 doesn't.
    for (draw, winner) in [(0.85, 0.0), (0.95, 1.0)] {
      var game = TestGame(
        small, try Rulebook([rule]), chance: StatedChance(["election.result": draw]))
      try game.play()
      #expect(game.world.government[small.state("NOR")] == winner)
    }
  }

  @Test func `There are no elections in other years`() throws {
    let small = try electing(turn: 2)
    // Any draw would fail here: none is stated.
    var game = TestGame(small, try Rulebook([Elections()]), chance: StatedChance())
    try game.play()
    #expect(game.world.columns(differingFrom: small.start).isEmpty)
  }

  @Test func `An election between promise and delivery doesn't stop the project`() throws {
    let small = try electing(turn: 2)
    let rules: [any Rule] = [
      Elections(), Investment(), Construction(baseline: small.baseline),
    ]
    var (kept, lost) = (
      TestGame(small, try Rulebook(rules), chance: StatedChance(["election.result": 0.1])),
      TestGame(small, try Rulebook(rules), chance: StatedChance(["election.result": 0.9]))
    )
    for turn in 1...4 {
      let orders = turn == 1 ? ["NOR": ["invest subsidy tools 0.5%gdp"]] : [:]
      try kept.play(orders)
      try lost.play(orders)
    }
    #expect(lost.world.government[small.state("NOR")] == 1)
    #expect(kept.world.government[small.state("NOR")] == 0)
    #expect(lost.world.productivity[small.sector("tools"), small.state("NOR")] > 0)
    #expect(lost.world.productivity == kept.world.productivity)
  }

  @Test func `A disruption strikes in proportion to output, and fades`() throws {
    let small = try SmallWorld()
    let tools = small.sector("tools")
    // States in order of their code: FAR, ISL, MID, NOR, SUD; NOR reaches from 0.32 to 0.86.
    let output = small.setting.startOutput.row(tools)
    let (from, to) = (output[..<3].reduce(0, +), output[..<4].reduce(0, +))
    let place = (from + 0.5 * (to - from)) / output.reduce(0, +)
    let stated = [
      "supply-shock.occurrence": 1, "supply-shock.place": place, "supply-shock.size": 0.4,
    ]
    var game = TestGame(small, try Rulebook([SupplyShocks()]), chance: StatedChance(stated))
    try game.play()
    #expect(game.world.disruption[tools, small.state("NOR")] == 0.4)
    #expect(game.world.disruption.row(tools).filter { $0 != 0 }.count == 1)
    #expect(game.events.count == 4 && game.events.allSatisfy { $0.kind == "supply.disrupted" })

    var quiet = TestGame(
      small.setting, game.world, try Rulebook([SupplyShocks()]),
      chance: StatedChance(["supply-shock.occurrence": 0]))
    try quiet.play()
    #expect(abs(quiet.world.disruption[tools, small.state("NOR")] - 0.12) < 1e-15)
    for _ in 1...10 { try quiet.play() }
    #expect(quiet.world.disruption.storage.allSatisfy { $0 == 0 })
  }

  @Test func `Disruptions come as often as stated`() throws {
    let small = try SmallWorld()
    var rule = SupplyShocks()
    rule.probability = 0.1
    var count = 0
    for seed in 1...50 {
      var game = TestGame(small, try Rulebook([rule]), chance: HashChance(seed: UInt64(seed)))
      for _ in 1...8 {
        try game.play()
        count += game.events.count
      }
    }
    // 1,600 trials at 0.1: 160 expected, standard deviation 12; five of them.
    #expect(abs(count - 160) < 60)
  }
}
