public import StatecraftCore

/// The first turns of a game as they were played: what states decided, and what chance said.
///
/// No generator's state belongs to it: draws have addresses, and those of the turns that follow are
/// the same whether the turns before were played or recalled.
public struct History: Sendable {
  /// A turn that is settled.
  public struct Turn: Sendable {
    /// What each state decided, illegal decisions included.
    public let decisions: PerState<Decision>
    /// What an umpire put into the turn.
    public let injects: [Inject]
    /// Makes the chance from which the rules drew.
    let chance: (@Sendable () -> any Chance)?

    /// - Parameters:
    ///   - decisions: what each state decided.
    ///   - injects: what an umpire put into the turn.
    ///   - chance: gives the draws on record; without it they are drawn again from the seed.
    public init(
      decisions: PerState<Decision>, injects: [Inject] = [],
      chance: (@Sendable () -> any Chance)? = nil
    ) {
      self.decisions = decisions
      self.injects = injects
      self.chance = chance
    }
  }

  /// The master seed and the number of the run under which the turns were played.
  public let seed: UInt64
  public let replicate: UInt64
  /// From turn 1, without gaps.
  public let turns: [Turn]

  public init(seed: UInt64, replicate: UInt64, turns: [Turn]) {
    self.seed = seed
    self.replicate = replicate
    self.turns = turns
  }
}
