// Times the trade equilibrium by size: cold from the baseline, warm from the turn before.
//
// The case is the design's: a 25 % tariff between the two largest states in three sectors and one
// ban; the turn after adds a little. What else it does is in `usage`.

internal import Foundation
internal import StatecraftEconomy

let usage = """
  usage: economy-benchmark                      the table of sizes, cold and warm
         economy-benchmark methods [25 14]      sweeps by method of iteration
         economy-benchmark solve 25 14 1000     one size so many times, cold: for a profiler
         economy-benchmark time 25 14           the median of a cold solve, in microseconds
         economy-benchmark case 25 14           the case as JSON, for other programs
  Sizes are states and sectors: at least 2 and 5.
  """

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

func sampleBaseline(states: Int, sectors: Int) throws -> Baseline {
  try Baseline(
    shares: SampleEconomy(states: states, sectors: sectors).shares(),
    transfers: [Double](repeating: 0, count: states))
}

/// Prints two rows of the table; returns how many microseconds a cold sweep takes.
func benchmark(states: Int, sectors: Int, repeats: Int) throws -> Double {
  let sample = SampleEconomy(states: states, sectors: sectors)
  var baseline = try sampleBaseline(states: states, sectors: sectors)
  let preparing = try median(repeats: 3) {
    baseline = try sampleBaseline(states: states, sectors: sectors)
  }
  let calibration = sample.calibration(baseline)
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
  return coldTime / Double(cold.sweeps)
}

func printTable() throws {
  print("    size  start   sweeps         µs  residual (1e-12)  baseline (ms)  inversion (ms)")
  let sizes = [(10, 5), (25, 14), (60, 20), (100, 30)]
  let times = try sizes.map { states, sectors in
    try benchmark(
      states: states, sectors: sectors, repeats: states > 60 ? 21 : states > 50 ? 101 : 501)
  }
  let speed = operationsPerSecond()
  print(
    "\nthis core does \(text(speed * 1e-9, 1)) billion additions and multiplications a second;\n"
      + "GB/s: read from a buffer as large as what a sweep reads\n"
      + "    size   KB/sweep   GB/s   k operations   bound (µs)   a sweep takes (µs)   ratio")
  for ((states, sectors), time) in zip(sizes, times) {
    let (bytes, operations) = boundOfSweep(states: states, sectors: sectors)
    let bandwidth = bytesPerSecond(buffer: bytes)
    // Reading and computing can overlap: the slower of the two bounds a sweep.
    let bound = max(bytes / bandwidth, operations / speed) * 1e6
    print(
      padded("\(states) × \(sectors)", 8), padded(text(bytes / 1000, 0), 10),
      padded(text(bandwidth * 1e-9, 0), 6), padded(text(operations / 1000, 0), 14),
      padded(text(bound, 1), 12), padded(text(time, 1), 20), padded(text(time / bound, 1), 7))
  }
}

func stop() -> Never {
  print(usage)
  exit(2)
}

let arguments = Array(CommandLine.arguments.dropFirst())
let sizes = arguments.dropFirst().compactMap { Int($0) }
if !arguments.isEmpty {
  let expected = ["methods": [0, 2], "solve": [3], "time": [2], "case": [2]]
  guard sizes.count == arguments.count - 1,
    expected[arguments[0]]?.contains(sizes.count) == true,
    sizes.isEmpty || (sizes[0] >= 2 && sizes[1] >= 5)
  else { stop() }
}
switch arguments.first {
case nil: try printTable()
case "methods":
  try compareMethods(states: sizes.first ?? 25, sectors: sizes.last ?? 14)
case "case": print(try caseFile(states: sizes[0], sectors: sizes[1]))
default:
  let baseline = try sampleBaseline(states: sizes[0], sectors: sizes[1])
  let (first, _) = turns(baseline)
  let solver = EquilibriumSolver()
  var equilibrium = Equilibrium(baseline)
  if arguments[0] == "time" {
    print(try median(repeats: 501) { try solver.solve(baseline, first, into: &equilibrium) })
  } else {
    for _ in 0..<sizes[2] { try solver.solve(baseline, first, into: &equilibrium) }
  }
}
