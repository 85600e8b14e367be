public import StatecraftCore

/// When a motion passes: every one of some majorities must be met, or so many members be in favour that
/// nothing else counts; and nobody with a veto be against it.
public struct VotingRule: Sendable, Equatable {
  /// A weighted majority, [q; w₁, …, wₙ]: met when those in favour weigh q or more.
  public struct Majority: Sendable, Equatable {
    /// 0 or more.
    public let weights: PerState<Double>
    public let quota: Double

    public init(weights: PerState<Double>, quota: Double) {
      self.weights = weights
      self.quota = quota
    }
  }

  public let majorities: [Majority]
  /// Who can stop a motion alone.
  public let vetoes: PerState<Bool>
  /// So many in favour pass a motion whatever they weigh; nil where no number does. In the Council of
  /// the European Union it's all but three, since four must be found to block.
  public let sufficientMembers: Int?
  /// The majorities in whole numbers, so that sums are exact.
  let whole: [WholeMajority]

  /// - Parameter vetoes: nobody where nil.
  /// - Throws: when a weight isn't a decimal of at most six places, or sums get too large.
  public init(
    majorities: [Majority], vetoes: PerState<Bool>? = nil, sufficientMembers: Int? = nil
  ) throws(VotingRuleError) {
    precondition(!majorities.isEmpty, "a voting rule needs a majority")
    self.majorities = majorities
    self.sufficientMembers = sufficientMembers
    self.vetoes =
      vetoes ?? PerState(repeating: false, count: majorities[0].weights.count)
    var whole: [WholeMajority] = []
    for (index, majority) in majorities.enumerated() {
      guard let exact = WholeMajority(majority) else { throw .notDecimal(majority: index) }
      whole.append(exact)
    }
    self.whole = whole
  }

  public var memberCount: Int { vetoes.count }

  /// Whether a motion passes.
  public func passes(_ isInFavour: (StateID) -> Bool) -> Bool {
    for member in vetoes.indices where vetoes[member] && !isInFavour(member) { return false }
    if let sufficientMembers, vetoes.indices.count(where: isInFavour) >= sufficientMembers {
      return true
    }
    return whole.allSatisfy { majority in
      majority.weights.indices.reduce(0) {
        isInFavour(StateID(index: $1)) ? $0 + majority.weights[$1] : $0
      } >= majority.quota
    }
  }
}

/// Why votes can't be counted exactly.
public enum VotingRuleError: Error, Equatable, CustomStringConvertible {
  /// - Parameter majority: its position, from 0.
  case notDecimal(majority: Int)

  public var description: String {
    switch self {
    case .notDecimal(let majority):
      "majority \(majority + 1) has weights that can't be added up exactly: give them as decimals "
        + "of at most six places and a total below a thousand million"
    }
  }
}

/// A majority in whole numbers, without a common factor.
struct WholeMajority: Sendable, Equatable {
  let weights: [Int]
  let quota: Int

  private static let largest = 1e15

  /// - Returns: nil when weights aren't decimals of at most six places, or too large to add up.
  init?(_ majority: VotingRule.Majority) {
    var scale = 1.0
    while !majority.weights.storage.allSatisfy({ Self.isWhole($0 * scale) }) {
      scale *= 10
      if scale > 1e6 { return nil }
    }
    let total = majority.weights.storage.reduce(0, +)
    guard total * scale <= Self.largest else { return nil }
    let weights = majority.weights.storage.map { Int(($0 * scale).rounded()) }
    // What is needed is rounded up: there are no weights in between.
    let needed = min(max(majority.quota, 0), total + 1) * scale
    let quota = Int(Self.isWhole(needed) ? needed.rounded() : needed.rounded(.up))
    let factor = max(1, weights.reduce(0, Self.greatestCommonDivisor))
    self.weights = weights.map { $0 / factor }
    self.quota = (quota + factor - 1) / factor
  }

  private static func isWhole(_ x: Double) -> Bool {
    abs(x - x.rounded()) <= 1e-9 * max(1, abs(x) * 1e-6)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
