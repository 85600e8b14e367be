import Foundation
import GRDB
@testable import StatecraftStore
import Testing

@Suite struct `A store that can't be used` {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("runs.sqlite")
  }

  private func fault(
    _ path: String, for purpose: ResultStore.Purpose, patience: Double = 0
  ) -> String {
    let error = #expect(throws: StoreError.self) {
      let store = try ResultStore(path: path, for: purpose, patience: patience)
      _ = try store.batch(Batches.description(), planned: 1)
    }
    return error.map { $0.description.replacing("‘\(path)’ ", with: "") } ?? ""
  }

  @Test func `A file of another kind is left alone`() throws {
    try "name: toy\nthis is no database, but long enough to look at\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for purpose in [ResultStore.Purpose.reading, .writing] {
      #expect(
        fault(path, for: purpose)
          == "is no SQLite file: give the path of a store, or of a file that isn't there yet.")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `A database of someone else's is left alone`() throws {
    try Batches.change(path, "CREATE TABLE diary (day TEXT)")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for purpose in [ResultStore.Purpose.reading, .writing] {
      #expect(
        fault(path, for: purpose)
          == "is no store of results: give the path of one, or of a new file.")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `An empty file becomes a store, but isn't one`() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(fault(path, for: .reading).hasPrefix("is no store of results"))
    let store = try ResultStore(path: path, for: .writing)
    #expect(try store.batches().isEmpty)
    try store.close()
  }

  @Test func `A file that was being made when the program was killed becomes a store`() throws {
    // What the library that makes the tables writes first, in a transaction of its own.
    try Batches.change(path, "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    #expect(fault(path, for: .reading).hasPrefix("is no store of results"))
    let store = try ResultStore(path: path, for: .writing)
    #expect(try store.batches().isEmpty)
    try store.close()
  }

  @Test func `Nothing is made by reading, or where there is no folder`() throws {
    #expect(fault(path, for: .reading).hasPrefix("isn't there: "))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      fault(scratch.path("nowhere/runs.sqlite"), for: .writing)
        == "can't be opened: give the path of a file in a folder that is there and may be written.")
  }

  @Test func `A damaged file is named as that`() async throws {
    try await Batches.play(path, runs: 20)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: 20_000)
    try file.close()
    #expect(
      fault(path, for: .writing) == "is damaged: restore it from a copy, or make it anew.")
  }

  @Test func `A store that another program has locked is named as that`() async throws {
    try await Batches.play(path, runs: 1)
    let other = try lock()
    #expect(
      fault(path, for: .writing)
        == "is locked by another program: wait until that has finished, or give another path.")
    try other.close()
    let store = try ResultStore(path: path, for: .writing, patience: 0)
    try store.close()
  }

  /// Another program that writes.
  private func lock() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    return queue
  }

  @Test func `A full disk loses no run that was stored`() async throws {
    try await Batches.play(path, runs: 3)
    let store = try ResultStore(path: path, for: .writing)
    let batch = try store.batch(Batches.description(), planned: 900)
    try store.allowPages(40)
    var stored: UInt64 = 3
    let error = #expect(throws: StoreError.self) {
      while stored < 900 {
        try batch.keep(
          StoredRun(
            replicate: stored, digest: .init(),
            values: Batches.metrics.metrics.map { _ in 0.1 }))
        stored += 1
      }
    }
    #expect(error?.reason.hasPrefix("can't grow: the disk is full. Every run that was") == true)
    #expect(stored > 3)
    #expect(try store.batches().map(\.runs) == [Int(stored)])
    try store.close()
  }

  @Test func `A store of another program isn't gone on with`() async throws {
    try await Batches.play(path, runs: 1)
    let store = try ResultStore(path: path, for: .writing)
    let later = Producer(programVersion: "1", gslVersion: "3", platform: "here")
    let error = #expect(throws: StoreError.self) {
      _ = try store.batch(Batches.description(producer: later), planned: 1)
    }
    #expect(
      error?.reason == "has runs of this batch that can't be mixed with new ones: the program is 1 "
        + "with GSL 3 on here in this command and 1 with GSL 2 on here in the store. Use a new "
        + "store, or the program that made this one.")
    try store.close()
  }
}

extension ResultStore {
  /// A small disk.
  fileprivate func allowPages(_ count: Int) throws {
    try withoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
  }
}
