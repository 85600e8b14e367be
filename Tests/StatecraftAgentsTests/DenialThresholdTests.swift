import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

/// Exactness of the switch from market to state competition (literature B2.5, P4-01, P4-02).
@Suite struct DenialThresholdTests {
  private let policy = AssessingPolicy.bestReply().with { $0 = .gainsOnly }

  /// Cost to oneself and damage to the other of withholding `x`, in dollars, from first
  /// principles and the flows of the start.
  private func denial(
    _ small: SmallWorld, _ sector: SectorID, by me: StateID, of target: StateID, _ x: Double
  ) -> (cost: Double, damage: Double) {
    let flows = small.setting.startFlows
    let traits = small.setting[sector]
    let bought = small.setting.roster.states.reduce(0) { $0 + flows[sector, target, $1] }
    let sold = flows[sector, target, me]
    return (
      traits.rentShare * x * sold, bought / traits.elasticity * -log(1 - x * sold / bought)
    )
  }

  @Test(arguments: ["FAR", "ISL", "MID", "NOR", "SUD"])
  func `A state denies exports if and only if r exceeds cost over damage`(_ code: String) throws {
    let small = try SmallWorld()
    let me = small.state(code)
    for target in small.setting.roster.poleLeaders where target != me {
      for sector in small.setting.roster.sectors where small.setting[sector].isKey {
        // Damage grows faster than cost, so the strictest level (0.95) pays first.
        let (cost, damage) = denial(small, sector, by: me, of: target, 0.95)
        for (factor, expected) in [(1 + 1e-9, 0.95), (1 - 1e-9, nil), (0, nil)] {
          var world = small.start
          world.relativeGains[me, target] = cost / damage * factor
          let decision = try small.ask(policy, as: code, in: world).decision
          #expect(decision.level(.exportControl, sector, target) == expected)
        }
        // Where the paper has it: at r = 1 if and only if damage exceeds cost.
        var world = small.start
        world.relativeGains[me, target] = 1
        let decision = try small.ask(policy, as: code, in: world).decision
        #expect((decision.level(.exportControl, sector, target) != nil) == (damage > cost))
      }
    }
  }

  @Test(arguments: ["FAR", "ISL", "MID", "NOR", "SUD"])
  func `A state refuses imports if and only if r exceeds cost over damage`(_ code: String) throws {
    let small = try SmallWorld()
    let me = small.state(code)
    for target in small.setting.roster.poleLeaders where target != me {
      for sector in small.setting.roster.sectors where small.setting[sector].isKey {
        // Cost grows faster than damage, so the mildest level (0.25) pays first. The buyer's
        // cost is what denial by the seller would do to it, and the other way round.
        let (damage, cost) = denial(small, sector, by: target, of: me, 0.25)
        for (factor, expected) in [(1 + 1e-9, 0.25), (1 - 1e-9, nil)] {
          var world = small.start
          world.relativeGains[me, target] = cost / damage * factor
          let decision = try small.ask(policy, as: code, in: world).decision
          #expect(decision.level(.importRestriction, sector, target) == expected)
        }
      }
    }
  }

  @Test func `At r of nought nobody denies anything at a cost, in many random worlds`() throws {
    for seed in 1...40 {
      var random = RandomDecisions(seed: UInt64(seed))
      var facts = StateFacts.all
      for code in facts.keys.sorted() {
        facts[code]?.strength = (0..<4).map { _ in 0.1 + 20 * random.next() }
      }
      let small = try SmallWorld(facts)
      for code in small.setting.roster.stateCodes {
        let decision = try small.ask(policy, as: code).decision
        #expect(decision.controls.allSatisfy { $0.instrument == .tariff })
      }
    }
  }

  @Test func `With r of one on both sides utilities sum to zero, to the last bit`() throws {
    let small = try SmallWorld(rivalry: 1)
    let (nor, sud) = (small.setting.leader, small.setting.rival)
    for seed in 1...10 {
      var random = RandomDecisions(seed: UInt64(seed))
      var game = TestGame(small, try small.rulebook())
      var policies = PerState<any Policy>(
        small.setting.roster.states.map { state in
          ScriptedPolicy(script: [1: random.decision(by: state, in: small.setting)])
        })
      try game.play(&policies)
      let sides = [nor, sud].map {
        Utility.relativeGain(of: $0, in: game.world, setting: small.setting)
      }
      #expect(sides[0] != 0)
      #expect(sides[0] + sides[1] == 0)
    }
  }

  /// P4-02: state competition can pick what lowers one's own income.
  @Test func `Denial chosen at r of one costs its author less than its rival, in equilibrium`()
    throws
  {
    let small = try SmallWorld(rivalry: 1)
    let (nor, sud) = (small.setting.leader, small.setting.rival)
    let decision = try small.ask(policy, as: "NOR").decision
    let denials = decision.controls.filter { $0.instrument == .exportControl }
    #expect(!denials.isEmpty)
    var game = TestGame(
      small, try small.rulebook(without: ["supply-shocks", "diffusion"]))
    try game.play(["NOR": Decision(controls: denials).notation(in: small.setting.roster)])
    let gains = [nor, sud].map { Utility.gain(of: $0, in: game.world, setting: small.setting) }
    #expect(gains[0] < 0)
    #expect(gains[1] < gains[0])
    #expect(Utility.relativeGain(of: nor, in: game.world, setting: small.setting) > 0)
  }
}
