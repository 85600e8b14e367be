import StatecraftAnalysis
import StatecraftCore
import StatecraftTestSupport
import Testing

struct OutcomeSummaryTests {
  private let setting = Toy.setting()

  /// The outcome of a world in which a state has the given real income.
  private func outcome(income: Double, secured: [Double]) -> RunOutcome {
    var world = Toy.world(setting)
    world.realIncome[StateID(index: 0)] = income
    for (index, turns) in secured.enumerated() {
      world.securedBySystem[SectorID(index: index)] = turns
    }
    return RunOutcome(of: world, setting: setting)
  }

  @Test func `Shares of classes add up, and gains are those of the runs`() throws {
    var summary = OutcomeSummary(setting: setting)
    let all = Double(setting.outcome.turns)
    let sectors = setting.roster.sectorCount
    for income in [1.01, 1.02, 1.03] {
      summary.add(outcome(income: income, secured: Array(repeating: 0, count: sectors)))
    }
    summary.add(outcome(income: 0.98, secured: Array(repeating: all, count: sectors)))
    let shares = try OutcomeClass.allCases.map { try summary.share(of: $0) }
    #expect(summary.runs == 4)
    #expect(shares.map(\.count) == [1, 0, 0, 3])
    #expect(shares.reduce(0) { $0 + $1.share } == 1)
    #expect(try summary.leaderShare(of: .s4).count == 4)
    #expect(try summary.exclusion(of: SectorID(index: 0)).count == 1)
    let gain = try summary.gain(of: StateID(index: 0))
    #expect(abs(gain.mean - 0.01) < 1e-12)
    #expect(abs(gain.quantiles[1].value - 0.015) < 1e-12)
  }

  @Test func `A single run has a mean and no interval`() throws {
    var summary = OutcomeSummary(setting: setting)
    summary.add(outcome(income: 1.5, secured: []))
    let gain = try summary.gain(of: StateID(index: 0))
    #expect(gain.mean == 0.5 && gain.interval == nil && gain.standardError == nil)
  }

  /// Runs whose gains and exclusions are given, by run.
  private func summary(
    _ count: Int, income: (Int) -> Double, isExcluded: (Int) -> Bool
  ) -> OutcomeSummary {
    var summary = OutcomeSummary(setting: setting)
    let turns = Double(setting.outcome.turns)
    for run in 0..<count {
      let secured = Array(
        repeating: isExcluded(run) ? turns : 0, count: setting.roster.sectorCount)
      summary.add(outcome(income: income(run), secured: secured))
    }
    return summary
  }

  private func warnings(_ summary: OutcomeSummary) throws -> [String] {
    try summary.warnings(gains: setting.roster.states.map { try summary.gain(of: $0) })
  }

  @Test func `Classes that runs don't tell apart are named, others aren't`() throws {
    let leader = setting.roster.code(setting.leader)
    let close = summary(40, income: { 1 + Double($0) / 1000 }, isExcluded: { $0 < 16 })
    #expect(
      try warnings(close).first
        == "S4 (60 %) and S1 (40 %) of \(leader)'s system can't be told apart with 40 runs.")
    let far = summary(40, income: { 1 + Double($0) / 1000 }, isExcluded: { $0 < 8 })
    #expect(try !warnings(far).contains { $0.contains("told apart") })
  }

  @Test func `A gain that may be a loss is named, and so are two heaps`() throws {
    let code = setting.roster.stateCodes[0]
    let unclear = summary(
      60, income: { 1 + Double($0 % 7 - 3) / 100 }, isExcluded: { _ in false })
    #expect(
      try warnings(unclear) == [
        "Whether the mean is a gain or a loss can't be told with 60 runs for \(code)."
      ])
    let heaped = summary(
      100, income: { ($0 % 4 == 0 ? 0.95 : 1.02) + Double($0) / 1e5 }, isExcluded: { _ in false })
    let told = try warnings(heaped)
    #expect(told.count == 2)
    #expect(
      told.last
        == "\(code)'s gain has two heaps, so that the mean describes neither: 25 % of runs around "
        + "-4.95 % and 75 % around +2.05 %.")
  }
}
