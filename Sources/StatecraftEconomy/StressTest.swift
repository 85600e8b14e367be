internal import Elementary

/// What each state would lose if suppliers were cut off in given sectors.
///
/// A question, kept as a value; `run(_:solver:)` answers it by the equilibrium and at first
/// glance. Several suppliers are cut off as a bloc: they go on trading with each other.
public struct StressTest: Sendable, Equatable {
  /// The suppliers that are cut off from everyone else.
  public var suppliers: [Int]

  /// The sectors in which they are.
  public var sectors: [Int]

  /// The share of the sourcing weight that leaks through, in `0...1`.
  ///
  /// Zero is a full cut: it has no equilibrium where a market has no other supplier.
  public var leak: Double

  /// Whether the suppliers cannot buy from the others either, as when a hub drops out.
  public var cutsPurchases: Bool

  /// What becomes of balances of trade.
  ///
  /// When there is none, transfers stay fixed where that can be, and end first where not: who lends
  /// can't be cut off from all it sells to.
  public var closure: Closure?

  /// The share of a supplier's sales abroad that is rent, by sector, in `0...1`, for first glance.
  ///
  /// When empty, 1/(1 + θ): a seller's margin where demand has the elasticity 1 + θ.
  public var rentShares: [Double]

  /// Asks what a cut costs.
  public init(
    cutting suppliers: [Int], in sectors: [Int], leak: Double, cutsPurchases: Bool = false,
    rentShares: [Double] = [], closure: Closure? = nil
  ) {
    precondition(leak >= 0 && leak <= 1, "A leak of \(leak) does not lie in 0...1.")
    self.suppliers = suppliers
    self.sectors = sectors
    self.leak = leak
    self.cutsPurchases = cutsPurchases
    self.rentShares = rentShares
    self.closure = closure
  }

  /// What states lose, as shares of real income: negative numbers are gains.
  public struct Losses: Sendable, Equatable {
    /// 1 − real income over its baseline, after all adjustment.
    public let exact: [Double]

    /// `Exposure`'s losses of importers and exporters added up, before any adjustment.
    public let firstOrder: [Double]

    /// What became of balances of trade.
    public let closure: Closure

    /// The states whose other trade with the rest ends as well, as nothing pays for it.
    public let severed: [Int]
  }

  /// The counterfactual in which the suppliers are cut off.
  public func counterfactual(_ baseline: Baseline) -> Counterfactual {
    var counterfactual = Counterfactual(baseline)
    for sector in sectors {
      forEachCut(baseline.stateCount) { market, supplier in
        counterfactual.sourcing[sector, market, supplier] = leak
      }
    }
    return counterfactual
  }

  /// Finds what each state loses.
  ///
  /// - Throws: `EquilibriumError`, `noSupplier` when a market is left without any.
  public func run(
    _ baseline: Baseline, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Losses {
    if let closure { return try run(baseline, closing: closure, solver: solver) }
    do throws(EquilibriumError) {
      // Where balances can't be kept there's no use in looking for long.
      return try run(
        baseline, closing: .fixed,
        solver: EquilibriumSolver(
          tolerance: solver.tolerance, sweepLimit: min(Self.sweepLimit, solver.sweepLimit)))
    } catch .noSupplier(let sector, let market) {
      throw .noSupplier(sector: sector, market: market)
    } catch {
      return try run(baseline, closing: .balanced, solver: solver)
    }
  }

  private static let sweepLimit = 400

  private func run(
    _ baseline: Baseline, closing closure: Closure, solver: EquilibriumSolver
  ) throws(EquilibriumError) -> Losses {
    let start = try closure.start(of: baseline)
    var change = counterfactual(start)
    closure.close(&change)
    let severed = try change.endUnpaidTrade(start)
    let equilibrium = try solver.solve(start, change)
    return Losses(
      exact: equilibrium.realIncome.map { 1 - $0 }, firstOrder: firstOrder(start),
      closure: closure, severed: severed)
  }

  /// What each state loses when each supplier is cut off alone: suppliers × states.
  ///
  /// - Returns: For each state as the supplier, in order, everyone's losses.
  /// - Throws: `EquilibriumError` of the first supplier that can't be cut.
  public static func table(
    _ baseline: Baseline, sectors: [Int], leak: Double, cutsPurchases: Bool = false,
    solver: EquilibriumSolver
  ) throws(EquilibriumError) -> [Losses] {
    var table: [Losses] = []
    for supplier in 0..<baseline.stateCount {
      let test = StressTest(
        cutting: [supplier], in: sectors, leak: leak, cutsPurchases: cutsPurchases)
      table.append(try test.run(baseline, solver: solver))
    }
    return table
  }

  /// Losses at first glance: lost shares of a market add up before the logarithm is taken.
  private func firstOrder(_ baseline: Baseline) -> [Double] {
    precondition(
      rentShares.isEmpty || rentShares.count == baseline.sectorCount,
      "\(rentShares.count) rent shares for \(baseline.sectorCount) sectors")
    var losses = [Double](repeating: 0, count: baseline.stateCount)
    for sector in sectors {
      let elasticity = baseline.shares.elasticities[sector]
      let rentShare = rentShares.isEmpty ? 1 / (1 + elasticity) : rentShares[sector]
      var lost = [Double](repeating: 0, count: baseline.stateCount)
      forEachCut(baseline.stateCount) { market, supplier in
        lost[market] += baseline.shares.sourcing[sector, market, supplier]
        losses[supplier] += Exposure.exporterLoss(
          rentShare: rentShare,
          salesWeight: baseline.receipts(sector: sector, market: market, supplier: supplier)
            / baseline.finalSpending(supplier),
          cut: 1 - leak)
      }
      for market in 0..<baseline.stateCount {
        losses[market] += Exposure.importerLoss(
          sourcingShare: min(1, lost[market]),
          spendingWeight: baseline.expenditures[sector, market] / baseline.finalSpending(market),
          elasticity: elasticity, cut: 1 - leak)
      }
    }
    return losses
  }

  private func forEachCut(_ states: Int, _ body: (_ market: Int, _ supplier: Int) -> Void) {
    for market in 0..<states {
      for supplier in 0..<states {
        let buys = suppliers.contains(market)
        let sells = suppliers.contains(supplier)
        if (sells && !buys) || (cutsPurchases && buys && !sells) { body(market, supplier) }
      }
    }
  }
}
