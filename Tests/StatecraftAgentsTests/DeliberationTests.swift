import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

@Suite struct DeliberationTests {
  @Test func `Every choice is explained: probabilities, terms and the draw agree`() throws {
    let small = try SmallWorld(accessOffer: 0.5, rivalry: 0.6)
    let policy = AssessingPolicy.logit().with { $0.precision = 0.3 }
    for code in small.setting.roster.stateCodes {
      let (decision, deliberations) = try small.ask(policy, as: code)
      let isLeader = small.setting.roster.pole(ledBy: small.state(code)) != nil
      // Two poles; per target two measures in each key sector and a tariff in each other; two
      // kinds of money for each key sector.
      #expect(deliberations.count == (isLeader ? 0 : 2) + (isLeader ? 1 : 2) * (2 * 2 + 2) + 4)
      var surprises = 0
      for deliberation in deliberations {
        let draw = try #require(deliberation.draw)
        let options = deliberation.options
        #expect(abs(options.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
        let best = options.map(\.terms.total).max() ?? 0
        let weights = options.map { exp(0.3 * ($0.terms.total - best)) }
        for (option, weight) in zip(options, weights) {
          #expect(abs(option.probability - weight / weights.reduce(0, +)) < 1e-12)
        }
        let below = options[..<deliberation.chosen].reduce(0) { $0 + $1.probability }
        #expect(draw >= below - 1e-12)
        #expect(draw <= below + options[deliberation.chosen].probability + 1e-12)
        #expect(options.map(\.level) == options.map(\.level).sorted())
        if options[deliberation.chosen].terms.total < best { surprises += 1 }
      }
      #expect(surprises > 0, "at this precision some choice of \(code) isn't the best")
      // What's ordered is what was chosen, where it changes something.
      let chosen = deliberations.map { "\($0.subject) \($0.options[$0.chosen].level)" }
      for line in decision.notation(in: small.setting.roster) {
        #expect(chosen.contains(line.replacing("%gdp", with: "")))
      }
    }
  }

  @Test func `Explaining doesn't change what is decided`() throws {
    let small = try SmallWorld(rivalry: 0.6)
    for code in small.setting.roster.stateCodes {
      let (explained, _) = try small.ask(AssessingPolicy.logit(), as: code)
      let (silent, none) = try small.ask(AssessingPolicy.logit(), as: code, explains: false)
      #expect(explained == silent)
      #expect(none.isEmpty)
    }
  }

  @Test func `Best reply draws nothing`() throws {
    let small = try SmallWorld(rivalry: 0.6)
    // A draw would fail: none is stated.
    let (_, deliberations) = try small.ask(
      AssessingPolicy.bestReply(), as: "MID", chance: StatedChance())
    #expect(deliberations.allSatisfy { $0.draw == nil })
  }

  @Test func `Decisions depend on the observation alone`() throws {
    let small = try SmallWorld(rivalry: 0.6)
    var hidden = small.start
    let me = small.state("MID")
    // Everything that MID can't see, changed beyond recognition.
    for state in small.setting.roster.states where state != me {
      hidden.government[state] = 3
      for term in UtilityTerm.weighted { hidden.weights[state, term] = -7 }
      for other in small.setting.roster.states {
        hidden.threat[state, other] = 0.9
        hidden.grievance[state, other] = 55
        hidden.relativeGains[state, other] = 0.33
      }
    }
    hidden.productivity.storage = hidden.productivity.storage.map { $0 - 2 }
    hidden.disruption.storage = hidden.disruption.storage.map { $0 + 1 }
    hidden.price.storage = hidden.price.storage.map { $0 * 3 }
    hidden.wage.storage = hidden.wage.storage.map { $0 * 5 }
    hidden.projects = [
      Project(
        state: small.state("SUD"), sector: small.sector("chips"), kind: .subsidy,
        percentOfGDP: 1, ready: 2)
    ]
    let policies: [any Policy] = [
      AssessingPolicy.logit(), AssessingPolicy.bestReply(), HedgerPolicy(), ReciprocalPolicy(),
    ]
    for policy in policies {
      let (open, other) = (
        try small.ask(policy, as: "MID"), try small.ask(policy, as: "MID", in: hidden)
      )
      #expect(open.decision == other.decision)
      #expect(open.deliberations == other.deliberations)
    }
    // And what it does see matters.
    var seen = small.start
    seen.threat[me, small.state("SUD")] = 1
    #expect(
      try small.ask(AssessingPolicy.logit(), as: "MID", in: seen).deliberations
        != small.ask(AssessingPolicy.logit(), as: "MID").deliberations)
  }

  @Test func `Decisions are legal in random worlds, under every policy`() throws {
    let small = try SmallWorld(accessOffer: 0.5, rivalry: 0.9)
    for seed in 1...5 {
      var random = RandomDecisions(seed: UInt64(seed))
      let decisions = random.decisions(in: small.setting)
      let world = try Adjudication(setting: small.setting, rulebook: small.rulebook())
        .resolve(small.start, decisions, chance: HashChance()).world
      for entry in PolicyCatalogue.entries {
        for code in small.setting.roster.stateCodes {
          let policy: any Policy = entry.make()
          let decision = try small.ask(policy, as: code, in: world).decision
          #expect(decision.violations(by: small.state(code), in: small.setting).isEmpty)
        }
      }
    }
  }
}
