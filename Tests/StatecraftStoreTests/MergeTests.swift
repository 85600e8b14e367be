import StatecraftCore
import StatecraftStore
import StatecraftTestSupport
import Testing

@Suite struct `Joining stores` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func merge(_ target: String, _ parts: [String]) throws -> ResultStore.MergeSummary {
    let store = try ResultStore(path: scratch.path(target), for: .writing)
    defer { try? store.close() }
    return try store.merge(parts.map { scratch.path($0) })
  }

  private func refusal(_ target: String, _ parts: [String]) throws -> String {
    let error = #expect(throws: StoreError.self) { try merge(target, parts) }
    return "\(try #require(error))".replacing(scratch.folder.path + "/", with: "")
  }

  @Test
  func `Parts in any order are the whole, byte for byte`() async throws {
    for description in [Batches.description(), Batches.description(set: ["x=1"])] {
      try await Batches.play(scratch.path("whole"), description, runs: 20, trajectories: true)
      for index in UInt64(0)..<3 {
        try await Batches.play(
          scratch.path("\(index)"), description, runs: 20, part: (index, 3), trajectories: true)
      }
    }
    let summary = try merge("a", ["2", "0", "1"])
    #expect(summary.added == [12, 14, 14])
    #expect(summary.shared == [0, 0, 0])
    _ = try merge("b", ["0", "1"])
    _ = try merge("b", ["2"])
    for content in [ResultExport.Content.runs, .trajectories] {
      for format in ResultExport.Format.allCases {
        let whole = try Batches.export(scratch.path("whole"), format, content: content)
        #expect(try Batches.export(scratch.path("a"), format, content: content) == whole)
        #expect(try Batches.export(scratch.path("b"), format, content: content) == whole)
      }
    }
    // And can be gone on with, as if it had never been in parts.
    #expect(try await Batches.play(scratch.path("a"), runs: 22, trajectories: true).played == 3)
  }

  @Test func `Joining again adds nothing`() async throws {
    try await Batches.play(scratch.path("0"), runs: 9, part: (0, 2))
    try await Batches.play(scratch.path("1"), runs: 9, part: (1, 2))
    _ = try merge("whole", ["0", "1"])
    let before = try Batches.export(scratch.path("whole"))
    let again = try merge("whole", ["1", "0", "1"])
    #expect(again.added == [0, 0, 0])
    #expect(again.shared == [4, 5, 4])
    #expect(try Batches.export(scratch.path("whole")) == before)
  }

  @Test func `Trajectories come along, also to runs that are there without`() async throws {
    try await Batches.play(scratch.path("plain"), runs: 5)
    try await Batches.play(scratch.path("turns"), runs: 7, trajectories: true)
    #expect(try merge("whole", ["plain", "turns"]).shared == [0, 5])
    for content in [ResultExport.Content.runs, .trajectories] {
      #expect(
        try Batches.export(scratch.path("whole"), content: content)
          == Batches.export(scratch.path("turns"), content: content))
    }
  }

  @Test func `Batches and metrics may be numbered otherwise in each store`() throws {
    let wide = Toy.scenario(sectors: 3)
    let descriptions = [
      Batches.description(),
      BatchDescription(wide, bundle: Batches.bundle, seed: 3, producer: Batches.producer),
    ]
    for (name, order, replicates) in [
      ("0", descriptions, 0..<2), ("1", descriptions.reversed(), 2..<3),
    ] {
      let store = try ResultStore(path: scratch.path(name), for: .writing)
      for description in order {
        let batch = try store.batch(description, planned: 3, keepsTrajectories: true)
        let turns = TrajectoryMetrics(description.metrics)
        for replicate in replicates {
          let values = description.metrics.indices.map { Double(100 * replicate + $0) }
          try batch.keep(
            StoredRun(
              replicate: UInt64(replicate), digest: Digest(), values: values,
              trajectory: [turns.select(values)]))
        }
      }
      try store.close()
    }
    _ = try merge("a", ["0", "1"])
    _ = try merge("b", ["1", "0"])
    for content in [ResultExport.Content.runs, .trajectories] {
      let export = try Batches.export(scratch.path("a"), content: content)
      #expect(try Batches.export(scratch.path("b"), content: content) == export)
    }
    let store = try ResultStore(path: scratch.path("b"), for: .reading)
    for record in try store.batches() {
      for (position, metric) in record.description.metrics.enumerated() {
        #expect(
          try store.values(of: metric.name, in: record)
            == [0, 100, 200].map { $0 + Double(position) })
      }
    }
    try store.close()
  }

  @Test func `What isn't there is named`() async throws {
    try await Batches.play(scratch.path("0"), runs: 10, part: (0, 3))
    try await Batches.play(scratch.path("2"), runs: 10, part: (2, 3))
    _ = try merge("whole", ["0", "2"])
    let store = try ResultStore(path: scratch.path("whole"), for: .reading)
    let record = try #require(try store.batches().first)
    #expect(record.runs == 7 && record.planned == 10)
    #expect(try store.missingRuns(of: record) == [1..<2, 4..<5, 7..<8])
    try store.close()
  }

  @Test func `Mixtures are refused, and change nothing`() async throws {
    let base = Batches.description()
    let producer = Producer(programVersion: "2", gslVersion: "2", platform: "here")
    let others = [
      ("seed", Batches.description(seed: 4), "the seed is 4 in it and 3 in ‘base’."),
      (
        "set", Batches.description(set: ["x=2"]),
        "what is set is ‘--set x=2’ in it and nothing in ‘base’."
      ),
      (
        "without", Batches.description(without: ["trade"]),
        "what is set is ‘--without trade’ in it and nothing in ‘base’."
      ),
      (
        "program", Batches.description(producer: producer),
        "the program is 2 with GSL 2 on here in it and 1 with GSL 2 on here in ‘base’."
      ),
    ]
    try await Batches.play(scratch.path("base"), base, runs: 3)
    for (name, description, reason) in others {
      try await Batches.play(scratch.path(name), description, runs: 3)
      #expect(
        try refusal("whole-\(name)", ["base", name]) == "‘\(name)’ holds another batch than "
          + "‘base’: \(reason) Only parts of the same batches can be joined.")
      #expect(try Batches.count(scratch.path("whole-\(name)"), "run") == 0)
    }
    // A target that holds something must agree too.
    #expect(try refusal("base", ["seed"]).hasPrefix("‘seed’ holds another batch than ‘base’: "))
    try await Batches.play(scratch.path("two"), base, runs: 3)
    try await Batches.play(scratch.path("two"), Batches.description(seed: 4), runs: 3)
    #expect(
      try refusal("whole", ["two", "base"])
        == "‘base’ lacks a batch that ‘two’ holds: ‘toy’, seed 4. Only parts of the same batches "
        + "can be joined.")
    #expect(
      try refusal("whole", ["base", "two"])
        == "‘two’ holds a batch that ‘base’ doesn't hold: ‘toy’, seed 4. Only parts of the same "
        + "batches can be joined.")
  }

  @Test func `One run with two results is refused`() async throws {
    try await Batches.play(scratch.path("0"), runs: 5)
    for (name, change) in [
      ("digest", "UPDATE run SET digest = '0123456789abcdef' WHERE replicate = 3"),
      (
        "value",
        "UPDATE result SET value = 7 WHERE metric = 9 AND run IN "
          + "(SELECT id FROM run WHERE replicate = 3)"
      ),
    ] {
      try await Batches.play(scratch.path(name), runs: 5)
      try Batches.change(scratch.path(name), change)
      #expect(
        try refusal("whole-\(name)", ["0", name]) == "‘\(name)’ has run 3 of seed 3 with other "
          + "results than ‘whole-\(name)’: one was made by a changed program. Find out which, and "
          + "leave it out.")
      #expect(
        try Batches.export(scratch.path("whole-\(name)")) == Batches.export(scratch.path("0")))
    }
  }

  @Test func `A store without batches is no part`() throws {
    try ResultStore(path: scratch.path("empty"), for: .writing).close()
    #expect(try refusal("whole", ["empty"]) == "‘empty’ holds no batch: leave it out.")
  }
}
