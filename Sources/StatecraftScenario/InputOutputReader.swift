internal import StatecraftCore
internal import StatecraftEconomy

/// Reads an inter-country input-output table: from matrices, or from a file in wide form.
///
/// A file's states and sectors go by code or by name. Matrices list industries state by state, in
/// the order of the scenario file; the table that is made has the roster's order.
struct InputOutputReader {
  private let roster: Roster
  private let log: FaultLog
  private let files: UsedFiles
  private let file: String
  private let order: [StateID]
  private var intermediate: [Double]
  private var final: [Double]
  private var output: [Double?]
  /// Industries that have a row.
  private var isListed: [Bool]

  private var industryCount: Int { roster.sectorCount * roster.stateCount }

  /// - Parameters:
  ///   - files: where a file that is mapped is read from.
  ///   - file: the scenario file, to which paths are relative.
  init(root: Value, roster: Roster, files: UsedFiles, file: String, log: FaultLog) {
    self.roster = roster
    self.files = files
    self.file = file
    self.log = log
    order = FlowReader(root: root, roster: roster, log: log).order
    let industries = roster.sectorCount * roster.stateCount
    intermediate = Array(repeating: 0, count: industries * industries)
    final = Array(repeating: 0, count: industries * roster.stateCount)
    output = Array(repeating: nil, count: industries)
    isListed = Array(repeating: false, count: industries)
  }

  /// - Parameters:
  ///   - value: matrices, the rows of a wide table, or which labels of a file mean what.
  ///   - economy: what it's a part of, which says how far it's balanced.
  /// - Returns: nil, and faults, when it's no table.
  mutating func read(_ value: Value, of economy: Value) -> InterCountryTable? {
    guard !log.hasFaults(below: value.path) else { return nil }
    if case .list(let rows) = value.content {
      readWide(rows, value)
    } else if value["table"] != nil {
      readMapped(value)
    } else {
      readMatrices(value)
    }
    guard !log.hasFaults(below: value.path) else { return nil }
    do throws(InterCountryTableError) {
      let (table, balance) = try InterCountryTable.balanced(
        sectors: roster.sectorCount, states: roster.stateCount, intermediate: intermediate,
        final: final, output: (0..<industryCount).map { output[$0] ?? sales(of: $0) },
        tolerance: economy.number("table_tolerance") ?? Self.tolerance,
        inventories: economy.text("inventories").flatMap(Inventories.init(rawValue:)) ?? .keep)
      tell(balance, at: value)
      return table
    } catch {
      switch error {
      case .violations(let faults): for fault in faults { report(fault, at: value) }
      case .noLeontiefInverse: log.add("\(error)", at: value)
      }
      return nil
    }
  }

  /// How far sales may be from output where the file doesn't say.
  private static let tolerance = 1e-3

  /// Says what had to be done so that the books balance.
  private func tell(_ balance: TableBalance, at value: Value) {
    if balance.rowGap > 1e-9, let industry = balance.rowGapIndustry {
      log.warn(
        "sales differ from output by up to \(balance.rowGap.asPercent) (\(name(industry))): sales "
          + "are taken", at: value)
    }
    guard balance.negativeFinalCount > 0 else { return }
    let count = balance.negativeFinalCount
    let what =
      "\(count) final \(count == 1 ? "sale is" : "sales are") negative, such as inventories that "
      + "shrink: \(balance.negativeFinal.asPercent) of all"
    log.warn(
      balance.outputChange > 0
        ? "\(what). They're folded in: outputs change by up to \(balance.outputChange.asPercent)"
        : "\(what). They stand; ‘inventories: fold’ takes them out", at: value)
  }

  private func sales(of seller: Int) -> Double {
    var sum = 0.0
    for buyer in 0..<industryCount { sum += intermediate[seller * industryCount + buyer] }
    for state in 0..<roster.stateCount { sum += final[seller * roster.stateCount + state] }
    return sum
  }

  private func industry(_ state: StateID, _ sector: SectorID) -> Int {
    state.index * roster.sectorCount + sector.index
  }

  private func name(_ industry: Int) -> String {
    roster.stateCodes[industry / roster.sectorCount] + "."
      + roster.sectorCodes[industry % roster.sectorCount]
  }

  // MARK: - Matrices

  private mutating func readMatrices(_ value: Value) {
    guard value["intermediate"] != nil else {
      return log.add(
        "give ‘intermediate’, or a ‘table’ and its ‘mapping’, or the path of a wide table",
        at: value)
    }
    let industries = order.flatMap { state in roster.sectors.map { industry(state, $0) } }
    func count(_ list: [Value], _ expected: Int, _ what: String, at value: Value) -> Bool {
      guard list.count != expected else { return true }
      log.add("this has \(list.count) \(what); it needs \(expected)", at: value)
      return false
    }
    if let matrix = value["intermediate"],
      count(matrix.list, industryCount, "rows, one for each industry that sells", at: matrix)
    {
      for (seller, row) in zip(industries, matrix.list)
      where count(row.list, industryCount, "numbers, one for each industry that buys", at: row) {
        for (buyer, number) in zip(industries, row.list) {
          intermediate[seller * industryCount + buyer] = number.number ?? 0
        }
      }
    }
    if let list = value["output"],
      count(list.list, industryCount, "numbers, one for each industry", at: list)
    {
      for (industry, number) in zip(industries, list.list) { output[industry] = number.number }
    }
    guard let demand = value["final"] else { return readFinalFromOutput(value) }
    guard count(demand.list, industryCount, "rows, one for each industry that sells", at: demand)
    else { return }
    for (seller, row) in zip(industries, demand.list) {
      if let number = row.number {
        guard roster.stateCount == 1 else {
          log.add("give final sales to each of \(roster.stateCount) states", at: demand)
          return
        }
        final[seller] = number
      } else if count(row.list, roster.stateCount, "numbers, one for each state", at: row) {
        for (state, number) in zip(order, row.list) {
          final[seller * roster.stateCount + state.index] = number.number ?? 0
        }
      }
    }
  }

