internal import StatecraftCore
internal import StatecraftEconomy

/// The economy of a scenario, read into tables of numbers and checked row by row.
struct EconomyFacts {
  /// How far shares that must sum to one may be from it; they are then scaled.
  static let tolerance = 1e-4
  /// What a full ban leaves of trade at the start: calibration needs a trace of every flow.
  static let openMin = 1e-9

  private(set) var finalShares: SectorTable
  private(set) var valueAddedShares: SectorTable
  private(set) var recipes: RecipeTable
  /// Shares of world output: 0 throughout for the residual sector.
  private(set) var supplyShares: SectorTable
  private(set) var frictions: FlowTable
  private(set) var sourcing: FlowTable
  private(set) var residualSector: SectorID?
  /// Elasticities of substitution, rents and capacities.
  private(set) var technology: Technology
  /// Spending less income by state; sums to zero.
  private(set) var transfers: [Double]
  /// Whether who buys from whom is given, or has to be found.
  let isSourcingGiven: Bool

  private let economy: Value
  private let roster: Roster
  private let log: FaultLog
  /// Tables in which faults were found before sums were taken.
  private let unsound: Set<String>

  init?(root: Value, roster: Roster, frame: EconomyFrame, log: FaultLog) {
    guard let economy = root["economy"] else { return nil }
    self.economy = economy
    self.roster = roster
    self.log = log
    unsound = Set(economy.entries.map(\.value.path).filter(log.hasFaults(below:)))
    let (sectors, states) = (roster.sectorCount, roster.stateCount)
    finalShares = SectorTable(sectors: sectors, states: states, repeating: 0)
    valueAddedShares = finalShares
    supplyShares = finalShares
    recipes = RecipeTable(sectors: sectors, states: states)
    frictions = FlowTable(sectors: sectors, states: states, repeating: 1)
    sourcing = FlowTable(sectors: sectors, states: states, repeating: 0)
    residualSector = roster.sector(economy["residual_sector"])
    transfers = frame.transfers
    isSourcingGiven = economy["sourcing"] != nil
    technology = TechnologyReader(root: root, roster: roster, log: log).read()
    readTransfers(root, frame)
    readFinalShares()
    readRecipes()
    if isSourcingGiven { readSourcing(root) } else if frame.needsSupply { readSupplyShares() }
  }

  private mutating func readTransfers(_ root: Value, _ frame: EconomyFrame) {
    let (world, sum) = (frame.valueAdded.reduce(0, +), transfers.reduce(0, +))
    guard world > 0, let table = root["states"] else { return }
    if abs(sum) > Self.tolerance * world {
      let written = frame.isSpending ? sum : -sum
      log.add(
        "\(frame.transferKey) sums to \(written) over all states; it must sum to 0", at: table)
    }
    for state in roster.states {
      transfers[state.index] -= sum * frame.valueAdded[state.index] / world
    }
  }

  /// Notes a sum that isn't one; returns the factor that makes it one.
  ///
  /// A table with faulty rows can't sum to one, and isn't blamed for it twice.
  private func scale(_ sum: Double, of what: String, at table: Value?) -> Double {
    if let table, abs(sum - 1) > Self.tolerance, !unsound.contains(table.path) {
      log.add("the shares of \(what) sum to \(sum); they must sum to 1", at: table)
    }
    return sum > 0 ? 1 / sum : 1
  }

  private mutating func readFinalShares() {
    guard economy["final_shares"] != nil || roster.sectorCount > 1 else {
      for state in roster.states { finalShares[0, state.index] = 1 }
      return
    }
    if economy["final_shares"] == nil {
      log.add(
        "‘final_shares’ is missing: what states spend on in the end", at: economy.origin,
        path: SchemaCheck.join(economy.path, "final_shares"))
      return
    }
    let rows = economy.list("final_shares")
    // Rows for all states first, so that a state's own row replaces them.
    for row in rows.filter({ $0["state"] == nil }) + rows.filter({ $0["state"] != nil }) {
      guard let sector = roster.sector(row["sector"]),
        let share = row.number("share_of_final_spending")
      else { continue }
      for state in row["state"] == nil
        ? roster.states : [roster.state(row["state"])].compactMap(\.self)
      {
        finalShares[sector.index, state.index] = share
      }
    }
    for state in roster.states {
      let sum = roster.sectors.reduce(0) { $0 + finalShares[$1.index, state.index] }
      let factor = scale(
        sum, of: "final spending of \(roster.code(state))", at: economy["final_shares"])
      for sector in roster.sectors { finalShares[sector.index, state.index] *= factor }
    }
  }

