// Only the fused multiply-add and the square root are libm's, as builds call them there that may
// not use the instruction: IEEE 754 leaves both no choice.
internal import Glibc

extension Elementary {
  /// e to the power of a number.
  ///
  /// 2^(k/128) comes from a table, k being the nearest to 128 x / ln 2, and e to the power of the
  /// rest from a polynomial of degree five (Szabolcs Nagy, ARM, 2018).
  public static func exp(_ x: Double) -> Double {
    guard let isModerate = hasModerateExponent(x) else { return 1 + x }
    if !isModerate {
      if x.isNaN { return x }
      if abs(x) >= 1024 { return x < 0 ? 0 : .infinity }
    }
    return exponential(of: x, and: 0, isModerate: isModerate, sign: 0)
  }

  /// Whether a power of e to such a number is sure to be a normal number; nil where the number is
  /// so small that the power is 1 to the last bit.
  static func hasModerateExponent(_ x: Double) -> Bool? {
    let exponent = Int((x.bitPattern >> 52) & 0x7FF)
    // From 2⁻⁵⁴ up to 512.
    if exponent < 0x3C9 { return nil }
    return exponent < 0x3C9 + 0x3F
  }

  /// e to the power of the sum of a number and a tiny one.
  ///
  /// - Parameter sign: what to add to the number of the table's step, so that the result is
  ///   negative; 0 for a positive one.
  @inline(__always)
  static func exponential(of x: Double, and low: Double, isModerate: Bool, sign: UInt64) -> Double {
    // Adding 1.5 · 2⁵² leaves the nearest integer in the lowest bits.
    let shifter = 0x1.8p52
    let shifted = fused(x, 0x1.71547652b82fep+7, shifter)
    let step = shifted.bitPattern
    let k = shifted - shifter
    let r = fused(k, -0x1.cf79abc9e3b3ap-47, fused(k, -0x1.62e42fefa0000p-8, x)) + low
    let place = 2 * Int(step & 127)
    let scale = powersOfTwo[place + 1] &+ ((step &+ sign) << 45)
    let r2 = r * r
    let second = fused(
      fused(r, 0x1.555555555543cp-3, 0x1.ffffffffffdbdp-2), r2,
      Double(bitPattern: powersOfTwo[place]) + r)
    let rest = fused(r2 * r2, fused(r, 0x1.1111167a4d017p-7, 0x1.55555cf172b91p-5), second)
    guard isModerate else { return scaled(scale, by: rest, step: step) }
    let power = Double(bitPattern: scale)
    return fused(power, rest, power)
  }

  /// The same where the result may be too large or too small for the table's power to be a number.
  private static func scaled(_ bits: UInt64, by rest: Double, step: UInt64) -> Double {
    if step & 0x8000_0000 == 0 {
      let power = Double(bitPattern: bits &- (1009 << 52))
      return fused(power, rest, power) * 0x1p1009
    }
    // Rounded once to what a number so small can hold, not twice.
    let power = Double(bitPattern: bits &+ (1022 << 52))
    let product = power * rest
    var sum = power + product
    if abs(sum) < 1 {
      let one = sum < 0 ? -1.0 : 1.0
      let low = (power - sum) + product
      let high = one + sum
      sum = (((one - high) + sum) + low + high) - one
      if sum == 0 { sum = power.sign == .minus ? -0.0 : 0 }
    }
    return sum * 0x1p-1022
  }

  /// e to the power of a number, less one: exact for small numbers as for large.
  ///
  /// After fdlibm's `expm1` (Sun Microsystems, 1993).
  public static func expm1(_ x: Double) -> Double {
    let high = UInt32(truncatingIfNeeded: x.bitPattern >> 32) & 0x7FFF_FFFF
    if x.isNaN || x == .infinity { return x }
    if x > 709.782712893384 { return .infinity }
    if high >= 0x4043_687A && x < 0 { return -1 }
    if high < 0x3C90_0000 { return x }
    var (x, k, correction) = (x, 0, 0.0)
    if high > 0x3FD6_2E42 {
      let (upper, lower): (Double, Double)
      if high < 0x3FF0_A2B2 {
        k = x < 0 ? -1 : 1
        upper = x < 0 ? x + ln2High : x - ln2High
        lower = x < 0 ? -ln2Low : ln2Low
      } else {
        k = Int(x * 0x1.71547652b82fep+0 + (x < 0 ? -0.5 : 0.5))
        upper = fused(-Double(k), ln2High, x)
        lower = Double(k) * ln2Low
      }
      x = upper - lower
      correction = (upper - x) - lower
    }
    return grow(x, correction, k)
  }

  /// 2ᵏ e^(x + c) − 1 for a small x.
  private static func grow(_ x: Double, _ c: Double, _ k: Int) -> Double {
    let half = 0.5 * x
    let square = x * half
    let square2 = square * square
    let r = fused(
      square2 * square2, fused(square, -0x1.afdb76e09c32dp-23, 0x1.0cfca86e65239p-18),
      fused(
        square2, fused(square, -0x1.4ce199eaadbb7p-14, 0x1.a01a019fe5585p-10),
        fused(square, -0x1.11111111110f4p-5, 1)))
    let t = fused(-half, r, 3)
    var e = square * ((r - t) / fused(-x, t, 6))
    if k == 0 { return x - fused(e, x, -square) }
    e = fused(e - c, x, -c) - square
    switch k {
    case -1: return fused(x - e, 0.5, -0.5)
    case 1: return x < -0.25 ? -2 * (e - (x + 0.5)) : fused(x - e, 2, 1)
    case ...(-2), 57...: return raised(1 - (e - x), by: k) - 1
    case ..<20:
      return raised((1 - Double(sign: .plus, exponent: -k, significand: 1)) - (e - x), by: k)
    default:
      return raised(x - (e + Double(sign: .plus, exponent: -k, significand: 1)) + 1, by: k)
    }
  }

  private static func raised(_ x: Double, by k: Int) -> Double {
    Double(bitPattern: x.bitPattern &+ UInt64(bitPattern: Int64(k)) << 52)
  }

  /// The hyperbolic tangent, in `-1...1`.
  ///
  /// After fdlibm's `tanh`.
  public static func tanh(_ x: Double) -> Double {
    let size = abs(x)
    if x.isNaN { return x }
    let value: Double
    if size >= 22 {
      value = 1
    } else if size < 0x1p-55 {
      return x * (1 + x)
    } else if size >= 1 {
      value = 1 - 2 / (expm1(2 * size) + 2)
    } else {
      let t = expm1(-2 * size)
      value = -t / (t + 2)
    }
    return x < 0 ? -value : value
  }

  /// ln 2 in two parts, of which the first has so few digits that its multiples are exact.
  static let ln2High = 0x1.62e42fee00000p-1
  static let ln2Low = 0x1.a39ef35793c76p-33
}
