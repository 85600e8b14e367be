public import StatecraftCore

/// What is left of a game when it's over.
public struct GameResult: Sendable {
  public let seed: UInt64
  public let replicate: UInt64
  /// The world after the last turn.
  public let world: World
  /// The fingerprint of the world after each turn.
  public let turnDigests: [Digest]
  /// Every turn on which a state held although it hadn't decided to. Empty unless something is
  /// amiss: a policy that failed or gave illegal orders, a seat that was late.
  public let notes: [SeatNote]
  /// What was sampled of the world after each turn; empty unless asked for.
  public let samples: [[Double]]

  /// Turns played.
  public var turns: Int { turnDigests.count }

  /// The fingerprint of the whole game: its turns' fingerprints, chained.
  public var digest: Digest {
    var chain = Digest()
    for turn in turnDigests { chain.add(turn.value) }
    return chain
  }
}
