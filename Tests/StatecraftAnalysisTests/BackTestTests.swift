import StatecraftAnalysis
import Testing

@Suite struct `A back-test` {
  /// Four runs of three turns. The first event comes in turn 1 of three runs, the second in turn 3
  /// of one and turn 2 of another, the third never.
  private func runs() -> FirstTurns {
    var runs = FirstTurns(events: 3, turns: 3)
    for firsts: [Int?] in [[1, 3, nil], [1, nil, nil], [1, 2, nil], [nil, nil, nil]] {
      runs.add(firsts)
    }
    return runs
  }

  /// The first happened in turn 2, the second didn't by turn 3, the third happened in turn 3.
  private let outcomes = [
    DatedOutcome(due: 2, happened: 2), DatedOutcome(due: 3, happened: nil),
    DatedOutcome(due: 3, happened: 3),
  ]

  private func test() -> BackTest { BackTest(outcomes, runs: runs(), seed: 1) }

  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  @Test func `A probability is the share of runs by the date, with Wilson's interval`() throws {
    let test = test()
    #expect(try (0..<3).map { try test.probability(of: $0).share } == [0.75, 0.5, 0])
    #expect(try test.probability(of: 1).interval == .wilson(count: 2, of: 4))
    // What comes after the date doesn't count.
    let early = BackTest([DatedOutcome(due: 2, happened: nil)], runs: one(at: 3), seed: 1)
    #expect(try early.probability(of: 0).share == 0)
    let onTime = BackTest([DatedOutcome(due: 3, happened: nil)], runs: one(at: 3), seed: 1)
    #expect(try onTime.probability(of: 0).share == 1)
  }

  private func one(at turn: Int) -> FirstTurns {
    var runs = FirstTurns(events: 1, turns: 3)
    runs.add([turn])
    return runs
  }

  @Test func `Brier's score is the mean square, and skill is against both who have no model`() {
    let score = test().brierScore(of: [0, 1, 2])
    // (1/4)² + (1/2)² + 1², over three.
    #expect(isClose(score.model, 1.3125 / 3))
    #expect(isClose(score.nothing, 2.0 / 3) && isClose(score.everything, 1.0 / 3))
    #expect(isClose(score.skillOverNothing, 1 - 1.3125 / 2))
    #expect(isClose(score.skillOverEverything, 1 - 1.3125))
    let first = test().brierScore(of: [0])
    #expect(first.everything == 0 && first.skillOverEverything == nil)
  }

  @Test func `The ranked score sees what comes too early`() {
    let score = test().rankedScore(of: [0, 1, 2])
    // First: turns 1 and 2 give (3/4)² and (1/4)². Second: 0, (1/4)², (1/2)². Third: 0, 0, 1.
    let expected = (0.625 / 2 + 0.3125 / 3 + 1.0 / 3) / 3
    #expect(isClose(score.model, expected))
    #expect(isClose(score.nothing, (0.5 + 0 + 1.0 / 3) / 3))
    #expect(isClose(score.everything, (0.5 + 1 + 2.0 / 3) / 3))
  }

  @Test func `A perfect model scores 0, one that errs in all 1`() {
    var perfect = FirstTurns(events: 3, turns: 3)
    perfect.add([2, nil, 3])
    let right = BackTest(outcomes, runs: perfect, seed: 1)
    #expect(right.brierScore(of: [0, 1, 2]).model == 0)
    #expect(right.rankedScore(of: [0, 1, 2]).model == 0)
    #expect(right.brierScore(of: [0, 1, 2]).skillOverNothing == 1)
    var perverse = FirstTurns(events: 3, turns: 3)
    perverse.add([nil, 1, nil])
    #expect(BackTest(outcomes, runs: perverse, seed: 1).brierScore(of: [0, 1, 2]).model == 1)
  }

  @Test func `The order is by mean first turn, never being the turn after the last`() {
    let test = test()
    #expect((0..<3).map(test.meanFirstTurn) == [1.75, 3.25, 4])
    #expect((0..<3).map(test.everComes) == [true, true, false])
    let order = test.order(of: [0, 1, 2], dates: [2021, .infinity, 2022])
    // Of three pairs the model has one the wrong way round: the second before the third.
    #expect(isClose(order.agreement.kendall, 1.0 / 3))
    #expect(isClose(order.agreement.spearman, 0.5))
    #expect(order.agreement.pairs == 3 && order.agreement.discordant == 1)
  }

  /// With one event of probability ½ in n runs, a sample's share has standard deviation 1/(2√n),
  /// and the score, (1 − p)², has about −2(1 − p) times it: ±1.96 × 0.5/√400.
  @Test func `Intervals are as wide as runs are few`() throws {
    var runs = FirstTurns(events: 1, turns: 1)
    for run in 0..<400 { runs.add([run.isMultiple(of: 2) ? 1 : nil]) }
    let test = BackTest([DatedOutcome(due: 1, happened: 1)], runs: runs, seed: 5)
    let interval = try #require(test.brierScore(of: [0]).interval)
    #expect(interval.contains(0.25))
    #expect(abs(interval.halfWidth - 1.96 * 0.5 / 20) < 0.005)
    let again = BackTest([DatedOutcome(due: 1, happened: 1)], runs: runs, seed: 5)
    #expect(again.brierScore(of: [0]).interval == interval)
    #expect(BackTest(outcomes, runs: self.runs(), seed: 1).brierScore(of: [0]).interval != nil)
    #expect(BackTest([outcomes[0]], runs: one(at: 1), seed: 1).brierScore(of: [0]).interval == nil)
  }

  @Test func `What comes likewise in all runs has no interval of order`() {
    var runs = FirstTurns(events: 2, turns: 3)
    for _ in 0..<5 { runs.add([nil, nil]) }
    let outcomes = [DatedOutcome(due: 1, happened: 1), DatedOutcome(due: 2, happened: 2)]
    let order = BackTest(outcomes, runs: runs, seed: 1).order(of: [0, 1], dates: [1, 2])
    #expect(order.agreement.kendall == nil && order.kendallInterval == nil)
  }

  @Test func `Likely and unlikely facts are told apart, where there are twenty`() throws {
    // Ten events come about in each run, ten in none; of each ten, nine are as history has them.
    var runs = FirstTurns(events: 20, turns: 1)
    for _ in 0..<3 { runs.add((0..<20).map { $0 < 10 ? 1 : nil }) }
    let outcomes = (0..<20).map { event in
      DatedOutcome(due: 1, happened: (event < 9 || event == 19) ? 1 : nil)
    }
    let test = BackTest(outcomes, runs: runs, seed: 1)
    let bins = try #require(try test.reliability(of: Array(0..<20)))
    #expect(bins.map(\.from) == [0, 0.8] && bins.map(\.to) == [0.2, 1])
    #expect(bins.map(\.count) == [10, 10] && bins.map(\.happened) == [1, 9])
    #expect(bins.map(\.meanProbability) == [0, 1])
    #expect(bins[1].interval == (try .wilson(count: 9, of: 10)))
    #expect(try test.reliability(of: Array(0..<19)) == nil)
  }
}
