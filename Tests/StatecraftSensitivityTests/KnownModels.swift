import GSL
import StatecraftScenario
import StatecraftSensitivity
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A function with known indices in place of the game: everything else is as in a sweep of games.
struct KnownModel: Sendable {
  let factors: [Factor]
  /// The answer at a point, given a standard normal number for the game's luck.
  let answer: @Sendable (_ numbers: [Double], _ luck: Double) -> Double

  /// Ishigami and Homma's (1990) function on [−π, π]³ with a = 7 and b = 0.1.
  static func ishigami(noise: Double = 0) -> KnownModel {
    KnownModel(factors: factors(["x1", "x2", "x3"], -Double.pi...Double.pi)) { x, luck in
      sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
        + noise * luck
    }
  }

  /// Its variance and indices in closed form.
  enum Ishigami {
    static let variance = 7.0 * 7 / 8 + 0.1 * pow(.pi, 4) / 5 + 0.01 * pow(.pi, 8) / 18 + 0.5
    static let first = [
      0.5 * (1 + 0.1 * pow(.pi, 4) / 5) * (1 + 0.1 * pow(.pi, 4) / 5) / variance,
      7.0 * 7 / 8 / variance, 0,
    ]
    static let total = [
      1 - first[1], first[1], 0.01 * pow(.pi, 8) * (1.0 / 18 - 1.0 / 50) / variance,
    ]
  }

  /// Sobol's g-function of five factors.
  static let g = KnownModel(factors: factors(["a", "b", "c", "d", "e"], 0...1)) { x, _ in
    zip(x, G.a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
  }

  /// Its parameters, and its indices in closed form.
  enum G {
    static let a = [0.0, 1, 4.5, 9, 99]
    static let own = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    static let variance = own.reduce(1) { $0 * (1 + $1) } - 1
    static let first = own.map { $0 / variance }
    static let total = own.map { $0 / (1 + $0) * (variance + 1) / variance }
  }

  static func factors(_ names: [String], _ range: ClosedRange<Double>) -> [Factor] {
    names.map { Factor(path: $0, levels: .linear(range)) }
  }

  func study(
    _ design: Design, runs: Int = 1, seed: UInt64 = 1, luck: Study.Luck? = nil,
    behaviours: [Study.Behaviour] = []
  ) -> Study {
    Study(
      name: "known", seed: seed, runs: runs, luck: luck, metrics: ["y"], factors: factors,
      design: design, behaviours: behaviours)
  }

  /// The model as a sweep asks it: luck goes by the number of the game alone, as in games.
  func model(seed: UInt64) -> Sweep.Model {
    { point in
      let numbers = point.numbers.map { $0 ?? 0 }
      return { replicate in
        let luck = try RandomStream(key: (seed, replicate)).normal(mean: 0, standardDeviation: 1)
        return [answer(numbers, luck)]
      }
    }
  }

  /// Sweeps and analyses.
  func analyse(_ study: Study, jobs: Int = 2) async throws -> MetricAnalysis {
    let plan = try Plan(study)
    var responses = Responses(metrics: study.metrics, runs: study.runs)
    try await Sweep(plan, jobs: jobs).run(model(seed: study.seed)) { responses.append($1) }
    return try #require(try StudyAnalysis(plan, responses)).metrics[0]
  }
}

extension MetricAnalysis {
  var indices: SobolIndices? {
    if case .indices(let mean, _) = finding { mean } else { nil }
  }
  var indicesOfSpread: SobolIndices? {
    if case .indices(_, let spread) = finding { spread } else { nil }
  }
  var elementary: [MorrisEffect] {
    if case .elementary(let effects) = finding { effects } else { [] }
  }
  var main: [MainEffect] {
    if case .main(let effects) = finding { effects } else { [] }
  }
  var regional: RegionalSensitivity? {
    if case .regional(let region) = finding { region } else { nil }
  }
}

extension Estimate {
  func covers(_ truth: Double) -> Bool {
    interval.map { $0.lower <= truth && truth <= $0.upper } ?? false
  }
}
