/// Spending, output and income that follow from shares: the linear system of the baseline.
struct BaselineBooks {
  /// What is known of incomes.
  enum Income {
    /// The value added of each state.
    case known([Double])
    /// Only the world's: the states' follow from the shares.
    case worldTotal(Double)
  }

  private static let sweepLimit = 3000

  private let shares: TradeShares
  private let transfers: [Double]
  private let netSourcing: FlowTable
  private let netShares: SectorTable
  private(set) var expenditures: SectorTable
  private(set) var output: SectorTable
  private(set) var tariffRevenue: [Double]
  private(set) var finalSpending: [Double]
  private(set) var valueAdded: [Double]

  init(shares: TradeShares, transfers: [Double], income: Income) throws(BaselineError) {
    let states = shares.stateCount
    self.shares = shares
    self.transfers = transfers
    var net = shares.sourcing
    net.withValues { values in
      for index in values.indices { values[index] /= 1 + shares.tariffs.values[index] }
    }
    netSourcing = net
    netShares = SectorTable(sectors: shares.sectorCount, states: states) { sector, market in
      var sum = 0.0
      for supplier in 0..<states { sum += net[sector, market, supplier] }
      return sum
    }
    let start: [Double]
    switch income {
    case .known(let known): start = known
    case .worldTotal(let total):
      start = Array(repeating: total / Double(max(states, 1)), count: states)
    }
    valueAdded = start
    tariffRevenue = Array(repeating: 0, count: states)
    finalSpending = tariffRevenue
    output = SectorTable(sectors: shares.sectorCount, states: states, repeating: 0)
    expenditures = SectorTable(sectors: shares.sectorCount, states: states) { sector, state in
      shares.finalSpending[sector, state] * start[state]
    }
    // Unknown sizes are found roughly first, so that small states can be solved on their scale.
    // Sizes below zero stay as they are, to be reported.
    if case .worldTotal = income {
      try settle(income, roughly: true)
      guard valueAdded.allSatisfy({ $0 > 0 }) else { return }
    }
    try settle(income, roughly: false)
    if case .known = income { valueAdded = paidOut() }
  }

  /// Repeats sell and spend, mixed, until the books balance.
  private mutating func settle(_ income: Income, roughly: Bool) throws(BaselineError) {
    let states = shares.stateCount
    let world = valueAdded.reduce(0, +)
    let scale = valueAdded
    let count = expenditures.values.count
    let lanes = (count + states + 3) / 4
    let point = LaneBuffer(lanes: lanes)
    let step = LaneBuffer(lanes: lanes)
    var mixing = AndersonMixing(lanes: lanes, memory: 8)
    var best = Double.infinity
    var worst = 0
    var stalled = 0
    for _ in 0..<Self.sweepLimit {
      sell()
      let spending = spend()
      var earned = valueAdded
      if case .worldTotal = income {
        earned = paidOut()
        let total = earned.reduce(0, +)
        for state in 0..<states { earned[state] *= world / total }
      }
      var residual = 0.0
      for index in 0..<(count + states) {
        let state = index % states
        let old = index < count ? expenditures.values[index] : valueAdded[state]
        let new = index < count ? spending.values[index] : earned[state]
        point.rows[number: index] = old / scale[state]
        step.rows[number: index] = (new - old) / scale[state]
        if abs(new - old) / scale[state] > residual {
          residual = abs(new - old) / scale[state]
          worst = state
        }
      }
      stalled = residual < best ? 0 : stalled + 1
      best = min(best, residual)
      // Rounding keeps a residual from vanishing: stop when it is tiny and no longer falls.
      if residual <= (roughly ? 1e-7 : 1e-15) || (best < 1e-12 && stalled >= 4) { return }
      if !residual.isFinite { break }
      mixing.advance(point.rows, by: step.rows)
      expenditures.withValues { values in
        for index in 0..<count {
          values[index] = point.rows[number: index] * scale[index % states]
        }
      }
      if case .worldTotal = income {
        for state in 0..<states {
          valueAdded[state] = point.rows[number: count + state] * scale[state]
        }
      }
    }
    throw .notConverged(sweeps: Self.sweepLimit, residual: best, state: worst)
  }

  /// What suppliers receive and governments levy when markets spend as they do.
  private mutating func sell() {
    let states = shares.stateCount
    var sales = [Double](repeating: 0, count: output.values.count)
    for state in 0..<states { tariffRevenue[state] = 0 }
    for sector in 0..<shares.sectorCount {
      for market in 0..<states {
        let spending = expenditures[sector, market]
        let row = (sector * states + market) * states
        for supplier in 0..<states {
          sales[sector * states + supplier] += netSourcing.values[row + supplier] * spending
        }
        tariffRevenue[market] += spending * (1 - netShares[sector, market])
      }
    }
    output.withValues { values in
      for index in values.indices { values[index] = sales[index] }
    }
  }

  /// What states spend for all uses on what they earn and make.
  private mutating func spend() -> SectorTable {
    let states = shares.stateCount
    let sectors = shares.sectorCount
    for state in 0..<states {
      finalSpending[state] = valueAdded[state] + tariffRevenue[state] + transfers[state]
    }
    return SectorTable(sectors: sectors, states: states) { input, state in
      var sum = shares.finalSpending[input, state] * finalSpending[state]
      for sector in 0..<sectors {
        sum += shares.recipes[sector: sector, input: input, state: state] * output[sector, state]
      }
      return sum
    }
  }

  /// What the sectors of each state pay to labour and capacity.
  private func paidOut() -> [Double] {
    (0..<shares.stateCount).map { state in
      var sum = 0.0
      for sector in 0..<shares.sectorCount {
        let paid = shares.valueAdded[sector, state] + shares.technology.rentShares[sector, state]
        sum += paid * output[sector, state]
      }
      return sum
    }
  }
}
