import StatecraftCore
import StatecraftEconomy
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct TradeRuleTests {
  /// Real income after one turn in a world whose measures are set beforehand.
  private func income(
    _ small: SmallWorld, set: (inout Trade) -> Void = { _ in }, _ change: (inout World) -> Void
  ) throws -> (world: World, events: [Event]) {
    var rule = Trade(small.context)
    (rule.leakage, rule.accessCut, rule.technologyEffect) = (0.15, 0.05, 0.5)
    set(&rule)
    var start = small.start
    change(&start)
    var game = TestGame(small.setting, start, try Rulebook([rule]))
    try game.play()
    return (game.world, game.events)
  }

  @Test func `Without any change real income stays at one, but for rounding`() throws {
    let small = try SmallWorld()
    let (world, _) = try income(small) { _ in }
    #expect(world.realIncome.storage.allSatisfy { abs($0 - 1) < 1e-14 })
    #expect(world.columns(differingFrom: small.start).isSubset(of: Trade.writes))
  }

  @Test func `An export control hurts its target and its author`() throws {
    let small = try SmallWorld()
    let (nor, sud) = (small.state("NOR"), small.state("SUD"))
    let (world, events) = try income(small) {
      $0.exportControl[small.sector("tools"), nor, sud] = 0.9
    }
    #expect(world.realIncome[sud] < 0.995)
    #expect(world.realIncome[nor] < 1)
    #expect(world.realIncome[sud] < world.realIncome[nor])
    #expect(events.contains { $0.kind == "income.fell" && $0.state == sud })
    #expect(
      world.flows[small.sector("tools"), sud, nor]
        < 0.5 * small.setting.startFlows[small.sector("tools"), sud, nor])
  }

  @Test func `A stricter control leaves less trade`() throws {
    let small = try SmallWorld()
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))
    let flows = try [0, 0.25, 0.5, 0.75, 1].map { strictness in
      try income(small) { $0.exportControl[tools, nor, sud] = strictness }.world.flows[
        tools, sud, nor]
    }
    for (milder, stricter) in zip(flows, flows.dropFirst()) { #expect(stricter < milder) }
    // 15 % of what is withheld entirely gets through third states.
    #expect(flows[4] > 0)
  }

  @Test func `The leak closes as third states join`() throws {
    let small = try SmallWorld()
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))
    var flows: [Double] = []
    for joined in [[], ["MID"], ["MID", "ISL"], ["MID", "ISL", "FAR"]] {
      let (world, _) = try income(small) {
        $0.exportControl[tools, nor, sud] = 1
        for code in joined { $0.exportControl[tools, small.state(code), sud] = 1 }
      }
      flows.append(world.flows[tools, sud, nor])
    }
    for (open, closed) in zip(flows, flows.dropFirst()) { #expect(closed < open) }
    #expect(flows[3] == 0)
    // Without leakage nothing gets through even when nobody joins.
    let tight = try income(small) {
      $0.leakage = 0
    } _: {
      $0.exportControl[tools, nor, sud] = 1
    }
    #expect(tight.world.flows[tools, sud, nor] == 0)
  }

  @Test func `What a control leaves is one minus what doesn't leak`() throws {
    let small = try SmallWorld()
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))
    let (world, _) = try income(small) {
      $0.exportControl[tools, nor, sud] = 0.8
      $0.exportControl[tools, small.state("MID"), sud] = 0.5
    }
    let flows = small.setting.startFlows
    let customers = ["FAR", "ISL", "MID"].map { flows[tools, small.state($0), nor] }
    let open = (customers[0] + customers[1] + 0.5 * customers[2]) / customers.reduce(0, +)
    // By the equilibrium itself: relative shares move by multiplier and by relative cost.
    let multiplier = 1 - 0.8 * (1 - 0.15 * open)
    var reference = Counterfactual(small.baseline)
    reference.sourcing[0, sud.index, nor.index] = multiplier
    let midCustomers = ["FAR", "ISL"].map { flows[tools, small.state($0), small.state("MID")] }
    let fromNorth = flows[tools, nor, small.state("MID")]
    let routes =
      (midCustomers.reduce(0, +) + fromNorth * (1 - 0.8)) / (midCustomers.reduce(0, +) + fromNorth)
    reference.sourcing[0, sud.index, small.state("MID").index] = 1 - 0.5 * (1 - 0.15 * routes)
    let solved = try EquilibriumSolver().solve(small.baseline, reference)
    for state in small.setting.roster.states {
      #expect(abs(world.realIncome[state] - solved.realIncome[state.index]) < 1e-9)
    }
  }

  @Test func `An import restriction hurts the buyer and closes its market to the seller`() throws {
    let small = try SmallWorld()
    let (chips, nor, isl) = (small.sector("chips"), small.state("NOR"), small.state("ISL"))
    let (world, _) = try income(small) { $0.importRestriction[chips, nor, isl] = 0.9 }
    #expect(world.realIncome[nor] < 1)
    #expect(world.realIncome[isl] < world.realIncome[nor])
    #expect(world.flows[chips, nor, isl] < 0.2 * small.setting.startFlows[chips, nor, isl])
  }

  @Test func `Without leakage, refusing to buy and refusing to sell stop the same trade`() throws {
    let small = try SmallWorld()
    let (chips, sud, isl) = (small.sector("chips"), small.state("SUD"), small.state("ISL"))
    let refusal = try income(small) {
      $0.leakage = 0
    } _: {
      $0.importRestriction[chips, sud, isl] = 0.7
    }
    let denial = try income(small) {
      $0.leakage = 0
    } _: {
      $0.exportControl[chips, isl, sud] = 0.7
    }
    #expect(refusal.world.realIncome == denial.world.realIncome)
    // With leakage denial is the milder of the two.
    let leaky = try income(small) { $0.exportControl[chips, isl, sud] = 0.7 }
    #expect(leaky.world.flows[chips, sud, isl] > refusal.world.flows[chips, sud, isl])
  }

  @Test func `Mutual denial hurts both more than either alone`() throws {
    let small = try SmallWorld()
    let (nor, sud) = (small.state("NOR"), small.state("SUD"))
    let (tools, chips) = (small.sector("tools"), small.sector("chips"))
    let first = try income(small) { $0.exportControl[tools, nor, sud] = 0.9 }.world.realIncome
    let second = try income(small) { $0.exportControl[chips, sud, nor] = 0.9 }.world.realIncome
    let both = try income(small) {
      $0.exportControl[tools, nor, sud] = 0.9
      $0.exportControl[chips, sud, nor] = 0.9
    }.world.realIncome
    for state in [nor, sud] {
      #expect(both[state] < min(first[state], second[state]))
    }
  }

  @Test func `Market access raises the follower's income`() throws {
    let small = try SmallWorld()
    let (nor, isl) = (small.state("NOR"), small.state("ISL"))
    let (world, _) = try income(small) { $0.marketAccess[nor, isl] = 1 }
    #expect(world.realIncome[isl] > 1)
    #expect(world.realIncome[nor] > 1)
    let sales = small.setting.roster.sectors.reduce(0) { $0 + world.flows[$1, nor, isl] }
    let before = small.setting.roster.sectors.reduce(0) {
      $0 + small.setting.startFlows[$1, nor, isl]
    }
    #expect(sales > 1.05 * before)
  }

  @Test func `A small tariff raises its author's income and a large one lowers it`() throws {
    let small = try SmallWorld()
    let (goods, nor, sud) = (small.sector("goods"), small.state("NOR"), small.state("SUD"))
    let mild = try income(small) { $0.tariff[goods, nor, sud] = 0.05 }.world.realIncome
    #expect(mild[nor] > 1)
    #expect(mild[sud] < 1)
    let harsh = try income(small) { $0.tariff[goods, nor, sud] = 2 }.world.realIncome
    #expect(harsh[nor] < mild[nor])
    #expect(harsh[sud] < mild[sud])
  }

  @Test func `Technology, productivity and disruptions move cost`() throws {
    let small = try SmallWorld()
    let (chips, isl) = (small.sector("chips"), small.state("ISL"))
    let better = try income(small) { $0.productivity[chips, isl] = 0.1 }.world
    #expect(better.realIncome[isl] > 1)
    // Half a log point for a unit of level: 0.2 of level is as much as 0.1 of productivity.
    let smarter = try income(small) { $0.technology[chips, isl] += 0.2 }.world
    #expect(abs(smarter.realIncome[isl] - better.realIncome[isl]) < 1e-9)
    let struck = try income(small) {
      $0.productivity[chips, isl] = 0.1
      $0.disruption[chips, isl] = 0.1
    }.world
    #expect(abs(struck.realIncome[isl] - 1) < 1e-9)
  }

  @Test func `A control that stays as at the start changes nothing, and lifting it helps`() throws {
    let small = try SmallWorld(isControlled: true)
    let (tools, nor, sud) = (small.sector("tools"), small.state("NOR"), small.state("SUD"))
    let (same, _) = try income(small) { _ in }
    #expect(same.realIncome.storage.allSatisfy { abs($0 - 1) < 1e-14 })
    let (lifted, _) = try income(small) { $0.exportControl[tools, nor, sud] = 0 }
    #expect(lifted.realIncome[sud] > 1)
    #expect(lifted.flows[tools, sud, nor] > 1.2 * small.setting.startFlows[tools, sud, nor])
  }

  @Test func `Access that was granted at the start changes nothing`() throws {
    var small = try SmallWorld()
    small.start.marketAccess[small.state("NOR"), small.state("ISL")] = 0.5
    let (same, _) = try income(small) { _ in }
    #expect(same.realIncome.storage.allSatisfy { abs($0 - 1) < 1e-14 })
  }

  @Test func `The books balance: world value added is what it was`() throws {
    let small = try SmallWorld()
    let (world, _) = try income(small) {
      $0.exportControl[small.sector("tools"), small.state("NOR"), small.state("SUD")] = 0.9
      $0.tariff[small.sector("goods"), small.state("SUD"), small.state("NOR")] = 0.3
    }
    let sum = small.setting.roster.states.reduce(0) {
      $0 + world.wage[$1] * small.setting.gdp[$1]
    }
    #expect(abs(sum - 1000) < 1e-6)
    for sector in small.setting.roster.sectors {
      for buyer in small.setting.roster.states {
        let bought = small.setting.roster.states.reduce(0) { $0 + world.flows[sector, buyer, $1] }
        #expect(abs(bought - world.expenditure[sector, buyer]) < 1e-6)
      }
    }
  }

  @Test func `The first-order loss of a small cut has the size of the equilibrium's`() throws {
    let small = try SmallWorld()
    let flows = small.setting.startFlows
    for (code, cut) in [("tools", 0.1), ("chips", 0.1), ("chips", 0.3)] {
      let (sector, nor, sud) = (small.sector(code), small.state("NOR"), small.state("SUD"))
      let (world, _) = try income(small) {
        $0.leakage = 0
      } _: {
        $0.exportControl[sector, nor, sud] = cut
      }
      let bought = small.setting.roster.states.reduce(0) { $0 + flows[sector, sud, $1] }
      let guess = Exposure.importerLoss(
        sourcingShare: flows[sector, sud, nor] / bought,
        spendingWeight: bought / small.setting.gdp[sud],
        elasticity: small.setting[sector].elasticity, cut: cut)
      let loss = 1 - world.realIncome[sud]
      #expect(loss > guess / 2 && loss < guess * 2, "\(code) by \(cut): \(loss), guessed \(guess)")
    }
  }

  @Test func `Markets that can't clear are named in the roster's words`() throws {
    let small = try SmallWorld()
    let tools = small.sector("tools")
    do {
      _ = try income(small) {
        $0.leakage = 0
      } _: { world in
        // Even a state's own goods: no legal decision can do this.
        for seller in small.setting.roster.states {
          world.exportControl[tools, seller, small.state("SUD")] = 1
        }
      }
      Issue.record("Expected a failure")
    } catch let fault as RuleFault {
      #expect(fault.rule == "trade")
      #expect(fault.reason == "every supplier of ‘tools’ to SUD is cut off, and it needs one.")
    }
  }
}
