internal import CGSL

/// The value that a draw stays at or below with a given probability.
///
/// Probabilities of 0 and 1 are refused, so that every quantile is finite.
///
/// Only the normal quantile is GSL's own. Its others follow Newton's method without a bracket, and
/// were found to return a value 29 % off (chi-square with 100,000 degrees of freedom) without a word,
/// or none at all. Here GSL's probabilities are bisected, on the side of the smaller tail, down to
/// neighbouring floating-point numbers: some 60 evaluations, and as accurate as the probability is.
public enum Quantile {
  /// Of the standard normal distribution.
  public static func normal(_ probability: Double) throws(GSLError) -> Double {
    try Argument.checkInside(probability, "probability")
    return try CumulativeProbability.answer("normal quantile", probability) {
      gsl_cdf_ugaussian_Pinv(probability)
    }
  }

  /// Of Student's t distribution.
  ///
  /// - Throws: unless `degreesOfFreedom` is in `1...1e9`.
  public static func studentT(
    _ probability: Double, degreesOfFreedom: Double
  ) throws(GSLError) -> Double {
    try Argument.checkInside(probability, "probability")
    try Argument.check(degreesOfFreedom, "degreesOfFreedom", in: Argument.studentDegrees)
    let isLow = probability < 0.5
    let distance = try solve(
      "t quantile", probability, degreesOfFreedom,
      tail: isLow ? probability : 1 - probability, isLow: false
    ) { gsl_cdf_tdist_Q($0, degreesOfFreedom) }
    return isLow ? -distance : distance
  }

  /// Of the chi-square distribution.
  ///
  /// - Throws: unless `degreesOfFreedom` is in `1e-3...1e6`.
  public static func chiSquare(
    _ probability: Double, degreesOfFreedom: Double
  ) throws(GSLError) -> Double {
    try Argument.checkInside(probability, "probability")
    try Argument.check(degreesOfFreedom, "degreesOfFreedom", in: Argument.accurateShapes)
    let isLow = probability < 0.5
    return try solve(
      "chi-square quantile", probability, degreesOfFreedom,
      tail: isLow ? probability : 1 - probability, isLow: isLow
    ) { isLow ? gsl_cdf_chisq_P($0, degreesOfFreedom) : gsl_cdf_chisq_Q($0, degreesOfFreedom) }
  }

  /// Of the beta distribution, in `0...1`.
  ///
  /// - Throws: unless `alpha` and `beta` are in `1e-3...1e6`.
  public static func beta(
    _ probability: Double, alpha: Double, beta: Double
  ) throws(GSLError) -> Double {
    try Argument.checkInside(probability, "probability")
    try Argument.check(alpha, "alpha", in: Argument.accurateShapes)
    try Argument.check(beta, "beta", in: Argument.accurateShapes)
    let isLow = probability < 0.5
    return try solve(
      "beta quantile", probability, alpha, beta,
      tail: isLow ? probability : 1 - probability, isLow: isLow
    ) { isLow ? gsl_cdf_beta_P($0, alpha, beta) : gsl_cdf_beta_Q($0, alpha, beta) }
  }

  /// Of the F distribution.
  ///
  /// - Throws: unless both degrees of freedom are in `1e-3...1e6`.
  public static func f(
    _ probability: Double, numeratorDegrees: Double, denominatorDegrees: Double
  ) throws(GSLError) -> Double {
    try Argument.checkInside(probability, "probability")
    try Argument.check(numeratorDegrees, "numeratorDegrees", in: Argument.accurateShapes)
    try Argument.check(denominatorDegrees, "denominatorDegrees", in: Argument.accurateShapes)
    let isLow = probability < 0.5
    return try solve(
      "F quantile", probability, numeratorDegrees, denominatorDegrees,
      tail: isLow ? probability : 1 - probability, isLow: isLow
    ) {
      isLow
        ? gsl_cdf_fdist_P($0, numeratorDegrees, denominatorDegrees)
        : gsl_cdf_fdist_Q($0, numeratorDegrees, denominatorDegrees)
    }
  }

  /// The smallest number, zero or more, at which the lower tail has grown, or the upper tail has
  /// shrunk, to a given size.
  ///
  /// It halves the range of bit patterns, which for numbers of one sign are ordered as the numbers
  /// are. So the smallest quantiles get as many digits as the largest.
  private static func solve(
    _ function: StaticString, _ arguments: Double..., tail: Double, isLow: Bool,
    size: (Double) -> Double
  ) throws(GSLError) -> Double {
    precondition(GSL.errorHandlerIsOff)
    var low: UInt64 = 0
    var high = Double.infinity.bitPattern
    while low < high {
      let middle = low + (high - low) / 2
      let reached = size(Double(bitPattern: middle))
      guard !reached.isNaN else { break }
      let isFar = isLow ? reached >= tail : reached <= tail
      if isFar { high = middle } else { low = middle + 1 }
    }
    let quantile = Double(bitPattern: low)
    guard low == high, quantile.isFinite else {
      throw .noAnswer(function: "\(function)", arguments: "\(arguments)")
    }
    return quantile
  }
}
