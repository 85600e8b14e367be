import Foundation
import GRDB
import StatecraftStore
import Testing

/// Stores that other versions of the program made. `Fixtures/v1.sql` is a store of version 1 as
/// text: three runs of the toy scenario, two of them turn by turn.
@Suite struct `Versions of a store` {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("runs.sqlite")
  }

  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  private func fixture(_ name: String) throws -> String {
    try String(contentsOf: Self.fixtures.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func `A store of version 1 opens with every number`() throws {
    try Batches.change(path, try fixture("v1.sql"))
    #expect(try Batches.export(path) == fixture("v1.csv"))
    #expect(
      try Batches.export(path, .jsonl, metrics: ["gain", "outcome.S4"], content: .trajectories)
        == fixture("v1-turns.jsonl"))
    // Opening it for writing brings it up to date, and loses nothing.
    let store = try ResultStore(path: path, for: .writing)
    let record = try #require(try store.batches().first)
    #expect(record.description.bundle == Batches.description(set: ["x=2"]).bundle)
    try store.close()
    #expect(try Batches.export(path) == fixture("v1.csv"))
  }

  /// A change of the schema is a new migration with a fixture of its own, never a change of an old
  /// one: stores of that version are out there.
  @Test func `Version 1 is what it was`() throws {
    let old = scratch.path("old.sqlite")
    try Batches.change(old, try fixture("v1.sql"))
    try ResultStore(path: path, for: .writing).close()
    func schema(_ path: String) throws -> [String] {
      let queue = try DatabaseQueue(path: path)
      defer { try? queue.close() }
      return try queue.read {
        try String.fetchAll(
          $0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
      }
    }
    #expect(try schema(path) == schema(old))
  }

  @Test func `A store of a later version is refused, for reading and for writing`() throws {
    try Batches.change(
      path, try fixture("v1.sql") + "INSERT INTO grdb_migrations VALUES ('v1000');")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for purpose in [ResultStore.Purpose.reading, .writing] {
      let error = #expect(throws: StoreError.self) {
        _ = try ResultStore(path: path, for: purpose)
      }
      #expect(
        error?.reason
          == "was made by a later version of statecraft, which this one can't read: use "
          + "that version, or another file.")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `A store of an earlier version isn't read, but brought up to date`() throws {
    try Batches.change(path, "PRAGMA application_id = \(0x5354_4352); CREATE TABLE early (x)")
    let error = #expect(throws: StoreError.self) {
      _ = try ResultStore(path: path, for: .reading)
    }
    #expect(error?.reason.hasPrefix("was made by an earlier version of statecraft") == true)
    try ResultStore(path: path, for: .writing).close()
    let store = try ResultStore(path: path, for: .reading)
    #expect(try store.batches().isEmpty)
    try store.close()
  }
}
