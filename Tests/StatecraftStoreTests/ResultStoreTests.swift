import Foundation
import StatecraftAnalysis
import StatecraftCore
import StatecraftEngine
import StatecraftStore
import StatecraftTestSupport
import Testing

@Suite struct `A store of results` {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("runs.sqlite")
  }

  @Test func `Every number comes back to the bit, but for the sign of zero`() throws {
    let description = Batches.description(seed: .max, set: ["a.b=c=d", "e="], without: ["trade"])
    let values = (0..<description.metrics.count).map { index in
      [
        0.1, -0.0, .infinity, -.infinity, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, 1,
        0,
      ][index % 8]
    }
    var odd = values
    odd[0] = .nan
    let runs = [
      StoredRun(
        replicate: 2, digest: try #require(Digest(hexadecimal: "00000000000000ff")),
        values: values, held: 3, note: "ARC in turn 2: ‘it's’ \"late\""),
      StoredRun(replicate: 1 << 40, digest: Digest(), values: odd),
    ]
    let store = try ResultStore(path: path, for: .writing)
    let batch = try store.batch(description, planned: 9)
    for run in runs.reversed() { try batch.keep(run) }
    let record = try #require(try store.batches().first)
    #expect(record.description == description)
    #expect(record.runs == 2 && record.planned == 9 && record.trajectories == 0)
    #expect(record.parameters.map(\.name) == ["a.b", "e"])
    #expect(record.parameters.map(\.value) == ["c=d", ""])
    var read: [StoredRun] = []
    try store.forEachRun(of: record) { read.append($0) }
    #expect(read.map(\.replicate) == [2, 1 << 40])
    #expect(read[0] == runs[0])
    for (run, back) in zip(runs, read) {
      #expect(back.values.dropFirst().map(\.bitPattern) == run.values.dropFirst().map(\.bitPattern))
    }
    #expect(read[1].values[0].isNaN)
    let metric = description.metrics[1].name
    let column = try store.values(of: metric, in: record)
    #expect(column.map(\.bitPattern) == [0, 0])
    #expect(throws: UnknownMetric.self) { try store.values(of: "gian", in: record) }
    for run in runs { try batch.keep(run) }
    #expect(try store.batches().map(\.runs) == [2])
    try store.close()
  }

  @Test func `A batch goes on where it stopped, and is the unbroken one`() async throws {
    let whole = scratch.path("whole.sqlite")
    let unbroken = try await Batches.play(whole, runs: 30)
    #expect(unbroken.played == 30)
    #expect(try await Batches.play(path, runs: 12).played == 12)
    // All that is missing, and one as a check.
    let resumed = try await Batches.play(path, runs: 30, jobs: 3)
    #expect(resumed.played == 19)
    #expect(resumed.digest == unbroken.digest)
    #expect(try await Batches.play(path, runs: 30).played == 1)
    #expect(try Batches.export(path) == Batches.export(whole))
    // Gaps are filled.
    try Batches.change(
      path,
      """
      DELETE FROM result WHERE run IN (SELECT id FROM run WHERE replicate IN (0, 7, 8, 29));
      DELETE FROM run WHERE replicate IN (0, 7, 8, 29);
      """)
    let store = try ResultStore(path: path, for: .reading)
    let record = try #require(try store.batches().first)
    #expect(try store.missingRuns(of: record) == [0..<1, 7..<9, 29..<30])
    try store.close()
    let filled = try await Batches.play(path, runs: 30)
    #expect(filled.played == 5)
    #expect(filled.digest == unbroken.digest)
    #expect(try Batches.export(path) == Batches.export(whole))
  }

  @Test func `Storing a run again changes nothing, but for other results it's refused`() throws {
    let description = Batches.description()
    let store = try ResultStore(path: path, for: .writing)
    let batch = try store.batch(description, planned: 1)
    let values = description.metrics.map { _ in 0.5 }
    let run = StoredRun(replicate: 0, digest: Digest(), values: values)
    try batch.keep(run)
    try batch.keep(run)
    var other = Digest()
    other.add(1)
    let changed = #expect(throws: StoreError.self) {
      try batch.keep(StoredRun(replicate: 0, digest: other, values: values))
    }
    #expect(
      "\(try #require(changed))"
        == "‘\(path)’ has run 0 of seed 3 with digest \(Digest().hexadecimal), and now "
        + "it came out with \(other.hexadecimal): the program or its libraries have changed since. "
        + "Use a new store.")
    #expect(throws: StoreError.self) {
      try batch.keep(StoredRun(replicate: 0, digest: Digest(), values: values.map { $0 + 1 }))
    }
    let record = try #require(try store.batches().first)
    #expect(record.runs == 1)
    #expect(try store.values(of: "excluded_keys", in: record) == [0.5])
    try store.close()
  }

  @Test func `A changed program is found out before it plays on`() async throws {
    try await Batches.play(path, runs: 5)
    try Batches.change(path, "UPDATE run SET digest = '0123456789abcdef' WHERE replicate = 0")
    let error = await #expect(throws: StoreError.self) {
      try await Batches.play(path, runs: 50, jobs: 1)
    }
    #expect(
      "\(try #require(error))".contains("with digest 0123456789abcdef, and now it came out with"))
    let store = try ResultStore(path: path, for: .reading)
    #expect(try store.batches().map(\.runs) == [5])
    try store.close()
  }

  @Test func `Turn by turn, the last turn is the result`() async throws {
    try await Batches.play(path, runs: 4, trajectories: true)
    let store = try ResultStore(path: path, for: .reading)
    let record = try #require(try store.batches().first)
    #expect(record.trajectories == 4)
    for metric in ["gain.ARC", "excluded_keys", "alignment.BOR.ARC", "dependence.sector0"] {
      let turns = try store.trajectories(of: metric, in: record)
      #expect(turns.count == 5)
      #expect(turns[4] == (try store.values(of: metric, in: record)))
      let first = try await Game(Batches.scenario, seed: 3, replicate: 1).play(
        sampling: { Batches.metrics.values(of: $0) })
      let position = try Batches.metrics.index(of: metric)
      #expect(turns.map { $0[1] } == first.samples.map { $0[position] })
    }
    #expect(try store.trajectories(of: "supply.sector0.ARC", in: record).allSatisfy(\.isEmpty))
    try store.close()
  }

  @Test func `Trajectories can be added to runs that were stored without`() async throws {
    try await Batches.play(path, runs: 3)
    #expect(try await Batches.play(path, runs: 6, trajectories: true).played == 6)
    let other = scratch.path("other.sqlite")
    try await Batches.play(other, runs: 6, trajectories: true)
    for content in [ResultExport.Content.runs, .trajectories] {
      #expect(
        try Batches.export(path, content: content) == Batches.export(other, content: content))
    }
    // Having more than is asked for is no harm.
    #expect(try await Batches.play(path, runs: 6).played == 1)
  }

  @Test func `Several batches live in one store, and share what they share`() async throws {
    let descriptions = [
      Batches.description(), Batches.description(seed: 4), Batches.description(set: ["x=2"]),
      Batches.description(without: ["trade"]),
    ]
    #expect(Set(descriptions.map(\.identity)).count == 4)
    for description in descriptions { try await Batches.play(path, description, runs: 3) }
    let store = try ResultStore(path: path, for: .reading)
    let records = try store.batches()
    #expect(records.map(\.description.parameters) == ["", "", "--set x=2", "--without trade"])
    #expect(records.map(\.description.seed) == [3, 4, 3, 3])
    #expect(records.map(\.runs) == [3, 3, 3, 3])
    try store.close()
    for (table, count) in [
      ("file", 2), ("catalogue", 1), ("metric", Batches.metrics.metrics.count),
    ] {
      #expect(try Batches.count(path, table) == count)
    }
  }

  @Test func `A closed store is one file`() async throws {
    try await Batches.play(path, runs: 3)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(files == ["runs.sqlite"])
    // Nor does it ask readers for files beside it: the header says 2 for a log that is written
    // ahead, and 1 for none.
    let header = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(20)
    #expect(header[18] == 1 && header[19] == 1)
    let store = try ResultStore(path: path, for: .writing)
    try store.batch(Batches.description(), planned: 3).keep(
      StoredRun(
        replicate: 8, digest: Digest(), values: Batches.metrics.metrics.map { _ in 0 }))
    // While it's written, readers see every run that was stored.
    let reader = try ResultStore(path: path, for: .reading)
    #expect(try reader.batches().map(\.runs) == [4])
    try reader.close()
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == files)
  }
}
