internal import GRDB
internal import StatecraftAnalysis

extension ResultStore {
  /// Hands on the runs of a batch in ascending order of replicate, without their trajectories, a
  /// few hundred at a time, so that a store of any size is read in the same memory.
  ///
  /// - Throws: ``StoreError``, and what `body` throws.
  public func forEachRun(of batch: BatchRecord, _ body: (StoredRun) throws -> Void) throws {
    let tables = RunTables(batch.description.metrics, firstMetric: batch.firstMetric)
    var next: UInt64 = 0
    while true {
      let runs = try read { db in
        try tables.runs(db, batch: batch.id, from: next, limit: 256)
      }
      for run in runs { try body(run) }
      guard let last = runs.last, runs.count == 256 else { return }
      next = last.replicate + 1
    }
  }

  /// A metric of all runs of a batch, in ascending order of replicate.
  ///
  /// - Throws: ``UnknownMetric``, ``StoreError``.
  public func values(of metric: String, in batch: BatchRecord) throws -> [Double] {
    let id = try id(of: metric, in: batch)
    return try read { db in
      try Double?.fetchAll(
        db,
        sql: """
          SELECT value FROM run CROSS JOIN result ON result.run = run.id AND metric = ?
          WHERE batch = ? ORDER BY replicate
          """, arguments: [id, batch.id]
      ).map { $0 ?? .nan }
    }
  }

  /// A metric of all runs of a batch turn by turn, by turn and then run: what bands are drawn from.
  ///
  /// - Returns: for each turn the values of all runs that are kept turn by turn, in ascending order
  ///   of replicate; empty when there are none.
  /// - Throws: ``UnknownMetric``, ``StoreError``.
  public func trajectories(of metric: String, in batch: BatchRecord) throws -> [[Double]] {
    let id = try id(of: metric, in: batch)
    return try read { db in
      guard batch.trajectories > 0 else { return [] }
      return try (1...batch.description.turns).map { turn in
        try Double?.fetchAll(
          db,
          sql: """
            SELECT value FROM run
              CROSS JOIN trajectory ON trajectory.run = run.id AND turn = ? AND metric = ?
            WHERE batch = ? ORDER BY replicate
            """, arguments: [turn, id, batch.id]
        ).map { $0 ?? .nan }
      }
    }
  }

  /// The runs that a batch was going to have and that aren't there, as ranges in ascending order.
  public func missingRuns(of batch: BatchRecord) throws(StoreError) -> [Range<UInt64>] {
    try read { db in
      var missing: [Range<UInt64>] = []
      var next: UInt64 = 0
      let runs = try Int64.fetchCursor(
        db, sql: "SELECT replicate FROM run WHERE batch = ? ORDER BY replicate",
        arguments: [batch.id])
      while let run = try runs.next().map(UInt64.init) {
        if run > next { missing.append(next..<run) }
        next = run + 1
      }
      if next < batch.planned { missing.append(next..<UInt64(batch.planned)) }
      return missing
    }
  }

  private func id(of metric: String, in batch: BatchRecord) throws -> Int64 {
    batch.firstMetric + Int64(try batch.description.metrics.position(of: metric))
  }
}

extension [Metric] {
  /// Where a metric of this name stands.
  func position(of name: String) throws(UnknownMetric) -> Int {
    guard let position = firstIndex(where: { $0.name == name }) else {
      throw UnknownMetric(name: name, known: map(\.name))
    }
    return position
  }
}
