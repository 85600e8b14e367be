internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftStore

/// `statecraft batch`: many games that differ in luck, and what they say together.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Play many games of a scenario and print what they say, with intervals.",
    usage: "statecraft batch <scenario> [<options>]",
    discussion: """
      The same scenario and seed give the same results on any number of jobs. Ctrl-C stops within \
      a second and reports the runs that are done; a second Ctrl-C ends at once. With a store the \
      same command goes on from there, even after the program was killed.

        statecraft batch small-yard-2023 --runs 1000 --seed 7
        statecraft batch small-yard-2023 --set profiles.USA.r.CHN=0
        statecraft batch small-yard-2023 --without retaliation
        statecraft batch small-yard-2023 --json out.json
        statecraft batch small-yard-2023 --runs 20000 --until outcome.S3=0.01
        statecraft batch small-yard-2023 --runs 10000 --store runs.sqlite
        statecraft batch small-yard-2023 --injects blockade.yaml
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(help: "How many games to play.")
  var runs = 1000

  @Option(help: "The master seed; run k of a seed is the same in every batch.")
  var seed: UInt64 = 2023

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var json: JSONOptions

  @OptionGroup var precision: PrecisionOptions

  @OptionGroup var storing: StoreOptions

  @OptionGroup var umpire: InjectOptions

  func validate() throws {
    guard (1...100_000_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 1 to 100000000, not \(runs).")
    }
    if let shard = storing.shard, shard.index >= runs {
      throw ValidationError(
        "Part \(shard.index + 1) of \(shard.count) has none of \(runs) runs: ask for fewer parts.")
    }
    if storing.store != nil, umpire.injects != nil {
      throw ValidationError(
        "A store keeps runs of a scenario as it is: give ‘--injects’ or ‘--store’, not both.")
    }
    if storing.shard != nil, !precision.targets.isEmpty {
      throw ValidationError(
        "‘--until’ looks at all runs of a batch, ‘--shard’ plays a part of them: leave one out.")
    }
  }

  func run() async throws {
    let loaded = try source.load()
    let output = try json.open()
    let jobs = jobs.count
    let setting = loaded.scenario.setting
    let catalogue = MetricCatalogue(setting: setting)
    let batch = Batch(
      loaded.scenario, seed: seed,
      replicates: (storing.shard?.index ?? 0)..<UInt64(runs), step: storing.shard?.count ?? 1,
      injects: try umpire.schedule(for: loaded.scenario), jobs: jobs,
      sampling: storing.sampling(catalogue))
    let planned = try precision.watch(setting, runs: batch.count)
    let (runs, seed, storing) = (runs, seed, storing)
    typealias Result = (
      OutcomeSummary, OutcomeWatch?, StatecraftEngine.BatchSummary, Work, [String]
    )
    let work = Task { () async throws -> Result in
      let kept = try storing.open(loaded, seed: seed, runs: runs)
      defer { kept?.close() }
      var watch = planned
      var summary = OutcomeSummary(
        setting: setting, level: watch?.watch.plan.nominalLevel ?? 0.95)
      var progress = ProgressLine(total: try kept?.announce(batch) ?? batch.count)
      var held = 0
      var firstHeld: String?
      var played = 0
      var variety = RunVariety()
      let result = try await batch.run(
        recall: { replicate in
          try kept?.recall(replicate).map { (BatchRun($0, catalogue), $0.digest) }
        },
        measure: { BatchRun($0, catalogue, setting: setting, storing: storing.store != nil) },
        keep: { _, run, _ in try kept?.keep(run) },
        progress: {
          played = $0
          progress.show($0)
        },
        reduce: { _, run in
          summary.add(run.outcome)
          variety.add(run.digest)
          held += run.held
          firstHeld = firstHeld ?? run.note
          return try watch?.add(run.outcome) == true ? .stop : .proceed
        })
      progress.clear()
      if let firstHeld {
        printError(
          "Warning: states held \(grouped(held)) times because they couldn't decide, first "
            + firstHeld)
      }
      let spent = Work(played: played, elapsed: progress.elapsed)
      // Who stopped a batch wants its results, and no more games.
      let notes =
        Task.isCancelled || result.completed == 0
        ? []
        : try await LuckNotes.sentences(
          variety, of: batch.scenario, seed: seed,
          replicates: stride(
            from: batch.replicates.lowerBound, to: batch.replicates.upperBound,
            by: Int(batch.step)
          ).prefix(result.completed), injects: batch.injects,
          unmoved: batch.scenario.setting.game != nil
            ? []
            : try batch.scenario.setting.roster.states.filter {
              try summary.gain(of: $0).interval?.halfWidth == 0
            })
      return (summary, watch, result, spent, notes)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let (summary, watch, result, spent, notes): Result
    do {
      (summary, watch, result, spent, notes) = try await work.value
    } catch let error as StoreError {
      throw Failure(.failed, "\(error)")
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
      scenario: loaded.scenario, path: loaded.bundle.main, seed: seed, planned: batch.count,
      shard: storing.shard, jobs: jobs, summary: summary, digest: result.digest.hexadecimal,
      work: spent, watch: watch, notes: notes, bars: .preferred)
    try output.write(text: report.text(), json: report.json())
    if !result.isComplete, watch?.watch.isReached != true {
      throw Failure(
        .failed,
        "Stopped: \(grouped(result.completed)) of \(grouped(batch.count)) runs are done, and the "
          + "results are theirs."
          + (storing.store == nil ? "" : " The same command goes on from there."))
    }
  }
}
