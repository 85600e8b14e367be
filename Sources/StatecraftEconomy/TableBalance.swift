/// What was done to a published input-output table so that its books balance.
public struct TableBalance: Sendable, Equatable {
  /// The largest difference between an industry's output and its sales, as a share of its output.
  public var rowGap = 0.0

  /// The industry that has it.
  public var rowGapIndustry: Int?

  /// The sum of negative final sales, mostly inventories that shrink, as a share of all final sales.
  public var negativeFinal = 0.0

  /// How many final sales are negative.
  public var negativeFinalCount = 0

  /// By how much folding them in changed any industry's output, as a share of it, at most.
  public var outputChange = 0.0

  /// Whether nothing had to be done or told.
  public var isClean: Bool { rowGap <= 1e-9 && negativeFinalCount == 0 }
}

/// What becomes of negative final sales: inventories that shrink.
public enum Inventories: String, Sendable, CaseIterable {
  /// They stand: an input-output table can have them. A trade economy can't, where they exceed what
  /// the same state buys otherwise.
  case keep

  /// They count as nothing, and outputs become what the other final sales need with the same
  /// recipes, x = (I − A)⁻¹ f.
  case fold
}

extension InterCountryTable {
  /// Takes a table as it's published: rounded, and with inventories among final sales.
  ///
  /// Where output and sales differ, sales are taken.
  ///
  /// - Parameters:
  ///   - tolerance: How far sales may be from output, as a share of it.
  ///   - inventories: What becomes of negative final sales.
  /// - Throws: `InterCountryTableError.violations` with every fault, and `noLeontiefInverse` where
  ///   inventories can't be folded in.
  public static func balanced(
    sectors: Int, states: Int, intermediate: [Double], final: [Double], output: [Double],
    tolerance: Double, inventories: Inventories
  ) throws(InterCountryTableError) -> (table: InterCountryTable, balance: TableBalance) {
    var table = InterCountryTable(
      unproven: sectors, states: states, intermediate: intermediate, final: final, output: output)
    let faults = table.faults(tolerance: tolerance, allowsNegativeFinal: true)
    guard faults.isEmpty else { throw .violations(faults) }
    var balance = TableBalance()
    let sales = table.sales
    for industry in sales.indices where output[industry] > 0 {
      let gap = abs(sales[industry] / output[industry] - 1)
      if gap > balance.rowGap { (balance.rowGap, balance.rowGapIndustry) = (gap, industry) }
    }
    let negative = final.filter { $0 < 0 }
    let total = final.reduce(0, +)
    balance.negativeFinalCount = negative.count
    balance.negativeFinal = total > 0 ? -negative.reduce(0, +) / total : 0
    table = InterCountryTable(
      unproven: sectors, states: states, intermediate: intermediate, final: final,
      output: sales.map { max(0, $0) })
    if inventories == .fold, !negative.isEmpty {
      let folded = try table.foldingInventories()
      for industry in sales.indices where sales[industry] > 0 {
        let change = abs(folded.output[industry] / sales[industry] - 1)
        balance.outputChange = max(balance.outputChange, change)
      }
      table = folded
    }
    return (table, balance)
  }

  /// The table in which negative final sales are nothing, and recipes as before.
  private func foldingInventories() throws(InterCountryTableError) -> InterCountryTable {
    let count = industryCount
    let demand = final.map { max(0, $0) }
    let wanted = (0..<count).map { seller in
      (0..<stateCount).reduce(0) { $0 + demand[seller * stateCount + $1] }
    }
    // x = A x + f from what the table has: only a little of it changes.
    var made = output
    for _ in 0..<Self.roundLimit {
      let scale = (0..<count).map { output[$0] > 0 ? made[$0] / output[$0] : 0 }
      var largest = 0.0
      var next = wanted
      for seller in 0..<count {
        for buyer in 0..<count {
          next[seller] += intermediate[seller * count + buyer] * scale[buyer]
        }
        largest = max(largest, abs(next[seller] - made[seller]) / max(next[seller], 1e-300))
      }
      made = next
      if largest <= 1e-14 { break }
      guard largest.isFinite else { throw .noLeontiefInverse }
    }
    var flows = intermediate
    for buyer in 0..<count where output[buyer] > 0 {
      let scale = made[buyer] / output[buyer]
      for seller in 0..<count { flows[seller * count + buyer] *= scale }
    }
    let table = InterCountryTable(
      unproven: sectorCount, states: stateCount, intermediate: flows, final: demand, output: made)
    let left = zip(table.sales, made).map { abs($0 - $1) / max($1, 1e-300) }.max() ?? 0
    guard left < FaultCollector.tolerance else { throw .noLeontiefInverse }
    return table
  }

  private static let roundLimit = 2000

  /// What each industry sells, to industries and final users.
  var sales: [Double] {
    (0..<industryCount).map { seller in
      var sum = 0.0
      for buyer in 0..<industryCount { sum += intermediate[seller * industryCount + buyer] }
      for user in 0..<stateCount { sum += final[seller * stateCount + user] }
      return sum
    }
  }
}
