public import StatecraftCore

/// What a game keeps besides its outcome.
public struct Recording: Sendable, Equatable {
  /// Whether every draw is kept.
  public var draws: Bool
  /// Whether policies explain their choices.
  public var deliberations: Bool

  public init(draws: Bool, deliberations: Bool) {
    self.draws = draws
    self.deliberations = deliberations
  }

  public static let none = Recording(draws: false, deliberations: false)
  public static let all = Recording(draws: true, deliberations: true)
}

/// A seat at which a policy decides: the policy with its memory, and its own access to chance.
public actor PolicyActor: StateActor {
  private let lane: Lane
  private var seat: PolicySeat

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    lane.asUnownedSerialExecutor()
  }

  public init(
    _ policy: any Policy, setting: Setting, seed: UInt64, replicate: UInt64, lane: Lane,
    recording: Recording = .none
  ) {
    self.lane = lane
    seat = PolicySeat(
      policy, setting: setting, chance: SeededChance(seed: seed, replicate: replicate),
      recording: recording)
  }

  public func decide(_ observation: Observation) throws -> Answer {
    try seat.decide(observation)
  }
}
