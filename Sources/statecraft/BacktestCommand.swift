internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftScenario

/// `statecraft backtest`: a scenario's games against dated facts of history.
struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Score a scenario's games against dated facts: who did what by when.",
    usage: "statecraft backtest <scenario> <facts> [<options>]",
    discussion: """
      Facts are a table: who, what, by which date, whether it happened, and who says so. The \
      model's probability of each is the share of runs in which it came about; the Brier score \
      holds it against history, and against two who foretell without a model: nothing ever \
      happens, everything happens at once. Facts to 30 September 2023 are calibration, later ones \
      validation. A turn is a year, so dates count by their year.

        statecraft backtest small-yard-2023 controls --set start_year=2019
        statecraft backtest small-yard-2023 controls --set start_year=2019 \
          --injects Scenarios/backtest/war-of-2022.yaml
        statecraft backtest small-yard-2023 controls --runs 200 --json scores.json
        statecraft backtest my.yaml my-facts.csv --memory --without retaliation
      """)

  @OptionGroup var source: ScenarioOptions

  @Argument(
    help: "The name of a table in Scenarios/backtest, or the path of a CSV file.",
    completion: .file(extensions: ["csv"]))
  var facts: String

  @Flag(help: "Score facts from memory too, which nobody has checked.")
  var memory = false

  @Option(help: "How many games to play.")
  var runs = 1000

  @Option(help: "The master seed; run k of a seed is the same in every batch.")
  var seed: UInt64 = 2023

  @OptionGroup var injecting: InjectOptions

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var json: JSONOptions

  func validate() throws {
    guard (1...100_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 1 to 100000, not \(runs).")
    }
  }

  func run() async throws {
    let output = try json.open()
    let loaded = try source.load()
    let scenario = loaded.scenario
    let facts: [DatedFact]
    do {
      facts = try ScenarioLibrary.ours.datedFacts(self.facts, for: scenario.setting)
    } catch {
      throw Failure(.faultyScenario, error.summary)
    }
    let jobs = jobs.count
    let ledger = try FactLedger(facts, scenario: scenario, usesMemory: memory)
    let batch = Batch(
      scenario, seed: seed, replicates: 0..<UInt64(runs),
      injects: try injecting.schedule(for: scenario), jobs: jobs, sampling: ledger.sampling)
    let work = Task { () async throws -> (FirstTurns, BatchSummary, Int) in
      var firsts = FirstTurns(events: ledger.scored.count, turns: scenario.setting.turns)
      var progress = ProgressLine(total: batch.count)
      defer { progress.clear() }
      var held = 0
      let summary = try await batch.run(
        measure: { (ledger.firstTurns(in: $0.samples), $0.notes.count) },
        progress: { progress.show($0) },
        reduce: { _, run in
          firsts.add(run.0)
          held += run.1
          return .proceed
        })
      return (firsts, summary, held)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let (firsts, summary, held): (FirstTurns, BatchSummary, Int)
    do {
      (firsts, summary, held) = try await work.value
    } catch let error as BatchError {
      throw Failure(
        .failed,
        "\(error)\n‘statecraft run’ with ‘--seed \(seed) --replicate \(error.replicate)’ tells "
          + "how it came to that.")
    }
    guard summary.completed > 0 else {
      throw Failure(.failed, "Stopped before a run was done: there are no results.")
    }
    if held > 0 {
      printError("Warning: states held \(grouped(held)) times because they couldn't decide.")
    }
    let report = try BacktestReport(
      scenario: scenario, ledger: ledger, file: self.facts, seed: seed,
      test: BackTest(ledger.outcomes, runs: firsts, seed: seed),
      digest: summary.digest.hexadecimal)
    try output.write(text: report.text(), json: report.json())
    if !summary.isComplete {
      throw Failure(
        .failed,
        "Stopped: \(grouped(summary.completed)) of \(grouped(batch.count)) runs are done, and the "
          + "results are theirs.")
    }
  }
}
