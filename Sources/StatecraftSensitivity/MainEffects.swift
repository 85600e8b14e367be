internal import GSL
public import StatecraftAnalysis

/// A difference between points, run by run.
public struct Difference: Sendable, Equatable {
  public let mean: Double
  /// By Student's t over runs; nil with one run, and where no run differs from another, which the
  /// spread of runs says nothing of.
  public let interval: Interval?
  /// The probability of a difference as large by luck; nil as the interval is.
  public let probability: Double?

  /// Whether no run differs: a mean of nothing without spread.
  var isNothing: Bool { mean == 0 && interval == nil }

  /// - Parameter differences: of each run. Under shared luck they're paired.
  init(_ differences: [Double]) throws {
    var moments = Moments()
    for difference in differences { moments.add(difference) }
    mean = moments.mean
    guard let error = moments.standardError, error > 0 else {
      (interval, probability) = (nil, nil)
      return
    }
    interval = try .mean(moments)
    probability =
      try 2
      * CumulativeProbability.studentT(
        -abs(moments.mean) / error, degreesOfFreedom: Double(differences.count - 1))
  }
}

/// What the levels of a factor do on average.
public struct MainEffect: Sendable, Equatable {
  /// A level against the reference: the scenario as it is (one at a time, rules off), or the mean
  /// of all levels (full factorial).
  public struct Level: Sendable, Equatable {
    public let value: String
    public let difference: Difference
  }

  public let levels: [Level]
  /// From the lowest level's effect to the highest, the reference's own zero included.
  public let swing: Double
  /// The share of variance between points that the factor makes by itself; for a full factorial.
  public let share: Double?

  init(levels: [Level], share: Double? = nil) {
    self.levels = levels
    self.share = share
    let means = levels.map(\.difference.mean) + [0]
    swing = (means.max() ?? 0) - (means.min() ?? 0)
  }

  /// The levels' probabilities, adjusted for their number (Holm 1979).
  public var adjustedProbabilities: [Double?] {
    holm(levels.map(\.difference.probability))
  }

  /// Of each point but the first against the first, by what they set.
  static func againstFirst(
    _ points: ArraySlice<Point>, factorCount: Int, values: (Int) -> [Double]
  ) throws -> [MainEffect] {
    guard let reference = points.first else { return [] }
    let base = values(reference.index)
    var levels = [[Level]](repeating: [], count: factorCount)
    for point in points.dropFirst() {
      guard let factor = point.values.firstIndex(where: { $0 != nil }),
        let value = point.values[factor]
      else { continue }
      let differences = zip(values(point.index), base).map { $0 - $1 }
      levels[factor].append(Level(value: value, difference: try Difference(differences)))
    }
    return levels.map { MainEffect(levels: $0) }
  }

  /// Of each level in a full factorial against the mean of all points.
  static func ofFactorial(
    _ points: [Point], factorCount: Int, values: (Int) -> [Double]
  ) throws -> [MainEffect] {
    let all = points.map { values($0.index) }
    let halves = all.compactMap { Halves(.mean, of: $0) }
    let centre = Halves.mean(halves)
    func variance(_ deviations: [(Halves, weight: Double)]) -> Double {
      deviations.reduce(0) { $0 + $1.weight * Halves.product($1.0 - centre, $1.0 - centre) }
    }
    let total = variance(halves.map { ($0, 1 / Double(halves.count)) })
    let grand = average(all)
    return try (0..<factorCount).map { factor in
      var names: [String] = []
      for case let value? in points.map(\.values[factor]) where !names.contains(value) {
        names.append(value)
      }
      let members = names.map { name in points.indices.filter { points[$0].values[factor] == name }
      }
      let own = variance(
        members.map { places in
          (Halves.mean(places.map { halves[$0] }), Double(places.count) / Double(points.count))
        })
      let levels = try zip(names, members).map { name, places in
        let differences = zip(average(places.map { all[$0] }), grand).map { $0 - $1 }
        return Level(value: name, difference: try Difference(differences))
      }
      return MainEffect(levels: levels, share: total > 0 ? own / total : nil)
    }
  }

  /// Run by run over points.
  private static func average(_ points: [[Double]]) -> [Double] {
    points[0].indices.map { run in points.reduce(0) { $0 + $1[run] } / Double(points.count) }
  }
}

/// Probabilities corrected for being looked at together, those that there are (Holm 1979).
func holm(_ probabilities: [Double?]) -> [Double?] {
  var corrected = holm(probabilities.compactMap(\.self))[...]
  return probabilities.map { $0 == nil ? nil : corrected.removeFirst() }
}
