import StatecraftAgents
import StatecraftCore
import StatecraftWorldSupport
import Testing

@Suite struct `Assessing an order` {
  @Test func `gives the utility by which the policy itself chooses, against what stands`() throws {
    let small = try SmallWorld(isControlled: true, accessOffer: 0.5, rivalry: 0.5)
    let roster = small.setting.roster
    for code in roster.stateCodes {
      let observation = small.observation(by: code)
      let policy = AssessingPolicy.bestReply()
      let choices = try small.ask(policy, as: code).deliberations
      #expect(!choices.isEmpty)
      for choice in choices {
        let unit = choice.subject.hasPrefix("invest") ? "%gdp" : ""
        let assessments = try choice.options.map { option in
          let order = "\(choice.subject) \(option.level)\(unit)"
          return try #require(
            policy.assess(Decision(notation: [order], in: roster), by: observation))
        }
        // Both are differences, so they agree up to what stands.
        for (option, assessment) in zip(choice.options, assessments) {
          for term in UtilityTerm.allCases {
            let difference = option.terms[term] - choice.options[0].terms[term]
            let assessed = assessment.worth[term] - assessments[0].worth[term]
            #expect(abs(difference - assessed) < 1e-9, "\(code) \(choice.subject) \(term)")
          }
        }
      }
    }
  }

  @Test func `finds nothing in leaving things as they stand`() throws {
    let small = try SmallWorld(isControlled: true)
    let roster = small.setting.roster
    let observation = small.observation(by: "NOR")
    let stands = try Decision(notation: ["control export tools SUD 0.5"], in: roster)
    let assessment = try #require(AssessingPolicy.bestReply().assess(stands, by: observation))
    #expect(assessment.ownLoss == 0)
    #expect(assessment.otherLoss == 0)
    #expect(assessment.worth == UtilityTerms())
    // To lift it wins back what it costs.
    let lifted = try Decision(notation: ["control export tools SUD 0"], in: roster)
    let gain = try #require(AssessingPolicy.bestReply().assess(lifted, by: observation))
    #expect(gain.ownLoss < 0)
    #expect(try #require(gain.otherLoss) < 0)
  }

  @Test func `has a tariff's losses add up to the terms of trade and the triangle`() throws {
    let small = try SmallWorld()
    let roster = small.setting.roster
    let observation = small.observation(by: "NOR")
    let order = try Decision(notation: ["control tariff goods SUD 0.25"], in: roster)
    var policy = AssessingPolicy.bestReply()
    policy.temperament.passBack = 0.3
    let some = try #require(policy.assess(order, by: observation))
    policy.temperament.passBack = 0
    let none = try #require(policy.assess(order, by: observation))
    // What sellers bear is the importer's gain, dollar for dollar; without it the triangle is left.
    #expect(none.otherLoss == 0)
    #expect(none.ownLoss > 0)
    let (nor, sud) = (small.state("NOR"), small.state("SUD"))
    let borne = try #require(some.otherLoss) * observation.gdp(of: sud)
    let gained = (none.ownLoss - some.ownLoss) * observation.gdp(of: nor)
    #expect(borne > 0)
    #expect(abs(borne / gained - 1) < 1e-9)
  }
}

extension AssessingPolicy {
  /// Assesses a decision of one order.
  fileprivate func assess(
    _ decision: Decision, by observation: Observation
  ) -> OrderAssessment? {
    decision.alignment.first.map { assess($0, by: observation) }
      ?? decision.controls.first.map { assess($0, by: observation) }
      ?? decision.investments.first.map { assess($0, by: observation) }
  }
}
