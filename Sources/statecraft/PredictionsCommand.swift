internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftScenario

/// `statecraft predictions`: what the literature foretells, against games.
struct PredictionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predictions",
    abstract: "Hold what the literature foretells against games.",
    usage: "statecraft predictions [<id> ...] [<options>]",
    discussion: """
      Each prediction is a file: what is played, what is measured, and within which bounds it has \
      to be. Variants share their luck, run by run. A prediction is confirmed when the whole \
      interval of each of its tests is within the bounds, contradicted when that of one is \
      outside, and undecided otherwise; intervals are corrected for the number of tests that are \
      looked at together. Without an id, and without ‘--all’, the predictions are listed.

        statecraft predictions
        statecraft predictions P4-07 --runs 400
        statecraft predictions --all --csv verdicts.csv
        statecraft predictions ./mine.yaml --set rules.trade.leakage=0
      """)

  @Argument(
    help: "The ids of predictions, or the paths of their files.",
    completion: .file(extensions: ["yaml"]))
  var ids: [String] = []

  @Flag(help: "Take all predictions of the library.")
  var all = false

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set a value in all that is played.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(help: "How many games to play of each variant.")
  var runs = 200

  @Option(help: "The master seed.")
  var seed: UInt64 = 2023

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var json: JSONOptions

  @Option(
    help: ArgumentHelp(
      "Also write the results as CSV to this file, a row for each test.", valueName: "file"))
  var csv: String?

  func validate() throws {
    guard (2...1_000_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 2 to 1000000, not \(runs).")
    }
    if all, !ids.isEmpty {
      throw ValidationError("Give ids, or ‘--all’, not both.")
    }
  }

  func run() async throws {
    let predictions = try read()
    guard all || !ids.isEmpty else {
      print(PredictionsReport.list(predictions))
      return
    }
    let output = try json.open()
    let csvFile = try csv.map { try OutputFile($0, option: "--csv") }
    let plan = try PredictionPlan(predictions, overrides: overrides)
    let work = Task { () async throws -> [[PairedSum]] in
      var progress = ProgressLine(total: runs * plan.sides.count)
      defer { progress.clear() }
      return try await plan.play(runs: runs, seed: seed, jobs: jobs.count) { progress.show($0) }
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let sums = try await work.value
    let report = try PredictionsReport(predictions, sums: sums, runs: runs, seed: seed)
    try output.write(text: report.text, json: try report.json())
    try csvFile?.write(Data(report.csv.utf8))
  }

  /// Those that are asked for; all of the library when none are.
  private func read() throws -> [Prediction] {
    var faults: [String] = []
    var predictions: [Prediction] = []
    for id in ids.isEmpty ? ScenarioLibrary.ours.predictionIDs : ids {
      do throws(ScenarioFaults) {
        predictions.append(try ScenarioLibrary.ours.prediction(id))
      } catch {
        faults.append(error.summary)
      }
    }
    guard faults.isEmpty else { throw Failure(.faultyScenario, faults.joined(separator: "\n")) }
    return predictions
  }
}
