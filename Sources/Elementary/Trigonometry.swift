extension Elementary {
  /// The sine of an angle in radians; to the last digit for angles up to a million.
  public static func sin(_ x: Double) -> Double {
    guard x.isFinite, x != 0 else { return x.isFinite ? x : .nan }
    let (rest, quarter) = reduced(x)
    let value = quarter.isMultiple(of: 2) ? sine(rest) : cosine(rest)
    return quarter & 2 == 0 ? value.high : -value.high
  }

  /// The cosine of an angle in radians; to the last digit for angles up to a million.
  public static func cos(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let (rest, quarter) = reduced(x)
    let value = quarter.isMultiple(of: 2) ? cosine(rest) : sine(rest)
    return (quarter + 1) & 2 == 0 ? value.high : -value.high
  }

  /// The angle, in `-π/2...π/2`, whose sine is a number in `-1...1`.
  public static func arcsine(_ x: Double) -> Double {
    let size = abs(x)
    guard size <= 1, x != 0 else { return size <= 1 ? x : .nan }
    var angle: LongNumber
    if size <= 0.5 {
      angle = arc(ofSine: LongNumber(size))
    } else {
      // From the half angle, as close to 1 the sine hardly tells one angle from the next.
      let half = arc(ofSine: LongNumber(squareRootOf: (1 - size) / 2))
      angle = LongNumber(halfPi.0, halfPi.1) - half * 2
    }
    return x < 0 ? -angle.high : angle.high
  }

  /// π/2 to 160 binary digits.
  private static let halfPi = (
    0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110
  )

  /// An angle less the nearest multiple of a quarter turn, and the number of that multiple.
  private static func reduced(_ x: Double) -> (LongNumber, Int) {
    // Beyond a million digits are lost, as π has more of them than are kept here.
    let x = abs(x) < 0x1p20 ? x : x.remainder(dividingBy: 4 * halfPi.0)
    let turns = (x / halfPi.0).rounded()
    let rest =
      (LongNumber(x) - LongNumber(turns, times: halfPi.0)) - LongNumber(turns, times: halfPi.1)
      - LongNumber(turns * halfPi.2)
    return (rest, Int(turns) & 3)
  }

  /// Of an angle of an eighth turn at most, by Taylor's series.
  private static func sine(_ x: LongNumber) -> LongNumber { series(x, from: x, degree: 1) }
  private static func cosine(_ x: LongNumber) -> LongNumber {
    series(x, from: LongNumber(1), degree: 0)
  }

  private static func series(
    _ x: LongNumber, from first: LongNumber, degree: Int
  ) -> LongNumber {
    let square = x * x
    var (term, sum, degree) = (first, first, degree)
    while abs(term.high) > 0x1p-115 * abs(sum.high) {
      term = -(term * square) / Double((degree + 1) * (degree + 2))
      sum = sum + term
      degree += 2
    }
    return sum
  }

  /// By Newton's method, for sines up to 1/√2.
  private static func arc(ofSine sine: LongNumber) -> LongNumber {
    var short = sine.high
    for _ in 0..<6 {
      let reached = shortSine(short)
      short += (sine.high - reached) / (1 - reached * reached).squareRoot()
    }
    // As many digits again from one step with all of them.
    let gap = sine - Self.sine(LongNumber(short))
    return LongNumber(short) + LongNumber(gap.high / (1 - sine.high * sine.high).squareRoot())
  }

  /// The sine of a small angle, to as many digits as a number has or so.
  private static func shortSine(_ x: Double) -> Double {
    var (term, sum, degree) = (x, x, 1.0)
    while abs(term) > 0x1p-60 * abs(sum) {
      term *= -x * x / ((degree + 1) * (degree + 2))
      sum += term
      degree += 2
    }
    return sum
  }
}

/// A number of some 106 binary digits: a sum of two, of which the second is less than half a unit
/// in the last place of the first (Dekker 1971).
private struct LongNumber {
  let high: Double
  let low: Double

  init(_ number: Double) {
    high = number
    low = 0
  }

  /// The sum of two numbers.
  init(_ a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The product of two numbers.
  init(_ a: Double, times b: Double) {
    high = a * b
    low = fused(a, b, -high)
  }

  init(squareRootOf square: Double) {
    let root = square.squareRoot()
    self.init(root, root == 0 ? 0 : fused(-root, root, square) / (2 * root))
  }

  static prefix func - (number: Self) -> Self { Self(-number.high, -number.low) }

  static func + (a: Self, b: Self) -> Self {
    let sum = Self(a.high, b.high)
    let rest = Self(a.low, b.low)
    let middle = Self(sum.high, sum.low + rest.high)
    return Self(middle.high, middle.low + rest.low)
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    let product = Self(a.high, times: b.high)
    return Self(product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  static func * (a: Self, b: Double) -> Self { a * Self(b) }

  static func / (a: Self, b: Double) -> Self {
    let quotient = a.high / b
    let rest = fused(-quotient, b, a.high) + a.low
    return Self(quotient, rest / b)
  }
}
