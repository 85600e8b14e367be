internal import Elementary

/// How each state's real income moves with every flow's weight and tariff and every productivity,
/// at the baseline, to first order and exactly.
///
/// *Method.* The equations of the model, linear in small changes of log wages, prices and
/// spending, are set up once; one adjoint a state then gives its gradient with respect to all
/// 2 S N² + S N measures. For S sectors and N states that's a dense system of (2 S + 1) N unknowns
/// and N right-hand sides: for 14 and 25, 250 million operations, once for an economy.
///
/// Finite changes are estimated with the same multipliers and the market's own curvature: a price
/// index moves by −1/θ ln(1 − Σ π (1 − m)), and sales by what is left over of it, as they do in the
/// model at given prices elsewhere.
///
/// For economies of constant shares (Cobb-Douglas) without bounds on output.
public struct IncomeGradients: Sendable {
  /// What differs of one flow: what its sourcing weight is multiplied by, and its tariff.
  public struct FlowChange: Sendable {
    public var sector: Int
    public var market: Int
    public var supplier: Int
    /// m ≥ 0; one changes nothing.
    public var multiplier: Double
    /// The tariff in force; that of the baseline changes nothing.
    public var tariff: Double

    public init(sector: Int, market: Int, supplier: Int, multiplier: Double = 1, tariff: Double) {
      self.sector = sector
      self.market = market
      self.supplier = supplier
      self.multiplier = multiplier
      self.tariff = tariff
    }
  }

  private let baseline: Baseline
  /// By state: what a rise of each log price is worth.
  private let prices: [SectorTable]
  /// By state: what a dollar of a producer's sales is worth.
  private let sales: [SectorTable]
  /// By state: what a dollar of a market's tariff revenue is worth.
  private let revenues: [[Double]]

  /// Finds the gradients; nil where shares aren't constant, or the baseline's equations have no
  /// one solution.
  public init?(_ baseline: Baseline) {
    guard baseline.shares.technology.isCobbDouglas else { return nil }
    let system = LinearisedBaseline(baseline)
    guard let multipliers = system.multipliers() else { return nil }
    self.baseline = baseline
    let (sectors, states) = (baseline.sectorCount, baseline.stateCount)
    var prices: [SectorTable] = []
    var sales: [SectorTable] = []
    var revenues: [[Double]] = []
    for state in 0..<states {
      let of = multipliers[state]
      prices.append(
        SectorTable(sectors: sectors, states: states) { of[system.price($0, $1)] })
      sales.append(
        SectorTable(sectors: sectors, states: states) { sector, producer in
          var worth =
            producer == system.numeraire
            ? 0 : of[producer] * baseline.shares.valueAdded[sector, producer]
          for input in 0..<sectors {
            worth +=
              of[system.spending(input, producer)]
              * baseline.shares.recipes[sector: sector, input: input, state: producer]
          }
          return worth
        })
      revenues.append(
        (0..<states).map { market in
          var worth = market == state ? 1 / baseline.finalSpending(market) : 0
          for sector in 0..<sectors {
            worth +=
              of[system.spending(sector, market)] * baseline.shares.finalSpending[sector, market]
          }
          return worth
        })
    }
    (self.prices, self.sales, self.revenues) = (prices, sales, revenues)
  }

  /// The change of a state's log real income with the log of a sourcing weight.
  public func sourcing(of state: Int, sector: Int, market: Int, supplier: Int) -> Double {
    let share = baseline.shares.sourcing[sector, market, supplier]
    let receipts = baseline.receipts(sector: sector, market: market, supplier: supplier)
    let tariff = baseline.shares.tariffs[sector, market, supplier]
    return -prices[state][sector, market] * share / baseline.shares.elasticities[sector]
      + receipts * (sales[state][sector, supplier] + tariff * revenues[state][market])
  }

