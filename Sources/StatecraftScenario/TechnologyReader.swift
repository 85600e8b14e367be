internal import StatecraftCore
internal import StatecraftEconomy

/// Reads how inputs and products replace each other, and what bounds output.
struct TechnologyReader {
  let root: Value
  let roster: Roster
  let log: FaultLog

  func read() -> Technology {
    let economy = root["economy"]
    let (sectors, states) = (roster.sectorCount, roster.stateCount)
    var technology = Technology(sectors: sectors, states: states)
    for row in root.list("sectors") {
      guard let sector = roster.sector(row["code"]) else { continue }
      if let number = row.number("input_elasticity") {
        technology.inputElasticities[sector.index] = number
      }
      technology.scaleElasticities[sector.index] = row.number("scale_elasticity") ?? 0
    }
    if let number = economy?.number("final_elasticity") {
      technology.finalElasticities = Array(repeating: number, count: states)
    }
    let supply = economy?.number("labour_supply_elasticity") ?? 0
    technology.labourSupply = Array(repeating: supply, count: states)
    for row in root.list("states") {
      guard let state = roster.state(row["code"]),
        let number = row.number("labour_supply_elasticity")
      else { continue }
      technology.labourSupply[state.index] = number
    }
    let rows = economy?.list("capacity") ?? []
    // Rows for all states first, so that a state's own row replaces them.
    for row in rows.filter({ $0["state"] == nil }) + rows.filter({ $0["state"] != nil }) {
      guard let sector = roster.sector(row["sector"]) else { continue }
      let rent = row.number("rent_share") ?? 0
      let installed = row.number("installed_capacity") ?? 1
      if rent > 0, installed > 1, let value = row["installed_capacity"] {
        log.add("capacity with a rent binds at the start: leave this out, or the rent", at: value)
      }
      for state in row["state"] == nil
        ? roster.states : [roster.state(row["state"])].compactMap(\.self)
      {
        technology.rentShares[sector.index, state.index] = rent
        technology.installedCapacity[sector.index, state.index] = installed
      }
    }
    return technology
  }

  /// Notes keys that have no place beside levels.
  func refuseBesideLevels() {
    let reason =
      "beside ‘levels’ recipes and final spending are Cobb-Douglas and nothing bounds output: "
      + "give shares instead of levels, or leave this out"
    for key in ["final_elasticity", "capacity"] {
      if let value = root["economy"]?[key], value.number != 1 { log.add(reason, at: value) }
    }
    for row in [root["economy"]].compactMap(\.self) + root.list("states") {
      if let value = row["labour_supply_elasticity"], value.number != 0 {
        log.add("beside ‘levels’ the supply of labour is fixed: leave this out", at: value)
      }
    }
    for row in root["economy"]?.list("recipes") ?? [] {
      if let value = row["state"] {
        log.add("beside ‘levels’ all states have the same recipes: leave this out", at: value)
      }
    }
    for row in root.list("sectors") {
      if let value = row["input_elasticity"], value.number != 1 { log.add(reason, at: value) }
      if let value = row["scale_elasticity"], value.number != 0 {
        log.add("beside ‘levels’ returns to scale are constant: leave this out", at: value)
      }
    }
  }
}
