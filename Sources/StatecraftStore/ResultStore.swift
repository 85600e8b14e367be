internal import Foundation
internal import GRDB

/// Results of batches in one SQLite file, which other tools can read too.
///
/// A run is known by its batch (scenario, parameters, rulebook, seed) and its replicate, so that
/// storing it again changes nothing. Each run is in the file as soon as it's stored: a program that
/// is killed at any moment leaves a sound file and loses the games that were being played.
public final class ResultStore: Sendable {
  /// What a store is opened for.
  public enum Purpose: Sendable {
    /// The file must be there, and isn't changed.
    case reading
    /// The file is made when it isn't there.
    case writing
  }

  public let path: String
  let purpose: Purpose
  let queue: DatabaseQueue

  /// - Parameters:
  ///   - path: the file.
  ///   - purpose: what it's opened for.
  ///   - patience: how many seconds to wait when another program writes at the same moment.
  /// - Throws: ``StoreError`` when the file can't be opened, is no store, or was made by a later
  ///   version.
  public init(
    path: String, for purpose: Purpose, patience: Double = 10
  ) throws(StoreError) {
    self.path = path
    self.purpose = purpose
    if purpose == .reading, !FileManager.default.fileExists(atPath: path) {
      throw StoreError(
        path: path, reason: "isn't there: make it with ‘statecraft batch’ and ‘--store’.")
    }
    queue = try Self.reporting(path) {
      var configuration = Configuration()
      configuration.readonly = purpose == .reading
      // Checked for every row they'd cost more than the rows; all ids here come from the tables.
      configuration.foreignKeysEnabled = false
      configuration.busyMode = .timeout(patience)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        // One that was being made when the program was killed has the list of its versions at most.
        let tables =
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard application == StoreSchema.applicationID || tables == 0 && purpose == .writing else {
          throw StoreError(
            path: path, reason: "is no store of results: give the path of one, or of a new file.")
        }
        if purpose == .reading, try !StoreSchema.migrator.hasCompletedMigrations(db),
          try !StoreSchema.migrator.hasBeenSuperseded(db)
        {
          throw StoreError(
            path: path,
            reason:
              "was made by an earlier version of statecraft: run a batch with ‘--store’ on it, "
              + "which brings it up to date.")
        }
        if tables > 0, try StoreSchema.migrator.hasBeenSuperseded(db) {
          throw StoreError(
            path: path,
            reason:
              "was made by a later version of statecraft, which this one can't read: use that "
              + "version, or another file.")
        }
      }
      guard purpose == .writing else { return queue }
      // Written ahead, so that readers don't wait for the writer. A crash of the program loses
      // nothing that was committed; one of the machine at most the last runs, never the file.
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      }
      try StoreSchema.migrator.migrate(queue)
      return queue
    }
  }

  /// Closes the file, and makes it a single one again that can be copied and be read where nothing
  /// may be written.
  ///
  /// - Throws: ``StoreError`` when what was stored can't be moved into the file: it's safe, in the
  ///   file beside it.
  public func close() throws(StoreError) {
    try Self.reporting(path) {
      if purpose == .writing {
        do {
          try queue.writeWithoutTransaction { db in
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
          }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
          // Someone else has it open, and the last one to leave does it.
        }
      }
      try queue.close()
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.reporting(path) { try queue.read(body) }
  }

  /// Runs a transaction that takes the lock at its start, so that it never fails halfway for
  /// another writer's sake.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.reporting(path) {
      var value: Value?
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
      }
      guard let value else { preconditionFailure("a transaction that was committed has a value") }
      return value
    }
  }

  func withoutTransaction(_ body: (Database) throws -> Void) throws(StoreError) {
    try Self.reporting(path) { try queue.writeWithoutTransaction(body) }
  }

  /// Runs something that uses SQLite, and says its faults in words.
  private static func reporting<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(path: path, error)
    } catch {
      throw StoreError(path: path, reason: "can't be used: \(error)")
    }
  }
}
