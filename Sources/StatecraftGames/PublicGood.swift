public import StatecraftCore

/// Contributions to a good that nobody can be kept from, such as the deterrence of an alliance.
///
/// Each state splits its endowment w between a contribution g and its own use; all enjoy the sum
/// G = Σ g. Sharing burdens in an alliance: Olson and Zeckhauser (1966); the game and its Nash
/// equilibrium: Bergstrom, Blume and Varian (1986).
public struct PublicGood: StageGame {
  /// What a state makes of its own use and the public good.
  public enum Preferences: Sendable, Equatable {
    /// U = (1 − a) ln(w − g) + a ln G, with taste a in `0...1` by state.
    case cobbDouglas(tastes: PerState<Double>)
    /// U = w − g + m G, with the marginal per-capita return m by state.
    case linear(returns: PerState<Double>)
  }

  public let form = "public_good"
  public let isBilateral = false
  /// What each state has to spend: w, 0 or more.
  public let endowments: PerState<Double>
  public let preferences: Preferences
  /// What each was seen to contribute, in % of its endowment, to be compared; nil where unknown.
  public let observedPercent: PerState<Double?>

  /// - Parameter observedPercent: nothing is known where nil.
  public init(
    endowments: PerState<Double>, preferences: Preferences,
    observedPercent: PerState<Double?>? = nil
  ) {
    self.endowments = endowments
    self.preferences = preferences
    self.observedPercent =
      observedPercent ?? PerState(repeating: nil, count: endowments.count)
  }

  public func moves(of state: StateID) -> MoveSet { .quantity(0...endowments[state]) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let provision = provision(in: profile)
    let own = endowments[state] - profile.moves[state, state]
    switch preferences {
    case .cobbDouglas(let tastes):
      return (1 - tastes[state]) * Self.logarithm(own) + tastes[state] * Self.logarithm(provision)
    case .linear(let returns):
      return own + returns[state] * provision
    }
  }

  /// Cobb and Douglas: g = max(0, a w − (1 − a) G₋ᵢ). Linear: everything where m exceeds 1,
  /// otherwise nothing.
  public func bestQuantity(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double? {
    switch preferences {
    case .cobbDouglas(let tastes):
      let others = provision(in: profile) - profile.moves[state, state]
      return max(0, tastes[state] * endowments[state] - (1 - tastes[state]) * others)
    case .linear(let returns):
      return returns[state] > 1 ? endowments[state] : 0
    }
  }

  /// The sum of contributions: G.
  public func provision(in profile: MoveProfile) -> Double {
    endowments.indices.reduce(0) { $0 + profile.moves[$1, $1] }
  }

  /// A logarithm with a floor, so that who has nothing is very badly off and not infinitely so.
  private static func logarithm(_ x: Double) -> Double { Math.log(max(x, .leastNormalMagnitude)) }
}

extension PublicGood {
  /// What each contributes in the Nash equilibrium, which is unique but for linear preferences
  /// with a return of exactly 1, where nothing is taken.
  ///
  /// With Cobb and Douglas, gᵢ = max(0, wᵢ − kᵢ G) with k = (1 − a)/a: who would stop contributing
  /// at the highest G is taken in first, until the next would not contribute any more.
  public var nashContributions: PerState<Double> {
    switch preferences {
    case .linear(let returns):
      return PerState(endowments.indices.map { returns[$0] > 1 ? endowments[$0] : 0 })
    case .cobbDouglas(let tastes):
      // Where own use would be cut down to nothing, k is 0 and the limit infinite.
      let candidates = endowments.indices.filter { tastes[$0] > 0 && endowments[$0] > 0 }
        .map { (limit: endowments[$0] * tastes[$0] / (1 - tastes[$0]), state: $0) }
        .sorted { $0.limit != $1.limit ? $0.limit > $1.limit : $0.state < $1.state }
      var (spent, price, provision) = (0.0, 1.0, 0.0)
      for (limit, state) in candidates {
        guard limit > provision else { break }
        spent += endowments[state]
        price += (1 - tastes[state]) / tastes[state]
        provision = spent / price
      }
      var contributions = PerState(repeating: 0.0, count: endowments.count)
      for (limit, state) in candidates where limit > provision {
        contributions[state] =
          endowments[state] - (1 - tastes[state]) / tastes[state] * provision
      }
      return contributions
    }
  }

  /// The provision that a planner would choose who adds up utilities and may transfer endowments.
  ///
  /// With Cobb and Douglas that's total endowment times the mean taste; where tastes are equal, it's
  /// the one provision that satisfies Samuelson's condition Σ MRS = 1 (Samuelson 1954).
  public var efficientProvision: Double {
    let total = endowments.storage.reduce(0, +)
    switch preferences {
    case .cobbDouglas(let tastes):
      return total * tastes.storage.reduce(0, +) / Double(tastes.count)
    case .linear(let returns):
      return returns.storage.reduce(0, +) > 1 ? total : 0
    }
  }

  /// Spearman's rank correlation of endowments and observed contributions in % of them, over the
  /// states of which both are known; nil where ranks don't vary.
  ///
  /// Above 0 the large bear more than their share: the exploitation of the great by the small.
  public var observedRankCorrelation: Double? {
    let known = endowments.indices.filter { observedPercent[$0] != nil }
    return spearmanCorrelation(
      known.map { endowments[$0] }, known.compactMap { observedPercent[$0] })
  }
}
