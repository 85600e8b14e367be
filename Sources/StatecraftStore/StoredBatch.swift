internal import GRDB
internal import StatecraftAnalysis
internal import StatecraftCore

/// A batch in a store, to be written: what is there already, and where new runs go.
///
/// Used by one task at a time.
public final class StoredBatch {
  public let description: BatchDescription
  /// Whether each run is kept turn by turn too.
  public let keepsTrajectories: Bool
  let id: Int64
  let firstMetric: Int64
  private let store: ResultStore
  private let tables: RunTables
  /// Runs read ahead, in ascending order of replicate, the next one last.
  private var ahead: [StoredRun] = []
  private var isAtEnd = false
  private var isChecked = false

  init(
    _ store: ResultStore, _ description: BatchDescription, keepsTrajectories: Bool, id: Int64,
    firstMetric: Int64
  ) {
    self.store = store
    self.description = description
    self.keepsTrajectories = keepsTrajectories
    self.id = id
    self.firstMetric = firstMetric
    tables = RunTables(description.metrics, firstMetric: firstMetric)
  }

  /// How many runs are there, of those that are asked for.
  ///
  /// - Parameters:
  ///   - replicates: their numbers.
  ///   - step: every so manieth of them.
  public func count(of replicates: Range<UInt64>, step: UInt64 = 1) throws(StoreError) -> Int {
    try store.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM run WHERE batch = ? AND replicate >= ? AND replicate < ?
            AND (replicate - ?) % ? = 0 AND has_trajectory >= ?
          """,
        arguments: [
          id, Int64(replicates.lowerBound), Int64(replicates.upperBound),
          Int64(replicates.lowerBound), Int64(step), keepsTrajectories,
        ]) ?? 0
    }
  }

  /// A run that is there; nil to play it.
  ///
  /// The first one that is there is not told, so that it's played again: when it comes out
  /// otherwise, ``keep(_:)`` says so before other games are wasted.
  ///
  /// - Parameter replicate: its number; higher from call to call.
  public func recall(_ replicate: UInt64) throws(StoreError) -> StoredRun? {
    while true {
      while let next = ahead.last, next.replicate < replicate { ahead.removeLast() }
      if ahead.isEmpty, !isAtEnd { try readAhead(from: replicate) }
      guard let next = ahead.last else { return nil }
      if next.replicate < replicate { continue }
      guard next.replicate == replicate else { return nil }
      ahead.removeLast()
      if isChecked { return next }
      isChecked = true
      return nil
    }
  }

  private func readAhead(from replicate: UInt64) throws(StoreError) {
    let limit = 256
    ahead = try store.read { db in
      try tables.runs(
        db, batch: id, from: replicate, limit: limit, withTrajectoryOnly: keepsTrajectories)
    }
    isAtEnd = ahead.count < limit
    ahead.reverse()
  }

  /// Stores a run, for good when this returns.
  ///
  /// - Throws: ``StoreError`` when the store can't be written, or when the run is there already
  ///   with other results.
  public func keep(_ run: StoredRun) throws(StoreError) {
    precondition(
      (run.trajectory != nil) == keepsTrajectories,
      "a run of a batch with\(keepsTrajectories ? "" : "out") trajectories")
    try store.write { db in
      guard let (known, old) = try tables.run(db, batch: id, replicate: run.replicate) else {
        return try tables.insert(run, batch: id, into: db)
      }
      guard old.hasSameResults(as: run) else {
        throw StoreError(
          path: store.path,
          reason: "has run \(run.replicate) of seed \(description.seed) with digest "
            + "\(old.digest.hexadecimal), and now it came out with \(run.digest.hexadecimal): the "
            + "program or its libraries have changed since. Use a new store.")
      }
      if let trajectory = run.trajectory {
        try tables.insert(trajectory, ofRun: known, into: db)
      }
    }
  }
}

extension ResultStore {
  /// A batch to be written, made when it isn't there.
  ///
  /// - Parameters:
  ///   - description: what it is.
  ///   - planned: how many runs it's going to have; the store remembers the most.
  ///   - keepsTrajectories: whether to keep each run turn by turn too. Runs that are there without
  ///     count as missing then, and are played again.
  /// - Throws: ``StoreError`` also when the batch is there from another program.
  public func batch(
    _ description: BatchDescription, planned: Int, keepsTrajectories: Bool = false
  ) throws(StoreError) -> StoredBatch {
    try write { db in
      let catalogue = try catalogue(description, in: db)
      if let known = try records(db, identity: description.identity).first {
        if let difference = description.difference(
          from: known.description, here: "this command", there: "the store")
        {
          throw StoreError(
            path: path,
            reason: "has runs of this batch that can't be mixed with new ones: \(difference). Use "
              + "a new store, or the program that made this one.")
        }
        try db.execute(
          sql: "UPDATE batch SET runs_planned = max(runs_planned, ?) WHERE id = ?",
          arguments: [planned, known.id])
        return StoredBatch(
          self, description, keepsTrajectories: keepsTrajectories, id: known.id,
          firstMetric: catalogue.firstMetric)
      }
      let id = try insert(description, planned: planned, catalogue: catalogue.id, into: db)
      return StoredBatch(
        self, description, keepsTrajectories: keepsTrajectories, id: id,
        firstMetric: catalogue.firstMetric)
    }
  }

  /// The metrics of a description, with consecutive ids.
  private func catalogue(
    _ description: BatchDescription, in db: Database
  ) throws -> (id: Int64, firstMetric: Int64) {
    let fingerprint = description.catalogueFingerprint
    if let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM catalogue WHERE fingerprint = ?", arguments: [fingerprint])
    {
      let first = try Int64.fetchOne(
        db, sql: "SELECT min(id) FROM metric WHERE catalogue = ?", arguments: [id])
      return (id, first ?? 1)
    }
    try db.execute(
      sql: "INSERT INTO catalogue (fingerprint) VALUES (?)", arguments: [fingerprint])
    let id = db.lastInsertedRowID
    let first = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM metric") ?? 0) + 1
    for (index, metric) in description.metrics.enumerated() {
      let words = metric.name.split(separator: ".", maxSplits: 2).map(String.init)
      try db.execute(
        sql: """
          INSERT INTO metric (id, catalogue, name, family, subject, object, kind, meaning)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          first + Int64(index), id, metric.name, words[0], words.count > 1 ? words[1] : nil,
          words.count > 2 ? words[2] : nil, metric.kind.rawValue, metric.meaning,
        ])
    }
    return (id, first)
  }

  private func insert(
    _ description: BatchDescription, planned: Int, catalogue: Int64, into db: Database
  ) throws -> Int64 {
    let producer = description.producer
    try db.execute(
      sql: """
        INSERT INTO batch (identity, scenario, title, hash, main, rules, start_year, turns, seed,
          runs_planned, program_version, gsl_version, platform, catalogue)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        description.identity, description.scenario, description.title, description.hash,
        description.bundle.main, description.rules.joined(separator: " "), description.startYear,
        description.turns, "\(description.seed)", planned, producer.programVersion,
        producer.gslVersion, producer.platform, catalogue,
      ])
    let batch = db.lastInsertedRowID
    for file in description.bundle.files {
      var digest = Digest()
      digest.add(file.text)
      try db.execute(
        sql: "INSERT OR IGNORE INTO file (digest, text) VALUES (?, ?)",
        arguments: [digest.hexadecimal, file.text])
      try db.execute(
        sql: "INSERT INTO batch_file SELECT ?, ?, id FROM file WHERE digest = ?",
        arguments: [batch, file.path, digest.hexadecimal])
    }
    let set = description.bundle.set.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return ("set", String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    }
    let without = description.bundle.without.map { ("without", $0, String?.none) }
    for (position, (kind, name, value)) in (set + without).enumerated() {
      try db.execute(
        sql: "INSERT INTO parameter VALUES (?, ?, ?, ?, ?)",
        arguments: [batch, position, kind, name, value])
    }
    return batch
  }
}
