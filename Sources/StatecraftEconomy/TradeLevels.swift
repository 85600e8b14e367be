internal import Elementary

/// A world economy given by what it is made of: sizes, productivities and trade barriers.
///
/// `Baseline` takes shares that somebody has observed; here they follow. Who buys from whom is
///
///     π[s,n,i] = (c[s,i] τ[s,n,i] (1 + t[s,n,i]) / A[s,i])^−θ / Σ_j (…)
///
/// with c the cost of the recipe at wages and prices that clear all markets (Eaton and Kortum
/// 2002; Alvarez and Lucas 2007). Recipes are Cobb-Douglas and the same in all states.
///
/// *Method.* The same world without barriers, tariffs and transfers, and with productivities that
/// make it so, is a baseline in closed form: every market buys from each state in proportion to
/// the state's size. What is asked for is a counterfactual of it, so exact-hat algebra finds it.
public struct TradeLevels: Sendable {
  /// The labour of each state, L[n] > 0.
  public var labour: [Double]

  /// What a unit of the recipe yields, A[s][i] > 0.
  public var productivity: SectorTable

  /// Iceberg barriers, τ[s][n][i] > 0: how much has to be sent for one to arrive.
  public var barriers: FlowTable

  /// The share of a state's final spending that goes to each sector, α[s][n].
  public var finalSpending: SectorTable

  /// The share of each sector's cost that is value added, v[s], in `0...1` without zero.
  public var valueAddedShares: [Double]

  /// The shares of a sector's cost that go to inputs, g[s][k]; with v[s] they sum to one.
  public var recipes: [[Double]]

  /// The trade elasticities, θ[s] > 0.
  public var elasticities: [Double]

  /// Tariffs, t[s][n][i] > −1, rebated to the market that levies them.
  public var tariffs: FlowTable

  /// What each state spends beyond its own income, D[n]; sums to zero.
  public var transfers: [Double]

  /// The world's value added, which sets the unit of all values.
  public var worldValueAdded: Double

  /// Gathers the levels of an economy without inputs, tariffs and transfers; set what it has.
  public init(
    labour: [Double], productivity: SectorTable, barriers: FlowTable, finalSpending: SectorTable,
    elasticities: [Double], worldValueAdded: Double = 1
  ) {
    let sectors = elasticities.count
    let states = labour.count
    precondition(
      productivity.sectorCount == sectors && productivity.stateCount == states
        && barriers.sectorCount == sectors && barriers.stateCount == states
        && finalSpending.sectorCount == sectors && finalSpending.stateCount == states,
      "Levels of \(sectors) sectors of \(states) states need tables of that size.")
    self.labour = labour
    self.productivity = productivity
    self.barriers = barriers
    self.finalSpending = finalSpending
    self.elasticities = elasticities
    self.worldValueAdded = worldValueAdded
    valueAddedShares = Array(repeating: 1, count: sectors)
    recipes = Array(repeating: Array(repeating: 0, count: sectors), count: sectors)
    tariffs = FlowTable(sectors: sectors, states: states, repeating: 0)
    transfers = Array(repeating: 0, count: states)
  }

  /// Finds the economy: sourcing shares and incomes, proven.
  ///
  /// Excess demands are below 1e-13 of a state's wages or spending.
  ///
  /// - Throws: `TradeLevelsError`.
  public func solve() throws(TradeLevelsError) -> Baseline {
    precondition(
      labour.allSatisfy { $0 > 0 } && productivity.values.allSatisfy { $0 > 0 }
        && barriers.values.allSatisfy { $0 > 0 },
      "Labour, productivities and barriers must be above zero.")
    let sectors = elasticities.count
    let states = labour.count
    let wages = wagesWithoutBarriers()
    var sizes = (0..<states).map { wages[$0] * labour[$0] }
    let world = sizes.reduce(0, +)
    for state in 0..<states { sizes[state] /= world }

    do {
      let open = try Baseline(
        shares: shares(
          sourcing: FlowTable(sectors: sectors, states: states) { _, _, supplier in
            sizes[supplier]
          },
          tariffs: FlowTable(sectors: sectors, states: states, repeating: 0)),
        valueAdded: sizes.map { $0 * worldValueAdded },
        transfers: Array(repeating: 0, count: states))
      var change = Counterfactual(open)
      change.tariffs = tariffs
      change.transfers = transfers
      for sector in 0..<sectors {
        let elasticity = elasticities[sector]
        for supplier in 0..<states {
          // The productivity that the world without barriers has, and the one that is asked for.
          let had =
            logarithm(sizes[supplier]) / elasticity
            + valueAddedShares[sector] * logarithm(wages[supplier])
          change.productivity[sector, supplier] =
            logarithm(productivity[sector, supplier]) - had
          for market in 0..<states {
            change.sourcing[sector, market, supplier] = exponential(
              -elasticity * logarithm(barriers[sector, market, supplier]))
          }
        }
      }
      return try baseline(open, change)
    } catch let error as BaselineError {
      throw .baseline(error)
    } catch let error as EquilibriumError {
      throw .equilibrium(error)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Wages of a world of one sector without barriers, w[i] = (A^θ / L)^(1/(1+θ)): near enough to
  /// start from whatever the sectors.
  private func wagesWithoutBarriers() -> [Double] {
    let sectors = elasticities.count
    let elasticity = elasticities.reduce(0, +) / Double(sectors)
    return labour.indices.map { state in
      var mean = 0.0
      for sector in 0..<sectors { mean += logarithm(productivity[sector, state]) }
      mean /= Double(sectors)
      return exponential((elasticity * mean - logarithm(labour[state])) / (1 + elasticity))
    }
  }

  /// The equilibrium of a counterfactual as a baseline of its own.
  private func baseline(
    _ open: Baseline, _ change: Counterfactual
  ) throws -> Baseline {
    let solver = EquilibriumSolver(tolerance: 1e-13)
    let equilibrium = try solver.solve(open, change)
    var flows = FlowTable(
      sectors: open.sectorCount, states: open.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    let sourcing = FlowTable(sectors: open.sectorCount, states: open.stateCount) {
      sector, market, supplier in
      // Where nothing is bought the shares of the open world serve as well as any.
      equilibrium.expenditures[sector, market] > 0
        ? flows[sector, market, supplier] / equilibrium.expenditures[sector, market]
        : open.shares.sourcing[sector, market, supplier]
    }
    return try Baseline(
      shares: shares(sourcing: sourcing, tariffs: tariffs),
      valueAdded: zip(equilibrium.wages, open.valueAdded).map { $0 * $1 }, transfers: transfers)
  }

  private func shares(sourcing: FlowTable, tariffs: FlowTable) -> TradeShares {
    let states = labour.count
    return TradeShares(
      sourcing: sourcing, finalSpending: finalSpending,
      valueAdded: SectorTable(sectors: elasticities.count, states: states) { sector, _ in
        valueAddedShares[sector]
      },
      recipes: RecipeTable(sectors: elasticities.count, states: states) { sector, input, _ in
        recipes[sector][input]
      },
      elasticities: elasticities, tariffs: tariffs)
  }
}

/// Why levels make no economy.
public enum TradeLevelsError: Error, Equatable {
  /// The numbers are faulty, or their books don't balance.
  case baseline(BaselineError)

  /// Wages and prices don't settle.
  case equilibrium(EquilibriumError)
}

extension TradeLevelsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .baseline(let error): error.description
    case .equilibrium(let error): error.description
    }
  }
}
