public import StatecraftCore

/// Draws what to order, and leans toward what it ordered before: so its memory matters.
public struct ToyPolicy: Policy {
  public static let purpose = Purpose("toy.choice")
  private var habit = 0.0

  public init() {}

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    let roster = observation.setting.roster
    var decision = Decision()
    func choose(
      _ matter: DrawSubject, _ subject: () -> String, _ levels: [Double]
    ) throws -> Double {
      let draw = try context.source.draw(
        .unit, Self.purpose, for: observation.me, about: matter)
      habit = 0.5 * habit + 0.5 * draw
      let chosen = min(Int(habit * Double(levels.count)), levels.count - 1)
      if context.explains {
        let options = levels.map { level in
          var terms = UtilityTerms()
          terms[.gains] = -level
          terms[.security] = 2 * level
          return Deliberation.Option(
            level: level, terms: terms, probability: 1 / Double(levels.count))
        }
        context.deliberations.append(
          Deliberation(subject: subject(), options: options, chosen: chosen, draw: draw))
      }
      return levels[chosen]
    }

    for pole in roster.poles where roster.leader(of: pole) != observation.me {
      let degree = try choose(
        .pole(pole), { "align \(roster.code(pole))" }, [0.1, 0.4, 0.7])
      decision.alignment.append(AlignmentOrder(pole: pole, degree: degree))
    }
    for sector in roster.sectors {
      for target in roster.poles.map(roster.leader(of:)) where target != observation.me {
        let level = try choose(
          .sectorState(sector, target),
          { "control export \(roster.code(sector)) \(roster.code(target))" }, [0, 0.25, 0.5, 0.75])
        if level > 0 {
          decision.controls.append(
            ControlOrder(
              instrument: .exportControl, sector: sector, target: target, level: level))
        }
      }
      if try choose(.sector(sector), { "invest subsidy \(roster.code(sector))" }, [0, 0.1]) > 0 {
        decision.investments.append(
          InvestmentOrder(kind: .subsidy, sector: sector, percentOfGDP: 0.1))
      }
    }
    return decision
  }
}

/// Does as it's told.
public struct ScriptedPolicy: Policy {
  private let script: @Sendable (Observation) throws -> Decision

  public init(_ script: @escaping @Sendable (Observation) throws -> Decision) {
    self.script = script
  }

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    try script(observation)
  }
}
