import StatecraftAgents
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

/// What mustn't matter, doesn't.
@Suite struct MetamorphicTests {
  private func play(
    _ small: SmallWorld, without names: Set<String> = [], turns: Int = 6,
    chance: any Chance = HashChance(), policy: (String) -> any Policy
  ) throws -> World {
    var game = TestGame(small, try small.rulebook(without: names), chance: chance)
    var policies = PerState(small.setting.roster.stateCodes.map(policy))
    for _ in 1...turns { try game.play(&policies) }
    return game.world
  }

  /// States that compete hard enough for controls to be used.
  private func bold() throws -> AssessingPolicy {
    var policy = AssessingPolicy.logit()
    try policy.set("caution", to: 2)
    try policy.set("denial", to: 30)
    return policy
  }

  @Test func `When all hold and nothing strikes, nobody gains or loses`() throws {
    let small = try SmallWorld()
    let world = try play(small, without: ["supply-shocks", "diffusion"]) { _ in HoldPolicy() }
    #expect(world.realIncome.storage.allSatisfy { abs($0 - 1) < 1e-14 })
    // Output is that of the start to the last bits, from which learning learns nothing.
    #expect(world.productivity.storage.allSatisfy { abs($0) < 1e-15 })
    #expect(world.grievance == small.start.grievance)
  }

  @Test func `The order in which a file lists states doesn't matter`() throws {
    let bold = try bold()
    let sorted = try play(SmallWorld(rivalry: 0.8)) { _ in bold }
    let shuffled = try play(
      SmallWorld(order: ["SUD", "ISL", "FAR", "NOR", "MID"], rivalry: 0.8)
    ) { _ in bold }
    #expect(sorted.digest() == shuffled.digest())
    #expect(sorted.columns(differingFrom: try SmallWorld().start).contains(.exportControl))
  }

  /// The far side's game is the near side's with the poles' names exchanged.
  @Test func `Exchanging the poles mirrors the game`() throws {
    let bold = try bold()
    let original = try SmallWorld(rivalry: 0.8)
    let mirrored = try SmallWorld(
      StateFacts.swapping("NOR", "SUD", in: StateFacts.all), poles: ["SUD", "NOR"], rivalry: 0.8)
    let (nor, sud) = (stableHash("NOR"), stableHash("SUD"))
    // What is drawn about one pole is drawn about the other.
    var images: [UInt64: UInt64] = [:]
    for prefix in [""] + original.setting.roster.sectorCodes.map({ $0 + " " }) {
      images[stableHash(prefix + "NOR")] = stableHash(prefix + "SUD")
      images[stableHash(prefix + "SUD")] = stableHash(prefix + "NOR")
    }
    let exchanged = HashChance { [images] key in
      DrawKey(
        purpose: key.purpose, actor: key.actor == nor ? sud : key.actor == sud ? nor : key.actor,
        item: images[key.item] ?? key.item, turn: key.turn)
    }
    let first = try play(original) { _ in bold }
    let second = try play(mirrored, chance: exchanged) { _ in bold }
    let pairs = [("NOR", "SUD"), ("SUD", "NOR"), ("MID", "MID"), ("ISL", "ISL"), ("FAR", "FAR")]
    for (left, right) in pairs {
      let (state, image) = (original.state(left), mirrored.state(right))
      #expect(abs(first.realIncome[state] - second.realIncome[image]) < 1e-8)
      for pole in original.setting.roster.poles {
        #expect(abs(first.alignment[state, pole] - second.alignment[image, pole]) < 1e-12)
      }
      for (otherLeft, otherRight) in pairs {
        let (other, otherImage) = (original.state(otherLeft), mirrored.state(otherRight))
        #expect(abs(first.threat[state, other] - second.threat[image, otherImage]) < 1e-8)
        for sector in original.setting.roster.sectors {
          #expect(
            first.exportControl[sector, state, other]
              == second.exportControl[sector, image, otherImage])
          #expect(
            abs(
              first.flows[sector, state, other] - second.flows[sector, image, otherImage]) < 1e-6)
        }
      }
    }
    #expect(first.exportControl.storage.contains { $0 > 0 })
    for sector in original.setting.roster.sectors {
      #expect(abs(first.exclusionBySystem[sector] - second.exclusionBySystem[sector]) < 1e-8)
    }
  }

  @Test(arguments: ["AAA", "ZZZ"])
  func `A state with hardly any economy that does nothing changes nothing`(_ code: String) throws {
    var facts = StateFacts.all
    facts[code] = StateFacts(strength: [1e-9, 1e-9, 1e-9, 1e-9], technology: [0, 0, 0, 0])
    let bold = try bold()
    let (small, larger) = (try SmallWorld(rivalry: 0.8), try SmallWorld(facts, rivalry: 0.8))
    let policy: (String) -> any Policy = { $0 == code ? HoldPolicy() as any Policy : bold }
    let (without, with) = (try play(small, policy: policy), try play(larger, policy: policy))
    for state in small.setting.roster.states {
      let same = larger.state(small.setting.roster.code(state))
      #expect(abs(without.realIncome[state] - with.realIncome[same]) < 1e-6)
      for pole in small.setting.roster.poles {
        #expect(abs(without.alignment[state, pole] - with.alignment[same, pole]) < 1e-6)
      }
      for other in small.setting.roster.states {
        let otherSame = larger.state(small.setting.roster.code(other))
        for sector in small.setting.roster.sectors {
          #expect(
            without.exportControlOrdered[sector, state, other]
              == with.exportControlOrdered[sector, same, otherSame])
        }
      }
    }
    #expect(without.exportControl.storage.contains { $0 > 0 })
  }

  @Test func `A fresh scratchpad every turn gives the same world`() throws {
    let small = try busyWorld()
    let adjudication = Adjudication(setting: small.setting, rulebook: try small.rulebook())
    let kept = Scratchpad()
    var (one, other) = (small.start, small.start)
    var random = RandomDecisions(seed: 5)
    for _ in 1...4 {
      let decisions = random.decisions(in: small.setting)
      one = try adjudication.resolve(one, decisions, chance: HashChance(), scratchpad: kept).world
      other = try adjudication.resolve(other, decisions, chance: HashChance()).world
      #expect(one.digest() == other.digest())
    }
  }

  @Test(arguments: 0..<8)
  func `Random games keep the invariants`(_ block: Int) throws {
    let small = try busyWorld()
    let adjudication = Adjudication(setting: small.setting, rulebook: try small.rulebook())
    for seed in (25 * block)..<(25 * block + 25) {
      var random = RandomDecisions(seed: UInt64(seed))
      var world = small.start
      for _ in 1...3 {
        let decisions = random.decisions(in: small.setting)
        for state in small.setting.roster.states {
          #expect(decisions[state].violations(by: state, in: small.setting).isEmpty)
        }
        // Resolving checks every number of the world against its bounds.
        world = try adjudication.resolve(
          world, decisions, chance: HashChance(seed: UInt64(seed))
        ).world
      }
      let income = small.setting.roster.states.reduce(0) {
        $0 + world.wage[$1] * small.setting.gdp[$1]
      }
      #expect(abs(income - 1000) < 1e-6)
    }
  }
}
