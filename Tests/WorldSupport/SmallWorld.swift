public import StatecraftCore
public import StatecraftEconomy
public import StatecraftRules

/// A world of a few states and four sectors, made for tests: every number follows from the facts
/// below, whatever the order in which states are listed.
///
/// Two poles, NOR and SUD. Tools go into chips, chips into goods; grain needs only goods.
public struct SmallWorld: Sendable {
  public var setting: Setting
  public let baseline: Baseline
  public var start: World

  /// - Parameters:
  ///   - facts: by code; any number of states, as long as NOR and SUD, or who stands for them,
  ///     are among them.
  ///   - order: the codes as a file might list them.
  ///   - poles: the leaders: the one whose system may exclude, then its rival.
  ///   - governments: the governments of the first pole's leader.
  ///   - isControlled: whether the first leader withholds tools from the second at the start.
  ///   - rivalry: r of the two leaders toward each other.
  public init(
    _ facts: [String: StateFacts] = StateFacts.all, order: [String]? = nil,
    poles: [String] = ["NOR", "SUD"], turns: Int = 8, electionTurns: [Int] = [],
    governments: (Roster) -> [Government] = { _ in [] }, isControlled: Bool = false,
    accessOffer: Double = 0, rivalry: Double = 0
  ) throws {
    let codes = order ?? facts.keys.sorted()
    let roster = Roster(
      states: codes.map { ($0, "The land of \($0)") },
      sectors: SectorFacts.all.map { ($0.code, $0.code) }, poles: poles)
    let fact = roster.stateCodes.map { facts[$0] ?? StateFacts() }
    let opening = isControlled ? Self.openingControl(roster, poles) : nil
    baseline = try Self.baseline(roster, fact, opening)

    let flows = SectorDyadic(
      FlowTable(sectors: roster.sectorCount, states: roster.stateCount) {
        [baseline] in baseline.flow(sector: $0, market: $1, supplier: $2)
      }.values, states: roster.stateCount)
    let index = { (code: String) in roster.state(code).map(\.index) }
    var ties = Dyadic(repeating: 0.0, rows: roster.stateCount, width: roster.stateCount)
    var threat = ties
    var affinity = StatePole(repeating: 0.0, rows: roster.stateCount, width: poles.count)
    var alignment = affinity
    for state in roster.states {
      for (code, value) in fact[state.index].ties {
        guard let other = index(code).map(StateID.init(index:)) else { continue }
        (ties[state, other], ties[other, state]) = (value, value)
      }
      for (code, value) in fact[state.index].threats {
        guard let other = index(code).map(StateID.init(index:)) else { continue }
        threat[state, other] = value
      }
      for pole in roster.poles {
        alignment[state, pole] =
          roster.leader(of: pole) == state
          ? 1 : fact[state.index].alignment[roster.code(pole)] ?? 0
        affinity[state, pole] = fact[state.index].affinity[roster.code(pole)] ?? 0
      }
    }
    let leader = roster.leader(of: PoleID(index: 0))
    var (elected, elections) = (
      PerState<[Government]>(repeating: [], count: roster.stateCount),
      PerState<[Int]>(repeating: [], count: roster.stateCount)
    )
    elected[leader] = governments(roster)
    elections[leader] = electionTurns
    var extras = Setting.Extras(for: roster)
    extras.accessOffers[PoleID(index: 0)] = accessOffer
    setting = Setting(
      roster: roster, sectors: SectorFacts.all.map(\.traits), startYear: 2030, turns: turns,
      leader: leader, rival: roster.leader(of: PoleID(index: 1)),
      gdp: PerState(baseline.valueAdded), defenceTies: ties, affinity: affinity,
      governments: elected, elections: elections,
      startOutput: SectorState(baseline.output.values, width: roster.stateCount),
      startFlows: flows, limits: Limits(tariffMax: 2, investmentPercentMax: 1),
      outcome: OutcomeThresholds(flowFall: 0.5, coverage: 0.75, turns: 2, allyAlignment: 0.5),
      extras: extras)

    var technology = SectorState(
      repeating: 0.0, rows: roster.sectorCount, width: roster.stateCount)
    for sector in roster.sectors {
      for state in roster.states {
        technology[sector, state] = fact[state.index].technology[sector.index]
      }
    }
    start = World(setting: setting, technology: technology)
    start.alignment = alignment
    start.threat = threat
    start.relativeGains[setting.leader, setting.rival] = rivalry
    start.relativeGains[setting.rival, setting.leader] = rivalry
    if let opening {
      start.exportControlOrdered[opening.sector, opening.seller, opening.buyer] = opening.level
      start.exportControl[opening.sector, opening.seller, opening.buyer] = opening.level
    }
  }

  public func state(_ code: String) -> StateID {
    guard let state = setting.roster.state(code) else { fatalError("No state \(code)") }
    return state
  }

  public func sector(_ code: String) -> SectorID {
    guard let sector = setting.roster.sector(code) else { fatalError("No sector \(code)") }
    return sector
  }

  public var context: RuleContext { RuleContext(baseline: baseline, start: start) }

  /// A rulebook of all rules but some, as they are by default.
  public func rulebook(without names: Set<String> = []) throws -> Rulebook {
    try Rulebook(
      RuleCatalogue.entries.map { $0.make(context) }.filter { !names.contains($0.name) })
  }

  private struct Opening {
    let sector: SectorID
    let seller: StateID
    let buyer: StateID
    let level = 0.5
  }

  /// Half of the tools that the first pole would sell the second are withheld from the start.
  private static func openingControl(_ roster: Roster, _ poles: [String]) -> Opening? {
    guard let seller = roster.state(poles[0]), let buyer = roster.state(poles[1]) else {
      return nil
    }
    return Opening(sector: SectorID(index: 0), seller: seller, buyer: buyer)
  }

  private static func baseline(
    _ roster: Roster, _ facts: [StateFacts], _ opening: Opening?
  ) throws -> Baseline {
    let (sectors, states) = (roster.sectorCount, roster.stateCount)
    var sourcing = FlowTable(sectors: sectors, states: states) { sector, market, supplier in
      let open =
        opening.map {
          $0.sector.index == sector && $0.seller.index == supplier && $0.buyer.index == market
            ? 1 - $0.level : 1
        } ?? 1
      return facts[supplier].strength[sector] * open
        * (market == supplier ? SectorFacts.all[sector].homeBias : 1)
    }
    for sector in 0..<sectors {
      for market in 0..<states {
        var sum = 0.0
        for supplier in 0..<states { sum += sourcing[sector, market, supplier] }
        for supplier in 0..<states { sourcing[sector, market, supplier] /= sum }
      }
    }
    let shares = TradeShares(
      sourcing: sourcing,
      finalSpending: SectorTable(sectors: sectors, states: states) { sector, _ in
        SectorFacts.all[sector].finalShare
      },
      valueAdded: SectorTable(sectors: sectors, states: states) { sector, _ in
        1 - SectorFacts.all[sector].recipe.reduce(0, +)
      },
      recipes: RecipeTable(sectors: sectors, states: states) { sector, input, _ in
        SectorFacts.all[sector].recipe[input]
      },
      elasticities: SectorFacts.all.map(\.traits.elasticity),
      tariffs: FlowTable(sectors: sectors, states: states, repeating: 0))
    return try Baseline(
      shares: shares, worldValueAdded: 1000, transfers: Array(repeating: 0, count: states))
  }
}
