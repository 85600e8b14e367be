/// A factor's elementary effects: what moving it through its whole range would change, at the rate
/// seen over single steps from many places (Morris 1991; Campolongo, Cariboni and Saltelli 2007).
public struct MorrisEffect: Sendable, Equatable {
  /// The mean of effects, μ, in units of the metric.
  public let mean: Double
  /// The mean of their sizes, μ*: how much the factor matters.
  public let meanSize: Estimate
  /// The standard deviation of effects, σ, without the part that is luck: how much the effect
  /// hangs on where the others stand.
  public let spread: Double
  /// What μ* would be of luck alone, from the spread of runs; nil with one run a point.
  public let luckFloor: Double?

  /// Whether the factor's effect stands out of luck.
  public var isAboveLuck: Bool {
    guard let luckFloor else { return meanSize.value > 0 }
    return (meanSize.interval?.lower ?? meanSize.value) > luckFloor
  }
}

/// The mean size of a standard normal number, √(2/π).
private let meanOfHalfNormal = 0.797_884_560_802_865_4

extension MorrisEffect {
  /// The effects of all factors.
  ///
  /// - Parameters:
  ///   - points: of whole trajectories, in order.
  ///   - values: of a point, one a run.
  ///   - isShared: whether points share their luck, so that runs of two points make pairs.
  static func effects(
    of points: ArraySlice<Point>, factorCount: Int, values: (Int) -> [Double], isShared: Bool,
    bootstrap: Bootstrap
  ) -> [MorrisEffect] {
    let length = factorCount + 1
    let trajectories = points.count / length
    var steps = [[Step]](repeating: [], count: factorCount)
    for trajectory in 0..<trajectories {
      for place in 0..<factorCount {
        let from = points[points.startIndex + trajectory * length + place]
        let to = points[points.startIndex + trajectory * length + place + 1]
        guard
          let factor = (0..<factorCount).first(where: { from.coordinates[$0] != to.coordinates[$0] }
          ), let start = from.coordinates[factor], let end = to.coordinates[factor]
        else { preconditionFailure("a step of a trajectory changes no factor") }
        steps[factor].append(
          Step(values(from.index), values(to.index), distance: end - start, isShared: isShared))
      }
    }
    let sizes = (0..<trajectories).map { row in steps.map { abs($0[row].effect) } }
    let meanSizes = bootstrap.estimates(sizes) { $0 }
    return zip(steps, meanSizes).map { steps, meanSize in
      let effects = steps.map(\.effect)
      return MorrisEffect(
        mean: effects.mean, meanSize: meanSize ?? Estimate(value: 0, interval: nil),
        spread: spread(steps),
        luckFloor: steps[0].error == nil
          ? nil : meanOfHalfNormal * steps.map { $0.error ?? 0 }.mean)
    }
  }

  private static func spread(_ steps: [Step]) -> Double {
    let centre = Halves.mean(steps.map(\.halves))
    let sum = steps.reduce(0) {
      $0 + Halves.product($1.halves - centre, $1.halves - centre)
    }
    return max(sum / Double(max(steps.count - 1, 1)), 0).squareRoot()
  }

  /// One step of a trajectory.
  private struct Step {
    let effect: Double
    /// The effect from both halves of the runs.
    let halves: Halves
    /// The standard error of the effect; nil with one run.
    let error: Double?

    init(_ from: [Double], _ to: [Double], distance: Double, isShared: Bool) {
      effect = (to.mean - from.mean) / distance
      guard let before = Halves(.mean, of: from), let after = Halves(.mean, of: to) else {
        preconditionFailure("a point without runs has no effect")
      }
      halves = (1 / distance) * (after - before)
      let variance =
        isShared ? zip(to, from).map { $0 - $1 }.variance : to.variance + from.variance
      error =
        from.count < 2 ? nil : (variance / Double(from.count)).squareRoot() / abs(distance)
    }
  }
}
