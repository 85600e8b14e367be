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
    discussion: """
      The same scenario and seed give the same results on any number of jobs. Ctrl-C stops within \
      a second and reports the runs that are done.

        statecraft batch small-yard-2023 --runs 1000 --seed 7
        statecraft batch small-yard-2023 --runs 200 --set profiles.USA.r.CHN=0
        statecraft batch small-yard-2023 --runs 200 --without retaliation --json out.json
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(help: "How many games to play.")
  var runs = 1000

  @Option(help: "The master seed; run k of a seed is the same in every batch.")
  var seed: UInt64 = 2023

  @Option(help: "How many games to play at the same time (default: one for each core).")
  var jobs: Int?

  @Option(help: "Also write the results as JSON to this file, or to standard output with ‘-’.")
  var json: String?

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
    try checkWritable()
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let batch = Batch(
      loaded.scenario, seed: seed, replicates: 0..<UInt64(runs), jobs: jobs)
    let runs = runs
    let work = Task { () async throws -> (OutcomeSummary, StatecraftEngine.BatchSummary, Double) in
      var summary = OutcomeSummary(setting: loaded.scenario.setting)
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
          return .proceed
        })
      progress.clear()
      if let (replicate, note) = firstHeld {
        printError(
          "Warning: states held \(grouped(held)) times because they couldn't decide, first "
            + "\(setting.roster.code(note.state)) in turn \(note.turn) of replicate "
            + "\(replicate): \(note.reason)")
      }
      return (summary, result, progress.elapsed)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let (summary, result, elapsed): (OutcomeSummary, StatecraftEngine.BatchSummary, Double)
    do {
      (summary, result, elapsed) = try await work.value
    } catch let error as BatchError {
      throw Failure(.failed, "\(error)")
    }
    let report = BatchReport(
      scenario: loaded.scenario, path: loaded.bundle.main, seed: seed, planned: runs, jobs: jobs,
      summary: summary, digest: result.digest.hexadecimal, elapsed: elapsed)
    if json == "-" {
      FileHandle.standardOutput.write(try report.json())
    } else {
      print(try report.text())
      if let json { try write(try report.json(), to: json) }
    }
    if !result.isComplete {
      throw Failure(
        .failed,
        "Stopped: \(grouped(result.completed)) of \(grouped(runs)) runs are done, and the results "
          + "are theirs.")
    }
  }

  /// A file that can't be written is known before the work, not after it.
  private func checkWritable() throws {
    guard let json, json != "-" else { return }
    let folder = URL(fileURLWithPath: json).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Failure(.usage, "‘\(json)’ can't be written: there is no writable folder ‘\(folder)’.")
    }
  }
}

/// Writes a result file whole or not at all.
func write(_ data: Data, to path: String) throws {
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw Failure(.failed, "‘\(path)’ can't be written: \(error.localizedDescription)")
  }
}
