public import StatecraftEconomy

/// What is tried on an economy: shocks, all at once.
public struct Experiment: Sendable, Equatable {
  public let name: String
  /// What is tried, for people; the name where the file doesn't say.
  public let title: String
  /// In the order of the file: later ones come on top of earlier ones.
  public let shocks: [Shock]
  /// What becomes of balances of trade; nil where it isn't said.
  public let closure: Closure?
  /// The experiment from whose end it starts; the start of the file where there is none.
  public let origin: String?

  public init(
    name: String, title: String? = nil, shocks: [Shock], closure: Closure? = nil,
    from origin: String? = nil
  ) {
    self.closure = closure
    self.origin = origin
    self.name = name
    self.title = title ?? name
    self.shocks = shocks
  }

  /// Whether an equilibrium answers it, and not an input-output table.
  public var needsEquilibrium: Bool {
    !shocks.allSatisfy { if case .finalDemand = $0 { true } else { false } }
  }
}

/// One change of an economy.
public enum Shock: Sendable, Equatable {
  /// Barriers to trade are multiplied: what has to be sent for one to arrive.
  case iceberg(TradeLinks, factor: Double)
  /// Trade is banned down to a share of its weight that leaks, in `0...1`.
  case ban(TradeLinks, leak: Double)
  /// A tariff takes the place of the one at the start.
  case tariff(TradeLinks, rate: Double)
  /// An export tax takes the place of the one before; it stays with the supplier.
  case exportTax(TradeLinks, rate: Double)
  /// Productivity is multiplied; the Domar weight after it is given where it was observed.
  case productivity(sectors: [Int], states: [Int], factor: Double, weightAfter: Double?)
  /// What installed capacity can make is multiplied; the weight as for productivity.
  case capacity(sectors: [Int], states: [Int], factor: Double, weightAfter: Double?)
  /// One state hands an amount to another.
  case transfer(from: Int, to: Int, amount: Double)
  /// Final users buy an amount of a sector of a state, instead of what the table says.
  case finalDemand(sector: Int, state: Int, amount: Double)
  /// A state or coalition levies the tariff, export tax or control that serves it best.
  case optimalTariff(OptimalTariff)
  /// States levy tariffs, or other measures, that are each the best reply to the others'.
  case nashTariffs([OptimalTariff])
}

/// Trade in some sectors between some buyers and sellers.
public struct TradeLinks: Sendable, Equatable {
  public let sectors: [Int]
  /// Buyers and sellers, always two states.
  public let pairs: [Pair]

  public init(sectors: [Int], pairs: [Pair]) {
    self.sectors = sectors
    self.pairs = pairs
  }

  /// Who buys from whom.
  public struct Pair: Sendable, Equatable {
    public let market: Int
    public let supplier: Int

    public init(market: Int, supplier: Int) {
      self.market = market
      self.supplier = supplier
    }
  }

  /// Does something for each sector, market and supplier.
  func forEach(_ body: (_ sector: Int, _ market: Int, _ supplier: Int) -> Void) {
    for sector in sectors {
      for pair in pairs { body(sector, pair.market, pair.supplier) }
    }
  }
}

/// The words by which files name shocks.
enum ShockKind: String, CaseIterable {
  case iceberg, ban, autarky, tariff
  case exportTax = "export_tax"
  case productivity, capacity, transfer
  case finalDemand = "final_demand"
  case optimalTariff = "optimal_tariff"
  case nashTariffs = "nash_tariffs"
  case optimalExportTax = "optimal_export_tax"
  case optimalControl = "optimal_control"

  /// The columns that say something about it: what it can't do without first.
  var columns: (needed: [String], possible: [String]) {
    let links = ["sector", "market", "supplier", "between"]
    return switch self {
    case .iceberg: (["factor"], links)
    case .ban: ([], links + ["leak"])
    case .autarky: ([], ["sector", "state"])
    case .tariff, .exportTax: (["rate"], links)
    case .productivity: (["factor"], ["sector", "state", "weight_after"])
    case .capacity: (["factor", "sector"], ["state", "weight_after"])
    case .transfer: (["from", "to", "amount"], [])
    case .finalDemand: (["sector", "amount"], ["state"])
    case .optimalTariff: (["state"], ["sector", "supplier", "rate_max", "r", "against"])
    case .optimalExportTax: (["state"], ["sector", "market", "rate_max", "r", "against"])
    case .optimalControl: (["state", "market"], ["sector", "rate_max", "r", "against"])
    case .nashTariffs: (["between"], ["sector", "rate_max", "r", "instrument"])
    }
  }
}
