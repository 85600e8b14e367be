import Foundation
import GRDB
import StatecraftAnalysis
import StatecraftCore
import StatecraftEngine
import StatecraftStore
import StatecraftTestSupport

/// A folder that lasts as long as the value.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-store-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// Batches of the toy scenario, and what is done to their stores.
enum Batches {
  static let scenario = Toy.scenario()
  static let metrics = MetricCatalogue(setting: scenario.setting)
  static let bundle = ScenarioBundle(
    main: "toy.yaml",
    files: [.init(path: "a.csv", text: "x\n1\n"), .init(path: "toy.yaml", text: "name: toy\n")])
  static let producer = Producer(programVersion: "1", gslVersion: "2", platform: "here")

  static func description(
    seed: UInt64 = 3, set: [String] = [], without: [String] = [], producer: Producer = producer
  ) -> BatchDescription {
    var bundle = bundle
    bundle.set = set
    bundle.without = without
    var hash = Digest()
    for text in bundle.files.map(\.text) + set + ["without"] + without { hash.add(text) }
    let scenario = Scenario(
      name: "toy", title: "A toy", setting: scenario.setting, start: scenario.start,
      rulebook: scenario.rulebook, seats: scenario.seats, hash: hash.hexadecimal)
    return BatchDescription(scenario, bundle: bundle, seed: seed, producer: producer)
  }

  /// Plays what isn't there.
  ///
  /// - Returns: how many games were played, and the fingerprint of all runs.
  @discardableResult
  static func play(
    _ path: String, _ description: BatchDescription = description(), runs: UInt64,
    part: (index: UInt64, count: UInt64) = (0, 1), trajectories: Bool = false, jobs: Int = 2
  ) async throws -> (played: Int, digest: Digest) {
    let store = try ResultStore(path: path, for: .writing)
    let kept = try store.batch(description, planned: Int(runs), keepsTrajectories: trajectories)
    let turns = TrajectoryMetrics(metrics.metrics)
    let sample: @Sendable (World) -> [Double] = { turns.select(metrics.values(of: $0)) }
    let batch = Batch(
      scenario, seed: description.seed, replicates: part.index..<runs, step: part.count,
      jobs: jobs, sampling: trajectories ? sample : nil)
    var played = 0
    let summary = try await batch.run(
      recall: { (replicate: UInt64) -> (StoredRun, Digest)? in
        try kept.recall(replicate).map { ($0, $0.digest) }
      },
      measure: { (result: GameResult) -> StoredRun in run(result) },
      keep: { _, run, _ in
        played += 1
        try kept.keep(run)
      },
      reduce: { (_: UInt64, _: StoredRun) -> Batch.Step in .proceed })
    try store.close()
    return (played, summary.digest)
  }

  static func run(_ result: GameResult) -> StoredRun {
    StoredRun(
      replicate: result.replicate, digest: result.digest,
      values: metrics.values(of: result.world),
      trajectory: result.samples.isEmpty ? nil : result.samples)
  }

  static func export(
    _ path: String, _ format: ResultExport.Format = .csv, metrics: [String] = [],
    content: ResultExport.Content = .runs
  ) throws -> String {
    let store = try ResultStore(path: path, for: .reading)
    let export = try ResultExport(
      store, of: try store.batches(), metrics: metrics, content: content, format: format)
    var bytes: [UInt8] = []
    try export.write { bytes += $0 }
    try store.close()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Changes a file behind the store's back.
  static func change(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}

extension Batches {
  /// How many rows a table has.
  static func count(_ path: String, _ table: String) throws -> Int {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
  }
}