  /// The change of a state's log real income with ln(1 + t).
  public func tariff(of state: Int, sector: Int, market: Int, supplier: Int) -> Double {
    let share = baseline.shares.sourcing[sector, market, supplier]
    let receipts = baseline.receipts(sector: sector, market: market, supplier: supplier)
    let tariff = baseline.shares.tariffs[sector, market, supplier]
    let theta = baseline.shares.elasticities[sector]
    return prices[state][sector, market] * share
      + receipts
      * ((1 - theta * tariff) * revenues[state][market]
        - (theta + 1) * sales[state][sector, supplier])
  }

  /// The change of a state's log real income with a producer's log productivity.
  public func productivity(of state: Int, sector: Int, producer: Int) -> Double {
    var sum = 0.0
    for market in 0..<baseline.stateCount {
      sum += sourcing(of: state, sector: sector, market: market, supplier: producer)
    }
    return sum * baseline.shares.elasticities[sector]
  }

  /// The change of a state's log real income by finite changes of flows, all at once.
  public func effect(on state: Int, of changes: [FlowChange]) -> Double {
    var effect = 0.0
    var index = 0
    let sorted = changes.sorted { ($0.sector, $0.market) < ($1.sector, $1.market) }
    while index < sorted.count {
      let (sector, market) = (sorted[index].sector, sorted[index].market)
      let end = sorted[index...].firstIndex { $0.sector != sector || $0.market != market }
      let group = sorted[index..<(end ?? sorted.count)]
      effect += self.effect(on: state, of: group, sector: sector, market: market)
      index = end ?? sorted.count
    }
    return effect
  }

  private func effect(
    on state: Int, of changes: ArraySlice<FlowChange>, sector: Int, market: Int
  ) -> Double {
    let theta = baseline.shares.elasticities[sector]
    func before(_ change: FlowChange) -> Double {
      baseline.shares.tariffs[sector, market, change.supplier]
    }
    func dearer(_ change: FlowChange) -> Double { (1 + change.tariff) / (1 + before(change)) }
    func weight(_ change: FlowChange) -> Double {
      change.multiplier * exponential(-theta * logarithm(dearer(change)))
    }
    var left = 1.0
    for change in changes {
      left -= baseline.shares.sourcing[sector, market, change.supplier] * (1 - weight(change))
    }
    left = max(left, 1e-3)
    var effect = -prices[state][sector, market] / theta * logarithm(left)
    for change in changes {
      let receipts = baseline.receipts(sector: sector, market: market, supplier: change.supplier)
      let sold = weight(change) / dearer(change)
      effect += receipts / left * (sold - 1) * sales[state][sector, change.supplier]
      effect +=
        receipts / left * (sold * change.tariff - before(change)) * revenues[state][market]
    }
    return effect
  }
}

/// The equations of a baseline in small changes of log wages, prices and spending.
private struct LinearisedBaseline {
  private let baseline: Baseline
  private let sectors: Int
  private let states: Int
  /// The state whose labour market follows from all others; its equation is the numeraire's.
  let numeraire: Int

  init(_ baseline: Baseline) {
    self.baseline = baseline
    (sectors, states) = (baseline.sectorCount, baseline.stateCount)
    var largest = 0
    for state in 0..<baseline.stateCount
    where baseline.valueAdded[state] > baseline.valueAdded[largest] {
      largest = state
    }
    numeraire = largest
  }

  private var size: Int { (2 * sectors + 1) * states }

  func price(_ sector: Int, _ state: Int) -> Int { (1 + sector) * states + state }
  func spending(_ sector: Int, _ state: Int) -> Int { (1 + sectors + sector) * states + state }

