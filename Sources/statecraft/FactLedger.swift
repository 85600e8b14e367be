internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftScenario

/// Dated facts as a game can be held against them.
struct FactLedger: Sendable {
  let facts: [DatedFact]
  let standings: [DatedFact.Standing]
  /// Positions of the facts that are scored, ascending.
  let scored: [Int]
  /// What happened, of each fact that is scored.
  let outcomes: [DatedOutcome]

  /// - Throws: when no fact can be scored.
  init(_ facts: [DatedFact], scenario: Scenario, usesMemory: Bool) throws {
    self.facts = facts
    standings = facts.map { $0.standing(in: scenario, usesMemory: usesMemory) }
    var scored: [Int] = []
    var outcomes: [DatedOutcome] = []
    for (position, standing) in standings.enumerated() {
      guard case .scored(let due, let happened) = standing else { continue }
      scored.append(position)
      outcomes.append(DatedOutcome(due: due, happened: happened))
    }
    self.scored = scored
    self.outcomes = outcomes
    guard !scored.isEmpty else {
      let reasons = DatedFact.Reason.allCases.compactMap { reason -> String? in
        let count = standings.count { $0 == .unscored(reason) }
        return count == 0 ? nil : "\(count): \(reason.words)"
      }
      let setting = scenario.setting
      throw Failure(
        .failed,
        "None of \(facts.count) facts can be scored in a game of \(setting.turns) turns from "
          + "\(setting.startYear) (\(reasons.joined(separator: "; "))). Another start is "
          + "‘--set start_year=…’.")
    }
  }

  /// After a turn: 1 for each scored fact that holds, 0 for the others.
  var sampling: @Sendable (World) -> [Double] {
    let facts = scored.map { self.facts[$0] }
    return { world in facts.map { $0.holds(in: world) ? 1 : 0 } }
  }

  /// The first turn in which each scored fact held, from samples of all turns.
  func firstTurns(in samples: [[Double]]) -> [Int?] {
    scored.indices.map { event in samples.firstIndex { $0[event] > 0 }.map { $0 + 1 } }
  }

  /// The events of a period, by position among the scored facts.
  func events(of period: DatedFact.Period) -> [Int] {
    scored.indices.filter { facts[scored[$0]].period == period }
  }

  /// The groups among the scored facts, their members and who is left out as events.
  var groups: [FactGroup] { FactGroup.all(in: facts, at: scored) }
}
