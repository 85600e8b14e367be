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
    var known: [String] = []
    return rows.map { row in
      let origin = row.text("from")
      if let value = row["from"], let origin, !known.contains(origin) {
        log.add(
          "‘\(SourceNode.shortened(origin))’ is no experiment before this one"
            + suggestion(for: origin, among: known), at: value)
      }
      let experiment = Experiment(
        name: row.text("name") ?? "", title: row.text("title"),
        shocks: row["shocks"].map(shocks) ?? [], closure: closure(row["closure"], from: origin),
        from: origin)
      if experiment.needsEquilibrium { known.append(experiment.name) }
      return experiment
    }
  }

  /// Balances are closed once: where an experiment goes on from another, they are.
  private func closure(_ value: Value?, from origin: String?) -> Closure? {
    let closure = value?.text.flatMap(Closure.init(rawValue:))
    if let value, closure == .balanced, origin != nil {
      log.add(
        "‘balanced’ closes balances before anything else: say it of the experiment that this one "
          + "goes on from", at: value)
    }
    return closure
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
    case .exportTax: return links(row).map { .exportTax($0, rate: row.number("rate") ?? 0) }
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
    case .optimalTariff: return choice(row, .tariff, of: "supplier")
    case .optimalExportTax: return choice(row, .exportTax, of: "market")
    case .optimalControl: return choice(row, .control, of: "market")
    case .nashTariffs:
      let states = states(row, "between") ?? []
      guard states.count > 1 else {
        if let value = row["between"] { log.add("name two states or more", at: value) }
        return nil
      }
      let instrument =
        row.text("instrument").flatMap(OptimalTariff.Instrument.init(rawValue:)) ?? .tariff
      return .nashTariffs(
        states.compactMap { state in
          player([state], states.filter { $0 != state }, row, instrument)
        })
    }
  }

  /// The best measure of a state, or of several that levy one rate together.
  private func choice(
    _ row: Value, _ instrument: OptimalTariff.Instrument, of partner: String
  ) -> Shock? {
    guard let members = states(row, "state"), !members.isEmpty else { return nil }
    let partners = states(row, partner) ?? all.filter { !members.contains($0) }
    return player(members, partners, row, instrument).map(Shock.optimalTariff)
  }

  private func player(
    _ members: [Int], _ partners: [Int], _ row: Value, _ instrument: OptimalTariff.Instrument
  ) -> OptimalTariff? {
    guard !partners.contains(where: members.contains), !partners.isEmpty else {
      let what =
        switch instrument {
        case .tariff: "a tariff needs a supplier"
        case .exportTax: "an export tax needs a market"
        case .control: "a control needs a market"
        }
      log.add("\(what) other than who levies it", at: row)
      return nil
    }
    let rivals = states(row, "against") ?? partners
    if rivals.contains(where: members.contains), let value = row["against"] {
      log.add("no state's gains weigh against itself: name others", at: value)
      return nil
    }
    var rateMax = row.number("rate_max") ?? Self.rateMax
    if instrument == .control {
      // All of it would leave partners without a supplier where they have no other.
      if let value = row["rate_max"], rateMax > 1 {
        log.add("at most all exports can be withheld: 1", at: value)
        return nil
      }
      rateMax = min(rateMax, Self.controlMax)
    }
    return OptimalTariff(
      of: members, on: sectors(row, ofAll: instrument == .tariff ? goods : nil), from: partners,
      rates: 0...rateMax, instrument: instrument, relativeGains: row.number("r") ?? 0,
      rivals: rivals)
  }

  /// The strictest control that is tried.
  private static let controlMax = 0.999

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