  private mutating func readRecipes() {
    let rows = economy.list("recipes")
    var common = [Recipe?](repeating: nil, count: roster.sectorCount)
    var own: [Int: Recipe] = [:]
    for row in rows {
      guard let sector = roster.sector(row["sector"]) else { continue }
      if let code = row["state"] {
        guard let state = roster.state(code) else { continue }
        let key = sector.index * roster.stateCount + state.index
        own[key] = read(row, into: own[key])
      } else {
        common[sector.index] = read(row, into: common[sector.index])
      }
    }
    for sector in roster.sectors {
      let code = roster.code(sector)
      let shared = common[sector.index] ?? Recipe(inputs: [], valueAdded: 1)
      let sharedScale = scaling(of: shared, "the recipe of \(code)")
      for state in roster.states {
        let key = sector.index * roster.stateCount + state.index
        let recipe = own[key] ?? shared
        let factor =
          own[key].map { scaling(of: $0, "the recipe of \(code) in \(roster.code(state))") }
          ?? sharedScale
        // Rent is a share of sales, and the recipe is of the rest: exactly all without a rent.
        let rent = technology.rentShares[sector.index, state.index]
        let cost = rent > 0 ? factor * (1 - rent) : factor
        valueAddedShares[sector.index, state.index] = (recipe.valueAdded ?? 0) * cost
        for (input, share) in recipe.inputs.enumerated() {
          recipes[sector: sector.index, input: input, state: state.index] = share * cost
        }
      }
    }
  }

  /// What a sector is made of, as rows say it; no inputs where the list is empty.
  private struct Recipe {
    var inputs: [Double]
    var valueAdded: Double?
  }

  /// Adds a row to a recipe.
  private func read(_ row: Value, into known: Recipe?) -> Recipe {
    var recipe =
      known ?? Recipe(inputs: Array(repeating: 0, count: roster.sectorCount), valueAdded: nil)
    guard let input = row["input"], let name = input.text else { return recipe }
    let share = row.number("cost_share") ?? 0
    if name == "value_added" {
      recipe.valueAdded = share
    } else if let source = roster.sector(name) {
      recipe.inputs[source.index] = share
    } else {
      log.add(
        "‘\(SourceNode.shortened(name))’ is neither a sector nor value_added"
          + suggestion(for: name, among: roster.sectorCodes + ["value_added"]), at: input)
    }
    return recipe
  }

  /// What makes the shares of a recipe sum to one.
  private func scaling(of recipe: Recipe, _ what: String) -> Double {
    let added = recipe.valueAdded ?? 0
    if added == 0, let table = economy["recipes"] {
      log.add("\(what) has no value_added above 0", at: table)
    }
    return scale(recipe.inputs.reduce(added, +), of: what, at: economy["recipes"])
  }

  private mutating func readSourcing(_ root: Value) {
    for key in ["supply_shares", "frictions", "residual_sector"] {
      if let value = economy[key] {
        log.add(
          "this has no place beside ‘sourcing’: keep one way of saying who supplies", at: value)
      }
    }
    FlowReader(root: root, roster: roster, log: log).read(
      economy["sourcing"], "share", into: &sourcing)
    for sector in roster.sectors {
      for market in roster.states {
        let suppliers = roster.states.map { sourcing[sector.index, market.index, $0.index] }
        let factor = scale(
          suppliers.reduce(0, +), of: "\(roster.code(market))'s spending on \(roster.code(sector))",
          at: economy["sourcing"])
        for supplier in roster.states {
          sourcing[sector.index, market.index, supplier.index] *= factor
        }
      }
    }
  }

