/// A trade equilibrium: who earns, pays, makes and gains what under a counterfactual.
///
/// World value added at its baseline is the numeraire.
public struct Equilibrium: Sendable, Equatable {
  /// Wages over their baseline, ŵ[n].
  ///
  /// About zero where nobody can use more labour: then some of it is idle. One where no sector of
  /// the baseline uses any.
  public internal(set) var wages: [Double]

  /// What each sector's output costs at its gate over its baseline, p̂[s][i].
  ///
  /// Unit cost and rent, before barriers and tariffs.
  public internal(set) var producerPrices: SectorTable

  /// Price levels by sector and market over their baseline, P̂[s][n].
  ///
  /// One where a market never buys a sector.
  public internal(set) var prices: SectorTable

  /// Each state's spending on each sector for all uses, X[s][n], tariffs included.
  public internal(set) var expenditures: SectorTable

  /// Each state's sales of each sector, Y[s][n], tariffs excluded.
  public internal(set) var output: SectorTable

  /// The rent that each sector's installed capacity earns, in units of value; zero where it
  /// doesn't bind.
  public internal(set) var rents: SectorTable

  /// How much of its installed capacity each sector uses, in `0...1`.
  ///
  /// Zero where nothing bounds output.
  public internal(set) var capacityUse: SectorTable

  /// Each state's revenue of tariffs and export taxes, R[n].
  public internal(set) var tariffRevenue: [Double]

  /// What each state spends beyond its income, D'[n]; as given, or as the closure makes them.
  public internal(set) var transfers: [Double]

  /// How much each state works, over its baseline: one unless labour supply is elastic.
  public internal(set) var labour: [Double]

  /// Each state's real income over its baseline: the equivalent variation plus one.
  ///
  /// Final spending (wages, rents, revenue, transfers) deflated by the cost of the final basket.
  public internal(set) var realIncome: [Double]

  /// Each state's export prices over its import prices, over their baseline.
  ///
  /// Prices before taxes and barriers, weighted geometrically by baseline trade; one for a
  /// state without trade.
  public internal(set) var termsOfTrade: [Double]

  /// The largest excess demand that is left, relative to the state's own wages or spending.
  public internal(set) var residual: Double

  /// How often the equilibrium map was evaluated.
  public internal(set) var sweeps: Int

  /// Makes an equilibrium to be filled by a solver: the baseline with nothing solved.
  public init(_ baseline: Baseline) {
    let states = baseline.stateCount
    wages = Array(repeating: 1, count: states)
    producerPrices = SectorTable(sectors: baseline.sectorCount, states: states, repeating: 1)
    prices = SectorTable(sectors: baseline.sectorCount, states: states, repeating: 1)
    expenditures = baseline.expenditures
    output = baseline.output
    rents = baseline.rents
    capacityUse = baseline.capacityUse
    tariffRevenue = baseline.tariffRevenue
    realIncome = wages
    transfers = baseline.transfers
    labour = wages
    termsOfTrade = wages
    residual = 0
    sweeps = 0
  }

  /// Where a solver can start from when little changes.
  public var warmStart: WarmStart {
    WarmStart(
      wages: wages, prices: prices, expenditures: expenditures, producerPrices: producerPrices)
  }
}

/// A point near an equilibrium, usually the one of the turn before.
///
/// A start decides how fast an equilibrium is found, not which.
public struct WarmStart: Sendable, Equatable {
  /// Wages over their baseline, positive.
  public let wages: [Double]

  /// Price levels over their baseline, positive.
  public let prices: SectorTable

  /// Spending on each sector for all uses, not negative.
  public let expenditures: SectorTable

  /// Producer prices over their baseline, positive, if they are known.
  ///
  /// They matter where capacity binds; otherwise they follow from wages and prices.
  public let producerPrices: SectorTable?

  /// Makes a start from any positive guess.
  public init(
    wages: [Double], prices: SectorTable, expenditures: SectorTable,
    producerPrices: SectorTable? = nil
  ) {
    self.wages = wages
    self.prices = prices
    self.expenditures = expenditures
    self.producerPrices = producerPrices
  }
}
