internal import CGSL

/// The probability that a draw is at most some value, in `0...1`.
///
/// The ranges of the parameters are those in which GSL was found accurate to about 1e-7 of the
/// smaller tail, and mostly to 1e-13. Values must be finite; where a function still finds no answer
/// (the middle of a beta distribution with shapes of nearly a million), it throws.
public enum CumulativeProbability {
  /// For the standard normal distribution.
  public static func normal(_ x: Double) throws(GSLError) -> Double {
    try Argument.check(x, "x", in: Argument.finite)
    return try answer("normal probability", x) { gsl_cdf_ugaussian_P(x) }
  }

  /// For Student's t distribution.
  ///
  /// - Throws: unless `degreesOfFreedom` is in `1...1e9`.
  public static func studentT(_ x: Double, degreesOfFreedom: Double) throws(GSLError) -> Double {
    try Argument.check(x, "x", in: Argument.finite)
    try Argument.check(degreesOfFreedom, "degreesOfFreedom", in: Argument.studentDegrees)
    return try answer("t probability", x, degreesOfFreedom) {
      gsl_cdf_tdist_P(x, degreesOfFreedom)
    }
  }

  /// For the chi-square distribution.
  ///
  /// - Throws: unless `degreesOfFreedom` is in `1e-3...1e6`.
  public static func chiSquare(_ x: Double, degreesOfFreedom: Double) throws(GSLError) -> Double {
    try Argument.check(x, "x", in: Argument.finite)
    try Argument.check(degreesOfFreedom, "degreesOfFreedom", in: Argument.accurateShapes)
    return try answer("chi-square probability", x, degreesOfFreedom) {
      gsl_cdf_chisq_P(x, degreesOfFreedom)
    }
  }

  /// For the beta distribution.
  ///
  /// - Throws: unless `alpha` and `beta` are in `1e-3...1e6`.
  public static func beta(_ x: Double, alpha: Double, beta: Double) throws(GSLError) -> Double {
    try Argument.check(x, "x", in: Argument.finite)
    try Argument.check(alpha, "alpha", in: Argument.accurateShapes)
    try Argument.check(beta, "beta", in: Argument.accurateShapes)
    return try answer("beta probability", x, alpha, beta) { gsl_cdf_beta_P(x, alpha, beta) }
  }

  /// For the F distribution: the ratio of two variances.
  ///
  /// - Throws: unless both degrees of freedom are in `1e-3...1e6`.
  public static func f(
    _ x: Double, numeratorDegrees: Double, denominatorDegrees: Double
  ) throws(GSLError) -> Double {
    try Argument.check(x, "x", in: Argument.finite)
    try Argument.check(numeratorDegrees, "numeratorDegrees", in: Argument.accurateShapes)
    try Argument.check(denominatorDegrees, "denominatorDegrees", in: Argument.accurateShapes)
    // Far below zero GSL says 1.
    guard x > 0 else { return 0 }
    return try answer("F probability", x, numeratorDegrees, denominatorDegrees) {
      gsl_cdf_fdist_P(x, numeratorDegrees, denominatorDegrees)
    }
  }

  /// For the binomial distribution: of at most `successes` in a number of trials.
  ///
  /// - Throws: unless `trials` is in `0...1_000_000` and `probability` in `0...1`.
  public static func binomial(
    _ successes: Int, trials: Int, probability: Double
  ) throws(GSLError) -> Double {
    try Argument.check(trials, "trials", in: 0...1_000_000)
    try Argument.check(probability, "probability", in: Argument.probabilities)
    guard successes >= 0 else { return 0 }
    guard successes < trials else { return 1 }
    return try answer("binomial probability", Double(successes), Double(trials), probability) {
      gsl_cdf_binomial_P(UInt32(successes), probability, UInt32(trials))
    }
  }

  /// Asks GSL, and refuses its "not a number".
  static func answer(
    _ function: StaticString, _ arguments: Double..., ask: () -> Double
  ) throws(GSLError) -> Double {
    precondition(GSL.errorHandlerIsOff)
    let value = ask()
    guard value.isFinite else {
      throw .noAnswer(function: "\(function)", arguments: "\(arguments)")
    }
    return value
  }
}
