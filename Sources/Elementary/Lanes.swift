// Exponential and logarithm of four numbers at once, within an ulp or so: what sums over states and
// choices among levels are made with.

/// Four numbers side by side.
public typealias FourNumbers = SIMD4<Double>

/// e to the power of each number; numbers beyond ±708 are taken as ±708.
@inlinable @inline(__always)
public func exponential(_ x: FourNumbers) -> FourNumbers {
  let (p, scale) = exponentialParts(x)
  return (p + 1) * scale
}

/// e to the power of each number, and the same less one, exact where it's close to nothing.
@inlinable @inline(__always)
public func exponentialAndLessOne(_ x: FourNumbers) -> (FourNumbers, FourNumbers) {
  let (p, scale) = exponentialParts(x)
  return ((p + 1) * scale, p * scale + (scale - 1))
}

/// A small p and a power of two such that e to the power of x is (1 + p) times the power.
@inlinable @inline(__always)
func exponentialParts(_ x: FourNumbers) -> (p: FourNumbers, scale: FourNumbers) {
  // Adding 1.5 · 2⁵² leaves the nearest integer in the lowest bits.
  let shifter = 0x1.8p52
  let bounded = x.replacing(with: 708, where: x .> 708).replacing(with: -708, where: x .< -708)
  let shifted = bounded * 0x1.71547652b82fep0 + shifter
  let k = shifted - shifter
  let r = (bounded - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
  // Taylor's series to the thirteenth power: its rest is below 2⁻⁵⁷ for |r| ≤ ln 2 / 2. In pairs,
  // as one long chain would wait for itself.
  let r2 = r * r
  let r4 = r2 * r2
  let p2 = r * (1.0 / 6) + 0.5
  let p4 = r * (1.0 / 120) + 1.0 / 24
  let p6 = r * (1.0 / 5_040) + 1.0 / 720
  let p8 = r * (1.0 / 362_880) + 1.0 / 40_320
  let p10 = r * (1.0 / 39_916_800) + 1.0 / 3_628_800
  let p12 = r * (1.0 / 6_227_020_800) + 1.0 / 479_001_600
  let low = p4 * r2 + p2
  let high = (p12 * r2 + p10) * r4 + (p8 * r2 + p6)
  let p = (high * r4 + low) * r2 + r
  let exponent = (unsafeBitCast(shifted, to: SIMD4<Int64>.self) &+ 1023) &<< 52
  return (p, unsafeBitCast(exponent, to: FourNumbers.self))
}

/// The natural logarithm of each number; they have to be positive, finite and normal.
@inlinable @inline(__always)
public func logarithm(_ x: FourNumbers) -> FourNumbers {
  // x = 2ᵏ m with m in √½ ..< √2; then the series of fdlibm's `log`.
  let rootHalf: Int64 = 0x3fe6_a09e_0000_0000
  let bits = unsafeBitCast(x, to: SIMD4<Int64>.self) &+ (0x3ff0_0000_0000_0000 - rootHalf)
  let mantissa = (bits & 0x000f_ffff_ffff_ffff) &+ rootHalf
  // The same trick backwards turns the exponent into a number.
  let shifter = 0x1.8p52
  let biased = unsafeBitCast(bits, to: SIMD4<UInt64>.self) &>> 52
  let exponent = biased &+ (shifter.bitPattern &- 1023)
  let k = unsafeBitCast(exponent, to: FourNumbers.self) - shifter
  let f = unsafeBitCast(mantissa, to: FourNumbers.self) - 1
  let s = f / (f + 2)
  let z = s * s
  let w = z * z
  let odd = (w * 1.479819860511658591e-01 + 1.818357216161805012e-01) * w + 2.857142874366239149e-01
  let even =
    (w * 1.531383769920937332e-01 + 2.222219843214978396e-01) * w + 3.999999999940941908e-01
  let series = (odd * w + 6.666666666666735130e-01) * z + even * w
  let half = f * f * 0.5
  let low = s * (half + series) + k * 1.90821492927058770002e-10
  return k * 6.93147180369123816490e-01 - ((half - low) - f)
}

/// e to the power of a number.
@inlinable public func exponential(_ x: Double) -> Double {
  exponential(FourNumbers(repeating: x))[0]
}

/// The natural logarithm of a positive number; of zero, minus infinity.
@inlinable public func logarithm(_ x: Double) -> Double {
  x > 0 ? logarithm(FourNumbers(repeating: x))[0] : (x == 0 ? -.infinity : .nan)
}

/// The natural logarithm of one plus each number, as exact for small numbers as for large.
@inlinable @inline(__always)
public func logarithmOfOnePlus(_ x: FourNumbers) -> FourNumbers {
  let sum = 1 + x
  let exact = sum .== 1
  let corrected = logarithm(sum) * (x / (sum - 1).replacing(with: 1, where: exact))
  return corrected.replacing(with: x, where: exact)
}

/// The natural logarithm of one plus a number, as exact for small numbers as for large.
@inlinable public func logarithmOfOnePlus(_ x: Double) -> Double {
  let sum = 1 + x
  return sum == 1 ? x : logarithm(sum) * (x / (sum - 1))
}
