internal import GRDB
internal import StatecraftAnalysis
internal import StatecraftCore

/// Runs of one batch to and from rows.
struct RunTables {
  private let metricCount: Int
  private let firstMetric: Int64
  private let trajectoryMetrics: TrajectoryMetrics
  private let insertResults: [InsertStatement]
  private let insertTurn: [InsertStatement]

  /// - Parameter firstMetric: the id of the first metric; the others follow.
  init(_ metrics: [Metric], firstMetric: Int64) {
    metricCount = metrics.count
    self.firstMetric = firstMetric
    trajectoryMetrics = TrajectoryMetrics(metrics)
    let ids = metrics.indices.map { firstMetric + Int64($0) }
    insertResults = InsertStatement.all("result", keys: ["run"], metrics: ids)
    insertTurn = InsertStatement.all(
      "trajectory", keys: ["run", "turn"], metrics: trajectoryMetrics.positions.map { ids[$0] })
  }

  func insert(_ run: StoredRun, batch: Int64, into db: Database) throws {
    precondition(run.values.count == metricCount, "\(run.values.count) of \(metricCount) values")
    try db.cachedStatement(
      sql: """
        INSERT INTO run (batch, replicate, digest, held, note, has_trajectory)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      batch, Int64(run.replicate), run.digest.hexadecimal, run.held, run.note,
      run.trajectory != nil,
    ])
    let id = db.lastInsertedRowID
    for statement in insertResults { try statement.run(db, keys: [id], values: run.values) }
    if let trajectory = run.trajectory { try insertTurns(trajectory, ofRun: id, into: db) }
  }

  /// Adds the trajectory of a run that was stored without.
  func insert(_ trajectory: [[Double]], ofRun id: Int64, into db: Database) throws {
    let hasNone = try Bool.fetchOne(
      db, sql: "SELECT has_trajectory = 0 FROM run WHERE id = ?", arguments: [id])
    guard hasNone == true else { return }
    try insertTurns(trajectory, ofRun: id, into: db)
    try db.execute(sql: "UPDATE run SET has_trajectory = 1 WHERE id = ?", arguments: [id])
  }

  private func insertTurns(_ trajectory: [[Double]], ofRun id: Int64, into db: Database) throws {
    for (index, values) in trajectory.enumerated() {
      for statement in insertTurn {
        try statement.run(db, keys: [id, Int64(index + 1)], values: values)
      }
    }
  }

  /// A run with its id, without its trajectory.
  func run(_ db: Database, batch: Int64, replicate: UInt64) throws -> (Int64, StoredRun)? {
    let row = try GRDB.Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, replicate, digest, held, note FROM run WHERE batch = ? AND replicate = ?
          """), arguments: [batch, Int64(replicate)])
    return try row.map { (try id(of: $0), try makeRun(db, of: $0)) }
  }

  /// Runs in ascending order of replicate, without their trajectories.
  ///
  /// - Parameters:
  ///   - first: the lowest replicate.
  ///   - limit: how many at most.
  ///   - withTrajectoryOnly: whether to leave out runs that have no trajectory.
  func runs(
    _ db: Database, batch: Int64, from first: UInt64, limit: Int, withTrajectoryOnly: Bool = false
  ) throws -> [StoredRun] {
    try GRDB.Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, replicate, digest, held, note FROM run
          WHERE batch = ? AND replicate >= ? AND has_trajectory >= ?
          ORDER BY replicate LIMIT ?
          """), arguments: [batch, Int64(first), withTrajectoryOnly, limit]
    ).map { try makeRun(db, of: $0) }
  }

  private func id(of row: GRDB.Row) throws -> Int64 { row["id"] }

  private func makeRun(_ db: Database, of row: GRDB.Row) throws -> StoredRun {
    let values = try Double?.fetchAll(
      db.cachedStatement(sql: "SELECT value FROM result WHERE run = ? ORDER BY metric"),
      arguments: [try id(of: row)])
    let replicate: Int64 = row["replicate"]
    guard let digest = Digest(hexadecimal: row["digest"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return StoredRun(
      replicate: UInt64(replicate), digest: digest,
      values: values.map { $0 ?? .nan }, held: row["held"], note: row["note"])
  }
}

/// Inserts the values of many metrics at once, which takes a fifth of the time of one by one.
private struct InsertStatement {
  private let sql: String
  /// Which of the values it takes.
  private let range: Range<Int>

  /// SQLite takes 32,766 arguments; a statement for each thousand metrics keeps clear of that.
  static func all(_ table: String, keys: [String], metrics: [Int64]) -> [Self] {
    stride(from: 0, to: metrics.count, by: 1000).map { start in
      let range = start..<min(start + 1000, metrics.count)
      let keyList = keys.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      let rows = range.map { "(\(keyList), \(metrics[$0]), ?\($0 - start + keys.count + 1))" }
      let columns = (keys + ["metric", "value"]).joined(separator: ", ")
      return Self(
        sql: "INSERT INTO \(table) (\(columns)) VALUES \(rows.joined(separator: ", "))",
        range: range)
    }
  }

  func run(_ db: Database, keys: [Int64], values: [Double]) throws {
    var arguments = StatementArguments(keys)
    arguments += StatementArguments(values[range])
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
