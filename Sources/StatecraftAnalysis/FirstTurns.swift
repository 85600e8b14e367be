internal import GSL
internal import StatecraftCore

/// In which turn of each run each of several events first came about.
public struct FirstTurns: Sendable {
  /// Turns that a run has.
  public let turns: Int
  /// How many events are followed.
  public let events: Int
  public private(set) var runs = 0
  /// Runs that went alike, in order of their first; the turn after the last stands for never.
  private var patterns: [[Int]] = []
  private var patternNumbers: [[Int]: Int] = [:]
  private var patternOfRun: [Int] = []

  public init(events: Int, turns: Int) {
    precondition(turns >= 1, "events in \(turns) turns")
    self.events = events
    self.turns = turns
  }

  /// Adds a run.
  ///
  /// - Parameter firsts: the first turn of each event, from 1; nil where it never came about.
  public mutating func add(_ firsts: [Int?]) {
    precondition(firsts.count == events, "\(firsts.count) of \(events) events")
    let pattern = firsts.map { $0 ?? turns + 1 }
    precondition(
      pattern.allSatisfy { (1...turns + 1).contains($0) }, "turns \(pattern) of \(turns)")
    let number = patternNumbers[pattern] ?? patterns.count
    if number == patterns.count {
      patternNumbers[pattern] = number
      patterns.append(pattern)
    }
    patternOfRun.append(number)
    runs += 1
  }

  /// What all runs say.
  public var counts: Counts {
    var weights = Array(repeating: 0, count: patterns.count)
    for number in patternOfRun { weights[number] += 1 }
    return Counts(patterns, weights: weights, events: events, turns: turns)
  }

  /// What as many runs say, drawn from these with replacement.
  func resampledCounts(_ stream: RandomStream) -> Counts {
    var weights = Array(repeating: 0, count: patterns.count)
    for _ in 0..<runs { weights[patternOfRun[Int(stream.uniform() * Double(runs))]] += 1 }
    return Counts(patterns, weights: weights, events: events, turns: turns)
  }

  /// How many runs had each event by each turn: all that scores and orders are made of.
  public struct Counts: Sendable {
    public private(set) var runs = 0
    private let turns: Int
    /// By event and first turn, never being the last.
    private var firsts: [[Int]]

    init(_ patterns: [[Int]], weights: [Int], events: Int, turns: Int) {
      self.turns = turns
      firsts = Array(repeating: Array(repeating: 0, count: turns + 1), count: events)
      for (pattern, weight) in zip(patterns, weights) where weight > 0 {
        runs += weight
        for (event, turn) in pattern.enumerated() { firsts[event][turn - 1] += weight }
      }
    }

    /// Runs in which an event had come about by the end of a turn.
    public func count(of event: Int, by turn: Int) -> Int {
      firsts[event].prefix(min(turn, turns)).reduce(0, +)
    }

    /// Their share.
    public func share(of event: Int, by turn: Int) -> Double {
      runs == 0 ? 0 : Double(count(of: event, by: turn)) / Double(runs)
    }

    /// The mean first turn of an event, never counting as the turn after the last.
    public func meanFirstTurn(of event: Int) -> Double {
      let sum = firsts[event].enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
      return runs == 0 ? Double(turns + 1) : Double(sum) / Double(runs)
    }
  }
}
