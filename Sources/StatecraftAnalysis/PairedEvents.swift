internal import GSL

/// An event in pairs of runs: how often it came about in only one of the two.
struct PairedEvents {
  /// Pairs.
  let count: Int
  /// Pairs in which it came about in the second run only, and in the first only.
  let gained, lost: Int

  /// For the share in the second runs less that in the first, by inverting the score test
  /// (Tango 1998).
  ///
  /// It keeps inside `-1...1`, isn't a point when no pair differs, and for one sample agrees with
  /// Wilson's interval.
  func interval(level: Double = 0.95) throws -> Interval {
    guard count > 0 else { return Interval(lower: -1, upper: 1) }
    let z = try Quantile.normal(0.5 + level / 2)
    let difference = Double(gained - lost) / Double(count)
    return Interval(
      lower: crossing(of: z, from: -1, to: difference),
      upper: crossing(of: -z, from: difference, to: 1))
  }

  /// The probability of so uneven a split of the pairs that differ, or a more uneven one, if both
  /// ways were equally likely: McNemar's test as mid-P, which Fagerland, Lydersen and Laake
  /// (2013) find to keep its level where the exact test is far too cautious.
  func probability() throws -> Double {
    let differing = gained + lost
    guard differing > 0 else { return 1 }
    // Far beyond what matters, where GSL's binomial ends.
    guard differing <= 1_000_000 else {
      let z = Double(abs(gained - lost)) / Double(differing).squareRoot()
      return try 2 * CumulativeProbability.normal(-z)
    }
    let fewer = min(gained, lost)
    let upTo = try CumulativeProbability.binomial(fewer, trials: differing, probability: 0.5)
    let below = try CumulativeProbability.binomial(fewer - 1, trials: differing, probability: 0.5)
    return min(1, upTo + below)
  }

  /// Where the score statistic, which falls with the difference, passes a value.
  private func crossing(of value: Double, from start: Double, to end: Double) -> Double {
    var (low, high) = (start, end)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if score(middle) > value { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The observed difference less a supposed one, over its standard deviation if that were true.
  private func score(_ difference: Double) -> Double {
    let n = Double(count)
    let (gained, lost) = (Double(gained), Double(lost))
    // The likeliest share of pairs that lose the event, given the difference.
    let b = (2 * n - gained + lost) * difference - gained - lost
    let c = -lost * difference * (1 - difference)
    let share = ((b * b - 8 * n * c).squareRoot() - b) / (4 * n)
    let variance = n * (2 * share + difference * (1 - difference))
    let distance = gained - lost - n * difference
    return variance > 0 ? distance / variance.squareRoot() : distance * .infinity
  }
}