  /// For each state, what a unit on the right of each equation adds to its log real income.
  func multipliers() -> [[Double]]? {
    var transposed = DenseSystem(size: size)
    var direction = [Double](repeating: 0, count: size)
    for column in 0..<size {
      direction[column] = 1
      let moved = left(direction)
      for row in 0..<size { transposed[column, row] = moved[row] }
      direction[column] = 0
    }
    // d ln real income = d income / income − Σ α d ln price; income is wages and revenue.
    var right = [Double](repeating: 0, count: size * states)
    for state in 0..<states {
      for column in 0..<size {
        direction[column] = 1
        let income = wageAndRevenue(direction, of: state) / baseline.finalSpending(state)
        right[column * states + state] = income
        direction[column] = 0
      }
      for sector in 0..<sectors {
        right[price(sector, state) * states + state] -=
          baseline.shares.finalSpending[sector, state]
      }
    }
    return transposed.solve(right, count: states).map { solution in
      (0..<states).map { state in (0..<size).map { solution[$0 * states + state] } }
    }
  }

  /// What is on the left of each equation when the unknowns move in a direction.
  private func left(_ z: [Double]) -> [Double] {
    let shares = baseline.shares
    var result = [Double](repeating: 0, count: size)
    let cost = costs(z)
    var output = [Double](repeating: 0, count: sectors * states)
    for sector in 0..<sectors {
      let theta = shares.elasticities[sector]
      for market in 0..<states {
        let (p, x) = (z[price(sector, market)], z[spending(sector, market)])
        var paid = 0.0
        for supplier in 0..<states {
          let share = shares.sourcing[sector, market, supplier]
          guard share > 0 else { continue }
          let dearer = cost[sector * states + supplier]
          paid += share * dearer
          output[sector * states + supplier] +=
            baseline.receipts(sector: sector, market: market, supplier: supplier)
            * (theta * (p - dearer) + x)
        }
        result[price(sector, market)] = p - paid
      }
    }
    for state in 0..<states {
      var labour = 0.0
      for sector in 0..<sectors {
        labour += shares.valueAdded[sector, state] * output[sector * states + state]
      }
      result[state] = baseline.valueAdded[state] * z[state] - labour
      let income = wageAndRevenue(z, of: state)
      for sector in 0..<sectors {
        let bought = baseline.expenditures[sector, state]
        guard bought > 0 else {
          result[spending(sector, state)] = z[spending(sector, state)]
          continue
        }
        var wanted = shares.finalSpending[sector, state] * income
        for user in 0..<sectors {
          wanted +=
            shares.recipes[sector: user, input: sector, state: state]
            * output[user * states + state]
        }
        result[spending(sector, state)] = bought * z[spending(sector, state)] - wanted
      }
    }
    result[numeraire] = 0
    for state in 0..<states { result[numeraire] += baseline.valueAdded[state] * z[state] }
    return result
  }

  /// Changes of log cost by sector and state.
  private func costs(_ z: [Double]) -> [Double] {
    var costs = [Double](repeating: 0, count: sectors * states)
    for sector in 0..<sectors {
      for state in 0..<states {
        var sum = baseline.shares.valueAdded[sector, state] * z[state]
        for input in 0..<sectors {
          sum +=
            baseline.shares.recipes[sector: sector, input: input, state: state]
            * z[price(input, state)]
        }
        costs[sector * states + state] = sum
      }
    }
    return costs
  }

  /// The change of a state's wages and tariff revenue.
  private func wageAndRevenue(_ z: [Double], of market: Int) -> Double {
    var income = baseline.valueAdded[market] * z[market]
    for sector in 0..<sectors {
      let theta = baseline.shares.elasticities[sector]
      let (p, x) = (z[price(sector, market)], z[spending(sector, market)])
      for supplier in 0..<states {
        let tariff = baseline.shares.tariffs[sector, market, supplier]
        guard tariff != 0 else { continue }
        var dearer = baseline.shares.valueAdded[sector, supplier] * z[supplier]
        for input in 0..<sectors {
          dearer +=
            baseline.shares.recipes[sector: sector, input: input, state: supplier]
            * z[price(input, supplier)]
        }
        income +=
          tariff * baseline.receipts(sector: sector, market: market, supplier: supplier)
          * (theta * (p - dearer) + x)
      }
    }
    return income
  }
}
