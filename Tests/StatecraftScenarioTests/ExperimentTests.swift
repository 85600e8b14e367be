import StatecraftCore
import StatecraftEconomy
import StatecraftScenario
import Testing

@Suite struct `Experiments` {
  private func economy() throws -> LoadedEconomy {
    try `Literature`.library.loadEconomy("three-countries")
  }

  private func run(_ shocks: String..., on economy: LoadedEconomy) throws -> ExperimentRun {
    try ExperimentRun(
      ScenarioLoader().experiment(shocks: shocks, for: economy),
      try #require(economy.baseline), roster: economy.roster)
  }

  @Test func `A line, a file and the scenario say the same`() throws {
    let economy = try economy()
    let inside = try #require(economy.experimentSet.experiment("decoupling"))
    let line = try ScenarioLoader().experiment(
      shocks: ["iceberg factor=2 between=AAA,BBB"], for: economy)
    #expect(line.shocks == inside.shocks)
    let file = try ScenarioLoader().experiment(
      "s.yaml",
      from: Texts([
        "s.yaml": "title: Apart\nshocks: rows.csv",
        "rows.csv": "shock,between,factor\niceberg,AAA;BBB,2",
      ]), for: economy)
    #expect(file.shocks == inside.shocks)
    #expect(file.title == "Apart" && file.name == "shocks")
  }

  @Test func `Shocks come on top of each other`() throws {
    let economy = try economy()
    let twice = try run(
      "iceberg factor=2 between=AAA,BBB", "iceberg factor=1.5 between=AAA,BBB", on: economy)
    let once = try run("iceberg factor=3 between=AAA,BBB", on: economy)
    for state in 0..<3 {
      #expect(
        abs(twice.equilibrium.realIncome[state] - once.equilibrium.realIncome[state]) < 1e-12)
    }
    // A ban that leaks as much as a barrier lets through is that barrier.
    let ban = try run("ban leak=\(1.0 / 243) between=AAA,BBB", on: economy)
    #expect(abs(ban.equilibrium.realIncome[2] - once.equilibrium.realIncome[2]) < 1e-12)
  }

  @Test func `Who isn't named is everybody else`() throws {
    let economy = try economy()
    let baseline = try #require(economy.baseline)
    let cut = try run("ban supplier=CCC leak=0.2", on: economy)
    let test = StressTest(cutting: [2], in: [0], leak: 0.2)
    #expect(cut.counterfactual == test.counterfactual(baseline))
    // Several suppliers trade on among themselves.
    let bloc = try run("ban supplier=BBB,CCC leak=0.2", on: economy)
    #expect(bloc.counterfactual.sourcing[0, 1, 2] == 1)
    #expect(bloc.counterfactual.sourcing[0, 0, 2] == 0.2)
    let all = try run("tariff rate=0.1", on: economy)
    for market in 0..<3 {
      for supplier in 0..<3 {
        let rate = all.counterfactual.tariffs[0, market, supplier]
        #expect(rate == (market == supplier ? 0 : 0.1))
      }
    }
    let alone = try run("autarky state=AAA", on: economy)
    #expect(alone.flows[0, 0, 1] == 0 && alone.flows[0, 1, 0] == 0)
    #expect(alone.flows[0, 1, 2] > 0)
  }

  @Test func `Transfers move income from one to the other`() throws {
    let economy = try economy()
    let moved = try run("transfer from=AAA to=BBB amount=0.01", on: economy)
    #expect(moved.counterfactual.transfers == [-0.01, 0.01, 0])
    #expect(moved.equilibrium.realIncome[0] < 1 && moved.equilibrium.realIncome[1] > 1)
    #expect(moved.sources[.transfers, 1] > 0)
  }

  @Test func `A tariff without sectors is on goods`() throws {
    let economy = try ScenarioLoader().loadEconomy(
      SmallWorld.main,
      from: BundledFiles(
        SmallWorld.bundle(
          SmallWorld.yaml(
            ("name: Services, key: false", "name: Services, goods: false, key: false")))))
    let run = try run("tariff rate=0.5 market=USA supplier=CHN", on: economy)
    let (usa, chn) = (2, 0)
    #expect(run.counterfactual.tariffs[0, usa, chn] == 0.5)
    #expect(run.counterfactual.tariffs[1, usa, chn] == 0)
  }

  @Test(arguments: [
    ("tarif rate=1", "did you mean ‘tariff’?"), ("tariff", "‘tariff’ needs ‘rate’"),
    ("tariff rate=1 rate=2", "‘rate’ is said twice"), ("tariff 0.2", "‘0.2’ is no setting"),
    ("tariff rate=0.1 market=AAD", "did you mean ‘AAA’?"),
    ("ban supplier=AAA market=AAA", "names no two states"),
    ("ban between=AAA,BBB market=CCC", "say ‘between’, or ‘market’ and ‘supplier’"),
    ("capacity factor=0.5", "‘capacity’ needs ‘sector’"),
    ("nash_tariffs between=AAA", "name two states or more"),
    ("rate=0.1", "‘shock’ is missing"),
  ])
  func `A shock that says too little or too much is refused`(
    line: String, message: String
  ) throws {
    let economy = try economy()
    #expect {
      try ScenarioLoader().experiment(shocks: [line], for: economy)
    } throws: {
      "\($0)".contains(message) && "\($0)".hasPrefix("--shock ")
    }
  }

  @Test func `A best tariff at the end of what was tried is told`() throws {
    let economy = try `Literature`.library.loadEconomy("optimal-tariff")
    let bounded = try run("optimal_tariff state=HOM rate_max=0.1", on: economy)
    #expect(bounded.chosen.map(\.rate) == [0.1] && bounded.chosen[0].isHighest)
    let war = try run("nash_tariffs between=HOM,FOR", on: economy)
    #expect(war.chosen.map(\.isNash) == [true, true] && !war.chosen[0].isHighest)
    #expect(abs(war.chosen[0].rate - war.chosen[1].rate) < 1e-5)
  }

  @Test func `What has no equilibrium is told in codes`() throws {
    let economy = try `Literature`.library.loadEconomy("critical-input")
    let failure = #expect(throws: ExperimentFailure.self) {
      try run("capacity factor=0.5 sector=product", on: economy)
    }
    #expect(
      failure?.description.contains("product in DEU") == true, "\(String(describing: failure))")
  }
}
