import Foundation
import StatecraftEconomy
import Testing

/// Published models by their own data, which lie beside the project; cut-down worlds of the same
/// kind are in `Scenarios/literature/campos-2023` and `caliendo-2015`, and always tested.
struct PublishedModelTests {
  // MARK: - Campos, Estefanía-Flores, Furceri and Timini (2023)

  @Test(
    .enabled(if: SharedData.has("campos-2023"), "The data of Campos and others aren't at hand."),
    arguments: [1, 3])
  func `All numbers of 151 states come out as Campos and others publish them`(
    scenario: Int
  ) throws {
    let world = try Campos()
    var change = Counterfactual(world.baseline)
    Closure.proportional.close(&change)
    for row in try SharedData.rows("campos-2023/tau_hat.csv") {
      let supplier = try #require(world.index[row["iso_o"] ?? ""])
      let market = try #require(world.index[row["iso_d"] ?? ""])
      let barrier = row.number("tau_hat_\(scenario)")
      change.sourcing[0, market, supplier] *= barrier.raised(-Campos.elasticity)
    }
    let solver = EquilibriumSolver(tolerance: 1e-12)
    let equilibrium = try solver.solve(world.baseline, change)
    let welfare = world.welfare(equilibrium)
    // Their totals are in units of states' mean income over its start, ours of world value added.
    var flows = FlowTable(sectors: 1, states: world.codes.count, repeating: 0)
    solver.writeFlows(into: &flows)
    let earned = equilibrium.valueAdded(world.baseline)
    let numeraire =
      zip(earned, world.baseline.valueAdded).reduce(0) { $0 + $1.0 / $1.1 } / Double(earned.count)
    let trade = world.trade(flows, in: numeraire)
    var compared = 0
    for row in try SharedData.rows("campos-2023/fragmentation_\(scenario).csv") {
      let state = try #require(world.index[row["iso"] ?? ""])
      #expect(abs(100 * (welfare[state] - 1) - row.number("Welfare")) < 1e-9, "\(row)")
      for bloc in Campos.blocs {
        let change = trade(of: [state], with: world.members(of: bloc), bothWays: true)
        #expect(abs(change - row.number(bloc)) < 2e-9, "\(row)")
      }
      let all = trade(of: [state], with: Array(world.codes.indices), bothWays: true)
      #expect(abs(all - row.number("Trade")) < 2e-9, "\(row)")
      // Output is what is supplied: the real price to the power ψ.
      let output = 100 * (welfare[state].raised(Campos.supply / (1 + Campos.supply)) - 1)
      #expect(abs(output - row.number("Output")) < 1e-9, "\(row)")
      compared += 1
    }
    #expect(compared == 151)
    for row in try SharedData.rows("campos-2023/fragmentation_blocs_\(scenario).csv") {
      for bloc in Campos.blocs {
        let change = trade(
          of: world.members(of: row["Bloc"] ?? ""), with: world.members(of: bloc), bothWays: false)
        #expect(abs(change - row.number(bloc)) < 1e-9, "\(row)")
        compared += 1
      }
    }
    #expect(compared == 160)
  }

  private struct Campos {
    static let elasticity = 3.8
    static let supply = 1.2397891963109358
    static let blocs = ["Western", "Eastern", "Neutral"]
    private let bloc: [String]
    let codes: [String]
    let index: [String: Int]
    let baseline: Baseline

