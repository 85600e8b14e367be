internal import ArgumentParser
internal import GSL
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftScenario
internal import StatecraftStore

/// Where the runs of a batch are kept, and which part of them to play.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep every run in this SQLite file, and don't play again what it has.", valueName: "file"))
  var store: String?

  @Flag(help: "With ‘--store’, also keep what is measured after each turn.")
  var trajectories = false

  @Option(
    help: ArgumentHelp(
      "With ‘--store’, play part i of n only, such as 3/8; ‘statecraft merge’ joins them.",
      valueName: "i/n"))
  var shard: Shard?

  func validate() throws {
    guard store == nil else { return }
    if shard != nil {
      throw ValidationError("‘--shard’ needs ‘--store’, so that the parts can be joined.")
    }
    if trajectories { throw ValidationError("‘--trajectories’ needs ‘--store’.") }
  }

  /// What to sample after each turn; nothing without ‘--trajectories’.
  func sampling(_ catalogue: MetricCatalogue) -> (@Sendable (World) -> [Double])? {
    guard trajectories else { return nil }
    let metrics = TrajectoryMetrics(catalogue.metrics)
    return { metrics.select(catalogue.values(of: $0)) }
  }

  /// The batch in its store; nil without ‘--store’.
  func open(_ loaded: LoadedScenario, seed: UInt64, runs: Int) throws -> KeptBatch? {
    guard let path = store else { return nil }
    let description = BatchDescription(
      loaded.scenario, bundle: loaded.bundle, seed: seed,
      producer: Producer(
        programVersion: programVersion, gslVersion: GSL.version, platform: Platform.current))
    try StorePath.check(path, option: "‘--store’", isWritten: true)
    let store = try ResultStore(path: path, for: .writing)
    return KeptBatch(
      store: store,
      batch: try store.batch(description, planned: runs, keepsTrajectories: trajectories))
  }
}

/// A batch whose runs are kept in a store. Used by one task at a time.
final class KeptBatch {
  private let store: ResultStore
  private let batch: StoredBatch
  private var hasFailed = false

  init(store: ResultStore, batch: StoredBatch) {
    self.store = store
    self.batch = batch
  }

  /// Says how many of the runs are there.
  ///
  /// - Returns: how many are going to be played: those that aren't there, and one that is, to see
  ///   that it still comes out the same.
  func announce(_ runs: Batch) throws -> Int {
    let known = try batch.count(of: runs.replicates, step: runs.step)
    guard known > 0 else { return runs.count }
    let left = runs.count - known
    printError(
      "‘\(store.path)’ has "
        + (left == 0
          ? "all of these \(grouped(known)) runs; one is played again as a check."
          : "\(grouped(known)) of these \(grouped(runs.count)) runs: \(grouped(left)) are left, "
            + "and one is played again as a check."))
    return left + 1
  }

  func recall(_ replicate: UInt64) throws -> StoredRun? { try batch.recall(replicate) }

  func keep(_ run: BatchRun) throws {
    guard let stored = run.stored else { return }
    do {
      try batch.keep(stored)
    } catch {
      hasFailed = true
      throw error
    }
  }

  /// What was stored is safe, even if tidying up fails; after a failure that isn't said again.
  func close() {
    do {
      try store.close()
    } catch {
      if !hasFailed { printError("Warning: \(error)") }
    }
  }
}

/// A part of a batch: every so manieth run, so that more runs can be added to every part later.
struct Shard: ExpressibleByArgument {
  /// From 0.
  let index: UInt64
  let count: UInt64

  /// From `i/n` with i from 1 to n.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = UInt64(parts[0]), let count = UInt64(parts[1]),
      (1...1_000_000).contains(count), (1...count).contains(number)
    else { return nil }
    index = number - 1
    self.count = count
  }
}
