internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftRules

/// Where motives come from.
enum MotiveSource: String, CaseIterable {
  case theory, opening
}

/// Makes a scenario of proven values.
struct ScenarioAssembly {
  let root: Value
  let roster: Roster
  let catalogue: ScenarioCatalogue
  let log: FaultLog
  /// How draws are addressed where the file doesn't say.
  let usualLuck: Luck
  var institutions: InstitutionsInPlay?

  /// - Parameter fitted: who states are by the file's own profiles, where edits changed them.
  /// - Returns: nil, and faults, when the parts don't fit together.
  func make(
    _ conducts: [Conduct?], fitted: [Conduct?]?, hash: String, known: Calibrated? = nil
  ) -> (scenario: Scenario, economy: Calibrated)? {
    let facts = SettingFacts(root: root, roster: roster, log: log)
    let measures = OpeningMeasures(root: root, roster: roster, limits: facts.limits, log: log)
    let maker = SeatMaker(roster: roster, isGame: false, log: log)
    let seats = conducts.map { $0.flatMap(maker.seat) }
    checkLeaderAndRival()
    if let capacity = root["economy"]?["capacity"] {
      log.add(
        "a game can't have installed capacity yet, as its rules build productivity: leave this "
          + "out, or move the economy to a file without a game", at: capacity)
    }
    let frame = EconomyFrame(facts, measures, roster)
    guard var economy = EconomyFacts(root: root, roster: roster, frame: frame, log: log)
    else { return nil }
    if !economy.isSourcingGiven {
      economy.readFrictions(Geography(root: root, roster: roster, log: log), frame)
    }
    guard log.isEmpty, let leader = roster.state(root["leader"]),
      let rival = roster.state(root["rival"]),
      let calibrated = BaselineMaker(
        root: root, roster: roster, frame: frame, log: log, known: known
      ).make(economy)
    else { return nil }
    let baseline = calibrated.baseline

    var extras = Setting.Extras(for: roster)
    extras.accessOffers = facts.accessOffers
    extras.tradeTies = facts.tradeTies
    extras.costPremium = facts.costPremium
    extras.treasury = facts.treasury
    extras.luck = Luck(root, usually: usualLuck)
    extras.threatsBeyond = facts.threatsBeyond
    extras.hazards = facts.hazards
    extras.exclusiveFrom = facts.exclusiveFrom
    extras.unions = facts.unions
    extras.openingMoney = facts.openingMoney
    extras.add(catalogue.inForce(root))
    if let institutions, extras.addedColumns.contains(.membership) {
      extras.institutions = institutions.read(roster)
    }
    var setting = Setting(
      roster: roster, sectors: facts.sectors, startYear: root.whole("start_year") ?? 1,
      turns: root.whole("turns") ?? 1, leader: leader, rival: rival, gdp: facts.gdp,
      defenceTies: facts.defenceTies, affinity: facts.affinity,
      governments: PerState(
        zip(conducts, roster.states).map { $0?.governments(of: $1, in: roster) ?? [] }),
      elections: facts.elections,
      startOutput: SectorState(baseline.output.values, width: roster.stateCount),
      startFlows: flows(of: baseline), limits: facts.limits, outcome: facts.outcome,
      extras: extras)
    let reach = reach(facts.reach, setting, baseline)
    setting = setting.with { $0.reach = reach }
    var start = start(setting, facts, measures, economy, baseline, conducts.compactMap(\.self))
    for failure in start.invariantFailures(limits: facts.limits) {
      log.add("the start can't be: \(failure)", at: root)
    }
    guard let rulebook = rulebook(baseline, start), log.isEmpty else { return nil }
    setting = setting.with { $0.orders = rulebook.orders }
    for case let rule as InstitutionLife in rulebook.rules { rule.open(&start, setting) }
    let places = PerState(seats.compactMap(\.self))
    if MotiveSource(rawValue: root["motives"]?.text("from") ?? "") == .opening {
      let motives = inversion(setting, start, places, fitted: fitted)
        .motives(for: roster, halfLife: root["motives"]?.number("half_life"))
      setting = setting.with { $0.motives = motives }
    }
    let scenario = Scenario(
      name: root.text("name") ?? "", title: root.text("title") ?? "", setting: setting,
      start: start, rulebook: rulebook, seats: places, hash: hash,
      account: Utility())
    return (scenario, calibrated)
  }

  /// Inverts motives from the start, by the file's own profiles.
  private func inversion(
    _ setting: Setting, _ start: World, _ seats: PerState<Seat>, fitted: [Conduct?]?
  ) -> Inversion {
    let maker = SeatMaker(roster: roster, isGame: false, log: FaultLog())
    let own = fitted?.compactMap { $0.flatMap(maker.seat) } ?? []
    guard let conducts = fitted?.compactMap(\.self), own.count == seats.count else {
      return Inversion(setting: setting, start: start, seats: seats)
    }
    let setting = setting.with(
      governments: PerState(
        zip(conducts, roster.states).map { $0.governments(of: $1, in: roster) }))
    var world = start
    judge(conducts, setting, in: &world)
    return Inversion(setting: setting, start: world, seats: PerState(own))
  }

