internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine

/// `statecraft batch`: many games that differ in luck, and what they say together.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Play many games of a scenario and print what they say, with intervals.",
    usage: "statecraft batch <scenario> [<options>]",
    discussion: """
      The same scenario and seed give the same results on any number of jobs. Ctrl-C stops within \
      a second and reports the runs that are done; a second Ctrl-C ends at once.

        statecraft batch small-yard-2023 --runs 1000 --seed 7
        statecraft batch small-yard-2023 --set profiles.USA.r.CHN=0
        statecraft batch small-yard-2023 --without retaliation
        statecraft batch small-yard-2023 --json out.json
        statecraft batch small-yard-2023 --runs 20000 --until outcome.S3=0.01
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(help: "How many games to play.")
  var runs = 1000

  @Option(help: "The master seed; run k of a seed is the same in every batch.")
  var seed: UInt64 = 2023

  @Option(help: "How many games to play at the same time (default: one for each core).")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Also write the results as JSON to this file; ‘-’ prints JSON instead of tables.",
      valueName: "file"))
  var json: String?

  @OptionGroup var precision: PrecisionOptions

  func validate() throws {
    guard (1...100_000_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 1 to 100000000, not \(runs).")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("‘--jobs’ is from 1 to 1024, not \(jobs).")
    }
  }

  func run() async throws {
    let loaded = try source.load()
    let file = try json.flatMap { try $0 == "-" ? nil : OutputFile($0, option: "--json") }
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let batch = Batch(
      loaded.scenario, seed: seed, replicates: 0..<UInt64(runs), jobs: jobs)
    let runs = runs
    let planned = try precision.watch(loaded.scenario.setting, runs: runs)
    typealias Result = (OutcomeSummary, OutcomeWatch?, StatecraftEngine.BatchSummary, Double)
    let work = Task { () async throws -> Result in
      var watch = planned
      var summary = OutcomeSummary(
        setting: loaded.scenario.setting, level: watch?.watch.plan.nominalLevel ?? 0.95)
      var progress = ProgressLine(total: runs)
      var held = 0
      var firstHeld: (replicate: UInt64, note: SeatNote)?
      let setting = loaded.scenario.setting
      let result = try await batch.run(
        measure: { (RunOutcome(of: $0.world, setting: setting), $0.notes) },
        progress: { progress.show($0) },
        reduce: { replicate, run in
          summary.add(run.0)
          held += run.1.count
          if firstHeld == nil, let note = run.1.first { firstHeld = (replicate, note) }
          return try watch?.add(run.0) == true ? .stop : .proceed
        })
      progress.clear()
      if let (replicate, note) = firstHeld {
        printError(
          "Warning: states held \(grouped(held)) times because they couldn't decide, first "
            + "\(setting.roster.code(note.state)) in turn \(note.turn) of replicate "
            + "\(replicate): \(note.reason)")
      }
      return (summary, watch, result, progress.elapsed)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let (summary, watch, result, elapsed): Result
    do {
      (summary, watch, result, elapsed) = try await work.value
    } catch let error as BatchError {
      throw Failure(
        .failed,
        "\(error)\n‘statecraft run’ with ‘--seed \(seed) --replicate \(error.replicate)’ tells "
          + "how it came to that.")
    }
    guard result.completed > 0 else {
      throw Failure(.failed, "Stopped before a run was done: there are no results.")
    }
    let report = BatchReport(
      scenario: loaded.scenario, path: loaded.bundle.main, seed: seed, planned: runs, jobs: jobs,
      summary: summary, digest: result.digest.hexadecimal, elapsed: elapsed,
      watch: watch, bars: .preferred)
    if json == "-" {
      print(String(decoding: try report.json(), as: UTF8.self), terminator: "")
    } else {
      print(try report.text())
      if let file { try file.write(report.json()) }
    }
    if !result.isComplete, watch?.watch.isReached != true {
      throw Failure(
        .failed,
        "Stopped: \(grouped(result.completed)) of \(grouped(runs)) runs are done, and the results "
          + "are theirs.")
    }
  }
}
