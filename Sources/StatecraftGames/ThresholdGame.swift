public import StatecraftCore

/// Joining when enough others have joined: a riot, a boycott, a coalition of sanctions.
///
/// A state joins when those of its neighbours who have joined, by number or by share of all its
/// ties, reach its threshold: Granovetter (1978) where everybody is tied to everybody, Watts (2002)
/// on networks. Joining pays what has been reached less the threshold, staying out pays 0, and who
/// would gain exactly nothing joins.
public struct ThresholdGame: StageGame {
  /// What a threshold is compared with.
  public enum Comparison: String, Sendable, CaseIterable {
    /// The strength of ties to those who have joined: their number where all ties have strength 1.
    case number
    /// That as a share of the strength of all ties.
    case share
  }

  /// The number of the move by which a state joins; staying out is 0.
  public static let join = 1.0
  /// What joining pays at the very threshold, so that a best reply joins. Comparisons allow for as
  /// much rounding, in units of the threshold where that's above 1.
  private static let inclination = 1e-12

  public let form = "threshold"
  public let isBilateral = false
  public let thresholds: PerState<Double>
  public let comparison: Comparison
  public let network: Network
  private let ties: PerState<[(other: StateID, weight: Double)]>
  private let strengths: PerState<Double>

  public init(thresholds: PerState<Double>, comparison: Comparison, network: Network) {
    self.thresholds = thresholds
    self.comparison = comparison
    self.network = network
    ties = PerState(
      thresholds.indices.map { state in
        network.neighbours(of: state).map { ($0, network.weights[state, $0]) }
      })
    strengths = PerState(ties.storage.map { $0.reduce(0) { $0 + $1.weight } })
  }

  public func moves(of state: StateID) -> MoveSet { .named(count: 2) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    guard profile.moves[state, state] == Self.join else { return 0 }
    return gain(of: state) { profile.moves[$0, $0] == Self.join }
  }

  /// What joining pays, given who has joined.
  private func gain(of state: StateID, _ hasJoined: (StateID) -> Bool) -> Double {
    var reached = ties[state].reduce(0) { hasJoined($1.other) ? $0 + $1.weight : $0 }
    if comparison == .share, strengths[state] > 0 { reached /= strengths[state] }
    let gain = reached - thresholds[state]
    let rounding = Self.inclination * max(1, thresholds[state])
    return abs(gain) < rounding ? rounding : gain
  }
}

extension ThresholdGame {
  /// How joining spreads when all revise at once.
  public struct Cascade: Sendable, Equatable {
    /// Who has joined in the end.
    public let joined: PerState<Bool>
    /// Rounds in which anybody changed.
    public let rounds: Int

    public var size: Int { joined.storage.count { $0 } }
  }

  /// Best replies of all at once, round after round, until nobody changes.
  ///
  /// - Returns: nil where replies run in circles, as between two who wait for each other and of whom
  ///   one has joined.
  public func cascade(from start: PerState<Bool>) -> Cascade? {
    var joined = start
    var seen: Set<[Bool]> = []
    while seen.insert(joined.storage).inserted {
      let next = replies(to: joined)
      if next == joined { return Cascade(joined: joined, rounds: seen.count - 1) }
      joined = next
    }
    return nil
  }

  /// Best replies of all.
  private func replies(to joined: PerState<Bool>) -> PerState<Bool> {
    PerState(joined.indices.map { state in gain(of: state) { joined[$0] } > 0 })
  }

  /// The smallest equilibrium: whom a cascade from nobody ends with.
  public var leastEquilibrium: PerState<Bool> {
    settled(from: PerState(repeating: false, count: thresholds.count))
  }

  /// The largest equilibrium: whom the leaving of all who wouldn't stay ends with.
  public var greatestEquilibrium: PerState<Bool> {
    settled(from: PerState(repeating: true, count: thresholds.count))
  }

  private func settled(from start: PerState<Bool>) -> PerState<Bool> {
    guard let cascade = cascade(from: start) else {
      preconditionFailure("monotone replies from one end settle")
    }
    return cascade.joined
  }

  /// Equilibria in pure strategies, by enumeration.
  ///
  /// - Precondition: at most ``enumerationMax`` states.
  public var equilibriumCount: Int {
    precondition(thresholds.count <= Self.enumerationMax, "too many states to enumerate")
    return (0..<1 << thresholds.count).count { bits in
      thresholds.indices.allSatisfy { state in
        let reply = gain(of: state) { bits >> $0.index & 1 == 1 } > 0
        return reply == (bits >> state.index & 1 == 1)
      }
    }
  }

  public static let enumerationMax = 20
}
