internal import StatecraftCore
internal import StatecraftEconomy

/// Reads experiments, and proves that each shock says what it needs and nothing else.
struct ExperimentReader {
  /// The highest tariff that is tried where a shock doesn't say.
  private static let rateMax = 2.0

  let roster: Roster
  /// The sectors on which a tariff can be levied: those that a tariff is on where a shock names
  /// none.
  let goods: [Int]
  let log: FaultLog

  /// The experiments of a file.
  func read(_ rows: [Value]) -> [Experiment] {
    rows.map { row in
      Experiment(
        name: row.text("name") ?? "", title: row.text("title"),
        shocks: row["shocks"].map(shocks) ?? [])
    }
  }

  /// The shocks of an experiment.
  func shocks(_ table: Value) -> [Shock] {
    if table.list.isEmpty, !log.hasFaults(below: table.path) {
      log.add("there are no shocks", at: table)
    }
    let shocks = table.list.compactMap(shock)
    let demands = shocks.filter { if case .finalDemand = $0 { true } else { false } }
    if !demands.isEmpty, demands.count < shocks.count {
      log.add(
        "a final_demand is answered by an input-output table, and the others by an equilibrium: "
          + "keep them in experiments of their own", at: table)
    }
    return shocks
  }

  private func shock(_ row: Value) -> Shock? {
    guard let word = row["shock"], let kind = word.text.flatMap(ShockKind.init(rawValue:))
    else { return nil }
    let columns = kind.columns
    for entry in row.entries where entry.key != "shock" {
      if !columns.needed.contains(entry.key), !columns.possible.contains(entry.key) {
        let words = (columns.needed + columns.possible).joined(separator: ", ")
        log.add(
          "this says nothing about ‘\(kind.rawValue)’, which knows \(words)", at: entry.value)
      }
    }
    var isComplete = true
    for column in columns.needed where row[column] == nil {
      isComplete = false
      guard !log.hasFaults(below: SchemaCheck.join(row.path, column)) else { continue }
      log.add(
        "‘\(kind.rawValue)’ needs ‘\(column)’", at: word.origin,
        path: SchemaCheck.join(row.path, column))
    }
    guard isComplete else { return nil }
    let sectors = sectors(row)
    let factor = row.number("factor") ?? 1
    if let value = row["factor"], factor <= 0 {
      log.add("this is \(factor.plain); it must be above 0", at: value)
      return nil
    }
    switch kind {
    case .iceberg: return links(row).map { .iceberg($0, factor: factor) }
    case .ban: return links(row).map { .ban($0, leak: row.number("leak") ?? 0) }
    case .tariff:
      return links(row, ofAll: goods).map { .tariff($0, rate: row.number("rate") ?? 0) }
    case .autarky:
      let alone = states(row, "state") ?? all
      let pairs = all.flatMap { market in
        all.filter { $0 != market && (alone.contains(market) || alone.contains($0)) }
          .map { TradeLinks.Pair(market: market, supplier: $0) }
      }
      return .ban(TradeLinks(sectors: sectors, pairs: pairs), leak: 0)
    case .productivity:
      return .productivity(
        sectors: sectors, states: states(row, "state") ?? all, factor: factor,
        weightAfter: row.number("weight_after"))
    case .capacity:
      return .capacity(
        sectors: sectors, states: states(row, "state") ?? all, factor: factor,
        weightAfter: row.number("weight_after"))
    case .transfer:
      guard let from = one(row, "from"), let to = one(row, "to") else { return nil }
      return .transfer(from: from, to: to, amount: row.number("amount") ?? 0)
    case .finalDemand:
      guard let state = row["state"] == nil && all.count == 1 ? 0 : one(row, "state") else {
        return nil
      }
      guard sectors.count == 1 else {
        log.add("name one sector", at: row)
        return nil
      }
      return .finalDemand(sector: sectors[0], state: state, amount: row.number("amount") ?? 0)
    case .optimalTariff:
      guard let state = one(row, "state") else { return nil }
      let partners = states(row, "supplier") ?? all.filter { $0 != state }
      return player(state, partners, row).map(Shock.optimalTariff)
    case .nashTariffs:
      let states = states(row, "between") ?? []
      guard states.count > 1 else {
        if let value = row["between"] { log.add("name two states or more", at: value) }
        return nil
      }
      return .nashTariffs(
        states.compactMap { state in player(state, states.filter { $0 != state }, row) })
    }
  }

  private func player(_ state: Int, _ partners: [Int], _ row: Value) -> OptimalTariff? {
    guard !partners.contains(state), !partners.isEmpty else {
      log.add("a tariff needs a supplier other than the state itself", at: row)
      return nil
    }
    return OptimalTariff(
      of: state, on: sectors(row, ofAll: goods), from: partners,
      rates: 0...(row.number("rate_max") ?? Self.rateMax))
  }

  // MARK: - Who and what

  private var all: [Int] { Array(0..<roster.stateCount) }

  private func links(_ row: Value, ofAll sectors: [Int]? = nil) -> TradeLinks? {
    let between = states(row, "between")
    if let value = row["between"], row["market"] != nil || row["supplier"] != nil {
      log.add("say ‘between’, or ‘market’ and ‘supplier’", at: value)
      return nil
    }
    let named = (market: states(row, "market"), supplier: states(row, "supplier"))
    // Whoever isn't named is everybody else.
    let markets = between ?? named.market ?? all.filter { named.supplier?.contains($0) != true }
    let suppliers = between ?? named.supplier ?? all.filter { named.market?.contains($0) != true }
    let pairs = markets.flatMap { market in
      suppliers.filter { $0 != market }.map { TradeLinks.Pair(market: market, supplier: $0) }
    }
    guard !pairs.isEmpty else {
      if !log.hasFaults(below: row.path) {
        log.add("this names no two states that trade with each other", at: row)
      }
      return nil
    }
    return TradeLinks(sectors: self.sectors(row, ofAll: sectors), pairs: pairs)
  }

  private func sectors(_ row: Value, ofAll all: [Int]? = nil) -> [Int] {
    guard let value = row["sector"] else { return all ?? Array(0..<roster.sectorCount) }
    return value.codes.compactMap { roster.sector($0)?.index }
  }

  private func states(_ row: Value, _ key: String) -> [Int]? {
    row[key].map { value in
      var states: [Int] = []
      for code in value.codes {
        if let state = roster.state(code)?.index, !states.contains(state) { states.append(state) }
      }
      return states
    }
  }

  private func one(_ row: Value, _ key: String) -> Int? {
    guard let value = row[key] else {
      log.add("say which ‘\(key)’", at: row)
      return nil
    }
    guard value.codes.count == 1 else {
      log.add("name one state", at: value)
      return nil
    }
    return roster.state(value.codes[0])?.index
  }
}

extension Value {
  /// The codes of one reference or a list of them.
  fileprivate var codes: [String] { text.map { [$0] } ?? list.compactMap(\.text) }
}
