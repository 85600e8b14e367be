internal import Foundation
internal import StatecraftEconomy

/// The model's equations as anyone would write them, to compare methods of iteration by sweeps.
///
/// It shares nothing with the solver but the numbers of the baseline, and measures what is left by
/// the same residual: excess demand relative to a state's wages, prices or spending.
struct PlainMap {
  let baseline: Baseline
  let change: Counterfactual
  /// How much of its excess demand for labour moves a log wage.
  var damping: Double

  /// Log wages, log prices, spending over its baseline.
  var start: [Double] {
    let goods = baseline.sectorCount * baseline.stateCount
    return Array(repeating: 0, count: baseline.stateCount + goods)
      + Array(repeating: 1, count: goods)
  }

  /// The step from a point, and the largest residual there.
  func step(_ point: [Double]) -> (step: [Double], residual: Double) {
    let shares = baseline.shares
    let (states, sectors) = (baseline.stateCount, baseline.sectorCount)
    let goods = states + sectors * states
    var gaps = [Double](repeating: 0, count: point.count)
    var output = [Double](repeating: 0, count: sectors * states)
    var revenue = [Double](repeating: 0, count: states)
    var worst = 0.0
    for sector in 0..<sectors {
      let theta = shares.elasticities[sector]
      let pull = (0..<states).map { state in
        var cost = shares.valueAdded[sector, state] * point[state]
        for input in 0..<sectors {
          cost +=
            shares.recipes[sector: sector, input: input, state: state]
            * point[states + input * states + state]
        }
        return exp(-theta * (cost - change.productivity[sector, state]))
      }
      for market in 0..<states {
        var demand = 0.0
        var terms = [Double](repeating: 0, count: states)
        for supplier in 0..<states {
          let dearer =
            (1 + change.tariffs[sector, market, supplier])
            / (1 + shares.tariffs[sector, market, supplier])
          terms[supplier] =
            shares.sourcing[sector, market, supplier]
            * change.sourcing[sector, market, supplier]
            * (dearer == 1 ? 1 : pow(dearer, -theta)) * pull[supplier]
          demand += terms[supplier]
        }
        let index = sector * states + market
        gaps[states + index] = -log(demand) / theta - point[states + index]
        let bought = point[goods + index] * baseline.expenditures[sector, market]
        for supplier in 0..<states {
          let flow = bought * terms[supplier] / demand
          let received = flow / (1 + change.tariffs[sector, market, supplier])
          output[sector * states + supplier] += received
          revenue[market] += flow - received
        }
        worst = max(worst, abs(gaps[states + index]))
      }
    }
    for state in 0..<states {
      var paid = 0.0
      for sector in 0..<sectors {
        paid += shares.valueAdded[sector, state] * output[sector * states + state]
      }
      let earned = exp(point[state]) * baseline.valueAdded[state]
      let excess = paid / earned - 1
      worst = max(worst, abs(excess))
      gaps[state] = damping * excess
      let income = earned + revenue[state] + change.transfers[state]
      for input in 0..<sectors {
        var bought = shares.finalSpending[input, state] * income
        for sector in 0..<sectors {
          bought +=
            shares.recipes[sector: sector, input: input, state: state]
            * output[sector * states + state]
        }
        let index = goods + input * states + state
        gaps[index] = bought / baseline.expenditures[input, state] - point[index]
        worst = max(worst, abs(gaps[index]) / max(1, point[index]))
      }
    }
    return (gaps, worst)
  }
}

/// How many sweeps an iteration takes to a residual; nothing when it takes more than 2,000.
///
/// With a memory of zero it is the damped fixed point, otherwise Anderson's mixing of the map.
func sweeps(of map: PlainMap, memory: Int, tolerance: Double) -> Int? {
  var point = map.start
  var history: [(step: [Double], target: [Double])] = []
  var last: (step: [Double], target: [Double])?
  for sweep in 1...2000 {
    let (step, residual) = map.step(point)
    if residual <= tolerance { return sweep }
    guard residual.isFinite else { return nil }
    let target = zip(point, step).map { $0 + $1 }
    point = target
    if let last, memory > 0 {
      history.append(
        (zip(step, last.step).map { $0 - $1 }, zip(target, last.target).map { $0 - $1 }))
      if history.count > memory { history.removeFirst() }
      for (weight, change) in zip(leastSquares(history.map(\.step), step), history) {
        for index in point.indices { point[index] -= weight * change.target[index] }
      }
    }
    last = (step, target)
  }
  return nil
}

/// The combination of columns that is nearest to a vector, by orthogonalising one by one.
private func leastSquares(_ columns: [[Double]], _ vector: [Double]) -> [Double] {
  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  var bases: [[Double]] = []
  var factors: [[Double]] = []
  for column in columns {
    var rest = column
    factors.append(
      bases.map { base in
        let factor = dot(base, rest)
        for index in rest.indices { rest[index] -= factor * base[index] }
        return factor
      })
    let length = dot(rest, rest).squareRoot()
    factors[factors.count - 1].append(length)
    bases.append(rest.map { length > 0 ? $0 / length : 0 })
  }
  var weights = bases.map { dot($0, vector) }
  for row in weights.indices.reversed() {
    for column in row + 1..<max(weights.count, row + 1) {
      weights[row] -= factors[column][row] * weights[column]
    }
    weights[row] = factors[row][row] > 0 ? weights[row] / factors[row][row] : 0
  }
  return weights
}

/// Prints how many sweeps each method takes for the design's case, with the best damping of a few.
func compareMethods(states: Int, sectors: Int) throws {
  let baseline = try sampleBaseline(states: states, sectors: sectors)
  let (change, _) = turns(baseline)
  func best(memory: Int) -> String {
    var best: (sweeps: Int, damping: Double)?
    for damping in [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5] {
      let map = PlainMap(baseline: baseline, change: change, damping: damping)
      if let count = sweeps(of: map, memory: memory, tolerance: 1e-10),
        count < best?.sweeps ?? .max
      {
        best = (count, damping)
      }
    }
    return best.map { "\($0.sweeps) (wages damped by \($0.damping))" } ?? "none within 2,000"
  }
  let chosen = try EquilibriumSolver().solve(baseline, change).sweeps
  print("sweeps to 1e-10, \(states) × \(sectors):")
  print("  damped fixed point           \(best(memory: 0))")
  print("  Anderson, plain map          \(best(memory: 5))")
  print("  Anderson on country blocks   \(chosen)")
}
