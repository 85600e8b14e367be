internal import Foundation
internal import StatecraftAnalysis
public import StatecraftScenario

/// Which values of factors lead to an outcome that one looks for: Monte Carlo filtering (Hornberger
/// and Spear 1981; Saltelli et al. 2004).
///
/// Points are split by their outcome. A factor matters where its values among points with the
/// outcome differ from those among the others, by the statistic of Kolmogorov and Smirnov.
public struct RegionalSensitivity: Sendable, Equatable {
  public struct Factor: Sendable, Equatable {
    /// The largest distance between the two distribution functions, in `0...1`.
    public let distance: Double
    /// The probability of a distance as large if the factor played no part, adjusted for the
    /// number of factors (Holm 1979). Where a factor has few values it's too large.
    public let probability: Double
    /// The middle of the factor's values with the outcome, and without.
    public let medianWith: Double
    public let medianWithout: Double
  }

  /// The bounds of points' means that were asked for; above the median where nil.
  public let behaviour: Study.Behaviour?
  /// Points with the outcome, of all.
  public let count: Int
  public let total: Int
  /// In the order of the plan's factors; nil for those that aren't numbers, and for all where
  /// every point has the outcome, or none.
  public let factors: [Factor?]

  /// - Parameters:
  ///   - means: of each point.
  ///   - behaviour: which means count; above the median where nil.
  init(_ points: [Point], means: [Double], behaviour: Study.Behaviour?) {
    let median = quantile(0.5, ofSorted: means.sorted())
    let isIn = means.map { mean in
      guard let behaviour else { return mean > median }
      return mean >= behaviour.from ?? -.infinity && mean <= behaviour.to ?? .infinity
    }
    self.behaviour = behaviour
    count = isIn.count { $0 }
    total = points.count
    guard count > 0, count < total else {
      factors = points.first.map { $0.values.map { _ in nil } } ?? []
      return
    }
    var distances: [Distance?] = []
    for factor in points[0].values.indices {
      let numbers = points.map { $0.numbers[factor] }
      let inside = zip(numbers, isIn).compactMap { $1 ? $0 : nil }
      let outside = zip(numbers, isIn).compactMap { $1 ? nil : $0 }
      // A text anywhere leaves the factor out.
      let isNumeric = inside.count + outside.count == points.count
      distances.append(isNumeric ? Distance(inside.sorted(), outside.sorted()) : nil)
    }
    let adjusted = holm(distances.map { $0?.probability })
    factors = zip(distances, adjusted).map { distance, probability in
      guard let distance, let probability else { return nil }
      return Factor(
        distance: distance.size, probability: probability,
        medianWith: quantile(0.5, ofSorted: distance.first),
        medianWithout: quantile(0.5, ofSorted: distance.second))
    }
  }
}

/// The statistic of Kolmogorov and Smirnov for two samples.
struct Distance {
  /// In ascending order.
  let first: [Double]
  let second: [Double]
  /// The largest distance between the empirical distribution functions.
  let size: Double

  init(_ first: [Double], _ second: [Double]) {
    self.first = first
    self.second = second
    var (i, j) = (0, 0)
    var size = 0.0
    while i < first.count, j < second.count {
      let next = min(first[i], second[j])
      while i < first.count, first[i] == next { i += 1 }
      while j < second.count, second[j] == next { j += 1 }
      size = max(size, abs(Double(i) / Double(first.count) - Double(j) / Double(second.count)))
    }
    self.size = size
  }

  /// Of a distance as large for samples of one distribution: Kolmogorov's limit, with Stephens's
  /// (1970) correction for small samples.
  var probability: Double {
    let effective =
      Double(first.count) * Double(second.count) / Double(first.count + second.count)
    let root = effective.squareRoot()
    let lambda = (root + 0.12 + 0.11 / root) * size
    // Below, the series converges slowly, and the probability is 1 to ten digits.
    guard lambda > 0.25 else { return 1 }
    var sum = 0.0
    for term in 1...100 {
      let number = Double(term)
      sum += (term.isMultiple(of: 2) ? -2 : 2) * exp(-2 * number * number * lambda * lambda)
    }
    return min(max(sum, 0), 1)
  }
}