  private mutating func readSupplyShares() {
    for key in ["supply_shares", "residual_sector"] where economy[key] == nil {
      log.add(
        "‘\(key)’ is missing: give supply shares and a residual sector, or ‘sourcing’",
        at: economy.origin, path: SchemaCheck.join(economy.path, key))
    }
    guard let table = economy["supply_shares"], let residual = residualSector else { return }
    for row in table.list {
      guard let sector = roster.sector(row["sector"]), let state = roster.state(row["state"])
      else { continue }
      if sector == residual {
        log.add("the supply of the residual sector follows from the others", at: row)
      }
      supplyShares[sector.index, state.index] = row.number("share") ?? 0
    }
    for sector in roster.sectors where sector != residual {
      let sum = roster.states.reduce(0) { $0 + supplyShares[sector.index, $1.index] }
      let factor = scale(sum, of: "world supply of \(roster.code(sector))", at: table)
      for state in roster.states { supplyShares[sector.index, state.index] *= factor }
    }
  }

  /// Fills in what stands between buyers and sellers.
  ///
  /// Trade ease is distance to the power of minus the elasticity, times the home bias at home,
  /// times the agreement factor to the power of the tie, times what controls and tariffs of the
  /// start leave: measures of the start belong in the baseline, or they would bite twice.
  mutating func readFrictions(_ geography: Geography, _ frame: EconomyFrame) {
    warnOfMissingFrictions(geography)
    for row in economy.list("frictions") {
      guard let sector = roster.sector(row["sector"]) else { continue }
      let elasticity = row.number("distance_elasticity") ?? 0
      let homeBias = row.number("home_bias") ?? 1
      let agreement = row.number("agreement_factor") ?? 1
      var isNoted = false
      for market in roster.states {
        for supplier in roster.states {
          var ease = Math.power(agreement, frame.tradeTies[market, supplier])
          if market == supplier { ease *= homeBias }
          if elasticity > 0 {
            if let distance = geography.distance(market, supplier) {
              ease *= Math.power(distance, -elasticity)
            } else if !isNoted {
              noteUnplaced(market, supplier, at: row)
              isNoted = true
            }
          }
          frictions[sector.index, market.index, supplier.index] = ease
        }
      }
    }
    for sector in roster.sectors {
      let theta = frame.elasticities[sector.index]
      for market in roster.states {
        for supplier in roster.states {
          frictions[sector.index, market.index, supplier.index] *=
            max(frame.openness[sector.index, market.index, supplier.index], Self.openMin)
            * Math.power(
              1 + frame.tariffs[sector.index, market.index, supplier.index], -theta)
        }
      }
    }
  }

  /// Says what is without friction, or without a place, where others have theirs.
  private func warnOfMissingFrictions(_ geography: Geography) {
    guard let table = economy["frictions"] else { return }
    let listed = Set(table.list.compactMap { $0.text("sector") })
    let missing = roster.sectorCodes.filter { !listed.contains($0) }
    if !missing.isEmpty, !log.hasFaults(below: table.path) {
      log.warn(
        "\(missing.joined(separator: ", ")) \(missing.count == 1 ? "has" : "have") no row, and "
          + "trade\(listed.isEmpty ? "" : " there") is without friction", at: table)
    }
    for column in ["home_bias", "distance_elasticity"] {
      let without = table.list.filter { $0[column] == nil }
      guard !without.isEmpty, without.count < table.list.count else { continue }
      for row in without {
        log.warn("this row has no \(column), and others have", at: row)
      }
    }
    let unplaced = roster.states.filter { !geography.hasCenter($0) }.map(roster.code)
    let fall = table.list.compactMap { $0.number("distance_elasticity") }
    if unplaced.count > 1, fall.contains(where: { $0 > 0 }) {
      log.warn(
        "\(unplaced.joined(separator: ", ")) have no centre: the distance between them is what "
          + "distance_to_row_km says", at: table)
    }
  }

  private func noteUnplaced(_ first: StateID, _ second: StateID, at row: Value) {
    if first == second {
      log.add(
        "trade falls with distance here, and \(roster.code(first)) has no internal_distance_km",
        at: row)
    } else {
      log.add(
        "trade falls with distance here, and there's none between \(roster.code(first)) and "
          + "\(roster.code(second)): give centre_lat and centre_lon, or distance_to_row_km", at: row
      )
    }
  }
}
