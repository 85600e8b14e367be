internal import StatecraftScenario

/// Sobol' indices: each factor's part in the variance of a model's answers.
///
/// *Method.* From rows A, B and A with a column of B: the first-order index after Saltelli et al.
/// (2010, table 2 b), the total one after Jansen (1999), in which squares and products take one
/// factor from each half of the runs (``Halves``), so that luck adds nothing to them.
public struct SobolIndices: Sendable, Equatable {
  /// A factor's indices.
  public struct Factor: Sendable, Equatable {
    /// The share of variance that goes away when the factor is known.
    ///
    /// Nil where the variance between points can't be told from none.
    public let first: Estimate?
    /// The share that stays when all others are known: with its interactions.
    public let total: Estimate?
  }

  /// In the order of the plan's factors.
  public let factors: [Factor]
  /// The share of first-order indices together; what lacks to 1 is interaction.
  public let sumOfFirst: Estimate?

  /// - Parameter points: the estimates at each point, in the order of the plan, whole rows.
  init(_ points: [Halves], factorCount: Int, bootstrap: Bootstrap) {
    let width = factorCount + 2
    let rowCount = points.count / width
    let rows = (0..<rowCount).map { $0 * width }
    let centre = Halves.mean(rows.flatMap { [points[$0], points[$0 + 1]] })
    let freedom = Double(2 * rowCount) / Double(max(2 * rowCount - 1, 1))
    // For each row: numerators of first-order and total indices, and the variance.
    let contributions = rows.map { row in
      let (a, b) = (points[row] - centre, points[row + 1] - centre)
      let mixed = (0..<factorCount).map { points[row + 2 + $0] - centre }
      return mixed.map { Halves.product(b, $0 - a) }
        + mixed.map { Halves.product(a - $0, a - $0) / 2 }
        + [freedom * (Halves.product(a, a) + Halves.product(b, b)) / 2]
    }
    let estimates = bootstrap.estimates(contributions) { means in
      let variance = means[2 * factorCount]
      guard variance > 0 else { return means.map { _ in .nan } }
      let indices = means.dropLast().map { $0 / variance }
      return indices + [indices[..<factorCount].reduce(0, +)]
    }
    factors = (0..<factorCount).map {
      Factor(first: estimates[$0], total: estimates[factorCount + $0])
    }
    sumOfFirst = estimates[2 * factorCount]
  }
}

/// How much of the variance of single games is luck: by the law of total variance, the mean
/// variance within points against that and the variance of points' true means.
public struct LuckShare: Sendable, Equatable {
  /// In `0...1`; nil with one run a point, where luck can't be told from factors.
  public let share: Estimate?

  /// - Parameters:
  ///   - points: the estimates of the mean at points that fill the factors' space.
  ///   - variances: over the runs of each of these points.
  ///   - isShared: whether points share their luck. Then the games of one point are the only
  ///     sample of luck there is, and resampling points gives no interval.
  init(_ points: [Halves], variances: [Double], runs: Int, isShared: Bool, bootstrap: Bootstrap) {
    guard runs > 1, points.count > 1 else {
      share = nil
      return
    }
    let centre = Halves.mean(points)
    let freedom = Double(points.count) / Double(points.count - 1)
    let rows = zip(points, variances).map { point, variance in
      [freedom * Halves.product(point - centre, point - centre), variance]
    }
    let estimate = bootstrap.estimates(rows) { means in
      [means[1] / (max(means[0], 0) + means[1])]
    }[0]
    share = isShared ? estimate.map { Estimate(value: $0.value, interval: nil) } : estimate
  }
}
