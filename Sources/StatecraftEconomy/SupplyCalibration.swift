/// Finds the world economy in which states supply given shares of each sector's world output.
///
/// Bilateral flows by segment are not public for chips or refining; supply shares are. So the
/// exporter weights T[s][i] in π[s][n][i] = T[s][i] f[s][n][i] / Σ_j T[s][j] f[s][n][j] are chosen
/// such that world supply shares and the value added of states both hold. One sector, services,
/// takes up what the others leave: its output in each state makes value added hold.
///
/// *Method.* Given how much of spending tariffs take, world outputs follow from a linear system
/// of one equation a sector. Given spending, the weights of a sector minimise a convex function;
/// damped Newton steps find them, and scaling sweeps (Sinkhorn) help where Newton's would
/// overshoot. Tariffs' take is repeated until it settles; without tariffs one round does.
public struct SupplyCalibration: Sendable, Equatable {
  /// The value added of each state, L[n] > 0.
  public var valueAdded: [Double]

  /// The share of each sector's world output (before tariffs) that each state supplies.
  ///
  /// Each row sums to one; the row of the residual sector is not used.
  public var supplyShares: SectorTable

  /// The sector whose output makes value added hold, in most worlds services.
  public var residualSector: Int

  /// The share of a state's final spending that goes to each sector, α[s][n].
  public var finalSpending: SectorTable

  /// The share of a sector's sales that is value added by labour, v[s][n].
  public var valueAddedShares: SectorTable

  /// The shares of a sector's sales that go to inputs.
  public var recipes: RecipeTable

  /// How easily a market is reached from a supplier, f[s][n][i] > 0; only ratios within a market
  /// matter.
  public var frictions: FlowTable

  /// The trade elasticities, θ[s].
  public var elasticities: [Double]

  /// Baseline tariffs, t[s][n][i].
  public var tariffs: FlowTable

  /// What each state spends beyond its own income, D[n]; sums to zero.
  public var transfers: [Double]

  /// Elasticities of substitution, which calibration hands on, and rents, which it counts.
  public var technology: Technology

  /// What calibration found.
  public struct Result: Sendable {
    /// The economy, proven.
    public let baseline: Baseline

    /// The exporter weights T[s][i]; within a sector they sum to one.
    public let weights: SectorTable

    /// How many Newton and scaling steps were taken over all sectors.
    public let sweeps: Int
  }

  /// Gathers the inputs of a calibration: Cobb-Douglas, and unbounded, without a technology.
  public init(
    valueAdded: [Double], supplyShares: SectorTable, residualSector: Int,
    finalSpending: SectorTable, valueAddedShares: SectorTable, recipes: RecipeTable,
    frictions: FlowTable, elasticities: [Double], tariffs: FlowTable, transfers: [Double],
    technology: Technology? = nil
  ) {
    self.valueAdded = valueAdded
    self.supplyShares = supplyShares
    self.residualSector = residualSector
    self.finalSpending = finalSpending
    self.valueAddedShares = valueAddedShares
    self.recipes = recipes
    self.frictions = frictions
    self.elasticities = elasticities
    self.tariffs = tariffs
    self.transfers = transfers
    self.technology =
      technology
      ?? Technology(sectors: finalSpending.sectorCount, states: finalSpending.stateCount)
  }

  /// Finds the exporter weights and the baseline that they make.
  ///
  /// Supply shares and value added hold within 1e-9 of each number.
  ///
  /// - Throws: `CalibrationError`.
  public func solve() throws(CalibrationError) -> Result {
    let faults = faults()
    guard faults.isEmpty else { throw .violations(faults) }
    let sectors = finalSpending.sectorCount
    let states = finalSpending.stateCount
    var suppliers: [SupplierWeights] = []
    for sector in 0..<sectors {
      suppliers.append(SupplierWeights(sector: sector, calibration: self))
    }
    // The share of spending that reaches suppliers; the rest is tariffs.
    var netShares = SectorTable(sectors: sectors, states: states) { sector, market in
      suppliers[sector].netShare(market)
    }
    var sweeps = 0
    for round in 0..<Self.roundLimit {
      let books = try CalibrationBooks(self, netShares: netShares)
      // What tariffs take is a guess at first: states may look overfull that are not.
      guard books.overfull.isEmpty || round < 6 else { throw .overfull(books.overfull) }
      var change = 0.0
      for sector in 0..<sectors {
        do throws(CalibrationError) {
          sweeps += try suppliers[sector].fit(
            output: (0..<states).map { books.output[sector, $0] },
            receipts: (0..<states).map { books.expenditures[sector, $0] * netShares[sector, $0] })
        } catch {
          throw books.overfull.isEmpty ? error : .overfull(books.overfull)
        }
        for market in 0..<states where books.expenditures[sector, market] > 0 {
          let netShare = suppliers[sector].netShare(market)
          change = max(change, abs(netShare / netShares[sector, market] - 1))
          netShares[sector, market] = netShare
        }
      }
      if change <= Self.netShareTolerance && books.overfull.isEmpty {
        return try Result(
          baseline: baseline(suppliers), weights: weights(suppliers), sweeps: sweeps)
      }
    }
    throw .tariffsNotSettled(rounds: Self.roundLimit)
  }

  private static let roundLimit = 200
  private static let netShareTolerance = 1e-13

  private func weights(_ suppliers: [SupplierWeights]) -> SectorTable {
    SectorTable(sectors: finalSpending.sectorCount, states: finalSpending.stateCount) {
      suppliers[$0].weights[$1]
    }
  }

  private func baseline(_ suppliers: [SupplierWeights]) throws(CalibrationError) -> Baseline {
    let sourcing = FlowTable(
      sectors: finalSpending.sectorCount, states: finalSpending.stateCount
    ) { sector, market, supplier in
      suppliers[sector].share(market, supplier)
    }
    let shares = TradeShares(
      sourcing: sourcing, finalSpending: finalSpending, valueAdded: valueAddedShares,
      recipes: recipes, elasticities: elasticities, tariffs: tariffs, technology: technology)
    do {
      return try Baseline(shares: shares, valueAdded: valueAdded, transfers: transfers)
    } catch {
      throw .baseline(error)
    }
  }

  private func faults() -> [EconomyFault] {
    let sectors = finalSpending.sectorCount
    let states = finalSpending.stateCount
    var collector = FaultCollector(sectors: sectors, states: states)
    collector.checkValueAdded(valueAdded)
    if residualSector < 0 || residualSector >= sectors {
      collector.add(
        EconomyFault(.residualSector, value: Double(residualSector), .indexBelow(sectors)))
    }
    if collector.count(.supplyShare, supplyShares.values.count, sectors * states) {
      for sector in 0..<sectors where sector != residualSector {
        var sum = 0.0
        for state in 0..<states {
          let share = supplyShares[sector, state]
          collector.check(.supplyShare, .notNegative, share, sector: sector, state: state)
          sum += share
        }
        collector.check(.supplyShare, .sumsTo(1), sum, sector: sector)
      }
    }
    collector.checkTechnology(
      finalSpending: finalSpending, valueAdded: valueAddedShares, recipes: recipes,
      elasticities: elasticities, technology: technology)
    collector.check(.friction, .positive, frictions)
    collector.checkTariffs(tariffs)
    collector.checkTransfers(transfers, worldValueAdded: valueAdded.reduce(0, +))
    return collector.faults
  }
}
