public import StatecraftCore

/// What everybody at the table knows of a game: what is played, and by which rules.
public struct GameFacts: Sendable {
  public let scenarioName: String
  public let title: String
  public let roster: Roster
  /// The calendar year of turn 1.
  public let startYear: Int
  public let turns: Int
  /// The state whose system may exclude the rival, and the rival.
  public let leader: StateID
  public let rival: StateID
  public let outcome: OutcomeThresholds
  public let limits: Limits
  /// Whether a game in strategic form is played, without an economy.
  public let isGameOfMoves: Bool
  /// The rules in force, in order of their turn.
  public let rules: [String]
  /// The kinds of injects that the rules in force carry out.
  public let injects: [Inject.Kind]

  public init(_ scenario: Scenario) {
    let setting = scenario.setting
    scenarioName = scenario.name
    title = scenario.title
    roster = setting.roster
    startYear = setting.startYear
    turns = setting.turns
    leader = setting.leader
    rival = setting.rival
    outcome = setting.outcome
    limits = setting.limits
    isGameOfMoves = setting.game != nil
    rules = scenario.rulebook.names
    injects = Inject.Kind.allCases.filter(scenario.rulebook.carriesOut)
  }

  /// The calendar year in which a turn is played.
  public func year(of turn: Int) -> Int { startYear + turn - 1 }

  /// When a turn is played, in a word: its year, or its number in a game without a calendar.
  public func when(_ turn: Int) -> String {
    hasCalendar ? "\(year(of: turn))" : "turn \(turn)"
  }

  /// Such as `turn 3 of 12 (2025)`.
  public func placed(_ turn: Int) -> String {
    "turn \(turn) of \(turns)" + (hasCalendar ? " (\(year(of: turn)))" : "")
  }

  /// Such as `3 (2025)`.
  public func numbered(_ turn: Int) -> String {
    "\(turn)" + (hasCalendar ? " (\(year(of: turn)))" : "")
  }

  /// Whether turns have years: in games of moves they may just be counted.
  public var hasCalendar: Bool { !isGameOfMoves || startYear > 1 }

  /// A move in words: its name, or a quantity without more digits than it needs.
  func name(move: Double) -> String {
    roster.moveNames.isEmpty ? short(move) : roster.name(move: move)
  }

  /// Whether a rule of this name is in force.
  public func isInForce(_ rule: String) -> Bool { rules.contains(rule) }
}
