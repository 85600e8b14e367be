internal import Elementary

/// The exporter weights of one sector, fitted so that each supplier receives its output.
///
/// What a supplier receives in a market is the market's receipts times T b / Σ T b with
/// b = f / (1 + t). So the weights minimise Σ_n receipts[n] ln Σ_j T[j] b[n][j] − Σ_i Y[i] ln T[i],
/// which is convex in ln T: the answer is unique up to scale.
struct SupplierWeights {
  let sector: Int

  /// T[i]; zero for a state without output, summing to one.
  private(set) var weights: [Double]

  private let states: Int
  private let ease: [Double]
  private let netEase: [Double]

  /// The largest gap between receipts and output, relative to output, that counts as none.
  private static let tolerance = 1e-12
  private static let sweepLimit = 2000
  /// How far a Newton step may move a log weight.
  private static let moveMax = 3.0

  init(sector: Int, calibration: SupplyCalibration) {
    self.sector = sector
    let states = calibration.finalSpending.stateCount
    self.states = states
    weights = Array(repeating: 1 / Double(states), count: states)
    var ease: [Double] = []
    var netEase: [Double] = []
    for market in 0..<states {
      // Only ratios within a market matter: the easiest counts as one.
      var easiest = 0.0
      for supplier in 0..<states {
        easiest = max(easiest, calibration.frictions[sector, market, supplier])
      }
      for supplier in 0..<states {
        let weight = calibration.frictions[sector, market, supplier] / easiest
        ease.append(weight)
        netEase.append(weight / (1 + calibration.tariffs[sector, market, supplier]))
      }
    }
    self.ease = ease
    self.netEase = netEase
  }

  /// The share of a market's spending that goes to a supplier, π.
  func share(_ market: Int, _ supplier: Int) -> Double {
    weights[supplier] * ease[market * states + supplier] / sum(ease, market)
  }

  /// The share of a market's spending that reaches suppliers; the rest is tariffs.
  func netShare(_ market: Int) -> Double { sum(netEase, market) / sum(ease, market) }

  private func sum(_ ease: [Double], _ market: Int) -> Double {
    var sum = 0.0
    for supplier in 0..<states { sum += weights[supplier] * ease[market * states + supplier] }
    return sum
  }

  /// Fits the weights; returns how many sweeps it took.
  mutating func fit(output: [Double], receipts: [Double]) throws(CalibrationError) -> Int {
    for state in 0..<states where output[state] == 0 { weights[state] = 0 }
    for state in 0..<states where output[state] > 0 && weights[state] == 0 {
      weights[state] = 1 / Double(states)
    }
    var gap = largestGap(output: output, received: received(receipts))
    var smallest = gap.size
    var best = weights
    var stalled = 0
    for sweep in 0..<Self.sweepLimit {
      // Rounding may hold the last digits up: what no longer improves is done when small.
      if gap.size <= Self.tolerance || (smallest <= 1e-10 && stalled >= 3) {
        weights = best
        return sweep
      }
      let before = weights
      stepByNewton(output: output, receipts: receipts)
      let next = largestGap(output: output, received: received(receipts))
      if next.size < 0.5 * gap.size {
        gap = next
      } else {
        // A scaling sweep never leads away from the answer, however slow it may be.
        weights = before
        let received = received(receipts)
        for state in 0..<states where output[state] > 0 {
          weights[state] *= output[state] / received[state]
        }
        normalise()
        gap = largestGap(output: output, received: self.received(receipts))
      }
      stalled = gap.size < smallest ? 0 : stalled + 1
      if gap.size < smallest {
        smallest = gap.size
        best = weights
      }
    }
    throw .notConverged(
      sector: sector, state: gap.state, sweeps: Self.sweepLimit, residual: gap.size)
  }

  /// What each supplier receives from markets whose receipts are given.
  private func received(_ receipts: [Double]) -> [Double] {
    var received = [Double](repeating: 0, count: states)
    for market in 0..<states where receipts[market] > 0 {
      let perWeight = receipts[market] / sum(netEase, market)
      for supplier in 0..<states {
        received[supplier] +=
          perWeight * weights[supplier] * netEase[market * states + supplier]
      }
    }
    return received
  }

  private func largestGap(output: [Double], received: [Double]) -> (size: Double, state: Int) {
    var largest = (size: 0.0, state: 0)
    for state in 0..<states where output[state] > 0 {
      let gap = abs(received[state] / output[state] - 1)
      if !(gap <= largest.size) { largest = (gap, state) }
    }
    return largest
  }

  /// Newton's step in log weights, the largest supplier's held.
  private mutating func stepByNewton(output: [Double], receipts: [Double]) {
    var held = 0
    for state in 0..<states where output[state] > output[held] { held = state }
    let active = (0..<states).filter { output[$0] > 0 && $0 != held }
    guard !active.isEmpty else { return }
    let received = received(receipts)
    var system = DenseSystem(size: active.count)
    var shares = [Double](repeating: 0, count: active.count)
    for market in 0..<states where receipts[market] > 0 {
      let total = sum(netEase, market)
      for (row, supplier) in active.enumerated() {
        shares[row] = weights[supplier] * netEase[market * states + supplier] / total
      }
      for row in active.indices {
        system.subtract(receipts[market] * shares[row], times: shares, fromRow: row)
      }
    }
    for (row, supplier) in active.enumerated() { system[row, row] += received[supplier] }
    // Relative to output, so that small suppliers count as much as large ones.
    var right = active.map { output[$0] - received[$0] }
    for (row, supplier) in active.enumerated() {
      for column in active.indices { system[row, column] /= output[supplier] }
      right[row] /= output[supplier]
    }
    guard let step = system.solve(right) else { return }
    var largest = 0.0
    for move in step { largest = max(largest, abs(move)) }
    guard largest.isFinite else { return }
    let factor = min(1, Self.moveMax / largest)
    for (row, supplier) in active.enumerated() {
      weights[supplier] *= exponential(factor * step[row])
    }
    normalise()
  }

  private mutating func normalise() {
    let total = weights.reduce(0, +)
    for state in 0..<states { weights[state] /= total }
  }
}
