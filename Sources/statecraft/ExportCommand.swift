internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftStore

/// `statecraft export`: results as tables for other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the results in a store as CSV or JSON Lines.",
    usage: "statecraft export <store> [<options>]",
    discussion: """
      A row a run, with what was set and all that was measured; with ‘--trajectories’ a row a run \
      and turn. The same runs give the same bytes. Several batches in a store come in one table, \
      with a column for each value that was set.

        statecraft export runs.sqlite --list
        statecraft export runs.sqlite --output runs.csv
        statecraft export runs.sqlite --format jsonl --metric gain.USA
        statecraft export runs.sqlite --trajectories --metric gain --output gains.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl
  }

  @Argument(help: "A store.", completion: .file(extensions: ["sqlite"]))
  var store: String

  @Option(help: "How rows are written.")
  var format = Format.csv

  @Option(
    help: ArgumentHelp(
      "Only this metric or family, such as gain.USA or gain; may be repeated.", valueName: "name"))
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only the batch whose identity begins like this; may be repeated.", valueName: "identity"))
  var batch: [String] = []

  @Flag(help: "A row a run and turn instead of a row a run.")
  var trajectories = false

  @Flag(help: "List the batches in the store instead.")
  var list = false

  @Option(
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    do {
      try StorePath.check(self.store, option: "‘export’")
      let store = try ResultStore(path: self.store, for: .reading)
      let all = try store.batches()
      if list {
        show(all)
      } else {
        try write(store, try select(all))
      }
      try store.close()
    } catch let error as StoreError {
      throw Failure(.failed, "\(error)")
    } catch let error as UnknownMetric {
      throw Failure(.usage, "\(error)")
    }
  }

  private func select(_ all: [BatchRecord]) throws -> [BatchRecord] {
    for prefix in batch where !all.contains(where: { $0.description.identity.hasPrefix(prefix) }) {
      throw Failure(
        .usage, "‘\(store)’ has no batch ‘\(prefix)’; ‘--list’ lists those that there are.")
    }
    let selected = all.filter { record in
      batch.isEmpty || batch.contains { record.description.identity.hasPrefix($0) }
    }
    if trajectories, selected.allSatisfy({ $0.trajectories == 0 }) {
      throw Failure(
        .failed,
        "‘\(store)’ keeps no trajectories: run the batch again with ‘--trajectories’, which adds "
          + "them.")
    }
    return selected
  }

  private func write(_ store: ResultStore, _ batches: [BatchRecord]) throws {
    let export = try ResultExport(
      store, of: batches, metrics: metric, content: trajectories ? .trajectories : .runs,
      format: format == .csv ? .csv : .jsonl)
    let file = try output.map { try OutputFile($0, option: "--output") }
    let pieces = try file.map { try $0.begin() } ?? OutputPieces()
    try export.write { try pieces.write($0) }
    try pieces.finish()
  }

  private func show(_ batches: [BatchRecord]) {
    var table = TextTable("lrrl")
    table.add(["Batch", "runs", "seed", "scenario, and what is set"])
    for record in batches {
      let description = record.description
      let words = [description.scenario, description.parameters].filter { !$0.isEmpty }
      table.add([
        description.identity, grouped(record.runs), "\(description.seed)",
        words.joined(separator: " "),
      ])
    }
    print(table.text)
  }
}
