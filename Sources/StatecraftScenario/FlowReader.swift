internal import StatecraftCore
internal import StatecraftEconomy

/// Reads a number for each sector, market and supplier: from matrices, or from rows.
struct FlowReader {
  private let roster: Roster
  private let log: FaultLog
  /// The states in the order in which the file lists them, which is that of its matrices.
  let order: [StateID]

  init(root: Value, roster: Roster, log: FaultLog) {
    self.roster = roster
    self.log = log
    var order: [StateID] = []
    for row in root.list("states") {
      if let state = roster.state(row["code"]), !order.contains(state) { order.append(state) }
    }
    self.order = order
  }

  /// Writes what is listed over a table.
  ///
  /// - Parameters:
  ///   - value: A matrix of the only sector, matrices by sector, or rows; nil changes nothing.
  ///   - column: The column of rows that holds the number.
  func read(_ value: Value?, _ column: String, into table: inout FlowTable) {
    guard let value else { return }
    switch value.content {
    case .entries(let entries):
      for entry in entries {
        if let sector = roster.sector(entry.key) { read(entry.value, sector, into: &table) }
      }
    case .list(let items):
      if items.contains(where: { if case .list = $0.content { true } else { false } }) {
        guard roster.sectorCount == 1 else {
          log.add(
            "there are \(roster.sectorCount) sectors: give a matrix for each, below its code",
            at: value)
          return
        }
        return read(value, roster.sectors[0], into: &table)
      }
      for row in items {
        guard let sector = roster.sector(row["sector"]), let market = roster.state(row["market"]),
          let supplier = roster.state(row["supplier"]), let number = row.number(column)
        else { continue }
        table[sector.index, market.index, supplier.index] = number
      }
    case .text, .number, .flag: break
    }
  }

  private func read(_ matrix: Value, _ sector: SectorID, into table: inout FlowTable) {
    // Where an item was refused, its place is lost: the fault says enough.
    guard !log.hasFaults(below: matrix.path) else { return }
    let rows = matrix.list
    guard rows.count == order.count else {
      log.add(
        "this has \(rows.count) rows, and there are \(order.count) states that buy", at: matrix)
      return
    }
    for (market, row) in zip(order, rows) {
      guard row.list.count == order.count else {
        log.add(
          "this row has \(row.list.count) numbers, and there are \(order.count) states that sell",
          at: row)
        continue
      }
      for (supplier, number) in zip(order, row.list) {
        table[sector.index, market.index, supplier.index] = number.number ?? 0
      }
    }
  }
}
