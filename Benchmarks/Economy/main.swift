// Times the trade equilibrium by size: cold from the baseline, warm from the turn before.
//
// The case is the design's: a 25 % tariff between the two largest states in three sectors and one
// ban; the turn after adds a little. `economy-benchmark 25 14 1000` solves one size so many
// times, cold, for instruction counts.

internal import StatecraftEconomy

/// The design's case, and the turn after it.
func turns(_ baseline: Baseline) -> (first: Counterfactual, second: Counterfactual) {
  let bySize = (0..<baseline.stateCount).sorted {
    (baseline.valueAdded[$1], $0) < (baseline.valueAdded[$0], $1)
  }
  let (one, other) = (bySize[0], bySize[1])
  var first = Counterfactual(baseline)
  for sector in 0..<3 {
    first.tariffs[sector, one, other] += 0.25
    first.tariffs[sector, other, one] += 0.25
  }
  first.sourcing[3, other, one] = 0
  var second = first
  second.tariffs[4, one, other] += 0.05
  second.productivity[4, other] += 0.02
  return (first, second)
}

func text(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let rounded = value * scale + 0.5
  guard digits > 0 else { return String(Int(rounded)) }
  let fraction = String(Int(rounded) % Int(scale))
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return "\(Int(rounded) / Int(scale)).\(zeros)\(fraction)"
}

func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func microseconds(_ duration: Duration) -> Double {
  Double(duration.components.attoseconds) * 1e-12 + Double(duration.components.seconds) * 1e6
}

/// The median time of a piece of work.
func median(repeats: Int, _ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var times: [Double] = []
  for _ in 0..<repeats {
    let start = clock.now
    try work()
    times.append(microseconds(clock.now - start))
  }
  times.sort()
  return times[repeats / 2]
}

func benchmark(states: Int, sectors: Int, repeats: Int) throws {
  let shares = SampleEconomy(states: states, sectors: sectors).shares()
  let transfers = [Double](repeating: 0, count: states)
  var baseline = try Baseline(shares: shares, transfers: transfers)
  let preparing = try median(repeats: 3) {
    baseline = try Baseline(shares: shares, transfers: transfers)
  }
  let calibration = SampleEconomy(states: states, sectors: sectors).calibration(baseline)
  let inverting = try median(repeats: 3) { _ = try calibration.solve() }
  let (first, second) = turns(baseline)
  let solver = EquilibriumSolver()
  var cold = Equilibrium(baseline)
  let coldTime = try median(repeats: repeats) {
    try solver.solve(baseline, first, into: &cold)
  }
  var warm = Equilibrium(baseline)
  let start = cold.warmStart
  let warmTime = try median(repeats: repeats) {
    try solver.solve(baseline, second, from: start, into: &warm)
  }
  for (name, time, equilibrium) in [("cold", coldTime, cold), ("warm", warmTime, warm)] {
    print(
      padded("\(states) × \(sectors)", 8), padded(name, 6), padded("\(equilibrium.sweeps)", 8),
      padded(text(time, 1), 10), padded(text(equilibrium.residual * 1e12, 2), 17),
      padded(text(preparing / 1000, 1), 14),
      padded(text(inverting / 1000, 1), 15))
  }
}

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
if arguments.count == 3 {
  precondition(
    arguments[0] >= 2 && arguments[1] >= 5, "The case needs two states and five sectors.")
  let shares = SampleEconomy(states: arguments[0], sectors: arguments[1]).shares()
  let baseline = try Baseline(
    shares: shares, transfers: [Double](repeating: 0, count: arguments[0]))
  let (first, _) = turns(baseline)
  let solver = EquilibriumSolver()
  var equilibrium = Equilibrium(baseline)
  for _ in 0..<arguments[2] { try solver.solve(baseline, first, into: &equilibrium) }
} else {
  print("    size  start   sweeps         µs  residual (1e-12)  baseline (ms)  inversion (ms)")
  for (states, sectors) in [(10, 5), (25, 14), (60, 20)] {
    try benchmark(states: states, sectors: sectors, repeats: states > 50 ? 101 : 501)
  }
}
