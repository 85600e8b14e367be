internal import StatecraftCore
internal import StatecraftEconomy

/// Makes the economy of a file that holds nothing else, by whichever way the file gives it.
struct EconomyMaker {
  /// The ways, each a key.
  private static let ways = ["sourcing", "supply_shares", "levels", "input_output"]

  let root: Value
  let roster: Roster
  /// Where tables that are mapped are read from, by paths relative to the scenario file.
  let files: UsedFiles
  let file: String
  let log: FaultLog

  /// What a way makes: a trade economy, an input-output table, or both.
  struct Economy {
    var baseline: Baseline?
    var table: InterCountryTable?
  }

  /// - Returns: nil, and faults, when the numbers make no economy.
  func make() -> Economy? {
    guard let economy = root["economy"] else { return nil }
    let given = Self.ways.filter { economy[$0] != nil }
    guard given.count == 1 else {
      let ways = Self.ways.map { "‘\($0)’" }.joined(separator: ", ")
      for key in given.dropFirst() {
        guard let value = economy[key] else { continue }
        log.add("this has no place beside ‘\(given[0])’: keep one of \(ways)", at: value)
      }
      if given.isEmpty, !Self.ways.contains(where: { log.hasFaults(below: "economy.\($0)") }) {
        log.add("say who trades with whom: by one of \(ways)", at: economy)
      }
      return nil
    }
    noteMisplaced(in: economy, beside: given[0])
    if given[0] == "input_output" { return makeTable(economy) }
    noteMissing("elasticity_theta", of: "sectors", "its trade elasticity θ")
    var frame = EconomyFrame(alone: root, roster: roster, log: log)
    frame.needsSupply = given[0] == "supply_shares"
    guard
      var facts = EconomyFacts(root: root, roster: roster, frame: frame, log: log)
    else { return nil }
    switch given[0] {
    case "levels": return makeLevels(economy, facts, frame).map { Economy(baseline: $0) }
    case "supply_shares":
      noteMissing("value_added", of: "states", "its value added")
      facts.readFrictions(Geography(root: root, roster: roster, log: log), frame)
    default: break
    }
    guard log.isEmpty else { return nil }
    return BaselineMaker(root: root, roster: roster, frame: frame, log: log).make(facts)
      .map { Economy(baseline: $0.baseline) }
  }

  /// Keys that belong to another way.
  private func noteMisplaced(in economy: Value, beside way: String) {
    var misplaced = way == "supply_shares" ? [] : ["residual_sector", "frictions"]
    if way == "input_output" {
      misplaced += ["tariffs", "recipes", "final_shares"]
    }
    // Beside sourcing, what belongs to supply shares is noted where sourcing is read.
    if way == "sourcing" { misplaced = [] }
    for key in misplaced {
      guard let value = economy[key] else { continue }
      log.add("this has no place beside ‘\(way)’", at: value)
    }
    if way != "sourcing", let value = economy["books"], value.text == "settle" {
      log.add("‘settle’ needs ‘sourcing’, and shares that are known", at: value)
    }
    let columns =
      switch way {
      case "levels": ["value_added"]
      case "input_output": ["value_added", "size"]
      default: ["size"]
      }
    for row in root.list("states") {
      for column in columns {
        guard let value = row[column] else { continue }
        log.add("this has no place beside ‘\(way)’", at: value)
      }
    }
  }

  private func noteMissing(_ column: String, of table: String, _ meaning: String) {
    for row in root.list(table) where row[column] == nil && !log.hasFaults(below: row.path) {
      log.add(
        "‘\(column)’ is missing: \(meaning)", at: row.origin,
        path: SchemaCheck.join(row.path, column))
    }
  }

  // MARK: - Levels

  private func makeLevels(
    _ economy: Value, _ facts: EconomyFacts, _ frame: EconomyFrame
  ) -> Baseline? {
    noteMissing("size", of: "states", "its labour")
    TechnologyReader(root: root, roster: roster, log: log).refuseBesideLevels()
    guard let levels = economy["levels"] else { return nil }
    let (sectors, states) = (roster.sectorCount, roster.stateCount)
    var labour = [Double](repeating: 1, count: states)
    var productivity = SectorTable(sectors: sectors, states: states, repeating: 1)
    for row in root.list("states") {
      guard let state = roster.state(row["code"]) else { continue }
      labour[state.index] = row.number("size") ?? 1
      for sector in roster.sectors {
        productivity[sector.index, state.index] = row.number("productivity") ?? 1
      }
    }
    for row in levels.list("productivity") {
      guard let sector = roster.sector(row["sector"]), let state = roster.state(row["state"])
      else { continue }
      productivity[sector.index, state.index] = row.number("factor") ?? 1
    }
    var barriers = FlowTable(sectors: sectors, states: states, repeating: 1)
    FlowReader(root: root, roster: roster, log: log).read(
      levels["iceberg"], "factor", into: &barriers)
    guard log.isEmpty else { return nil }
    var world = TradeLevels(
      labour: labour, productivity: productivity, barriers: barriers,
      finalSpending: facts.finalShares, elasticities: frame.elasticities,
      worldValueAdded: economy.number("world_value_added") ?? 1)
    world.valueAddedShares = roster.sectors.map { facts.valueAddedShares[$0.index, 0] }
    world.recipes = roster.sectors.map { sector in
      roster.sectors.map { facts.recipes[sector: sector.index, input: $0.index, state: 0] }
    }
    world.tariffs = frame.tariffs
    world.transfers = facts.transfers
    do {
      return try world.solve()
    } catch {
      switch error {
      case .baseline(let error):
        BaselineMaker(root: root, roster: roster, frame: frame, log: log).report(error)
      case .equilibrium(let error): log.add(error.words(roster), at: levels)
      }
      return nil
    }
  }

  // MARK: - Input-output tables

  private func makeTable(_ economy: Value) -> Economy? {
    guard let value = economy["input_output"] else { return nil }
    var reader = InputOutputReader(
      root: root, roster: roster, files: files, file: file, log: log)
    guard let table = reader.read(value, of: economy) else { return nil }
    let rows = root.list("sectors")
    let elasticities = roster.sectorCodes.compactMap { code in
      rows.first { $0.text("code") == code }?.number("elasticity_theta")
    }
    guard !elasticities.isEmpty else { return Economy(table: table) }
    guard elasticities.count == roster.sectorCount else {
      noteMissing("elasticity_theta", of: "sectors", "give that of all sectors, or of none")
      return nil
    }
    do {
      return Economy(
        baseline: try Baseline(
          table, elasticities: elasticities,
          technology: TechnologyReader(root: root, roster: roster, log: log).read()),
        table: table)
    } catch {
      if (economy.text("inventories") ?? "keep") == "keep", table.final.contains(where: { $0 < 0 })
      {
        log.add(
          "a trade economy can't have final sales below zero that others don't outweigh: fold "
            + "them in by ‘inventories: fold’", at: value)
      }
      let frame = EconomyFrame(alone: root, roster: roster, log: log)
      BaselineMaker(root: root, roster: roster, frame: frame, log: log).report(error)
      return nil
    }
  }
}
