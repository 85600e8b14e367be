import StatecraftAgents
import StatecraftCore
import StatecraftPlayers
import StatecraftWorldSupport
import Testing

/// What solving the market tells people: forecasts before a turn, causes after it.
@Suite struct `A solved turn` {
  @Test func `comes as it was forecast where nobody else acts`() throws {
    var table = try Seated("MID")
    let told = try table.type("tariff goods SUD 0.2", "import tools NOR 0.5", "estimate").flowing
    #expect(told.contains("Solved with all of it at once"))
    let report = try table.type("end", "report").flowing
    let words = report.split(separator: " ").map(String.init)
    let income = try #require(words.indices.first { words[$0] == "income" })
    let forecast = try #require(words.indices.first { words[$0] == "Forecast" })
    let colon = try #require(words[forecast...].firstIndex { $0.hasSuffix("out:") })
    #expect(Double(words[income + 1]) == Double(words[colon + 1]))
    #expect(report.contains("bp: your orders of this turn"))
  }

  @Test func `has the sign that a joint tariff has, which its parts have not`() throws {
    let scenario = try Seated("MID").scenario
    let roster = scenario.setting.roster
    let me = try #require(roster.state("MID"))
    let forecaster = try #require(Forecaster(scenario))
    let orders = roster.states.filter { $0 != me }.map {
      ControlOrder(instrument: .tariff, sector: roster.sectors[2], target: $0, level: 0.1)
    }
    let joint = try #require(
      forecaster.forecast(Decision(controls: orders), by: me, in: scenario.start))
    let alone = try orders.map {
      try #require(forecaster.forecast(Decision(controls: [$0]), by: me, in: scenario.start)).effect
    }
    #expect(joint.effect != 0)
    #expect(abs(joint.effect - alone.reduce(0, +)) > 1e-9)
    let nothing = try #require(forecaster.forecast(.hold, by: me, in: scenario.start))
    #expect(nothing.effect == 0)
  }

  @Test func `tells nothing of what others keep to themselves`() throws {
    let scenario = try Seated("MID").scenario
    let roster = scenario.setting.roster
    let me = try #require(roster.state("MID"))
    let forecaster = try #require(Forecaster(scenario))
    var other = scenario.start
    for state in roster.states where state != me {
      other.projects.append(
        Project(
          state: state, sector: roster.sectors[1], kind: .subsidy, percentOfGDP: 5, ready: 1))
    }
    let decision = Decision(controls: [
      ControlOrder(
        instrument: .tariff, sector: roster.sectors[2], target: roster.states[0], level: 0.1)
    ])
    #expect(
      forecaster.forecast(decision, by: me, in: scenario.start)
        == forecaster.forecast(decision, by: me, in: other))
  }

  @Test func `names own measures that come fully into force as what moved trade`() throws {
    var table = try Seated("MID")
    try table.type("export goods SUD 1", "end")
    let told = try table.type("end").flowing
    #expect(told.contains("your measures of the turn before, now fully in force"))
    #expect(!told.contains("through markets"))
  }

  @Test func `names an inject as what moved trade`() throws {
    var table = try Seated("MID", without: [], hasUmpire: true)
    try table.type("", "end", "", "inject shock tools NOR 1")
    let told = try table.type("end", "").flowing
    #expect(told.contains("the inject ‘shock tools NOR 1"))
  }

  @Test func `shows shares as they are observed`() throws {
    var table = try Seated("MID")
    try table.type("import goods SUD 1", "end", "end")
    let view = try table.view("MID")
    let sector = view.roster.sectors[2]
    let partnership = try #require(
      view.partnerships().first { view.roster.code($0.partner) == "SUD" })
    let bought = view.now.expenditure[sector, view.me]
    let observed = view.now.flows[sector, view.me, partnership.partner] / bought
    let told = partnership.bought.first { $0.sector == sector }?.share ?? 0
    #expect(abs(told - observed) < 1e-12)
  }
}
