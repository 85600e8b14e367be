extension Elementary {
  /// The natural logarithm; of zero, minus infinity, and of what is negative, not a number.
  ///
  /// The logarithm of a nearby c comes from a table of 128, and that of x/c from a polynomial;
  /// close to 1 from a longer one, so that little is lost where the result is small (Szabolcs
  /// Nagy, ARM, 2018).
  public static func log(_ x: Double) -> Double {
    var bits = x.bitPattern
    if bits &- 0x3FEE_0000_0000_0000 < 0x0003_0900_0000_0000 { return logarithmNearOne(x) }
    if bits &- 0x0010_0000_0000_0000 >= 0x7FE0_0000_0000_0000 {
      if x == 0 { return -.infinity }
      guard x > 0 else { return .nan }
      guard x.isFinite else { return x }
      // What is smaller than all normal numbers is made one.
      bits = (x * 0x1p52).bitPattern &- (52 << 52)
    }
    // x = 2ᵏ z with z in 0x1.6p-1 ..< 0x1.6p0.
    let offset = bits &- 0x3FE6_0000_0000_0000
    let place = 2 * Int((offset >> 45) & 127)
    let k = Double(Int64(bitPattern: offset) >> 52)
    let z = Double(bitPattern: bits &- offset & 0xFFF0_0000_0000_0000)
    let r = fused(z, Double(bitPattern: logarithms[place]), -1)
    let w = fused(k, 0x1.62e42fefa3800p-1, Double(bitPattern: logarithms[place + 1]))
    let high = w + r
    let low = fused(k, 0x1.ef35793c76730p-45, (w - high) + r)
    let r2 = r * r
    let series = fused(
      fused(r, -0x1.55575e506c89fp-3, 0x1.999b324f10111p-3), r2,
      fused(-0x1.fffffffeb4590p-3, r, 0x1.555555551305bp-2))
    return fused(r * r2, series, fused(r2, -0x1.0000000000001p-1, low)) + high
  }

  private static func logarithmNearOne(_ x: Double) -> Double {
    if x == 1 { return 0 }
    let r = x - 1
    let r2 = r * r
    let r3 = r * r2
    let last = fused(
      r3, -0x1.5521375d145cdp-4,
      fused(r2, 0x1.78182f7afd085p-4, fused(r, -0x1.999eb43b068ffp-4, 0x1.c7184282ad6cap-4)))
    let middle = fused(
      r2, -0x1.fffffa4423d65p-4, fused(r, 0x1.24924a344de30p-3, -0x1.55555556745a7p-3))
    let first = fused(
      r2, 0x1.999999995dd0cp-3, fused(r, -0x1.ffffffffffdcbp-3, 0x1.5555555555577p-2))
    let series = fused(fused(last, r3, middle), r3, first)
    // r − r²/2 to twice the digits: r in two halves, as the square of the first is exact.
    let rHigh = fused(-0x1p27, r, fused(r, 0x1p27, r))
    let rLow = r - rHigh
    let square = rHigh * rHigh
    let high = fused(square, -0.5, r)
    let low = fused(-0.5 * rLow, r + rHigh, fused(square, -0.5, r - high))
    return high + fused(series, r3, low)
  }

  /// The natural logarithm of one plus a number: exact for small numbers as for large.
  ///
  /// After fdlibm's `log1p` (Sun Microsystems, 1993).
  public static func log1p(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x <= -1 { return x == -1 ? -.infinity : .nan }
    let high = Int32(truncatingIfNeeded: Int64(bitPattern: x.bitPattern) >> 32)
    var (k, f, c, fraction) = (0, x, 0.0, Int32(1))
    if high < 0x3FDA_827A && (high & 0x7FFF_FFFF) < 0x3E20_0000 {
      return (high & 0x7FFF_FFFF) < 0x3C90_0000 ? x : fused(-(x * x), 0.5, x)
    }
    if !(high < 0x3FDA_827A && (high > 0 || high <= Int32(bitPattern: 0xBFD2_BEC3))) {
      // 1 + x = 2ᵏ u, and what the sum has lost.
      let sum = high < 0x4340_0000 ? 1 + x : x
      let upper = Int32(truncatingIfNeeded: sum.bitPattern >> 32)
      k = Int(upper >> 20) - 1023
      if high < 0x4340_0000 { c = (k > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum }
      fraction = upper & 0xF_FFFF
      let mantissa = sum.bitPattern & 0x000F_FFFF_FFFF_FFFF
      if fraction < 0x6_A09E {
        f = Double(bitPattern: mantissa | 0x3FF0_0000_0000_0000) - 1
      } else {
        k += 1
        f = Double(bitPattern: mantissa | 0x3FE0_0000_0000_0000) - 1
        fraction = (0x10_0000 - fraction) >> 2
      }
    }
    let half = 0.5 * f * f
    let count = Double(k)
    let low = fused(count, ln2Low, c)
    if fraction == 0 {
      if f == 0 { return k == 0 ? 0 : fused(count, ln2High, low) }
      let rest = half * fused(-f, 0x1.5555555555555p-1, 1)
      return k == 0 ? f - rest : fused(count, ln2High, -((rest - low) - f))
    }
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let first = fused(
      z, 0x1.5555555555593p-1, z2 * fused(z, 0x1.2492494229359p-2, 0x1.999999997fa04p-2))
    let series = fused(
      z2 * z4, fused(z, 0x1.2f112df3e5244p-3, 0x1.39a09d078c69fp-3),
      fused(z4, fused(z, 0x1.7466496cb03dep-3, 0x1.c71c51d8e78afp-3), first))
    let gain = s * (half + series)
    return k == 0 ? f - (half - gain) : fused(count, ln2High, -((half - (gain + low)) - f))
  }
}
