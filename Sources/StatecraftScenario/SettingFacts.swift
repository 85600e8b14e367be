internal import StatecraftCore

/// The facts of a scenario besides its economy, read into the core's tables.
struct SettingFacts {
  private(set) var sectors: [SectorTraits] = []
  private(set) var gdp: PerState<Double>
  private(set) var tradeBalance: PerState<Double>
  private(set) var elections: PerState<[Int]>
  private(set) var defenceTies: Dyadic<Double>
  /// Depth of trade agreements, in `0...1`.
  private(set) var tradeTies: Dyadic<Double>
  private(set) var affinity: StatePole<Double>
  private(set) var alignment: StatePole<Double>
  private(set) var threat: Dyadic<Double>
  private(set) var accessOffers: Row<PoleID, Double>
  private(set) var costPremium: PerState<Double>
  let treasury: Treasury
  private(set) var threatsBeyond: StatePole<Double>
  private(set) var hazards: Dyadic<Double>
  private(set) var exclusiveFrom: Row<PoleID, Int?>
  /// How far each state's export controls reach abroad, in `0...1`.
  private(set) var reach: PerState<Double>
  private(set) var unions: [CustomsUnion] = []
  private(set) var openingMoney: OpeningMoney?
  let limits: Limits
  let outcome: OutcomeThresholds

  private let root: Value
  private let roster: Roster
  private let log: FaultLog

  init(root: Value, roster: Roster, log: FaultLog) {
    self.root = root
    self.roster = roster
    self.log = log
    let count = roster.stateCount
    let dyads = Dyadic(repeating: 0.0, rows: count, width: count)
    let towardPoles = StatePole(repeating: 0.0, rows: count, width: roster.poleCount)
    gdp = PerState(repeating: 0, count: count)
    tradeBalance = gdp
    costPremium = gdp
    treasury = Treasury(
      moneyCost: root["treasury"]?.number("money_cost") ?? 0,
      excessBurden: root["treasury"]?.number("excess_burden") ?? 0)
    elections = PerState(repeating: [], count: count)
    (defenceTies, tradeTies, threat) = (dyads, dyads, dyads)
    (affinity, alignment) = (towardPoles, towardPoles)
    (threatsBeyond, hazards) = (towardPoles, dyads)
    accessOffers = Row(repeating: 0, count: roster.poleCount)
    exclusiveFrom = Row(repeating: nil, count: roster.poleCount)
    reach = gdp
    limits = Limits(
      tariffMax: root["limits"]?.number("tariff_max") ?? 0,
      investmentPercentMax: root["limits"]?.number("investment_percent_max") ?? 0)
    let outcome = root["outcome"]
    self.outcome = OutcomeThresholds(
      flowFall: outcome?.number("flow_fall") ?? 0, coverage: outcome?.number("coverage") ?? 0,
      turns: outcome?.whole("turns") ?? 1, allyAlignment: outcome?.number("ally_alignment") ?? 0)
    readSectors()
    readStates()
    readMoney()
    guard let relations = root["relations"] else { return }
    readTies(relations.list("ties"))
    readAffinity(relations)
    readAlignment(relations.list("alignment"))
    readThreat(relations.list("threat"))
    readDangers(relations)
    for entry in relations.entries("access_offers") {
      if let pole = pole(entry.key) { accessOffers[pole] = entry.value.number ?? 0 }
    }
    for entry in relations.entries("exclusive_from") {
      guard let pole = pole(entry.key), let year = entry.value.number else { continue }
      exclusiveFrom[pole] = Int(year) - (root.whole("start_year") ?? 1) + 1
    }
    for entry in relations.entries("reach") {
      if let state = roster.state(entry.key) { reach[state] = entry.value.number ?? 0 }
    }
    readUnions(relations.list("customs_unions"))
  }

  private mutating func readUnions(_ rows: [Value]) {
    var placed: Set<StateID> = []
    for row in rows {
      let listed = row.list("members")
      let members = Set(listed.compactMap { roster.state($0) })
      for value in listed {
        guard let state = roster.state(value) else { continue }
        if !placed.insert(state).inserted {
          log.add("\(roster.code(state)) is listed already: one customs union each", at: value)
        }
      }
      if members.count < 2 { log.add("a customs union needs two members or more", at: row) }
      unions.append(
        CustomsUnion(
          name: row.text("name") ?? "", members: members.sorted(),
          quota: row.number("quota") ?? 0.65))
    }
  }

  private func pole(_ code: String) -> PoleID? {
    roster.state(code).flatMap { roster.pole(ledBy: $0) }
  }

  private mutating func readSectors() {
    sectors = roster.sectorCodes.map { code in
      let row = root.list("sectors").first { $0.text("code") == code }
      return SectorTraits(
        isKey: row?["key"]?.flag ?? false, elasticity: row?.number("elasticity_theta") ?? 1,
        dualUse: row?.number("dual_use") ?? 0, criticality: row?.number("criticality") ?? 0,
        rentShare: row?.number("rent_share") ?? 0, buildTurns: row?.whole("build_years") ?? 1,
        isGood: row?["goods"]?.flag ?? true, plantCost: row?.number("plant_cost") ?? 0,
        siteShare: row?.number("site_share") ?? 1)
    }
  }

