public import StatecraftCore

/// Landscape theory: actors of different size side with those they get along with (Axelrod and
/// Bennett 1993).
///
/// The frustration of actor i in configuration X is F_i(X) = Σ_{j≠i} s_j p_ij d_ij(X), where s_j is
/// the size of j, p_ij how much i is inclined to work with j (negative: to be apart), and d_ij is 1
/// when the two are on different sides and 0 on the same. The energy is E(X) = Σ_i s_i F_i(X), over
/// ordered pairs.
///
/// As a game, the move is the side that an actor joins, and it pays −s_i F_i, or −F_i where frustration
/// isn't weighed by own size. Best replies are the same; logit play isn't. Weighed by size, with
/// symmetric propensities, −E/2 is an exact potential (Monderer and Shapley 1996): what a move
/// changes for who makes it is what it changes in −E/2.
public struct Landscape: StageGame {
  public let form = "landscape"
  public let isBilateral = false
  /// s: how much an actor counts, 0 or more.
  public let sizes: PerState<Double>
  /// p: [who, toward whom], any real number; the diagonal means nothing.
  public let propensities: Dyadic<Double>
  /// How many sides can be joined, 2 or more.
  public let sideCount: Int
  /// Whether frustration is weighed by an actor's own size when it pays.
  public let isSizeWeighted: Bool
  /// What being apart from another costs a state, as it's paid; nothing on the diagonal.
  public let costs: Dyadic<Double>

  public init(
    sizes: PerState<Double>, propensities: Dyadic<Double>, sideCount: Int = 2,
    isSizeWeighted: Bool = true
  ) {
    precondition(sizes.count == propensities.width, "Sizes and propensities are of other states")
    precondition(sideCount >= 2, "\(sideCount) sides are no choice")
    self.sizes = sizes
    self.propensities = propensities
    self.sideCount = sideCount
    self.isSizeWeighted = isSizeWeighted
    var costs = Dyadic(repeating: 0.0, rows: sizes.count, width: sizes.count)
    for own in sizes.indices {
      for other in sizes.indices where other != own {
        let weight = isSizeWeighted ? sizes[own] : 1
        costs[own, other] = weight * sizes[other] * propensities[own, other]
      }
    }
    self.costs = costs
  }

  public var stateCount: Int { sizes.count }

  public func moves(of state: StateID) -> MoveSet { .named(count: sideCount) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let width = costs.width
    let own = profile.moves[state, state]
    var cost = 0.0
    for other in 0..<width where profile.moves.storage[other * (width + 1)] != own {
      cost += costs.storage[state.index * width + other]
    }
    return -cost
  }

  /// F_i: the sizes of those an actor is apart from, by its propensity to work with each.
  public func frustration(of state: StateID, in configuration: Configuration) -> Double {
    let own = configuration.sides[state.index]
    return sizes.indices.reduce(0) { sum, other in
      configuration.sides[other.index] == own
        ? sum : sum + sizes[other] * propensities[state, other]
    }
  }

  /// s_i F_i: an actor's share of the energy.
  public func weightedFrustration(of state: StateID, in configuration: Configuration) -> Double {
    sizes[state] * frustration(of: state, in: configuration)
  }

  /// E: the sum of frustrations, each weighed by the actor's size.
  public func energy(of configuration: Configuration) -> Double {
    sizes.indices.reduce(0) { $0 + weightedFrustration(of: $1, in: configuration) }
  }

  /// Whether being apart costs any two actors the same, so that play has an exact potential.
  public var hasPotential: Bool {
    sizes.indices.allSatisfy { row in
      sizes.indices.allSatisfy { costs[row, $0] == costs[$0, row] }
    }
  }
}

/// A question about a landscape that has no answer, or too long a way to one.
public struct LandscapeError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}
