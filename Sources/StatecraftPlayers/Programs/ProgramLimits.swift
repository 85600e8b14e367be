/// What a program at the table may take before it's passed over or sent away.
public struct ProgramLimits: Sendable, Equatable {
  /// How long it may take for a decision.
  public var deadline = Duration.seconds(5)
  /// How long it may take from its start to its greeting, if that's more than the deadline.
  public var startDeadline = Duration.seconds(10)
  /// The longest line that is read, in bytes.
  public var lineBytesMax = 1 << 20
  /// The most that is read in a turn, in bytes.
  public var turnBytesMax = 4 << 20
  /// The most that its log keeps, in bytes.
  public var logBytesMax = 1 << 20
  /// How often in a row it may miss the deadline until it's sent away.
  public var silencesMax = 3
  /// How long it may take to leave when the game is over.
  public var leaveDeadline = Duration.milliseconds(500)

  public init() {}
}
