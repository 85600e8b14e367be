import Foundation
import StatecraftAnalysis
import StatecraftCore
import StatecraftStore
import Testing

@Suite struct `Exported tables` {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("runs.sqlite")
  }

  /// Two batches with made-up numbers.
  private func makeStore() throws {
    let store = try ResultStore(path: path, for: .writing)
    for (set, numbers) in [
      (["size=1,5", "name=\"a\" b"], [0.25, .nan]), ([String](), [.infinity, -1e-7]),
    ] {
      let description = Batches.description(set: set, without: set.isEmpty ? ["trade"] : [])
      let batch = try store.batch(description, planned: 2)
      let gain = try Batches.metrics.index(of: "gain.ARC")
      let event = try Batches.metrics.index(of: "excluded.sector0")
      for (replicate, number) in numbers.enumerated() {
        var values = description.metrics.map { _ in 0.0 }
        values[gain] = number
        values[event] = 1
        try batch.keep(
          StoredRun(
            replicate: UInt64(replicate), digest: Digest(), values: values, held: replicate))
      }
    }
    try store.close()
  }

  @Test func `CSV has a header, what was set, and digits that give the number back`() throws {
    try makeStore()
    let digest = Digest().hexadecimal
    let (plain, set) = (
      Batches.description(without: ["trade"]).identity,
      Batches.description(set: ["size=1,5", "name=\"a\" b"]).identity
    )
    #expect(
      try Batches.export(path, metrics: ["gain.ARC", "excluded"]) == """
        batch,scenario,name,size,without,seed,replicate,digest,held,excluded.sector0,\
        excluded.sector1,gain.ARC
        \(set),toy,"\"\"a"\" b","1,5",,3,0,\(digest),0,1,0,0.25
        \(set),toy,"\"\"a"\" b","1,5",,3,1,\(digest),1,1,0,
        \(plain),toy,,,trade,3,0,\(digest),0,1,0,inf
        \(plain),toy,,,trade,3,1,\(digest),1,1,0,-1e-07

        """)
  }

  @Test func `JSON Lines say the same, and are JSON`() throws {
    try makeStore()
    let lines = try Batches.export(path, .jsonl, metrics: ["gain.ARC"])
      .split(separator: "\n").map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    #expect(lines.count == 4)
    #expect(lines[0]["name"] as? String == "\"a\" b")
    #expect(lines[0]["gain.ARC"] as? Double == 0.25)
    #expect(lines[1]["gain.ARC"] is NSNull)
    #expect(lines[2]["gain.ARC"] as? String == "inf")
    #expect(lines[2]["name"] is NSNull)
    #expect(lines[3]["without"] as? String == "trade")
    #expect(lines[3]["replicate"] as? Int == 1)
  }

  @Test func `An unknown metric is answered with the nearest`() throws {
    try makeStore()
    let error = #expect(throws: UnknownMetric.self) {
      try Batches.export(path, metrics: ["gain.ARD"])
    }
    #expect("\(try #require(error))".contains("did you mean ‘gain.ARC’?"))
    // Supplies aren't kept turn by turn.
    #expect(throws: UnknownMetric.self) {
      try Batches.export(path, metrics: ["supply"], content: .trajectories)
    }
  }

  @Test func `The order in which batches came doesn't matter`() async throws {
    let descriptions = [
      Batches.description(), Batches.description(seed: 10), Batches.description(set: ["x=2"]),
    ]
    for (name, order) in [("a", descriptions), ("b", descriptions.reversed())] {
      for description in order {
        try await Batches.play(scratch.path(name), description, runs: 3)
      }
    }
    #expect(try Batches.export(scratch.path("a")) == Batches.export(scratch.path("b")))
  }

  @Test func `Trajectories have a row a turn, with the year`() async throws {
    try await Batches.play(path, runs: 2, trajectories: true)
    let rows = try Batches.export(
      path, metrics: ["gain.ARC", "outcome.S4"], content: .trajectories
    )
    .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(
      rows[0]
        == ["batch", "scenario", "seed", "replicate", "turn", "year", "outcome.S4", "gain.ARC"])
    #expect(rows.count == 11)
    #expect(
      rows.dropFirst().map { $0[3] + " " + $0[4] + " " + $0[5] }
        == (0..<2).flatMap { run in (1...5).map { "\(run) \($0) \(2023 + $0)" } })
    let store = try ResultStore(path: path, for: .reading)
    let record = try #require(try store.batches().first)
    let gains = try store.trajectories(of: "gain.ARC", in: record)
    #expect(rows[3][7] == gains[2][0].description)
    try store.close()
  }
}
