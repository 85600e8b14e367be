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
}
