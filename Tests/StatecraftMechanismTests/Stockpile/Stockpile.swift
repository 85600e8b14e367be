public import StatecraftCore

/// A mechanism for tests, whole in this folder: states put goods aside, and the pile shrinks.
///
/// It brings a column, an order, an event and a measure, and no other file names them.
public struct Stockpile: Rule {
  public static let name = "stockpile"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [stock]
  public static let columns = [stock]
  public static let acts = [fill]
  public static let events = [filled]
  public static let measures = [held]
  public static let sources: [String] = []
  public static let summary = "Public money fills stocks, and a part of them is lost each turn."
  public static let parameters = [
    Parameter<Stockpile>(
      "decay", \.decay, in: 0...1, unit: "share per turn", "Part of a stock that is lost.")
  ]

  /// What a state has put aside of a sector, in percent of its GDP: [sector, state].
  static let stock = Column.added("stock", [.sector, .state], .atLeastZero, .owner)
  static let fill = Act(
    "stockpile", [.sector], .percentOfGDP, rule: name, help: "puts the sector's goods aside")
  static let filled = EventKind(
    "stock.filled", "Stocks filled, in % of GDP: {places}", unit: .number,
    origin: .order("stockpile {sector}"), audience: .owner)
  static let held = WorldMeasure(
    "stock", [.state], "stocks of all sectors in percent of GDP"
  ) { world, setting, place in
    setting.roster.sectors.reduce(0) { sum, sector in
      sum + world[stock][stock.position([sector.index, place[0]], in: setting.roster)]
    }
  }

  public var decay = 0.25

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for index in turn.before[Self.stock].indices {
      turn.after[Self.stock][index] = turn.before[Self.stock][index] * (1 - decay)
    }
    for state in turn.roster.states {
      for order in turn.orders(Self.fill, by: state) where order.level > 0 {
        let sector = SectorID(index: order.places[0])
        let position = Self.stock.position([sector.index, state.index], in: turn.roster)
        turn.after[Self.stock][position] += order.level
        turn.report(
          Self.filled, state: state, sector: sector, value: order.level,
          why: "the state put goods aside")
      }
    }
  }
}
