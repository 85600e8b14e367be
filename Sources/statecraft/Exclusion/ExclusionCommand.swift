internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine

/// `statecraft exclusion`: the rival's exclusion by either yardstick.
struct ExclusionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exclusion",
    abstract:
      "Measure the rival's exclusion against the start and against a world without controls.",
    usage: "statecraft exclusion <scenario> [<options>]",
    discussion: """
      Each run has a twin with the same luck in which no export control, import restriction or \
      change of tariff comes into force, and those of the start are lifted. Against the start, \
      exclusion says what has changed since; against the twin, what controls do. It takes twice \
      the time of a batch.

        statecraft exclusion small-yard-2023 --runs 200
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(help: "How many pairs of games to play.")
  var runs = 200

  @Option(help: "The master seed.")
  var seed: UInt64 = 2023

  @OptionGroup var jobs: JobsOptions
  @OptionGroup var json: JSONOptions

  func validate() throws {
    guard (1...100_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 1 to 100000, not \(runs).")
    }
  }

  func run() async throws {
    let scenario = try source.load().scenario
    guard scenario.setting.game == nil else {
      throw Failure(.usage, "‘\(scenario.name)’ has no economy, so nobody is excluded in it.")
    }
    let output = try json.open()
    let (runs, seed, jobs) = (runs, seed, jobs.count)
    let task = Task {
      try await ExclusionPairs(scenario).play(runs: runs, seed: seed, jobs: jobs)
    }
    let interruption = Interruption { task.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    do {
      let report = ExclusionReport(
        scenario: scenario, runs: runs, seed: seed, pairs: try await task.value)
      try output.write(text: report.text, json: report.json())
    } catch is CancellationError {
      throw Failure(.failed, "Stopped before all pairs were played: there are no results.")
    } catch let error as BatchError {
      throw Failure(.failed, "\(error)")
    }
  }
}