    init() throws {
      let rows = try SharedData.rows("campos-2023/trade_2019.csv", separator: ";")
      let codes = Set(rows.compactMap { $0["iso_o"] }).sorted()
      let index = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
      let count = codes.count
      var trade = [Double](repeating: 0, count: count * count)
      for row in rows {
        let (market, supplier) = (index[row["iso_d"] ?? ""], index[row["iso_o"] ?? ""])
        trade[(market ?? 0) * count + (supplier ?? 0)] = row.number("trade")
      }
      let spent = (0..<count).map { market in
        (0..<count).reduce(0) { $0 + trade[market * count + $1] }
      }
      let earned = (0..<count).map { supplier in
        (0..<count).reduce(0) { $0 + trade[$1 * count + supplier] }
      }
      var technology = Technology(sectors: 1, states: count)
      technology.labourSupply = Array(repeating: Self.supply, count: count)
      baseline = try Baseline(
        shares: TradeShares(
          sourcing: FlowTable(sectors: 1, states: count) {
            trade[$1 * count + $2] / spent[$1]
          },
          finalSpending: SectorTable(sectors: 1, states: count, repeating: 1),
          valueAdded: SectorTable(sectors: 1, states: count, repeating: 1),
          recipes: RecipeTable(sectors: 1, states: count), elasticities: [Self.elasticity],
          tariffs: FlowTable(sectors: 1, states: count, repeating: 0), technology: technology),
        valueAdded: earned, transfers: zip(spent, earned).map { $0 - $1 })
      (self.codes, self.index) = (codes, index)
      let sides = try SharedData.rows("campos-2023/def_blocs.csv", separator: ";")
      let blocs = Dictionary(
        uniqueKeysWithValues: sides.map { ($0["iso"] ?? "", $0["bloc"] ?? "") })
      bloc = codes.map { blocs[$0] ?? "" }
    }

    func members(of name: String) -> [Int] { bloc.indices.filter { bloc[$0] == name } }

    /// The change of sales in % of some to others, and back, in units of a numeraire.
    struct Trade {
      let before: [Double]
      let after: [Double]
      let count: Int

      func callAsFunction(of some: [Int], with others: [Int], bothWays: Bool) -> Double {
        var (start, end) = (0.0, 0.0)
        for one in some {
          for other in others where other != one {
            for (market, supplier) in [(other, one), (one, other)].prefix(bothWays ? 2 : 1) {
              start += before[market * count + supplier]
              end += after[market * count + supplier]
            }
          }
        }
        return 100 * (end / start - 1)
      }
    }

    func trade(_ flows: FlowTable, in numeraire: Double) -> Trade {
      let count = codes.count
      return Trade(
        before: (0..<count * count).map {
          baseline.flow(sector: 0, market: $0 / count, supplier: $0 % count)
        }, after: flows.values.map { $0 / numeraire }, count: count)
    }

    /// (p/P)^(1+ψ): real earnings over those at the start.
    func welfare(_ equilibrium: Equilibrium) -> [Double] {
      let prices = equilibrium.basketPrices(baseline)
      let earned = equilibrium.valueAdded(baseline)
      return codes.indices.map { earned[$0] / baseline.valueAdded[$0] / prices[$0] }
    }

  }

  // MARK: - Caliendo and Parro (2015)

  @Test(
    .enabled(
      if: SharedData.has("caliendo-parro-2015"), "The data of Caliendo and Parro aren't at hand."),
    arguments: [true, false])
  func `NAFTA is as in Caliendo and Parro, by their formula and exactly`(
    isBalanced: Bool
  ) throws {
    let data = try Nafta()
    let baseline = try Baseline(
      balancing: data.shares, valueAdded: data.valueAdded,
      transfers: isBalanced ? data.deficits.map { _ in 0 } : data.deficits)
    var change = Counterfactual(baseline)
    change.tariffs = data.tariffsAfter
    let solver = EquilibriumSolver(tolerance: 1e-12)
    let equilibrium = try solver.solve(baseline, change)
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    let linear = LinearWelfare(baseline, change, equilibrium, flows: flows)
    let prices = equilibrium.basketPrices(baseline)
    let expected: [(state: String, wage: Double, terms: Double, volume: Double, sum: Double)] =
      isBalanced
      ? [
        ("Mexico", 1.7153229, -0.4118, 1.7239, 1.3121),
        ("Canada", 0.3228290, -0.1081, 0.0443, -0.0638),
        ("USA", 0.1124428, 0.0435, 0.0412, 0.0848),
      ]
      : [
        ("Mexico", 1.6405, -0.4145, 1.5888, 1.1743),
        ("Canada", 0.3341, -0.0801, 0.0396, -0.0405),
        ("USA", 0.1178, 0.0462, 0.0388, 0.0850),
      ]
    for row in expected {
      let state = try #require(data.states.firstIndex(of: row.state))
      let wage = 100 * (equilibrium.wages[state] / prices[state] - 1)
      #expect(abs(wage - row.wage) < (isBalanced ? 5e-6 : 5e-5))
      #expect(abs(100 * linear.terms[state] - row.terms) < 5.1e-5)
      #expect(abs(100 * linear.volume[state] - row.volume) < 5.1e-5)
      #expect(abs(100 * (linear.terms[state] + linear.volume[state]) - row.sum) < 5.1e-5)
    }
    guard isBalanced else { return }
    // What the formula says is no change of real income.
    for (state, exact) in [("Mexico", 0.0073), ("Canada", -0.1101), ("USA", 0.0741)] {
      let state = try #require(data.states.firstIndex(of: state))
      #expect(abs(100 * (equilibrium.realIncome[state] - 1) - exact) < 5.1e-5)
    }
  }

