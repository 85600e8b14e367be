internal import CGSL
internal import Elementary

extension RandomStream {
  /// Whether something of a given probability happens; one word.
  ///
  /// Under one key, what happens at a probability also happens at every higher one.
  ///
  /// - Throws: unless `probability` is in `0...1`.
  public func bernoulli(probability: Double) throws(GSLError) -> Bool {
    try Argument.check(probability, "probability", in: Argument.probabilities)
    return uniform() < probability
  }

  /// A draw from the Poisson distribution: how many events happen.
  ///
  /// Up to a mean of 10 it's counted by a product of uniform numbers. Beyond, GSL's way is gone, and
  /// the C library's logarithm and tangent in it: where a count hangs on their last bit it may differ
  /// between processors, once in some 10¹³ draws.
  ///
  /// - Throws: unless `mean` is in `0...1e6`; far beyond, GSL's 32-bit arithmetic overflows.
  public func poisson(mean: Double) throws(GSLError) -> Int {
    try Argument.check(mean, "mean", in: 0...1e6)
    if mean <= 10 {
      let target = Elementary.exp(-mean)
      var (product, count) = (1.0, 0)
      repeat {
        product *= uniform()
        count += 1
      } while product > target
      return count - 1
    }
    return Int(withGenerator { gsl_ran_poisson($0, mean) })
  }

  /// An index, drawn with a probability in proportion to its weight; one word.
  ///
  /// It's found by adding up weights to a uniform share of their sum. That beats GSL's look-up tables
  /// when weights are drawn from once or twice; and since the draw is monotone in its word, two
  /// variants of a scenario whose weights differ a little mostly draw alike. An index of weight zero
  /// is never drawn.
  ///
  /// - Throws: unless each weight is in `0...1e300` and their sum is finite and positive.
  public func discrete(weights: [Double]) throws(GSLError) -> Int {
    var sum = 0.0
    var last = 0
    for (index, weight) in weights.enumerated() {
      try Argument.check(weight, "weights", in: Argument.scales)
      sum += weight
      if weight > 0 { last = index }
    }
    guard sum > 0, sum.isFinite else {
      throw .argument(
        name: "weights", value: "of sum \(sum)", allowed: "weights of a finite, positive sum")
    }
    let target = uniform() * sum
    var reached = 0.0
    for index in 0..<last {
      reached += weights[index]
      if target < reached { return index }
    }
    return last
  }
}
