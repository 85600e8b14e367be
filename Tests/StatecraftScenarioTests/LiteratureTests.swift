import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

/// Every file below `Scenarios/literature` reproduces what it says was published.
@Suite struct `Literature` {
  static let library = ScenarioLibrary(
    root: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path)

  static let economies: [ScenarioLibrary.Entry] = library.entries().filter {
    $0.kind == .economy && $0.path.hasPrefix("Scenarios/literature/")
  }

  @Test func `The classics of the trade economy are here`() {
    #expect(
      Set(Self.economies.map(\.name)).isSuperset(of: [
        "gains-from-trade", "three-countries", "optimal-tariff", "leather", "two-sectors",
        "critical-input", "oil-shock",
      ]))
  }

  @Test(arguments: economies.map(\.name))
  func `A file's published numbers come out`(name: String) throws {
    let economy = try Self.library.loadEconomy(name)
    let literature = try #require(economy.experimentSet.literature)
    #expect(!literature.source.isEmpty && !literature.claim.isEmpty)
    let comparisons = economy.compareWithPublished()
    #expect(comparisons.count == economy.experimentSet.published.count && !comparisons.isEmpty)
    for comparison in comparisons {
      #expect(
        comparison.agrees,
        "\(comparison.row.measure): \(comparison.ours ?? .nan), published \(comparison.row.value)")
    }
  }

  @Test func `A number that is off is told`() throws {
    let economy = try Self.library.loadEconomy(
      "gains-from-trade", set: ["sectors[goods].elasticity_theta=6"])
    let agreeing = economy.compareWithPublished().filter(\.agrees).compactMap(\.row.variant)
    // Two cases set the elasticity themselves.
    #expect(agreeing == ["theta-10", "open-theta-10"])
  }
}

/// Other numbers in the same files need no code, and come out as formulas say.
@Suite struct `Variants of the classics` {
  private func measure(
    _ text: String, of name: String, after experiment: String? = nil, set: [String] = []
  ) throws -> Double {
    let economy = try `Literature`.library.loadEconomy(name, set: set)
    var measures = try EconomyMeasures(
      economy, after: experiment.map { try #require(economy.experimentSet.experiment($0)) })
    return try measures.value(
      of: try #require(ScenarioLoader().measures([text], for: economy).first))
  }

  @Test(arguments: [(0.5, 3.0), (0.99, 8.28), (0.61, 1.2)])
  func `Gains from trade are one minus λ to the one over θ`(home: Double, theta: Double) throws {
    let loss = try measure(
      "real_income_loss_percent[HOM]", of: "gains-from-trade", after: "autarky",
      set: [
        "economy.sourcing=[[\(home), \(1 - home)], [\(1 - home), \(home)]]",
        "sectors[goods].elasticity_theta=\(theta)",
      ])
    let expected = 100 * (1 - pow(home, 1 / theta))
    #expect(abs(loss - expected) < 1e-9)
  }

  @Test(arguments: [(0.02, 3.0, 1.1), (4.0, 6.5, 1.7)])
  func `The best tariff is one over θ times the other's home share`(
    size: Double, theta: Double, barrier: Double
  ) throws {
    let set = [
      "states[HOM].size=\(size)", "sectors[goods].elasticity_theta=\(theta)",
      "economy.levels.iceberg=[[1, \(barrier)], [\(barrier), 1]]",
    ]
    let rate = try measure(
      "optimal_tariff[HOM]", of: "optimal-tariff", after: "best", set: set)
    let home = try measure("share[goods,FOR,FOR]", of: "optimal-tariff", after: "best", set: set)
    #expect(abs(rate * theta * home - 1) < 1e-4)
  }

  @Test(arguments: [(0.1, 0.3, 0.25), (0.3, 2.5, 0.5), (0.02, 0.0, 0.05), (0.2, 1.0, 0.4)])
  func `A critical input's cut costs what the CES function says`(
    share: Double, elasticity: Double, cut: Double
  ) throws {
    let loss = try measure(
      "real_income_loss_percent[DEU]", of: "critical-input", after: "cut",
      set: [
        "sectors[product].input_elasticity=\(elasticity)",
        "economy.recipes[product,value_added].cost_share=\(1 - share)",
        "economy.recipes[product,energy].cost_share=\(share)",
        "experiments[cut].shocks[0].factor=\(1 - cut)",
      ])
    let output: Double
    switch elasticity {
    case 0: output = 1 - cut
    case 1: output = pow(1 - cut, share)
    default:
      let power = (elasticity - 1) / elasticity
      output = pow(share * pow(1 - cut, power) + 1 - share, 1 / power)
    }
    #expect(abs(loss - 100 * (1 - output)) < 1e-9)
  }

  @Test func `Domar weights and shocks of other sizes are weighed alike`() throws {
    let set = [
      "economy.recipes[product,value_added].cost_share=0.9",
      "economy.recipes[product,oil].cost_share=0.1",
      "experiments[observed].shocks[0].factor=0.5",
      "experiments[observed].shocks[0].weight_after=0.3",
    ]
    let first = try measure(
      "first_order_percent", of: "oil-shock", after: "observed", set: set)
    let second = try measure(
      "second_order_percent", of: "oil-shock", after: "observed", set: set)
    #expect(abs(first - 10 * log(0.5)) < 1e-9)
    #expect(abs(second - 20 * log(0.5)) < 1e-9)
  }

  @Test func `A table of another size is solved`() throws {
    let file = """
      format: 1
      name: three
      title: Three sectors
      states: [{code: ECO}]
      sectors: [{code: a}, {code: b}, {code: c}]
      economy:
        input_output:
          intermediate: [[10, 20, 0], [5, 0, 30], [0, 40, 10]]
          final: [70, 165, 50]
      experiments:
        - name: more
          shocks: [{shock: final_demand, sector: c, amount: 80}]
      """
    let economy = try ScenarioLoader().loadEconomy("t.yaml", from: Texts(["t.yaml": file]))
    var measures = try EconomyMeasures(economy, after: economy.experimentSet.experiments[0])
    let found = try ["a", "b", "c"].map { sector in
      try measures.value(
        of: try #require(ScenarioLoader().measures(["output[\(sector),ECO]"], for: economy).first))
    }
    // x = A x + f with the old input coefficients.
    let a = [[0.1, 0.1, 0], [0.05, 0, 0.3], [0, 0.2, 0.1]]
    let demand = [70.0, 165, 80]
    for row in 0..<3 {
      let needed = (0..<3).reduce(demand[row]) { $0 + a[row][$1] * found[$1] }
      #expect(abs(found[row] - needed) < 1e-9)
    }
  }
}

/// Files in memory.
struct Texts: FileSource {
  let texts: [String: String]

  init(_ texts: [String: String]) { self.texts = texts }

  func text(of path: String) throws(FileSourceError) -> String {
    guard let text = texts[path] else {
      // The error is the library's own, as nobody else can make one.
      return try DiskFiles(folders: []).text(of: path)
    }
    return text
  }

  func displayName(of path: String) -> String { path }
}
