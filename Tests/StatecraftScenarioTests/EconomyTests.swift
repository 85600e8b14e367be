import StatecraftCore
import StatecraftEconomy
import StatecraftScenario
import Testing

@Suite struct `An economy alone` {
  private static let head = """
    format: 1
    name: pair
    title: A pair
    """

  private func load(
    _ body: String, files: [String: String] = [:], set: [String] = []
  ) throws -> LoadedEconomy {
    try ScenarioLoader().loadEconomy(
      "pair.yaml", from: Texts(files.merging(["pair.yaml": Self.head + "\n" + body]) { $1 }),
      set: set)
  }

  private func faults(_ body: String, files: [String: String] = [:]) -> [String] {
    do {
      _ = try load(body, files: files)
      return []
    } catch let error as ScenarioFaults {
      return error.faults.map { "\($0.line):\($0.column) \($0.path): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let pair = """
    states: [{code: BBB}, {code: AAA}]
    sectors: [{code: goods, elasticity_theta: 4}, {code: services, elasticity_theta: 6}]
    economy:
      final_shares:
        - {sector: goods, share_of_final_spending: 0.4}
        - {sector: services, share_of_final_spending: 0.6}

    """

  @Test func `Matrices, matrices by sector, rows and tables say the same`() throws {
    let matrices = try load(
      Self.pair + """
          sourcing:
            goods: [[0.8, 0.2], [0.3, 0.7]]
            services: [[0.9, 0.1], [0.05, 0.95]]
        """)
    // The file lists BBB first, and so do its matrices.
    let aaa = try #require(matrices.roster.state("AAA")).index
    let bbb = try #require(matrices.roster.state("BBB")).index
    let baseline = try #require(matrices.baseline)
    #expect(baseline.shares.sourcing[0, bbb, aaa] == 0.2)
    #expect(baseline.shares.sourcing[0, aaa, bbb] == 0.3)
    let rows = [
      "goods,BBB,BBB,0.8", "goods,BBB,AAA,0.2", "goods,AAA,BBB,0.3", "goods,AAA,AAA,0.7",
      "services,BBB,BBB,0.9", "services,BBB,AAA,0.1", "services,AAA,BBB,0.05",
      "services,AAA,AAA,0.95",
    ]
    let table = try load(
      Self.pair + "  sourcing: flows.csv\n",
      files: ["flows.csv": (["sector,market,supplier,share"] + rows).joined(separator: "\n")])
    #expect(table.baseline?.shares == baseline.shares)
    let set = try load(
      Self.pair + "  sourcing: flows.csv\n",
      files: ["flows.csv": (["sector,market,supplier,share"] + rows).joined(separator: "\n")],
      set: [
        "economy.sourcing[goods,BBB,BBB].share=0.6", "economy.sourcing[goods,BBB,AAA].share=0.4",
      ])
    #expect(set.baseline?.shares.sourcing[0, bbb, aaa] == 0.4)
  }

  @Test func `Supply shares are inverted as in a game`() throws {
    let economy = try load(
      """
      states: [{code: AAA, value_added: 60, transfer: 1}, {code: BBB, value_added: 40, transfer: -1}]
      sectors: [{code: goods, elasticity_theta: 4}, {code: services, elasticity_theta: 6}]
      economy:
        residual_sector: services
        supply_shares:
          - {sector: goods, state: AAA, share: 0.3}
          - {sector: goods, state: BBB, share: 0.7}
        final_shares:
          - {sector: goods, share_of_final_spending: 0.4}
          - {sector: services, share_of_final_spending: 0.6}
        frictions:
          - {sector: services, home_bias: 10}
      """)
    let baseline = try #require(economy.baseline)
    #expect(abs(baseline.output[0, 0] - 12) < 1e-6)
    #expect(abs(baseline.valueAdded[0] - 60) < 1e-9)
    #expect(baseline.transfers == [1, -1])
  }

  @Test func `Elasticities and capacities reach the economy`() throws {
    let economy = try load(
      """
      states: [{code: AAA}, {code: BBB}]
      sectors: [{code: ore, elasticity_theta: 4}, {code: steel, elasticity_theta: 6, input_elasticity: 0.2}]
      economy:
        sourcing: {ore: [[0.5, 0.5], [0.5, 0.5]], steel: [[0.9, 0.1], [0.1, 0.9]]}
        recipes:
          - {sector: steel, input: ore, cost_share: 0.3}
          - {sector: steel, input: value_added, cost_share: 0.7}
        final_shares:
          - {sector: ore, share_of_final_spending: 0.1}
          - {sector: steel, share_of_final_spending: 0.9}
        final_elasticity: 0.5
        capacity:
          - {sector: ore, rent_share: 0.4}
          - {sector: ore, state: BBB, rent_share: 0, installed_capacity: 1.5}
      """)
    let shares = try #require(economy.baseline).shares
    #expect(shares.technology.inputElasticities == [1, 0.2])
    #expect(shares.technology.finalElasticities == [0.5, 0.5])
    #expect(shares.technology.rentShares.values == [0.4, 0, 0, 0])
    #expect(shares.technology.installedCapacity.values == [1, 1.5, .infinity, .infinity])
    #expect(abs(shares.valueAdded[0, 0] - 0.6) < 1e-15)
  }

  @Test func `A wide table's states and sectors go by name or code`() throws {
    let csv = """
      country,industry,Z:Alpha.goods,Z:BBB.Things,F:AAA,F:Beta,output
      Beta,goods,2,1,1,6,10
      AAA,Things,1,3,5,1,10
      """
    let body = """
      states: [{code: AAA, name: Alpha}, {code: BBB, name: Beta}]
      sectors: [{code: goods, name: Things}]
      economy: {input_output: table.csv}
      """
    let table = try #require(try load(body, files: ["table.csv": csv]).table)
    #expect(table.intermediate == [1, 3, 2, 1])
    #expect(table.final == [5, 1, 1, 6])
    #expect(
      faults(body, files: ["table.csv": csv.replacing("Beta,goods", with: "Gamma,goods")])
        .contains { $0.contains("‘Gamma’ is no state of this file, by code or name") })
    let wrong = faults(
      body, files: ["table.csv": csv.replacing("Z:BBB.Things", with: "Z:BBB.Thing")])
    #expect(wrong.count == 1)
    #expect(wrong[0].contains("names no industry of this file") && wrong[0].contains("BBB.Things"))
  }

  @Test func `Ten faults are ten messages, each in its place`() {
    let found = faults(
      """
      states:
        - {code: AAA, size: 1, productivty: 1}
        - {code: BBB, size: -1}
      sectors:
        - {code: goods, elasticity_theta: five}
      economy:
        levels:
          iceberg: [[1, 1.5, 1.4], [1.5, 1]]
        residual_sector: goods
      experiments:
        - name: a
          shocks:
            - {shock: iceburg, factor: 2}
            - {shock: tariff, market: AAA}
            - {shock: productivity, factor: 0.5, market: AAA}
      cases:
        - {name: x, set: ["states[AAA].siz=2"]}
      published:
        - {measure: "real_incom[AAA]", value: 1, tolerance: 0}
        - {measure: "share[goods,AAA]", value: 1, tolerance: 0, case: y}
      """)
    #expect(
      found == [
        "5:26 states[0].productivty: there is no key ‘productivty’ here; did you mean "
          + "‘productivity’?",
        "6:23 states[1].size: this is -1; it must be from 1e-12 to 1000000000000000 (factor)",
        "8:37 sectors[0].elasticity_theta: expected a number, found ‘five’",
        "11:15 economy.levels.iceberg[0]: this row has 3 numbers, and there are 2 states that sell",
        "12:20 economy.residual_sector: this has no place beside ‘levels’",
        "16:17 experiments[0].shocks[0].shock: ‘iceburg’ is not among iceberg, ban, autarky, "
          + "tariff, export_tax, productivity, capacity, transfer, final_demand, optimal_tariff, "
          + "nash_tariffs, optimal_export_tax, optimal_control; did you mean ‘iceberg’?",
        "17:17 experiments[0].shocks[1].rate: ‘tariff’ needs ‘rate’",
        "18:52 experiments[0].shocks[2].market: this says nothing about ‘productivity’, which "
          + "knows factor, sector, state, weight_after",
        "20:21 states[AAA].siz: there is no column ‘siz’; did you mean ‘size’?",
        "22:15 published[0].measure: ‘real_incom’ is no measure; did you mean ‘real_income’?",
        "23:15 published[1].measure: write share[s,n,i], with s a sector, n a state, i a supplier",
        "23:65 published[1].case: there is no case ‘y’ in this file; did you mean ‘x’?",
      ])
  }

  @Test(arguments: [
    ("  sourcing: [[1, 0], [0, 1]]", "there are 2 sectors: give a matrix for each"),
    (
      "  sourcing: {goods: [[1, 0]], services: [[1, 0], [0, 1]]}",
      "this has 1 rows, and there are 2"
    ),
    ("  tariffs: {goods: [[0, 0], [0, 0]]}", "say who trades with whom"),
    ("  sourcing: {}\n  levels: {}", "this has no place beside ‘sourcing’"),
    ("  levels: {}", "‘size’ is missing: its labour"),
    ("  supply_shares: []\n  residual_sector: goods", "‘value_added’ is missing: its value added"),
    ("  levels: {}\n  final_elasticity: 2", "beside ‘levels’ recipes and final spending are Cobb-"),
    ("  input_output: {intermediate: [[1]]}", "this has no place beside ‘input_output’"),
  ])
  func `Each kind of mistake is found`(economy: String, message: String) {
    let found = faults(Self.pair + economy)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func `A game refuses what only an economy alone can have`() {
    let faults = SmallWorld.faults(
      SmallWorld.bundle(
        SmallWorld.yaml(("economy:\n", "economy:\n  capacity: [{sector: chips}]\n"))))
    #expect(faults.map(\.path) == ["economy.capacity"])
    #expect(faults.first?.message.hasPrefix("a game can't have installed capacity") == true)
  }

  @Test func `A game answers as its economy, and carries elasticities into its turns`() throws {
    let economy = try ScenarioLoader().loadEconomy(
      SmallWorld.main,
      from: BundledFiles(
        SmallWorld.bundle(
          SmallWorld.yaml(("theta: 4, dual_use", "theta: 4, input_elasticity: 0.5, dual_use")))))
    #expect(economy.game != nil)
    #expect(economy.baseline?.shares.technology.inputElasticities == [0.5, 1])
    #expect(economy.unit == "bn USD")
  }
}