  /// In a table of one state, what isn't sold to industries goes to final users.
  private mutating func readFinalFromOutput(_ value: Value) {
    guard value["output"] != nil, roster.stateCount == 1 else {
      let way = roster.stateCount == 1 ? ", or ‘output’" : ""
      log.add(
        "‘final’ is missing: what each industry sells to final users\(way)", at: value.origin,
        path: SchemaCheck.join(value.path, "final"))
      return
    }
    for seller in 0..<industryCount { final[seller] = (output[seller] ?? 0) - sales(of: seller) }
  }

  // MARK: - Wide tables

  private mutating func readWide(_ rows: [Value], _ value: Value) {
    var states: [String: StateID] = [:]
    for state in roster.states {
      states[roster.name(state)] = state
      states[roster.code(state)] = state
    }
    var sectors: [String: SectorID] = [:]
    for (sector, name) in zip(roster.sectors, roster.sectorNames) {
      sectors[name] = sector
      sectors[roster.code(sector)] = sector
    }
    var industries: [String: Int] = [:]
    for (stateName, state) in states {
      for (sectorName, sector) in sectors {
        industries["\(stateName).\(sectorName)"] = industry(state, sector)
      }
    }
    for row in rows {
      guard let state = find(row["country"], in: states, "state"),
        let sector = find(row["industry"], in: sectors, "sector")
      else { continue }
      let seller = industry(state, sector)
      if isListed[seller] { log.add("a second row for \(name(seller))", at: row) }
      isListed[seller] = true
      output[seller] = row.number("output")
      for entry in row.entries {
        let label = String(entry.key.dropFirst(2))
        if entry.key.hasPrefix("Z:") {
          guard let buyer = find(label, industries, "industry", at: entry) else { continue }
          intermediate[seller * industryCount + buyer] += entry.value.number ?? 0
        } else if entry.key.hasPrefix("F:") {
          guard let user = find(label, states, "state", at: entry) else { continue }
          final[seller * roster.stateCount + user.index] += entry.value.number ?? 0
        }
      }
    }
    let missing = (0..<industryCount).filter { !isListed[$0] }.map(name)
    if !missing.isEmpty {
      log.add("there is no row for \(missing.joined(separator: ", "))", at: value)
    }
  }

  // MARK: - Files by a mapping

  private mutating func readMapped(_ value: Value) {
    let reader = MappedTable(value, roster: roster, files: files, file: file, log: log)
    guard let mapped = reader.read() else { return }
    (intermediate, final) = (mapped.intermediate, mapped.final)
    for seller in 0..<industryCount { output[seller] = mapped.output?[seller] }
  }

  private func find<ID>(_ value: Value?, in known: [String: ID], _ kind: String) -> ID? {
    guard let value, let text = value.text else { return nil }
    if let found = known[text] { return found }
    log.add(
      "‘\(SourceNode.shortened(text))’ is no \(kind) of this file, by code or name"
        + suggestion(for: text, among: known.keys.sorted()), at: value)
    return nil
  }

  /// A column's label is as wrong in one row as in all: it's noted at the first.
  private func find<ID>(
    _ label: String, _ known: [String: ID], _ kind: String, at entry: Value.Entry
  ) -> ID? {
    if let found = known[label] { return found }
    if isListed.count(where: { $0 }) == 1 {
      log.add(
        "‘\(SourceNode.shortened(entry.key))’ names no \(kind) of this file, by code or name"
          + suggestion(for: label, among: known.keys.sorted()), at: entry.keyOrigin,
        path: entry.value.path)
    }
    return nil
  }

  private func report(_ fault: EconomyFault, at value: Value) {
    guard let sector = fault.sector, let state = fault.state else {
      return log.add("\(fault)", at: value)
    }
    let seller = name(state * roster.sectorCount + sector)
    let partner = fault.partner.map { " to \(roster.stateCodes[$0])" } ?? ""
    switch (fault.quantity, fault.requirement) {
    case (.grossOutput, .agreesWith(let sales)):
      log.add("\(seller) has an output of \(fault.value) and sales of \(sales)", at: value)
    case (.valueAdded, _):
      log.add(
        "\(seller) pays \(-fault.value) more for inputs than its output is worth", at: value)
    case (_, .notNegative):
      log.add(
        "the \(fault.quantity.rawValue) of \(seller)\(partner) is \(fault.value): it can't be "
          + "negative", at: value)
    default: log.add("\(seller)\(partner): \(fault)", at: value)
    }
  }
}
