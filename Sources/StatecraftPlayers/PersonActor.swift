public import StatecraftCore

/// A person's seat: whoever keeps the table asks, and the person takes their time.
public actor PersonActor: StateActor {
  private let ask: @Sendable (Observation) async throws -> Decision

  /// - Parameter ask: asks the person to decide; throws when they have left.
  public init(asking ask: @escaping @Sendable (Observation) async throws -> Decision) {
    self.ask = ask
  }

  public func decide(_ observation: Observation) async throws -> Answer {
    Answer(try await ask(observation))
  }
}
