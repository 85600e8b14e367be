/// Checks of arguments, made before GSL sees them.
///
/// GSL's distributions don't check: with arguments that are not numbers or far out they return
/// nonsense, or loop for ever.
enum Argument {
  /// Locations and scales: so wide that nothing sensible is refused, so narrow that scaled draws
  /// (at most 40 scales from the location) stay finite.
  static let locations = -1e300...1e300
  static let scales = 0...1e300
  /// Shapes of gamma, beta and Dirichlet distributions. Below, nearly all draws underflow to zero;
  /// above, the rejection step of GSL's gamma drowns in rounding.
  static let shapes = 1e-6...1e12
  /// Where GSL's probabilities are accurate: shapes, and degrees of freedom but for Student's.
  static let accurateShapes = 1e-3...1e6
  static let studentDegrees = 1...1e9
  static let probabilities = 0.0...1.0
  static let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

  /// Passes finite values in a range; never NaN, which no range contains.
  @inline(__always)
  static func check(
    _ value: Double, _ name: StaticString, in range: ClosedRange<Double>
  ) throws(GSLError) {
    guard range.contains(value) else {
      throw .argument(
        name: "\(name)", value: "\(value)",
        allowed: range == finite
          ? "a finite number" : "a number in \(range.lowerBound)...\(range.upperBound)")
    }
  }

  /// Passes probabilities at which every quantile is finite.
  static func checkInside(_ probability: Double, _ name: StaticString) throws(GSLError) {
    guard probability > 0, probability < 1 else {
      throw .argument(
        name: "\(name)", value: "\(probability)", allowed: "a number between 0 and 1, not 0 or 1")
    }
  }

  /// Passes whole numbers in a range.
  static func check(
    _ value: Int, _ name: StaticString, in range: ClosedRange<Int>
  ) throws(GSLError) {
    guard range.contains(value) else {
      throw .argument(
        name: "\(name)", value: "\(value)",
        allowed: "a whole number in \(range.lowerBound)...\(range.upperBound)")
    }
  }
}