  private func checkLeaderAndRival() {
    if let rival = root["rival"], rival.text == root.text("leader") {
      log.add("the rival must be another state than the leader", at: rival)
    }
  }

  private func flows(of baseline: Baseline) -> SectorDyadic<Double> {
    var flows = SectorDyadic(
      repeating: 0.0, sectors: roster.sectorCount, states: roster.stateCount)
    for sector in roster.sectors {
      for buyer in roster.states {
        for seller in roster.states {
          flows[sector, buyer, seller] = baseline.flow(
            sector: sector.index, market: buyer.index, supplier: seller.index)
        }
      }
    }
    return flows
  }

  private func start(
    _ setting: Setting, _ facts: SettingFacts, _ measures: OpeningMeasures,
    _ economy: EconomyFacts, _ baseline: Baseline, _ conducts: [Conduct]
  ) -> World {
    var start = World(setting: setting, technology: technology(economy, baseline))
    start.alignment = facts.alignment
    start.measures = measures.standing
    // What another's rule binds at the start is in the trade that was observed, like all measures.
    if let reach = ExtraterritorialReach(setting) {
      start.exportControl = reach.bound(start.exportControl)
    }
    if !setting.institutions.isEmpty {
      start[.membership] = setting.institutions.membershipAtStart
    }
    OpeningColumns(root: root, setting: setting, log: log).write(to: &start)
    if !setting.institutions.isEmpty {
      // What agreements of the start opened is in the trade that was observed.
      start.marketAccess = setting.institutions.access(
        start.memberships, states: roster.stateCount)
    }
    start.threat = facts.threat
    judge(conducts, setting, in: &start)
    return start
  }

  /// Writes by which weights states judge. Where governments change, the first is in office.
  private func judge(_ conducts: [Conduct], _ setting: Setting, in world: inout World) {
    for (state, conduct) in zip(roster.states, conducts) {
      let government = setting.governments[state].first
      let weights = government?.weights ?? conduct.weights
      let gains = government?.relativeGains ?? conduct.relativeGains(of: state, in: roster)
      for term in UtilityTerm.weighted { world.weights[state, term] = weights[term.index] }
      for other in roster.states { world.relativeGains[state, other] = gains[other.index] }
    }
  }

  /// How far each state's export controls bind others' sales: its share in what the seller's sector
  /// takes of key sectors' goods, times the reach of its law; nil where no law reaches abroad.
  private func reach(
    _ laws: PerState<Double>, _ setting: Setting, _ baseline: Baseline
  ) -> SectorDyadic<Double>? {
    guard laws.storage.contains(where: { $0 > 0 }) else { return nil }
    var reach = SectorDyadic(
      repeating: 0.0, sectors: roster.sectorCount, states: roster.stateCount)
    let inputs = StrategicInputs(baseline: baseline)
    for sector in roster.sectors where setting[sector].isKey {
      for issuer in roster.states where laws[issuer] > 0 {
        for seller in roster.states where seller != issuer {
          reach[sector, issuer, seller] =
            laws[issuer]
            * inputs.share(of: issuer, in: sector, of: seller, setting: setting)
        }
      }
    }
    return reach
  }

  /// Technological levels: from a table, or from shares of world supply.
  private func technology(_ economy: EconomyFacts, _ baseline: Baseline) -> SectorState<Double> {
    var levels = SectorState(
      repeating: 0.0, rows: roster.sectorCount, width: roster.stateCount)
    guard let exponent = root["technology"]?.number("exponent") else {
      for row in root.list("technology") {
        guard let sector = roster.sector(row["sector"]), let state = roster.state(row["state"])
        else { continue }
        levels[sector, state] = row.number("level") ?? 0
      }
      return levels
    }
    for sector in roster.sectors {
      // Who supplies the residual sector, or under given sourcing any, is for the books to say.
      let isGiven = !economy.isSourcingGiven && sector != economy.residualSector
      let supply = roster.states.map { state in
        isGiven
          ? economy.supplyShares[sector.index, state.index]
          : baseline.output[sector.index, state.index]
      }
      let largest = supply.max() ?? 0
      for state in roster.states where largest > 0 && supply[state.index] > 0 {
        levels[sector, state] = Math.power(supply[state.index] / largest, exponent)
      }
    }
    return levels
  }

  private func rulebook(_ baseline: Baseline, _ start: World) -> Rulebook? {
    let context = RuleContext(baseline: baseline, roster: roster, start: start)
    // An instrument of the scenario's own is carried out because it's there.
    var rules: [any Rule] = roster.instrumentIDs.dropFirst(Instrument.standard.count).map {
      StandingMeasure($0, in: roster)
    }
    for entry in root.entries("rules") {
      guard let definition = catalogue.rules.first(where: { $0.name == entry.key }) else {
        continue
      }
      var rule = definition.make(context)
      rule.set(entry.value.entries, log)
      rules.append(rule)
    }
    do {
      return try Rulebook(rules)
    } catch {
      if let value = root["rules"] { for fault in error.faults { log.add(fault, at: value) } }
      return nil
    }
  }
}

extension Luck {
  /// What a scenario says of its luck.
  init(_ root: Value, usually usual: Luck) {
    self = root["luck"]?.text("addresses").flatMap(Luck.init(rawValue:)) ?? usual
  }
}
