internal import Elementary

/// Where each state's change of real income comes from: parts that sum to the whole exactly.
///
/// A state's own value added is the yardstick: what it sells, its product, against what it buys.
/// Prices of final spending are traced through the sourcing shares, at home on through the
/// inputs of its own sectors, to what moved them. Price indices are split by the weights of Sato
/// (1976) and Vartia (1976), logarithmic means of shares before and after, which make an exact
/// sum of a CES index whatever the size of the change; incomes by logarithmic means likewise.
/// With one sector, no inputs and no measures of one's own, the terms of trade are all of it.
public struct RealIncomeSources: Sendable, Equatable {
  /// What moves a state's real income.
  public enum Source: Int, Sendable, CaseIterable {
    /// Foreign suppliers' prices, their export taxes included, against the state's own value added.
    case termsOfTrade
    /// Barriers, bans and leaks on what it buys.
    case barriers
    /// Tariffs in the prices of what it buys.
    case duties
    /// The revenue of its tariffs and export taxes, which goes back to its people.
    case tariffRevenue
    /// Its own productivity.
    case productivity
    /// What it lends or borrows.
    case transfers
    /// Rents on capacity, scale, idle labour, and inputs that replace each other otherwise than
    /// Cobb-Douglas: nothing where there is none of these.
    case scarcity
  }

  /// The whole: real income over its baseline, less one, by state.
  public let total: [Double]

  private let parts: [[Double]]

  /// What a source adds to a state's real income, as a share of it at baseline.
  public subscript(source: Source, state: Int) -> Double { parts[source.rawValue][state] }

  /// Takes an equilibrium apart.
  ///
  /// - Parameters:
  ///   - baseline: The economy.
  ///   - counterfactual: What the equilibrium was solved for.
  ///   - equilibrium: The equilibrium.
  ///   - flows: Its flows, as `EquilibriumSolver.writeFlows(into:)` gives them.
  public init(
    _ baseline: Baseline, _ counterfactual: Counterfactual, _ equilibrium: Equilibrium,
    flows: FlowTable
  ) {
    let states = baseline.stateCount
    var parts = Source.allCases.map { _ in [Double](repeating: 0, count: states) }
    let valueAdded = equilibrium.valueAdded(baseline)
    for state in 0..<states {
      let market = MarketPrices(
        baseline, counterfactual, equilibrium, flows: flows, market: state,
        yardstick: logarithm(valueAdded[state] / baseline.valueAdded[state]))
      var sources = market.finalPrices.map { -$0 }
      let own = valueAdded[state] / baseline.valueAdded[state]
      let income =
        (valueAdded[state] + equilibrium.tariffRevenue[state] + equilibrium.transfers[state])
        / own
      let mean = logarithmicMean(income, baseline.finalSpending(state))
      sources[Source.tariffRevenue.rawValue] +=
        (equilibrium.tariffRevenue[state] / own - baseline.tariffRevenue[state]) / mean
      sources[Source.transfers.rawValue] +=
        (equilibrium.transfers[state] / own - baseline.transfers[state]) / mean
      // From log points to shares, in proportion.
      let scale = logarithmicMean(equilibrium.realIncome[state], 1)
      for source in sources.indices { parts[source][state] = sources[source] * scale }
    }
    self.parts = parts
    total = equilibrium.realIncome.map { $0 - 1 }
  }
}

/// The prices that one market pays, against its own value added, by what moved them.
private struct MarketPrices {
  private typealias Source = RealIncomeSources.Source

  /// The log change of the price of final spending, by source.
  let finalPrices: [Double]