  private struct Nafta {
    let states: [String]
    let shares: TradeShares
    let valueAdded: [Double]
    let deficits: [Double]
    let tariffsAfter: FlowTable

    init() throws {
      let folder = "caliendo-parro-2015/"
      let theta = try SharedData.rows(folder + "theta.csv")
      let deficit = try SharedData.rows(folder + "deficit.csv")
      let sectors = theta.map { $0["sector"] ?? "" }
      let states = deficit.map { $0["region"] ?? "" }
      func sector(_ row: [String: String], _ column: String = "sector") -> Int {
        sectors.firstIndex(of: row[column] ?? "") ?? 0
      }
      func state(_ row: [String: String], _ column: String = "region") -> Int {
        states.firstIndex(of: row[column] ?? "") ?? 0
      }
      let (count, size) = (sectors.count, states.count)
      var spending = FlowTable(sectors: count, states: size, repeating: 0)
      var (tariffs, after) = (spending, spending)
      for row in try SharedData.rows(folder + "trade.csv.gz") {
        let (sector, market) = (sector(row), state(row, "importer"))
        let supplier = state(row, "exporter")
        tariffs[sector, market, supplier] = row.number("tariff_bln")
        after[sector, market, supplier] = row.number("tariff_cfl")
        spending[sector, market, supplier] =
          row.number("value") * (1 + row.number("tariff_bln"))
      }
      var added = SectorTable(sectors: count, states: size, repeating: 0)
      var final = added
      var used = RecipeTable(sectors: count, states: size)
      for row in try SharedData.rows(folder + "value_added.csv") {
        added[sector(row), state(row)] = row.number("value")
      }
      for row in try SharedData.rows(folder + "final_consumption.csv") {
        final[sector(row), state(row)] = row.number("value")
      }
      // One of 49,600 inputs is below nothing, by 0.06 % of its buyer's output; it counts as nothing
      // here, which moves real wages in the sixth digit.
      for row in try SharedData.rows(folder + "intermediate_consumption.csv.gz") {
        used[sector: sector(row), input: sector(row, "input"), state: state(row)] =
          max(0, row.number("value"))
      }
      let (value, inputs, bought) = (added, used, spending)
      func output(_ sector: Int, _ state: Int) -> Double {
        (0..<count).reduce(value[sector, state]) {
          $0 + inputs[sector: sector, input: $1, state: state]
        }
      }
      shares = TradeShares(
        sourcing: FlowTable(sectors: count, states: size) { sector, market, supplier in
          bought[sector, market, supplier]
            / (0..<size).reduce(0) { $0 + bought[sector, market, $1] }
        },
        finalSpending: SectorTable(sectors: count, states: size) { sector, state in
          final[sector, state] / (0..<count).reduce(0) { $0 + final[$1, state] }
        },
        valueAdded: SectorTable(sectors: count, states: size) {
          value[$0, $1] / output($0, $1)
        },
        recipes: RecipeTable(sectors: count, states: size) { sector, input, state in
          inputs[sector: sector, input: input, state: state] / output(sector, state)
        }, elasticities: theta.map { $0.number("value") }, tariffs: tariffs)
      self.states = states
      tariffsAfter = after
      deficits = deficit.map { $0.number("D") }
      valueAdded = (0..<size).map { state in (0..<count).reduce(0) { $0 + value[$1, state] } }
    }
  }
}
