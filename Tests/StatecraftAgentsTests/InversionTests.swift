import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

@Suite struct InversionTests {
  /// A small world with measures of all kinds at the start that nobody has a reason for.
  private func world(order: [String]? = nil) throws -> (small: SmallWorld, setting: Setting) {
    var small = try SmallWorld(order: order, isControlled: true, rivalry: 0.4)
    let (mid, isl) = (small.state("MID"), small.state("ISL"))
    let (nor, sud) = (small.state("NOR"), small.state("SUD"))
    for (sector, imposer, target, level) in [
      ("chips", mid, sud, 0.3), ("tools", isl, nor, 0.75), ("chips", sud, nor, 0.5),
    ] {
      small.start.exportControlOrdered[small.sector(sector), imposer, target] = level
      small.start.exportControl[small.sector(sector), imposer, target] = level
    }
    small.start.importRestrictionOrdered[small.sector("chips"), nor, sud] = 0.15
    small.start.importRestriction[small.sector("chips"), nor, sud] = 0.15
    small.start.tariff[small.sector("goods"), sud, nor] = 0.4
    small.start.threat[nor, sud] = 0.7
    let seats = PerState(
      small.setting.roster.states.map { _ in
        Seat(profile: "partner", policyName: "best-reply", policy: AssessingPolicy.bestReply())
      })
    let motives = Inversion(setting: small.setting, start: small.start, seats: seats)
      .motives(for: small.setting.roster, halfLife: nil)
    return (small, small.setting.with { $0.motives = motives })
  }

  /// What a state decides by best reply.
  private func decide(
    _ code: String, _ small: SmallWorld, _ setting: Setting, turn: Int = 1
  ) throws -> Decision {
    var policy = AssessingPolicy.bestReply()
    var world = small.start
    world.turn = turn - 1
    let observation = Observation(of: world, by: small.state(code), setting: setting)
    var context = PolicyContext(
      source: DrawSource(StatedChance(), setting: setting, turn: turn, isRecording: false),
      explains: true)
    return try policy.decide(observation, &context)
  }

  @Test func `With best reply the opening is a rest point, whatever stands`() throws {
    let (small, setting) = try world()
    var wouldChange = 0
    for code in setting.roster.stateCodes {
      let decision = try decide(code, small, setting)
      #expect(decision.controls.isEmpty, "\(code): \(decision.controls)")
      for order in decision.alignment {
        #expect(order.degree == small.start.alignment[small.state(code), order.pole])
      }
      wouldChange += try decide(code, small, small.setting).controls.count
    }
    #expect(wouldChange >= 5, "by theory alone nobody would keep this: \(wouldChange)")
  }

  @Test func `A stake is the least that does it`() throws {
    let (small, setting) = try world()
    let motives = try #require(setting.motives)
    let inversion = Inversion(
      setting: setting, start: small.start,
      seats: PerState(
        setting.roster.states.map { _ in
          Seat(profile: "partner", policyName: "best-reply", policy: AssessingPolicy.bestReply())
        }))
    #expect(inversion.findings.contains { !$0.stake.isNone && $0.isStanding })
    for finding in inversion.findings {
      #expect(motives[finding.state, finding.subject] == finding.stake)
      let worth = zip(finding.levels, finding.terms).map { $1.total + finding.stake.worth($0) }
      let own = try #require(finding.levels.firstIndex(of: finding.standing))
      #expect((worth.max() ?? 0) - worth[own] <= 1e-9)
      #expect((finding.forgone == 0) == finding.stake.isNone, "\(finding)")
      if finding.stake.isNone { continue }
      // With a little less of it another level would be better.
      let less = zip(finding.levels, finding.terms).map {
        $1.total + finding.stake.worth($0) * (1 - 1e-3)
      }
      #expect((less.max() ?? 0) > less[own])
    }
  }

