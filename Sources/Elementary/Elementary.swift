/// Exponential, logarithm, powers and the like, the same to the last bit wherever they are
/// computed.
///
/// C libraries differ in their last bits, and even one library does between processors: glibc
/// picks other code where there's no fused multiply-add. A game in which a choice hangs on such a
/// bit would be another game there. So here everything is made of the operations that IEEE 754
/// leaves no choice in: sums, products, quotients, square roots, and the fused multiply-add, which
/// is an instruction on nearly all processors and on the others is computed just as exactly.
///
/// ``exp(_:)``, ``log(_:)``, ``power(_:_:)``, ``expm1(_:)``, ``log1p(_:)`` and ``tanh(_:)`` take
/// the steps, in their order, that the GNU C Library takes on processors with that instruction
/// (its releases since 2.28; LGPL 2.1 or later), so that results of games are what they were when
/// it was asked. They are within 0.55 units in the last place, the last three within 2.
/// ``sin(_:)``, ``cos(_:)`` and ``arcsine(_:)`` are computed to twice as many digits, and rounded.
///
/// For many numbers at once there are the functions of four numbers, in `Lanes.swift`: faster,
/// within an ulp or so, and not of the same last bits.
public enum Elementary {
}

/// a · b + c, rounded once.
@inline(__always)
func fused(_ a: Double, _ b: Double, _ c: Double) -> Double { c.addingProduct(a, b) }
