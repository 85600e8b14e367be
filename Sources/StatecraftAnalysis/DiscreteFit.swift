internal import GSL
internal import StatecraftCore

/// Whether whole numbers come as often as their distributions say.
///
/// Draws with the same parameters are one group. Pearson's chi-square adds up over all groups that
/// are large enough for two cells with five expected draws each (Cochran 1954). When none is, since
/// events are rare or parameters differ from draw to draw, their sum is tested exactly instead.
enum DiscreteFit {
  /// Draws with the same parameters.
  struct Group {
    let distribution: StatecraftCore.Distribution
    /// How often each value was drawn.
    var counts: [Int: Int] = [:]

    var size: Int { counts.values.reduce(0, +) }
  }

  /// - Parameter groups: draws of one kind of distribution, at least one, of values that can be
  ///   drawn.
  static func test(_ groups: [Group]) throws -> DrawTest {
    var (statistic, degrees) = (0.0, 0)
    for group in groups {
      let cells = try cells(of: group)
      guard cells.count > 1 else { continue }
      degrees += cells.count - 1
      for cell in cells {
        let distance = Double(cell.observed) - cell.expected
        statistic += distance * distance / cell.expected
      }
    }
    if degrees > 0 {
      let below = try CumulativeProbability.chiSquare(
        statistic, degreesOfFreedom: Double(degrees))
      return DrawTest(
        kind: .chiSquare(statistic: statistic, degrees: degrees), pValue: max(0, 1 - below))
    }
    return try exactTest(groups)
  }

  /// Neighbouring values put together until five draws are expected of each cell.
  private static func cells(
    of group: Group
  ) throws -> [(observed: Int, expected: Double)] {
    let size = Double(group.size)
    let deviation = group.distribution.variance.squareRoot()
    var value = max(0, Int(group.distribution.mean - 12 * deviation))
    // What is seen below the first value belongs to the first cell.
    var seen = group.counts.filter { $0.key < value }.values.reduce(0, +)
    var (left, reached) = (group.size, 0.0)
    var cells: [(observed: Int, expected: Double)] = []
    while (1 - reached) * size >= 5 {
      let probability = try group.distribution.cumulativeProbability(at: Double(value))
      seen += group.counts[value] ?? 0
      value += 1
      // What is left must make a cell too.
      if (1 - probability) * size < 5 { break }
      guard (probability - reached) * size >= 5 else { continue }
      cells.append((seen, (probability - reached) * size))
      left -= seen
      seen = 0
      reached = probability
    }
    cells.append((left, (1 - reached) * size))
    return cells
  }

  /// The sum of all draws against its own distribution: twice the smaller tail.
  private static func exactTest(_ groups: [Group]) throws -> DrawTest {
    var (probabilities, mean, sum) = ([Double](), 0.0, 0)
    for group in groups {
      for (value, count) in group.counts { sum += value * count }
      mean += Double(group.size) * group.distribution.mean
      if case .bernoulli(let probability) = group.distribution {
        probabilities += Array(repeating: probability, count: group.size)
      }
    }
    let (atMost, below): (Double, Double)
    if probabilities.isEmpty {
      let total = StatecraftCore.Distribution.poisson(mean: mean)
      atMost = try total.cumulativeProbability(at: Double(sum))
      below = sum > 0 ? try total.cumulativeProbability(at: Double(sum - 1)) : 0
    } else {
      (atMost, below) = tails(of: sum, probabilities)
    }
    return DrawTest(kind: .exactCount(sum), pValue: min(1, 2 * min(atMost, 1 - below)))
  }

  /// The probabilities of at most so many events, and of fewer (the Poisson binomial distribution,
  /// by recursion over the draws).
  private static func tails(
    of events: Int, _ probabilities: [Double]
  ) -> (atMost: Double, below: Double) {
    var distribution = Array(repeating: 0.0, count: events + 1)
    distribution[0] = 1
    for probability in probabilities {
      for count in stride(from: events, through: 1, by: -1) {
        distribution[count] =
          distribution[count] * (1 - probability) + distribution[count - 1] * probability
      }
      distribution[0] *= 1 - probability
    }
    let atMost = min(1, distribution.reduce(0, +))
    return (atMost, max(0, atMost - distribution[events]))
  }
}
