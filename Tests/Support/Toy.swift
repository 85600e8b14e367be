public import StatecraftCore

/// A made-up world, small and quick, in which everything happens that an engine must cope with.
///
/// Facts of a state depend on its code alone, so that rosters can be listed in any order.
public enum Toy {
  public static let codes = ["ARC", "BOR", "CAL", "DUN"]

  /// A game of it. The states may come in any order; the first two in alphabetical order lead a
  /// pole each.
  public static func scenario(
    codes: [String] = codes, sectors: Int = 2, turns: Int = 5,
    rules: [any Rule] = rules, policy: (String) -> any Policy = { _ in ToyPolicy() }
  ) -> Scenario {
    let setting = setting(codes: codes, sectors: sectors, turns: turns)
    let roster = setting.roster
    guard let rulebook = try? Rulebook(rules) else { preconditionFailure("the rules clash") }
    let seats = roster.stateCodes.map {
      Seat(profile: "toy", policyName: "toy", policy: policy($0))
    }
    return Scenario(
      name: "toy", title: "A toy", setting: setting, start: world(setting),
      rulebook: rulebook, seats: PerState(seats), hash: "toy-\(turns)")
  }

  public static let rules: [any Rule] = [
    ToyShock(), ToyOrders(), ToyConstruction(), ToyMarket(), ToyRelations(), ToyOutcome(),
  ]

  public static func setting(
    codes: [String] = codes, sectors: Int = 2, turns: Int = 5
  ) -> Setting {
    let roster = Roster(
      states: codes.map { ($0, "Land of \($0)") },
      sectors: (0..<sectors).map { ("sector\($0)", "Sector \($0)") },
      poles: Array(codes.sorted().prefix(2)))
    let (states, poles) = (roster.stateCount, roster.poleCount)
    var flows = SectorDyadic(repeating: 0.0, sectors: sectors, states: states)
    var output = SectorState(repeating: 0.0, rows: sectors, width: states)
    for sector in roster.sectors {
      for buyer in roster.states {
        for seller in roster.states {
          let flow = 1 + size(roster.code(buyer)) * size(roster.code(seller)) * 3
          flows[sector, buyer, seller] = flow
          output[sector, seller] += flow
        }
      }
    }
    return Setting(
      roster: roster,
      sectors: (0..<sectors).map {
        SectorTraits(
          isKey: $0 == 0, elasticity: 3, dualUse: 0.5, criticality: 0.5, rentShare: 0.2,
          buildTurns: 2)
      },
      startYear: 2024, turns: turns, leader: StateID(index: 0), rival: StateID(index: 1),
      gdp: PerState(roster.stateCodes.map { 100 * size($0) }),
      defenceTies: Dyadic(repeating: 0, rows: states, width: states),
      affinity: StatePole(repeating: 0, rows: states, width: poles),
      governments: PerState(repeating: [], count: states),
      elections: PerState(repeating: [], count: states), startOutput: output, startFlows: flows,
      limits: Limits(tariffMax: 2, investmentPercentMax: 1),
      outcome: OutcomeThresholds(flowFall: 0.5, coverage: 0.5, turns: 2, allyAlignment: 0.6))
  }

  public static func world(_ setting: Setting) -> World {
    World(
      setting: setting,
      technology: SectorState(
        repeating: 0.5, rows: setting.roster.sectorCount, width: setting.roster.stateCount))
  }

  /// From 0.5 to 1.5, by the state's code.
  private static func size(_ code: String) -> Double {
    0.5 + Double(stableHash(code) % 1000) / 1000
  }
}
