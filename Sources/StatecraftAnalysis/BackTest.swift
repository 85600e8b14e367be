internal import GSL
internal import StatecraftCore

/// An event in history, on the clock of a game.
public struct DatedOutcome: Sendable, Equatable {
  /// The turn, from 1, at whose end it's judged whether the event has come about.
  public let due: Int
  /// The turn in which it came about, at most ``due``; nil where it hadn't by then.
  public let happened: Int?

  public init(due: Int, happened: Int?) {
    precondition(due >= 1 && (1...due).contains(happened ?? due), "\(happened ?? 0) due by \(due)")
    self.due = due
    self.happened = happened
  }

  /// Whether it had come about by the end of a turn.
  func holds(by turn: Int) -> Bool { happened.map { $0 <= turn } ?? false }
}

/// How well runs of a game foretell what happened, against two who foretell without a model:
/// one who says that nothing ever happens, and one who says that everything happens at once.
public struct BackTest: Sendable {
  /// What happened, in the order of the events of ``runs``.
  public let outcomes: [DatedOutcome]
  /// What the runs say.
  public let runs: FirstTurns
  private let resamples: [FirstTurns.Counts]
  private let counts: FirstTurns.Counts

  /// Samples of runs from which intervals are made.
  public static let resampleCount = 1000
  private static let level = 0.95

  /// - Parameters:
  ///   - outcomes: what happened.
  ///   - runs: the same events in the runs.
  ///   - seed: of the samples from which intervals are made.
  public init(_ outcomes: [DatedOutcome], runs: FirstTurns, seed: UInt64) {
    precondition(outcomes.count == runs.events, "\(outcomes.count) of \(runs.events) events")
    precondition(outcomes.allSatisfy { $0.due <= runs.turns }, "an event due after the last turn")
    self.outcomes = outcomes
    self.runs = runs
    counts = runs.counts
    let key = (seed, stableHash("back-test.resample"))
    resamples =
      runs.runs < 2
      ? []
      : (0..<UInt64(Self.resampleCount)).map {
        runs.resampledCounts(RandomStream(key: key, counter: (0, $0, 0, 0)))
      }
  }

  /// The share of runs in which an event came about by its date, with Wilson's interval.
  public func probability(of event: Int) throws -> (share: Double, interval: Interval) {
    let count = counts.count(of: event, by: outcomes[event].due)
    return (
      counts.share(of: event, by: outcomes[event].due),
      try .wilson(count: count, of: runs.runs, level: Self.level)
    )
  }

  /// The mean first turn of an event, never counting as the turn after the last.
  public func meanFirstTurn(of event: Int) -> Double { counts.meanFirstTurn(of: event) }

  /// Whether an event came about in any run.
  public func everComes(_ event: Int) -> Bool { counts.count(of: event, by: runs.turns) > 0 }

  /// The percentile interval over samples of the runs; nil with fewer than two runs, or where a
  /// sample has no value.
  ///
  /// It says how far the figure may be off because the runs are few, and nothing of how it would
  /// be on other facts.
  private func interval(_ value: (FirstTurns.Counts) -> Double?) -> Interval? {
    let values = resamples.compactMap(value).sorted()
    guard !values.isEmpty, values.count == resamples.count else { return nil }
    return Interval(
      lower: quantile((1 - Self.level) / 2, ofSorted: values),
      upper: quantile((1 + Self.level) / 2, ofSorted: values))
  }
}

// MARK: - Scores

extension BackTest {
  /// A score of the model and of both who foretell without one: 0 is best, 1 worst.
  public struct Score: Sendable, Equatable {
    public let model: Double
    /// Over samples of the runs; nil with fewer than two.
    public let interval: Interval?
    /// Of who says that nothing ever happens.
    public let nothing: Double
    /// Of who says that everything happens at once.
    public let everything: Double

    /// How much of the score of who says nothing the model takes away: 1 − B/B₀. At 1 the model
    /// is perfect, at 0 no better; nil where there's nothing to take away.
    public var skillOverNothing: Double? { nothing > 0 ? 1 - model / nothing : nil }
    /// The same over who says everything.
    public var skillOverEverything: Double? { everything > 0 ? 1 - model / everything : nil }
  }

