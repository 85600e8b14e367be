internal import Foundation
internal import GSL

/// How far an estimate may stray at each of several looks at growing data, so that it strays that
/// far at any of them only with a given probability.
///
/// The probability is spent over the looks by information (Lan and DeMets 1983), in the manner of
/// O'Brien and Fleming (1979): hardly any of it early, so that the last look has nearly all. The
/// bounds come from the joint distribution of the looks, integrated look by look (Armitage,
/// McPherson and Rowe 1969; Jennison and Turnbull 2000, chapter 19).
public struct SequentialDesign: Sendable {
  /// At each look, in standard errors.
  public let criticalValues: [Double]

  /// - Parameters:
  ///   - fractions: of the final information at each look, ascending, the last 1. The information
  ///     of independent runs is proportional to their number.
  ///   - level: the probability of staying within the bounds at all looks.
  public init(informationFractions fractions: [Double], level: Double = 0.95) throws {
    precondition(
      fractions.last == 1 && zip(fractions, fractions.dropFirst()).allSatisfy(<)
        && fractions[0] > 0, "fractions \(fractions) don't ascend to 1")
    let z = try Quantile.normal(1 - (1 - level) / 4)
    var path = Path()
    var spent = 0.0
    criticalValues = try fractions.map { fraction in
      let budget = try 4 * CumulativeProbability.normal(-z / fraction.squareRoot())
      let bound = try path.bound(leaving: max(0, budget - spent), at: fraction)
      spent = budget
      return bound / fraction.squareRoot()
    }
  }
}

/// A Brownian motion that has stayed within all bounds so far.
private struct Path {
  /// Points of the grid on which its density is known, an odd number.
  private static let gridSize = 401
  /// The bound beyond which nothing is left, in standard errors.
  private static let farthest = 9.0

  private var time = 0.0
  /// Places, and how much probability stands for each; at first all of it at zero.
  private var places: [Double] = [0]
  private var weights: [Double] = [1]

  /// Moves on, and finds the bound that a given probability crosses.
  mutating func bound(leaving probability: Double, at time: Double) throws -> Double {
    let step = (time - self.time).squareRoot()
    var (low, high) = (0.0, Self.farthest * time.squareRoot())
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if try outside(middle, step) > probability { low = middle } else { high = middle }
    }
    advance(within: high, step)
    self.time = time
    return high
  }

  /// How much is beyond a bound after a step.
  private func outside(_ bound: Double, _ step: Double) throws -> Double {
    try zip(places, weights).reduce(0) { sum, point in
      try sum + point.1
        * (CumulativeProbability.normal((point.0 - bound) / step)
          + CumulativeProbability.normal((-point.0 - bound) / step))
    }
  }

  /// Spreads over a new grid within the bound, weighted by Simpson's rule.
  private mutating func advance(within bound: Double, _ step: Double) {
    let last = Self.gridSize - 1
    let width = 2 * bound / Double(last)
    let next = (0...last).map { -bound + Double($0) * width }
    let simpson = (0...last).map { index in
      (index == 0 || index == last ? 1.0 : index.isMultiple(of: 2) ? 2 : 4) * width / 3
    }
    let scale = 1 / (step * (2 * Double.pi).squareRoot())
    weights = zip(next, simpson).map { place, weight in
      var density = 0.0
      for (old, mass) in zip(places, weights) {
        let distance = (place - old) / step
        density += mass * exp(-distance * distance / 2)
      }
      return density * scale * weight
    }
    places = next
  }
}
