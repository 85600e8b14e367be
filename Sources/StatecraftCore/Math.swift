// The one file of this target that may call libm.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Elementary functions, so that no other file of the core needs a C library.
public enum Math {
  public static func exp(_ x: Double) -> Double { _exp(x) }
  public static func log(_ x: Double) -> Double { _log(x) }
  public static func log1p(_ x: Double) -> Double { _log1p(x) }
  public static func tanh(_ x: Double) -> Double { _tanh(x) }
  public static func power(_ base: Double, _ exponent: Double) -> Double { _pow(base, exponent) }

  /// `x` moved into `0...1`.
  @inlinable public static func unit(_ x: Double) -> Double { min(max(x, 0), 1) }
}

private func _exp(_ x: Double) -> Double { exp(x) }
private func _log(_ x: Double) -> Double { log(x) }
private func _log1p(_ x: Double) -> Double { log1p(x) }
private func _tanh(_ x: Double) -> Double { tanh(x) }
private func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
