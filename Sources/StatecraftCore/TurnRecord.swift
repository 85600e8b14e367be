/// Everything that is known of a turn once it's closed: what replays keep and terminals tell.
public struct TurnRecord: Sendable {
  /// From 1.
  public let number: Int
  /// What each state answered, illegal decisions included; a state that didn't answer holds.
  public let answers: PerState<Answer>
  /// What an umpire put into the turn.
  public let injects: [Inject]
  /// Draws made by rules, in order; empty unless recorded. Those of policies are with their
  /// ``answers``.
  public let draws: [Draw]
  public let events: [Event]
  /// Why states held that hadn't decided to, in order of state.
  public let notes: [SeatNote]
  /// The world after the turn.
  public let world: World
  /// The fingerprint of ``world``.
  public let digest: Digest
  /// What the turn was worth to each state; nil where nobody keeps the account.
  public let utilities: PerState<UtilityTerms>?
  /// What was said at the table while the turn was open.
  public var remarks: [Remark] = []
  /// What an umpire meant to put into later turns when this one was closed.
  public var planned = InjectSchedule()

  public init(
    number: Int, answers: PerState<Answer>, injects: [Inject] = [], draws: [Draw], events: [Event],
    notes: [SeatNote],
    world: World, digest: Digest, utilities: PerState<UtilityTerms>? = nil
  ) {
    self.number = number
    self.answers = answers
    self.injects = injects
    self.draws = draws
    self.events = events
    self.notes = notes
    self.world = world
    self.digest = digest
    self.utilities = utilities
  }
}

/// Why a state held in a turn although it hadn't decided to: it was late, it failed, or what it
/// decided was illegal.
public struct SeatNote: Sendable, Equatable {
  public let turn: Int
  public let state: StateID
  /// Every reason, in words.
  public let reason: String

  public init(turn: Int, state: StateID, reason: String) {
    self.turn = turn
    self.state = state
    self.reason = reason
  }
}

/// Gets each turn as soon as it's closed; an error that it throws stops the game.
public typealias TurnObserver = @Sendable (TurnRecord) async throws -> Void
