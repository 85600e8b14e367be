/// A proven world economy in balance, against which counterfactuals are measured.
///
/// Books at baseline: a state's final spending is its value added, tariff revenue and transfers;
/// spending X and output Y follow from the shares; value added is what sectors pay out. Numbers
/// are values in one unit (the scenario's), flows are at purchasers' prices, output at sellers'.
public struct Baseline: Sendable {
  /// The structure: sourcing, spending and cost shares, elasticities, tariffs.
  public let shares: TradeShares

  /// The value added of each state, L[n] > 0: wages and rents.
  public let valueAdded: [Double]

  /// What each state spends beyond its own income, D[n]; sums to zero.
  public let transfers: [Double]

  /// Each state's spending on each sector for all uses, X[s][n], tariffs included.
  public let expenditures: SectorTable

  /// Each state's sales of each sector, Y[s][n], tariffs excluded.
  public let output: SectorTable

  /// Each state's tariff revenue, R[n].
  public let tariffRevenue: [Double]

  /// The rent that each sector's installed capacity earns, ρ[s][n] Y[s][n].
  public let rents: SectorTable

  /// How much of its installed capacity each sector uses; zero where nothing bounds output.
  let capacityUse: SectorTable

  /// What the solver needs in its own layout, computed once.
  let prepared: PreparedBaseline

  /// Proves the shares for a world whose value added and transfers are known.
  ///
  /// Rows that sum to one within 1e-9 are scaled to sum to one exactly.
  ///
  /// - Throws: `BaselineError.violations` with every fault: sizes, signs, sums, transfers that do
  ///   not sum to zero, final spending that is not positive, and value added that differs from
  ///   what the shares imply by more than 1e-9 of the state's.
  public init(
    shares: TradeShares, valueAdded: [Double], transfers: [Double]
  ) throws(BaselineError) {
    let world = valueAdded.reduce(0, +)
    var collector = Self.faults(of: shares, transfers: transfers, worldValueAdded: world)
    collector.checkValueAdded(valueAdded)
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    try self.init(proven: shares, transfers: transfers, income: .known(valueAdded))
  }

  /// Proves the shares for a world of known size, and finds the value added that they imply.
  ///
  /// - Throws: `BaselineError.violations` with every fault, and
  ///   `BaselineError.notConverged` when the shares leave states' sizes undetermined.
  public init(
    shares: TradeShares, worldValueAdded: Double = 1, transfers: [Double]
  ) throws(BaselineError) {
    var collector = Self.faults(of: shares, transfers: transfers, worldValueAdded: worldValueAdded)
    collector.check(.valueAdded, .positive, worldValueAdded)
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    try self.init(proven: shares, transfers: transfers, income: .worldTotal(worldValueAdded))
  }

  private init(
    proven shares: TradeShares, transfers: [Double], income: BaselineBooks.Income
  ) throws(BaselineError) {
    var shares = shares
    shares.scaleRowsToOne()
    let books = try BaselineBooks(shares: shares, transfers: transfers, income: income)
    var collector = FaultCollector(sectors: shares.sectorCount, states: shares.stateCount)
    for state in 0..<shares.stateCount {
      collector.check(.finalSpending, .positive, books.finalSpending[state], state: state)
      if case .known(let given) = income {
        collector.check(
          .valueAdded, .agreesWith(books.valueAdded[state]), given[state], state: state)
      } else {
        collector.check(.valueAdded, .positive, books.valueAdded[state], state: state)
      }
    }
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    self.shares = shares
    self.valueAdded = books.valueAdded
    self.transfers = transfers
    self.expenditures = books.expenditures
    self.output = books.output
    self.tariffRevenue = books.tariffRevenue
    let technology = shares.technology
    self.rents = SectorTable(sectors: shares.sectorCount, states: shares.stateCount) {
      technology.rentShares[$0, $1] * books.output[$0, $1]
    }
    self.capacityUse = SectorTable(sectors: shares.sectorCount, states: shares.stateCount) {
      books.output[$0, $1] > 0 ? 1 / technology.installedCapacity[$0, $1] : 0
    }
    self.prepared = PreparedBaseline(shares: shares, books: books)
  }

  /// How many sectors there are.
  public var sectorCount: Int { shares.sectorCount }

  /// How many states there are.
  public var stateCount: Int { shares.stateCount }

  /// A state's final spending: value added, tariff revenue and transfers.
  public func finalSpending(_ state: Int) -> Double {
    valueAdded[state] + tariffRevenue[state] + transfers[state]
  }

  /// What a market pays for its purchases of a sector from a supplier, tariffs included.
  public func flow(sector: Int, market: Int, supplier: Int) -> Double {
    expenditures[sector, market] * shares.sourcing[sector, market, supplier]
  }

  /// What a supplier receives for its sales of a sector to a market, tariffs excluded.
  public func receipts(sector: Int, market: Int, supplier: Int) -> Double {
    flow(sector: sector, market: market, supplier: supplier)
      / (1 + shares.tariffs[sector, market, supplier])
  }

  private static func faults(
    of shares: TradeShares, transfers: [Double], worldValueAdded: Double
  ) -> FaultCollector {
    var collector = FaultCollector(sectors: shares.sectorCount, states: shares.stateCount)
    collector.check(.sourcingShare, .notNegative, shares.sourcing)
    let states = shares.stateCount
    if shares.sourcing.values.count == shares.sectorCount * states * states {
      for sector in 0..<shares.sectorCount {
        for market in 0..<states {
          var sum = 0.0
          for supplier in 0..<states { sum += shares.sourcing[sector, market, supplier] }
          collector.check(.sourcingShare, .sumsTo(1), sum, sector: sector, state: market)
        }
      }
    }
    collector.checkTechnology(
      finalSpending: shares.finalSpending, valueAdded: shares.valueAdded, recipes: shares.recipes,
      elasticities: shares.elasticities, technology: shares.technology)
    collector.checkTariffs(shares.tariffs)
    collector.checkTransfers(transfers, worldValueAdded: worldValueAdded)
    return collector
  }
}

extension TradeShares {
  /// Takes rounding out of rows that are known to sum to one.
  fileprivate mutating func scaleRowsToOne() {
    for sector in 0..<sectorCount {
      for market in 0..<stateCount {
        var sum = 0.0
        for supplier in 0..<stateCount { sum += sourcing[sector, market, supplier] }
        for supplier in 0..<stateCount { sourcing[sector, market, supplier] /= sum }
      }
    }
    for state in 0..<stateCount {
      var sum = 0.0
      for sector in 0..<sectorCount { sum += finalSpending[sector, state] }
      for sector in 0..<sectorCount { finalSpending[sector, state] /= sum }
    }
  }
}
