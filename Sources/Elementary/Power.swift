extension Elementary {
  /// A base to the power of an exponent.
  ///
  /// e to the power of y ln x, ln x to some 68 binary digits (Szabolcs Nagy, ARM, 2018). Anything
  /// to the power of 0 is 1, and so is 1 to any power; a negative base has powers for whole
  /// exponents.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    let size = abs(base)
    let isOdd = abs(exponent) < 0x1p53 && abs(exponent.truncatingRemainder(dividingBy: 2)) == 1
    let isNegative = base.sign == .minus && isOdd
    if size == 0 || size.isInfinite || exponent.isInfinite {
      if size == 1 { return 1 }
      let grows = (size > 1) == (exponent > 0)
      let limit = grows ? Double.infinity : 0
      return isNegative ? -limit : limit
    }
    if base < 0 && exponent.rounded(.towardZero) != exponent { return .nan }
    if abs(exponent) < 0x1p-65 { return 1 }
    if abs(exponent) >= 0x1p63 {
      let grows = (size > 1) == (exponent > 0)
      return size == 1 ? 1 : (grows ? .infinity : 0)
    }
    let (high, low) = logarithmInTwoParts(size)
    let upper = exponent * high
    let lower = fused(exponent, low, fused(high, exponent, -upper))
    guard let isModerate = hasModerateExponent(upper) else {
      return isNegative ? -(1 + upper) : 1 + upper
    }
    if abs(upper) >= 1024 {
      let limit = upper < 0 ? 0 : Double.infinity
      return isNegative ? -limit : limit
    }
    return exponential(
      of: upper, and: lower, isModerate: isModerate, sign: isNegative ? 0x800 << 7 : 0)
  }

  /// The natural logarithm of a positive number as a sum of two.
  @inline(__always)
  private static func logarithmInTwoParts(_ x: Double) -> (high: Double, low: Double) {
    var bits = x.bitPattern
    if x < .leastNormalMagnitude { bits = (x * 0x1p52).bitPattern &- (52 << 52) }
    let offset = bits &- 0x3FE6_9555_0000_0000
    let place = 3 * Int((offset >> 45) & 127)
    let k = Double(Int64(bitPattern: offset) >> 52)
    let z = Double(bitPattern: bits &- offset & 0xFFF0_0000_0000_0000)
    let t1 = fused(k, 0x1.62e42fefa3800p-1, Double(bitPattern: longLogarithms[place + 1]))
    let low1 = fused(k, 0x1.ef35793c76730p-45, Double(bitPattern: longLogarithms[place + 2]))
    let r = fused(z, Double(bitPattern: longLogarithms[place]), -1)
    let t2 = t1 + r
    let low2 = (t1 - t2) + r
    let ar = -0.5 * r
    let ar2 = r * ar
    let ar3 = r * ar2
    let high = t2 + ar2
    let low3 = fused(ar, r, -ar2)
    let low4 = (t2 - high) + ar2
    let series = fused(
      ar2,
      fused(
        fused(r, 0x1.0002b8b263fc3p+0, -0x1.2495b9b4845e9p+0), ar2,
        fused(-0x1.555555529a47ap-1, r, 0x1.999999959554ep-1)),
      fused(0x1.0000000000006p-1, r, -0x1.5555555555560p-1))
    let low = fused(ar3, series, ((low1 + low2) + low3) + low4)
    let sum = high + low
    return (sum, (high - sum) + low)
  }
}
