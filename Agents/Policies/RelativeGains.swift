internal import StatecraftCore

/// The weight r that a state puts on another's gains: U = own − Σ r · others'.
///
/// r = 0 is market competition (absolute gains), r = 1 toward one rival is state competition:
/// literature 003-004, section B2.5 (F-32, F-33, F-35). Other parametrisations of the same idea
/// are constructors of the same value.
public enum RelativeGains {
  /// Grieco's k (1988): U = V − k(W − V). Divided by 1 + k, which moves no choice, it is
  /// V − r W with r = k/(1 + k).
  public static func grieco(k: Double) -> Double {
    precondition(k >= 0, "Grieco's k is 0 or more, not \(k)")
    return k / (1 + k)
  }

  /// Snidal's form (1991) among n states: own less r times the average of the n − 1 others, so
  /// that each other state weighs r/(n − 1).
  public static func snidal(r: Double, states: Int) -> Double {
    precondition(states >= 2, "relative gains need two states or more, not \(states)")
    return r / Double(states - 1)
  }

  /// U before f is applied: own gains less the weighted gains of others.
  public static func utility(own: Double, others: [(r: Double, gain: Double)]) -> Double {
    others.reduce(own) { $0 - $1.r * $1.gain }
  }

  /// Whether a deal with gains for both sides is accepted: iff own > r · other.
  public static func accepts(own: Double, other: Double, r: Double) -> Bool {
    utility(own: own, others: [(r, other)]) > 0
  }

  /// Whether a measure that costs oneself `cost` and the rival `damage` is chosen: iff
  /// r > cost/damage.
  public static func chooses(cost: Double, damage: Double, r: Double) -> Bool {
    utility(own: -cost, others: [(r, -damage)]) > 0
  }
}

/// The function f of U = f(own − Σ r · others'): linear, or concave where risk matters.
///
/// The source leaves f open; it's increasing, so it can't change a choice by itself, only the
/// trade-off against the other terms.
public struct GainsFunction: Sendable, Equatable {
  /// Curvature per basis point; 0 is linear.
  public var curvature: Double

  public init(curvature: Double = 0) { self.curvature = curvature }

  public func callAsFunction(_ gains: Double) -> Double {
    curvature == 0 ? gains : (1 - Math.exp(-curvature * gains)) / curvature
  }
}
