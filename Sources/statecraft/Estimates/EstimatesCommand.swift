internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftScenario

/// `statecraft estimates`: how good the figures are by which states judge.
struct EstimatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimates",
    abstract: "Hold the figures by which states judge against solved markets.",
    usage: "statecraft estimates <scenario> [<options>]",
    discussion: """
      Draws orders at random in the opening world, of one measure and of two to ten, and sets what \
      is expected of them against what solving the market gives when they are fully in force and \
      nobody answers: the share of signs that are right, the slope of what comes on what is \
      expected, and R² (1 less the squared misses over the squared spread).

        statecraft estimates small-yard-2023
        statecraft estimates small-yard-2023 --orders 200 --seed 7
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(help: "How many orders to draw.")
  var orders = 1000

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 2023

  @OptionGroup var json: JSONOptions

  func validate() throws {
    guard (10...1_000_000).contains(orders) else {
      throw ValidationError("‘--orders’ is from 10 to 1000000, not \(orders).")
    }
  }

  func run() throws {
    let loaded = try source.load()
    let output = try json.open()
    guard let trial = EstimateTrial(loaded, seed: seed) else {
      throw Failure(.usage, "‘\(loaded.scenario.name)’ has no market to be solved.")
    }
    let report = EstimateReport(
      scenario: loaded.scenario, orders: orders, seed: seed,
      results: (0..<orders).compactMap(trial.result))
    try output.write(text: report.text, json: report.json())
  }
}
