/// A statistic of a point's runs, estimated twice from runs that are not the same.
///
/// A mean of few runs is off by luck, and what is made of its square counts that luck as an effect
/// of the factors. Two estimates from different runs are off independently of each other: their
/// product is unbiased for the square of what they estimate, and so is any product of one point's
/// first and another's second. Averaged over several ways to split the runs, that takes next to
/// nothing from accuracy; for the mean of two runs it is the U-statistic.
///
/// That holds whether or not points share their luck. But luck that is shared and works through a
/// factor is off the same way at every point, and more points don't average it out: shares of
/// variance want independent luck.
struct Halves {
  enum Statistic {
    case mean
    /// The standard deviation over runs, n − 1 in the denominator.
    case spread

    /// Runs that each half needs.
    var runsMin: Int { self == .mean ? 1 : 2 }
  }

  /// For each split the two estimates.
  private(set) var estimates: [SIMD2<Double>]

  /// Ways to split at most; more would only cost time.
  private static let splitsMax = 32

  /// - Parameters:
  ///   - statistic: what is estimated.
  ///   - values: of the runs, in order. A single run's mean is its own second estimate: luck
  ///     can't be told from factors then.
  /// - Returns: nil where there are too few runs.
  init?(_ statistic: Statistic, of values: [Double]) {
    let count = values.count
    if count == 1, statistic == .mean {
      estimates = [SIMD2(values[0], values[0])]
      return
    }
    let size = count / 2
    guard size >= statistic.runsMin else { return nil }
    let turns = count.isMultiple(of: 2) ? size : count
    let stride = max(1, turns / Self.splitsMax)
    estimates = Swift.stride(from: 0, to: turns, by: stride).map { turn in
      // The runs in a ring, cut at two places.
      func value(_ place: Int) -> Double { values[(place + turn) % count] }
      return SIMD2(
        statistic.value((0..<size).map(value)), statistic.value((size..<count).map(value)))
    }
  }

  /// The estimates less those of another point, or less a constant.
  static func - (left: Halves, right: Halves) -> Halves {
    var difference = left
    for split in left.estimates.indices {
      difference.estimates[split] = left.estimates[split] - right.estimates[split]
    }
    return difference
  }

  static func * (factor: Double, halves: Halves) -> Halves {
    var scaled = halves
    for split in halves.estimates.indices { scaled.estimates[split] *= factor }
    return scaled
  }

  /// The product of what two points' runs estimate, without luck.
  static func product(_ left: Halves, _ right: Halves) -> Double {
    var sum = 0.0
    for (a, b) in zip(left.estimates, right.estimates) { sum += (a.x * b.y + a.y * b.x) / 2 }
    return sum / Double(left.estimates.count)
  }

  /// The average over points, split by split.
  static func mean(_ points: [Halves]) -> Halves {
    var sum = points[0]
    for split in sum.estimates.indices {
      sum.estimates[split] = .zero
      for point in points { sum.estimates[split] += point.estimates[split] }
    }
    return (1 / Double(points.count)) * sum
  }
}

extension Halves.Statistic {
  fileprivate func value(_ values: [Double]) -> Double {
    switch self {
    case .mean: values.mean
    case .spread: values.variance.squareRoot()
    }
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }

  /// With n − 1 in the denominator; 0 with fewer than two values.
  var variance: Double {
    guard count > 1 else { return 0 }
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }
}