  private mutating func readStates() {
    let (startYear, turns) = (root.whole("start_year") ?? 1, root.whole("turns") ?? 0)
    for row in root.list("states") {
      guard let state = roster.state(row["code"]) else { continue }
      gdp[state] = row.number("gdp_usd_bn") ?? 0
      tradeBalance[state] = row.number("trade_balance_usd_bn") ?? 0
      costPremium[state] = row.number("cost_premium") ?? 0
      let years = row.list("election_years").compactMap(\.number).map { Int($0) }
      elections[state] = Set(years.map { $0 - startYear + 1 }).filter { $0 >= 1 && $0 <= turns }
        .sorted()
    }
  }

  private mutating func readMoney() {
    guard root["money"] != nil else { return }
    var money = OpeningMoney(for: roster)
    var sums = PerState(repeating: 0.0, count: roster.stateCount)
    for row in root.list("money") {
      guard let state = roster.state(row["state"]), let sector = roster.sector(row["sector"]),
        let kind = row.text("kind").flatMap(InvestmentKind.init(rawValue:)),
        let percent = row.number("percent_of_gdp")
      else { continue }
      money[kind, sector, state] = percent
      sums[state] += percent
      if sums[state] > limits.investmentPercentMax {
        log.add(
          "\(roster.code(state)) spends \(sums[state]) % of GDP by now, and the limit is "
            + "\(limits.investmentPercentMax) %", at: row)
      }
    }
    openingMoney = money
  }

  private mutating func readTies(_ rows: [Value]) {
    var known: Set<[StateID]> = []
    for row in rows {
      guard let i = roster.state(row["i"]), let j = roster.state(row["j"]) else { continue }
      if i == j {
        log.add("a tie needs two states", at: row)
      } else if known.contains([j, i]) {
        log.add("this pair is listed already, the other way round", at: row)
      }
      known.insert([i, j])
      for (a, b) in [(i, j), (j, i)] {
        defenceTies[a, b] = (row.number("defence") ?? 0) / 3
        tradeTies[a, b] = (row.number("trade") ?? 0) / 3
      }
    }
  }

  private mutating func readAffinity(_ relations: Value) {
    let rows = relations.list("affinity")
    guard !rows.isEmpty, let scale = relations.number("affinity_scale") else { return }
    var points = PerState<Double?>(repeating: nil, count: roster.stateCount)
    for row in rows {
      if let state = roster.state(row["state"]) { points[state] = row.number("ideal_point") }
    }
    for pole in roster.poles {
      let leader = roster.leader(of: pole)
      guard let center = points[leader] else {
        if let table = relations["affinity"] {
          log.add("the pole's leader \(roster.code(leader)) has no row", at: table)
        }
        continue
      }
      for state in roster.states {
        guard let point = points[state] else { continue }
        affinity[state, pole] = max(-1, 1 - abs(point - center) / scale)
      }
    }
  }

  private mutating func readAlignment(_ rows: [Value]) {
    for row in rows {
      guard let state = roster.state(row["state"]) else { continue }
      for entry in row.entries where entry.key.hasPrefix("toward_") {
        let code = String(entry.key.dropFirst("toward_".count))
        guard let pole = pole(code) else {
          log.add(
            "‘\(SourceNode.shortened(code))’ is not a pole of this scenario"
              + suggestion(for: code, among: roster.poles.map(roster.code)),
            at: entry.keyOrigin, path: entry.value.path)
          continue
        }
        let degree = entry.value.number ?? 0
        if roster.leader(of: pole) == state, degree != 1 {
          log.add("a pole's leader sides with itself: 1", at: entry.value)
        }
        alignment[state, pole] = degree
      }
    }
    for pole in roster.poles { alignment[roster.leader(of: pole), pole] = 1 }
  }

  private mutating func readThreat(_ rows: [Value]) {
    for row in rows {
      guard let state = roster.state(row["state"]), let other = roster.state(row["from"])
      else { continue }
      if state == other { log.add("a state is no threat to itself", at: row) }
      threat[state, other] = row.number("level") ?? 0
    }
  }

  private mutating func readDangers(_ relations: Value) {
    for row in relations.list("threats_beyond") {
      guard let state = roster.state(row["state"]), let pole = row.text("protector").flatMap(pole)
      else { continue }
      threatsBeyond[state, pole] = max(threatsBeyond[state, pole], row.number("level") ?? 0)
    }
    for row in relations.list("hazards") {
      guard let state = roster.state(row["of"]), let other = roster.state(row["against"])
      else { continue }
      if state == other { log.add("a state is no danger to itself", at: row) }
      hazards[state, other] = row.number("level") ?? 0
    }
  }
}
