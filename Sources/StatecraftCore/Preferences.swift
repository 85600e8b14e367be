/// The terms of a state's utility, each reported separately.
public enum UtilityTerm: Int, CaseIterable, Sendable, DenseIndex {
  /// Own gains less weighted gains of rivals: Y[i] − Σ_j r[i,j] Y[j].
  case gains
  /// Protection by a pole against threats; denial of dual-use capacity to those one fears.
  case security
  /// Not depending on suppliers whom one fears.
  case autonomy
  /// Others' dependence on oneself.
  case influence
  /// Siding with those one agrees with.
  case affinity
  /// Cost at home: the treasury, sectors that are hurt, the trouble of changing course.
  case domestic
  /// What the model doesn't explain of the state's conduct at the start: see ``Motives``.
  case unexplained

  /// The terms that theory knows, each with a weight; what is unexplained has none.
  public static let weighted = allCases.filter { $0 != .unexplained }

  /// How many there are: asked too often to make the list of all cases for it.
  @inlinable public static var count: Int { domestic.rawValue + 1 }

  @inlinable public var index: Int { rawValue }
  public init(index: Int) {
    guard let term = Self(rawValue: index) else { preconditionFailure("No term \(index)") }
    self = term
  }

  public var name: String {
    switch self {
    case .gains: "gains"
    case .security: "security"
    case .autonomy: "autonomy"
    case .influence: "influence"
    case .affinity: "affinity"
    case .domestic: "domestic"
    case .unexplained: "unexplained"
    }
  }
}

/// A utility split into its terms, in basis points of the state's own GDP.
@frozen public struct UtilityTerms: Sendable, Equatable {
  public var values: SIMD8<Double>

  @inlinable public init() { values = .zero }

  @inlinable public subscript(term: UtilityTerm) -> Double {
    get { values[term.rawValue] }
    set { values[term.rawValue] = newValue }
  }

  /// The sum in the order of the terms.
  @inlinable public var total: Double {
    var sum = 0.0
    for index in 0..<UtilityTerm.count { sum += values[index] }
    return sum
  }

  @inlinable public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.values += right.values
    return sum
  }
}

/// How much a state makes of each term of its utility; 1 is the neutral weight.
///
/// Motives are hypotheses: every weight is data, for any state, and 0 switches it off.
public typealias Weights = Table<StateID, UtilityTerm, Double>

/// A government that an election may bring: what it cares about.
public struct Government: Sendable, Equatable {
  public let name: String
  /// Relative chance of coming to power.
  public let chance: Double
  /// Weights by term, in the order of ``UtilityTerm/weighted``.
  public let weights: [Double]
  /// Weights on each other state's gains, r, in roster order, each in `0...1`.
  public let relativeGains: [Double]

  public init(name: String, chance: Double, weights: [Double], relativeGains: [Double]) {
    self.name = name
    self.chance = chance
    self.weights = weights
    self.relativeGains = relativeGains
  }
}
