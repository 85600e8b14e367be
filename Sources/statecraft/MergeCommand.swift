internal import ArgumentParser
internal import Foundation
internal import StatecraftStore

/// `statecraft merge`: parts of batches into one store.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join stores that hold parts of the same batches.",
    usage: "statecraft merge <target> <part> ...",
    discussion: """
      The target is made, or added to. Parts of different batches are refused: the scenario, what \
      is set, the rules, the seed and the program must be the same. What is there already isn't \
      added twice, so joining again does no harm. The last line here prints the whole's report:

        statecraft batch small-yard-2023 --runs 10000 --store 1.sqlite --shard 1/2
        statecraft batch small-yard-2023 --runs 10000 --store 2.sqlite --shard 2/2
        statecraft merge whole.sqlite 1.sqlite 2.sqlite
        statecraft batch small-yard-2023 --runs 10000 --store whole.sqlite
      """)

  @Argument(help: "The store to make or to add to.", completion: .file(extensions: ["sqlite"]))
  var target: String

  @Argument(help: "The stores to join.", completion: .file(extensions: ["sqlite"]))
  var parts: [String]

  func run() throws {
    func place(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    guard !parts.contains(where: { place($0) == place(target) }) else {
      throw Failure(
        .usage, "‘\(target)’ is the target and a part: name it first, and only the parts after it.")
    }
    // Parts that aren't there would be made by opening them.
    for part in parts where !FileManager.default.fileExists(atPath: part) {
      throw Failure(.usage, "‘\(part)’ isn't there.")
    }
    try StorePath.check(target, option: "‘merge’", isWritten: true)
    for part in parts { try StorePath.check(part, option: "‘merge’") }
    let isNew = !FileManager.default.fileExists(atPath: target)
    do {
      let store = try ResultStore(path: target, for: .writing)
      do {
        let summary = try store.merge(parts)
        for (part, (added, shared)) in zip(parts, zip(summary.added, summary.shared)) {
          print(
            "\(part): \(grouped(added)) runs"
              + (shared > 0 ? ", and \(grouped(shared)) that were there" : ""))
        }
        for batch in try store.batches() { print(try line(batch, store)) }
        try store.close()
      } catch {
        try? store.close()
        if isNew { try? FileManager.default.removeItem(atPath: target) }
        throw error
      }
    } catch let error as StoreError {
      throw Failure(.failed, "\(error)")
    }
  }

  private func line(_ batch: BatchRecord, _ store: ResultStore) throws -> String {
    let missing = try store.missingRuns(of: batch)
    let named = missing.prefix(5).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound - 1)"
    }.joined(separator: ", ")
    let count = missing.reduce(0) { $0 + $1.count }
    return "\(target): \(batch.label): \(grouped(batch.runs)) runs"
      + (count == 0
        ? ", none missing."
        : "; of \(grouped(batch.planned)) planned \(grouped(count)) are missing (\(named)"
          + (missing.count > 5 ? ", …" : "") + ").")
  }
}