  init(
    _ baseline: Baseline, _ counterfactual: Counterfactual, _ equilibrium: Equilibrium,
    flows: FlowTable, market: Int, yardstick: Double
  ) {
    let sectors = baseline.sectorCount
    let states = baseline.stateCount
    let count = Source.allCases.count
    // z[s] = home[s] (own[s] + Σ_k g[k→s] z[k]) + foreign[s], source by source.
    var system = DenseSystem(size: sectors)
    var right = [Double](repeating: 0, count: sectors * count)
    for sector in 0..<sectors {
      system[sector, sector] += 1
      let before = (0..<states).map { baseline.shares.sourcing[sector, market, $0] }
      let spending = equilibrium.expenditures[sector, market]
      guard baseline.expenditures[sector, market] > 0, spending > 0 else { continue }
      let after = (0..<states).map { flows[sector, market, $0] / spending }
      let means = zip(after, before).map { logarithmicMean($0, $1) }
      let sum = means.reduce(0, +)
      let elasticity = baseline.shares.elasticities[sector]
      let price = logarithm(equilibrium.prices[sector, market]) - yardstick
      for supplier in 0..<states where before[supplier] > 0 {
        let weight = means[supplier] / sum
        let border =
          counterfactual.exportFactor(sector, market, supplier)
          * equilibrium.producerPrices[sector, supplier]
        let gate = weight * (logarithm(border) - yardstick)
        let duty =
          weight
          * logarithm(
            (1 + counterfactual.tariffs[sector, market, supplier])
              / (1 + baseline.shares.tariffs[sector, market, supplier]))
        // What the supplier's share did says what its price did, also when nothing is left of it.
        let whole =
          weight * price - (after[supplier] - before[supplier]) / (elasticity * sum)
        right[sector * count + Source.duties.rawValue] += duty
        right[sector * count + Source.barriers.rawValue] += whole - gate - duty
        guard supplier == market else {
          right[sector * count + Source.termsOfTrade.rawValue] += gate
          continue
        }
        let productivity = -weight * counterfactual.productivity[sector, market]
        right[sector * count + Source.productivity.rawValue] += productivity
        var inputs = 0.0
        for input in 0..<sectors {
          let share =
            weight * baseline.shares.recipes[sector: sector, input: input, state: market]
          system[sector, input] -= share
          if share > 0 {
            inputs += share * (logarithm(equilibrium.prices[input, market]) - yardstick)
          }
        }
        right[sector * count + Source.scarcity.rawValue] += gate - productivity - inputs
      }
    }
    guard let prices = system.solve(right, count: count) else {
      preconditionFailure("Inputs of a baseline are less than its output.")
    }
    finalPrices = Self.finalPrices(
      baseline, equilibrium, market: market, yardstick: yardstick, prices: prices)
  }

  /// Adds up sectors' prices by their weights in final spending.
  private static func finalPrices(
    _ baseline: Baseline, _ equilibrium: Equilibrium, market: Int, yardstick: Double,
    prices: [Double]
  ) -> [Double] {
    let count = Source.allCases.count
    let before = (0..<baseline.sectorCount).map { baseline.shares.finalSpending[$0, market] }
    let elasticity = baseline.shares.technology.finalElasticities[market]
    var after = before
    if elasticity != 1 {
      for sector in before.indices {
        after[sector] *= exponential(
          (1 - elasticity) * logarithm(equilibrium.prices[sector, market]))
      }
      let sum = after.reduce(0, +)
      for sector in before.indices { after[sector] /= sum }
    }
    let means = zip(after, before).map { logarithmicMean($0, $1) }
    let sum = means.reduce(0, +)
    return (0..<count).map { source in
      var total = 0.0
      for sector in before.indices {
        total += means[sector] / sum * prices[sector * count + source]
      }
      return total
    }
  }
}

/// The logarithmic mean, (a − b)/(ln a − ln b), of two numbers that aren't negative; a where they
/// are equal.
private func logarithmicMean(_ a: Double, _ b: Double) -> Double {
  guard a > 0, b > 0 else { return 0 }
  let relative = (a - b) / b
  // Near equality the quotient loses its digits; its series doesn't.
  if abs(relative) < 1e-4 {
    return b * (1 + relative / 2 - relative * relative / 12 + relative * relative * relative / 24)
  }
  return (a - b) / logarithm(a / b)
}
