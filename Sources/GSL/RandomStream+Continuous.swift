internal import CGSL
internal import Elementary

// Every draw is finite and within the support of its distribution, bounds that rounding reaches
// included.
extension RandomStream {
  /// A number in a range, every part of it as likely as any other of its length; one word.
  ///
  /// - Throws: if a bound is infinite or the range is empty.
  public func uniform(in range: Range<Double>) throws(GSLError) -> Double {
    try Argument.check(range.lowerBound, "range.lowerBound", in: Argument.finite)
    try Argument.check(range.upperBound, "range.upperBound", in: Argument.finite)
    guard !range.isEmpty else {
      throw .argument(name: "range", value: "\(range)", allowed: "a range that is not empty")
    }
    // Rounding may reach the upper bound, or in tiny ranges pass the lower.
    let draw = withGenerator { gsl_ran_flat($0, range.lowerBound, range.upperBound) }
    return min(max(draw, range.lowerBound), range.upperBound.nextDown)
  }

  /// A draw from the normal distribution, by the ziggurat; mostly one word.
  ///
  /// Draws are fine-grained to about 2⁻²⁴ standard deviations. With a deviation of zero the draw is
  /// the mean.
  ///
  /// - Throws: unless `mean` is in `-1e300...1e300` and `standardDeviation` in `0...1e300`.
  public func normal(mean: Double, standardDeviation: Double) throws(GSLError) -> Double {
    try Argument.check(mean, "mean", in: Argument.locations)
    try Argument.check(standardDeviation, "standardDeviation", in: Argument.scales)
    return mean + standardDeviation * standardNormal()
  }

  /// A draw from the exponential distribution: a waiting time; one word.
  ///
  /// - Throws: unless `mean` is in `0...1e300`.
  public func exponential(mean: Double) throws(GSLError) -> Double {
    try Argument.check(mean, "mean", in: Argument.scales)
    return -mean * Elementary.log1p(-uniform())
  }

  /// A draw from the gamma distribution, of mean `shape * scale`.
  ///
  /// Draws of very small shapes underflow to zero.
  ///
  /// - Throws: unless `shape` is in `1e-6...1e12` and `scale` in `0...1e290`.
  public func gamma(shape: Double, scale: Double) throws(GSLError) -> Double {
    try Argument.check(shape, "shape", in: Argument.shapes)
    try Argument.check(scale, "scale", in: 0...1e290)
    return gammaDraw(shape: shape, scale: scale)
  }

  /// A draw from the beta distribution: a share in `0...1`, of mean `alpha / (alpha + beta)`.
  ///
  /// - Throws: unless `alpha` and `beta` are in `1e-6...1e12`.
  public func beta(alpha: Double, beta: Double) throws(GSLError) -> Double {
    try Argument.check(alpha, "alpha", in: Argument.shapes)
    try Argument.check(beta, "beta", in: Argument.shapes)
    return betaShare(alpha, beta)
  }

  /// A draw from the log-normal distribution: its logarithm has mean `zeta` and deviation `sigma`.
  ///
  /// - Throws: unless `zeta` is in `-300...300` and `sigma` in `0...30`; beyond, draws overflow.
  public func lognormal(zeta: Double, sigma: Double) throws(GSLError) -> Double {
    try Argument.check(zeta, "zeta", in: -300...300)
    try Argument.check(sigma, "sigma", in: 0...30)
    return Elementary.exp(sigma * polarNormal() + zeta)
  }

  /// A draw from the Gumbel distribution of maxima (type I); one word.
  ///
  /// `location` is its mode; its mean is `location + 0.5772 * scale`. Options whose values carry such
  /// noise are chosen by the logit rule with precision `1 / scale`.
  ///
  /// - Throws: unless `location` is in `-1e300...1e300` and `scale` in `0...1e300`.
  public func gumbel(location: Double, scale: Double) throws(GSLError) -> Double {
    try Argument.check(location, "location", in: Argument.locations)
    try Argument.check(scale, "scale", in: Argument.scales)
    return location + scale * -Elementary.log(-Elementary.log(positiveUniform()))
  }

  /// Shares that sum to one, from the Dirichlet distribution; share i has mean `alpha[i] / sum`.
  ///
  /// - Throws: unless there is an `alpha`, and each is in `1e-6...1e12`.
  public func dirichlet(alpha: [Double]) throws(GSLError) -> [Double] {
    guard !alpha.isEmpty else {
      throw .argument(name: "alpha", value: "empty", allowed: "at least one number")
    }
    for value in alpha { try Argument.check(value, "alpha", in: Argument.shapes) }
    return [Double](unsafeUninitializedCapacity: alpha.count) { shares, count in
      // GSL writes every share, and reads none that it hasn't written.
      withGenerator { gsl_ran_dirichlet($0, alpha.count, alpha, shares.baseAddress) }
      count = alpha.count
    }
  }
}
