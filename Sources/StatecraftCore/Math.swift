public import Elementary

/// Elementary functions by short names, the same to the bit on all processors: see ``Elementary``.
public enum Math {
  @inlinable public static func exp(_ x: Double) -> Double { Elementary.exp(x) }
  @inlinable public static func log(_ x: Double) -> Double { Elementary.log(x) }
  @inlinable public static func log1p(_ x: Double) -> Double { Elementary.log1p(x) }
  @inlinable public static func tanh(_ x: Double) -> Double { Elementary.tanh(x) }
  @inlinable public static func power(_ base: Double, _ exponent: Double) -> Double {
    Elementary.power(base, exponent)
  }

  /// `x` moved into `0...1`.
  @inlinable public static func unit(_ x: Double) -> Double { min(max(x, 0), 1) }
}
