public import StatecraftCore
public import StatecraftReplay

/// What replays of one scenario say together.
///
/// Outcomes and gains are of games that were played to their end; what turns were worth is of all
/// turns on record.
public struct ReplaySummary: Sendable {
  /// Of the first replay; all have its scenario and roster.
  public let header: ReplayHeader
  public private(set) var replays = 0
  /// Games that were played to their end.
  public private(set) var finished = 0
  private var systemClasses: [OutcomeClass: Int] = [:]
  private var leaderClasses: [OutcomeClass: Int] = [:]
  private var gains: PerState<[Double]>
  /// Of games in strategic form; empty otherwise.
  private var scores: PerState<[Double]>
  /// By state, then by turn.
  private var worth: PerState<[TermMoments]>

  public init(header: ReplayHeader) {
    self.header = header
    let states = header.roster.stateCount
    gains = PerState(repeating: [], count: states)
    scores = gains
    worth = PerState(
      repeating: Array(repeating: TermMoments(), count: header.turns), count: states)
  }

  /// Adds a replay of the same scenario.
  public mutating func add(_ replay: Replay) {
    precondition(
      replay.header.scenarioHash == header.scenarioHash,
      "a replay of \(replay.header.scenarioHash) among those of \(header.scenarioHash)")
    replays += 1
    let roster = header.roster
    for turn in replay.turns.prefix(header.turns) {
      for (state, terms) in zip(roster.states, turn.indicators.utility) {
        worth[state][turn.number - 1].add(terms)
      }
    }
    guard replay.end != nil, let last = replay.turns.last else { return }
    finished += 1
    if let outcome = replay.systemClass { systemClasses[outcome, default: 0] += 1 }
    if let outcome = replay.leaderClass { leaderClasses[outcome, default: 0] += 1 }
    for (state, score) in zip(roster.states, last.indicators.scores) {
      scores[state].append(score)
    }
    for state in roster.states {
      gains[state].append(last.indicators.realIncome[state.index] - 1)
    }
  }

  /// Of all intervals.
  private static let level = 0.95

  /// The share of finished games that ended in a class.
  public func share(of outcome: OutcomeClass) throws -> OutcomeSummary.Share {
    try OutcomeSummary.Share(count: systemClasses[outcome] ?? 0, of: finished, level: Self.level)
  }

  /// The same for the leader alone.
  public func leaderShare(of outcome: OutcomeClass) throws -> OutcomeSummary.Share {
    try OutcomeSummary.Share(count: leaderClasses[outcome] ?? 0, of: finished, level: Self.level)
  }

  public func gain(of state: StateID) throws -> OutcomeSummary.Distribution {
    try OutcomeSummary.Distribution(gains[state], level: Self.level)
  }

  /// What a state got from all in all; nil but for games in strategic form.
  public func score(of state: StateID) throws -> OutcomeSummary.Distribution? {
    try scores[state].isEmpty
      ? nil : OutcomeSummary.Distribution(scores[state], level: Self.level)
  }

  /// What a turn was worth to a state, on average over games; nil where no game kept the account.
  public func worth(to state: StateID, in turn: Int) -> UtilityTerms? {
    worth[state][turn - 1].mean
  }

  /// The same over all turns.
  public func worth(to state: StateID) -> UtilityTerms? {
    var all = TermMoments()
    for turn in worth[state] { all.add(turn) }
    return all.mean
  }
}

/// Utilities added up, term by term.
private struct TermMoments: Sendable {
  private var count = 0
  private var sum = UtilityTerms()

  mutating func add(_ terms: UtilityTerms) {
    count += 1
    sum = sum + terms
  }

  mutating func add(_ other: Self) {
    count += other.count
    sum = sum + other.sum
  }

  var mean: UtilityTerms? {
    guard count > 0 else { return nil }
    var mean = sum
    mean.values /= Double(count)
    return mean
  }
}
