public import StatecraftCore

/// A council votes on a motion: each member is for it or against it, and a voting rule decides.
///
/// If the motion passes, each member gets what it's worth to it, and nothing otherwise. A vote
/// against one's own interest may cost something, such as trust at home.
public struct CouncilGame: StageGame {
  /// The number of the move in favour; the one against is 0.
  public static let inFavour = 1.0

  public let form = "council"
  public let isBilateral = false
  public let rule: VotingRule
  /// What the motion is worth to each if it passes.
  public let benefits: PerState<Double>
  /// What a vote against the sign of one's own benefit costs, 0 or more.
  public let insincerityCost: Double

  public init(rule: VotingRule, benefits: PerState<Double>, insincerityCost: Double) {
    self.rule = rule
    self.benefits = benefits
    self.insincerityCost = insincerityCost
  }

  public func moves(of state: StateID) -> MoveSet { .named(count: 2) }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    func isInFavour(_ member: StateID) -> Bool { profile.moves[member, member] == Self.inFavour }
    let benefit = benefits[state]
    let isInsincere = benefit != 0 && isInFavour(state) != (benefit > 0)
    return (rule.passes(isInFavour) ? benefit : 0) - (isInsincere ? insincerityCost : 0)
  }
}
