public import StatecraftCore

/// What a store keeps of a run.
public struct StoredRun: Sendable, Equatable {
  public let replicate: UInt64
  /// The fingerprint of the whole game.
  public let digest: Digest
  /// What was measured at the end, in the order of the batch's metrics. SQLite knows no negative
  /// zero, so there is none here either; nor does it tell one kind of `nan` from another.
  public let values: [Double]
  /// What was measured after each turn, in the order of the batch's trajectory metrics; nil when
  /// that isn't kept, or wasn't read.
  public let trajectory: [[Double]]?
  /// How often states held because they couldn't decide: 0 unless something is amiss.
  public let held: Int
  /// The first such time, in words.
  public let note: String?

  public init(
    replicate: UInt64, digest: Digest, values: [Double], trajectory: [[Double]]? = nil,
    held: Int = 0, note: String? = nil
  ) {
    self.replicate = replicate
    self.digest = digest
    self.values = values.map { $0 + 0 }
    self.trajectory = trajectory.map { turns in turns.map { turn in turn.map { $0 + 0 } } }
    self.held = held
    self.note = note
  }

  /// Whether another run came out the same, as far as a store can tell.
  func hasSameResults(as other: StoredRun) -> Bool {
    digest == other.digest && values.count == other.values.count
      && zip(values, other.values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
  }
}
