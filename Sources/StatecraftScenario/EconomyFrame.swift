internal import StatecraftCore
internal import StatecraftEconomy

/// What an economy needs to know of its states, sectors and the measures of the start, whatever
/// kind of file says so.
struct EconomyFrame {
  /// The size of each state; where the file doesn't say, a share of the world's.
  var valueAdded: [Double]
  /// Whether the file says how large states are.
  var isSizeGiven: Bool
  /// What each state spends beyond its own income.
  var transfers: [Double]
  var elasticities: [Double]
  /// Depth of trade agreements, in `0...1`.
  var tradeTies: Dyadic<Double>
  /// Rates at the start.
  var tariffs: FlowTable
  /// What controls of the start let through.
  var openness: FlowTable
  /// Whether who makes what has to be given when who buys from whom isn't.
  var needsSupply = true
  /// The columns of the table of states that hold sizes and transfers.
  var sizeKey = "gdp_usd_bn"
  var transferKey = "trade_balance_usd_bn"
  /// Whether that column says what is spent beyond income, and not what is left of it.
  var isSpending = false
  /// The unit of values, with a space before it where there is one.
  var unit = " bn USD"

  /// What a game says.
  init(_ facts: SettingFacts, _ measures: OpeningMeasures, _ roster: Roster) {
    valueAdded = facts.gdp.storage
    isSizeGiven = true
    transfers = facts.tradeBalance.storage.map { -$0 }
    elasticities = facts.sectors.map(\.elasticity)
    tradeTies = facts.tradeTies
    func table(_ value: (SectorID, StateID, StateID) -> Double) -> FlowTable {
      FlowTable(sectors: roster.sectorCount, states: roster.stateCount) {
        value(SectorID(index: $0), StateID(index: $1), StateID(index: $2))
      }
    }
    let (standing, goods) = (measures.standing, Instrument.Channel.goods)
    let rates = standing.together(.price, .inbound, in: roster)
    let withheld = standing.together(goods, .outbound, in: roster)
    let keptOut = standing.together(goods, .inbound, in: roster)
    tariffs = table { rates[$0, $1, $2] }
    openness = table {
      (1 - withheld[$0, $2, $1]) * (1 - keptOut[$0, $1, $2])
    }
  }

  /// What a file with an economy alone says.
  init(alone root: Value, roster: Roster, log: FaultLog) {
    let economy = root["economy"]
    let rows = root.list("states")
    let sizes = rows.compactMap { $0.number("value_added") }
    isSizeGiven = !sizes.isEmpty
    if isSizeGiven, sizes.count < rows.count, let table = root["states"],
      !log.hasFaults(below: table.path)
    {
      log.add("give the value_added of all states, or of none", at: table)
    }
    let world = economy?.number("world_value_added") ?? 1
    valueAdded = Array(repeating: world / Double(roster.stateCount), count: roster.stateCount)
    transfers = Array(repeating: 0, count: roster.stateCount)
    for row in rows {
      guard let state = roster.state(row["code"]) else { continue }
      if let size = row.number("value_added") { valueAdded[state.index] = size }
      transfers[state.index] = row.number("transfer") ?? 0
    }
    elasticities = roster.sectorCodes.map { code in
      root.list("sectors").first { $0.text("code") == code }?.number("elasticity_theta") ?? 1
    }
    tradeTies = Dyadic(repeating: 0.0, rows: roster.stateCount, width: roster.stateCount)
    tariffs = FlowTable(
      sectors: roster.sectorCount, states: roster.stateCount, repeating: 0)
    openness = FlowTable(
      sectors: roster.sectorCount, states: roster.stateCount, repeating: 1)
    FlowReader(root: root, roster: roster, log: log).read(
      economy?["tariffs"], "rate", into: &tariffs)
    sizeKey = "value_added"
    transferKey = "transfer"
    isSpending = true
    unit = root.text("unit").map { " " + $0 } ?? ""
  }
}