  @Test func `A level that no slope makes best is held by an attachment`() {
    // Convex: either end is better than the middle, whatever is added per unit.
    let stake = Stake(levels: [0, 0.5, 1], worth: [2, 0, 3], standing: 0.5)
    #expect(stake.slope == -1)
    #expect(stake.attachment == 5)
    #expect([0, 0.5, 1].map { [2.0, 0, 3][Int($0 * 2)] + stake.worth($0) } == [-0.5, -0.5, -0.5])
    #expect(Stake(levels: [0, 0.5, 1], worth: [1, 2, 1], standing: 0.5).isNone)
    let lifted = Stake(levels: [0, 0.5, 1], worth: [1, 0, -3], standing: 0.5)
    #expect(lifted == Stake(slope: 2, standing: 0.5))
  }

  @Test func `Relabelling and the order of the roster don't matter`() throws {
    let codes = ["SUD", "ISL", "NOR", "FAR", "MID"]
    let (small, setting) = try world()
    let (other, shuffled) = try world(order: codes)
    let (own, same) = (try #require(setting.motives), try #require(shuffled.motives))
    for code in codes {
      for target in codes where target != code {
        for sector in setting.roster.sectors {
          for instrument in ControlInstrument.allCases {
            let there = other.setting.roster.sectors[sector.index]
            let stakes = (
              own[small.state(code), .control(instrument, sector, small.state(target))],
              same[other.state(code), .control(instrument, there, other.state(target))]
            )
            #expect(abs(stakes.0.slope - stakes.1.slope) < 1e-9 * max(1, abs(stakes.0.slope)))
            #expect(stakes.0.standing == stakes.1.standing)
          }
        }
      }
    }
  }

  @Test func `Stakes fade with their half-life`() throws {
    let (small, opening) = try world()
    let setting = opening.with { $0.motives?.halfLife = 3 }
    let mid = small.state("MID")
    let subject = ChoiceSubject.control(.exportControl, small.sector("chips"), small.state("SUD"))
    func stake(in turn: Int) throws -> Stake {
      var world = small.start
      world.turn = turn - 1
      return try #require(Observation(of: world, by: mid, setting: setting).motives?[subject])
    }
    let first = try stake(in: 1)
    #expect(first.slope != 0)
    #expect(try stake(in: 4).slope == first.slope / 2)
    #expect(try abs(stake(in: 13).slope - first.slope / 16) < 1e-12)
  }

  @Test func `A stake is told as a term of its own, to its state alone`() throws {
    let (small, setting) = try world()
    var policy = AssessingPolicy.logit()
    let observation = Observation(of: small.start, by: small.state("ISL"), setting: setting)
    var context = PolicyContext(
      source: DrawSource(HashChance(), setting: setting, turn: 1, isRecording: false),
      explains: true)
    _ = try policy.decide(observation, &context)
    let about = try #require(
      context.deliberations.first { $0.subject == "control export tools NOR" })
    let stakes = try #require(observation.motives)
    let stake = stakes[.control(.exportControl, small.sector("tools"), small.state("NOR"))]
    for option in about.options {
      #expect(option.terms[.unexplained] == stake.worth(option.level))
    }
    #expect(about.options.contains { $0.terms[.unexplained] != 0 })
  }

  @Test func `Best reply keeps what stands among equals, and the mildest without`() throws {
    func chosen(standing: Double) throws -> Double {
      let small = try SmallWorld()
      var deliberator = Deliberator(for: small.state("MID"), by: .bestReply)
      var context = PolicyContext(
        source: DrawSource(StatedChance(), setting: small.setting, turn: 1, isRecording: false),
        explains: false)
      return try deliberator.choose(
        small.indifferentChoice(levels: [0, 0.5, 1], standing: standing),
        in: small.setting.roster, &context)
    }
    #expect(try chosen(standing: 1) == 1)
    #expect(try chosen(standing: 0.5) == 0.5)
    #expect(try chosen(standing: 0.7) == 0)
  }
}
