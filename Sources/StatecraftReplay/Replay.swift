public import StatecraftCore

/// A game as a replay tells it.
public struct Replay: Sendable, Equatable {
  public var header: ReplayHeader
  /// From turn 1, without gaps.
  public var turns: [ReplayTurn]
  /// Absent when the game was stopped before its end.
  public var end: ReplayEnd?
}

/// A turn of a replay.
public struct ReplayTurn: Sendable, Equatable {
  public var number: Int
  /// The calendar year, as the line says it.
  public var year: Int
  /// What each state decided, in roster order.
  public var decisions: [Decision]
  /// What an umpire put into the turn.
  public var injects: [Inject]
  /// Why states held that hadn't decided to.
  public var notes: [SeatNote]
  /// What was said at the table while the turn was open.
  public var remarks: [Remark] = []
  /// What an umpire meant to put into later turns when this one was closed.
  public var planned = InjectSchedule()
  /// Draws of the rules, in order.
  public var draws: [Draw]
  /// Draws of the policies, state by state.
  public var policyDraws: [Draw]
  public var events: [ReplayEvent]
  public var indicators: ReplayIndicators
  /// Short fingerprints of every column's parts, column by column.
  public var fingerprints: [ColumnFingerprints]
  /// How states came to their decisions.
  public var deliberations: [ReplayDeliberation]
  /// The world's fingerprint, in hexadecimal digits.
  public var digest: String
}

/// An event with its states and sector by code.
public struct ReplayEvent: Sendable, Equatable {
  public var kind: EventKind
  public var rule: String
  public var state: String?
  public var target: String?
  public var sector: String?
  /// Of an institution: `quad.technology`.
  public var module: String?
  public var value: Double
  public var why: String
}

/// The numbers of a world that most questions are about.
public struct ReplayIndicators: Sendable, Equatable {
  /// By state; 1 is unchanged since the start.
  public var realIncome: [Double] = []
  /// By state and pole, in `0...1`.
  public var alignment: [[Double]] = []
  /// By sector: 0 none, 1 all.
  public var exclusionByLeader: [Double] = []
  public var exclusionBySystem: [Double] = []
  /// By sector: turns in a row.
  public var securedByLeader: [Double] = []
  public var securedBySystem: [Double] = []
  /// By state, of a game in strategic form: what the turn's round paid, and all rounds so far; empty
  /// otherwise.
  public var payoffs: [Double] = []
  public var scores: [Double] = []
  /// By state: the terms of its utility, in basis points; empty where nobody kept the account.
  public var utility: [UtilityTerms] = []

  init() {}
}

/// Short fingerprints of a column: one for each state, or for each sector.
public struct ColumnFingerprints: Sendable, Equatable {
  public var column: String
  public var parts: [UInt32]
}

/// A state's deliberation.
public struct ReplayDeliberation: Sendable, Equatable {
  public var state: String
  public var deliberation: Deliberation
}

/// The last line of a replay.
public struct ReplayEnd: Sendable, Equatable {
  public var turns: Int
  public var outcome: [OutcomeField]
  /// The fingerprint of the whole game, in hexadecimal digits.
  public var digest: String

  public init(turns: Int, outcome: [OutcomeField], digest: String) {
    self.turns = turns
    self.outcome = outcome
    self.digest = digest
  }
}

/// Something that is said of a game's outcome, such as its class.
public struct OutcomeField: Sendable, Equatable {
  public enum Value: Sendable, Equatable, CustomStringConvertible {
    case text(String)
    case number(Double)

    public var description: String {
      switch self {
      case .text(let text): text
      case .number(let number): number.description
      }
    }
  }

  public let name: String
  public let value: Value

  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}