  /// Brier's score (1950): the mean over events of (p − y)², where p is the share of runs with the
  /// event by its date, and y is 1 if it happened and 0 if not.
  ///
  /// - Parameter events: at least one.
  public func brierScore(of events: [Int]) -> Score {
    score(of: events) { [$0.due] }
  }

  /// The same in every turn up to the date, and the mean of that: Epstein's ranked probability
  /// score (1969), in which what comes too early counts as what comes too late.
  ///
  /// - Parameter events: at least one.
  public func rankedScore(of events: [Int]) -> Score {
    score(of: events) { Array(1...$0.due) }
  }

  private func score(of events: [Int], in turns: (DatedOutcome) -> [Int]) -> Score {
    precondition(!events.isEmpty, "a score of no events")
    func mean(_ probability: (_ event: Int, _ turn: Int) -> Double) -> Double {
      var sum = 0.0
      for event in events {
        let turns = turns(outcomes[event])
        let squares = turns.reduce(0) { sum, turn in
          let gap = probability(event, turn) - (outcomes[event].holds(by: turn) ? 1 : 0)
          return sum + gap * gap
        }
        sum += squares / Double(turns.count)
      }
      return sum / Double(events.count)
    }
    return Score(
      model: mean { counts.share(of: $0, by: $1) },
      interval: interval { sample in mean { sample.share(of: $0, by: $1) } },
      nothing: mean { _, _ in 0 }, everything: mean { _, _ in 1 })
  }
}

// MARK: - Order

extension BackTest {
  /// How far events come in the order of history: by mean first turn in the runs, by date in
  /// history. What never happens comes after all that does, and is tied among itself.
  public struct Order: Sendable, Equatable {
    /// The model's order first, then history's.
    public let agreement: RankCorrelation
    /// Over samples of the runs; nil where a sample has all events tied.
    public let kendallInterval, spearmanInterval: Interval?
  }

  /// - Parameters:
  ///   - events: what is put in order.
  ///   - dates: when each happened, in any unit, infinite where it didn't.
  public func order(of events: [Int], dates: [Double]) -> Order {
    func agreement(_ counts: FirstTurns.Counts) -> RankCorrelation {
      RankCorrelation(events.map(counts.meanFirstTurn), dates)
    }
    return Order(
      agreement: agreement(counts),
      kendallInterval: interval { agreement($0).kendall },
      spearmanInterval: interval { agreement($0).spearman })
  }
}

// MARK: - Calibration

extension BackTest {
  /// Events to which the model gives about the same probability, and how many of them happened.
  public struct ReliabilityBin: Sendable, Equatable {
    /// The probabilities that belong here; the last bin holds its upper end too.
    public let from, to: Double
    public let count, happened: Int
    /// What the model gives them on average.
    public let meanProbability: Double
    /// Of the share that happened, after Wilson.
    public let interval: Interval
  }

  /// Fewer events than these fill no table.
  public static let reliabilityMin = 20
  private static let binCount = 5

  /// Whether what the model calls likely is what happened, in five bins of probability, those
  /// without events left out (Murphy 1973).
  ///
  /// - Returns: nil with fewer than ``reliabilityMin`` events.
  public func reliability(of events: [Int]) throws -> [ReliabilityBin]? {
    guard events.count >= Self.reliabilityMin else { return nil }
    var bins = Array(repeating: [Int](), count: Self.binCount)
    func share(_ event: Int) -> Double { counts.share(of: event, by: outcomes[event].due) }
    for event in events {
      bins[min(Int(share(event) * Double(Self.binCount)), Self.binCount - 1)].append(event)
    }
    return try bins.enumerated().filter { !$1.isEmpty }.map { number, events in
      let happened = events.count { outcomes[$0].happened != nil }
      return ReliabilityBin(
        from: Double(number) / Double(Self.binCount),
        to: Double(number + 1) / Double(Self.binCount), count: events.count, happened: happened,
        meanProbability: events.reduce(0) { $0 + share($1) } / Double(events.count),
        interval: try .wilson(count: happened, of: events.count, level: Self.level))
    }
  }
}
