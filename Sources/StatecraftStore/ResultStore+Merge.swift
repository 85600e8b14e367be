internal import GRDB

extension ResultStore {
  /// What joining stores did.
  public struct MergeSummary: Sendable, Equatable {
    /// Runs that came from each store, in order.
    public let added: [Int]
    /// Runs of each store that were there already, with the same results.
    public let shared: [Int]
  }

  /// Joins stores that hold parts of the same batches into this one.
  ///
  /// All must hold the same batches, by scenario, parameters, rulebook, seed and program; if this
  /// store holds some already, the same. What is there already isn't added again.
  ///
  /// - Parameter sources: the stores' paths.
  /// - Throws: ``StoreError`` when one holds something else, or the same run with other results.
  ///   Nothing is changed when the batches don't agree; runs of stores before the one that
  ///   contradicts are in.
  public func merge(_ sources: [String]) throws(StoreError) -> MergeSummary {
    precondition(!sources.isEmpty, "nothing to join")
    var first = try read { (path, try records($0)) }
    for source in sources {
      let store = try ResultStore(path: source, for: .reading)
      let records = try store.read { try store.records($0) }
      try store.close()
      guard !records.isEmpty else {
        throw StoreError(path: source, reason: "holds no batch: leave it out.")
      }
      if first.1.isEmpty {
        first = (source, records)
      } else if let reason = Self.mixture(records, source, with: first) {
        throw StoreError(path: source, reason: reason)
      }
    }
    var batches: [(record: BatchRecord, target: StoredBatch)] = []
    for record in first.1 {
      let target = try batch(record.description, planned: record.planned)
      batches.append((record, target))
    }
    var added: [Int] = []
    var shared: [Int] = []
    for source in sources {
      try attach(source)
      defer { detach() }
      var counts = (added: 0, shared: 0)
      try write { db in
        for batch in batches {
          let more = try copy(batch.target, from: source, db)
          counts.added += more.added
          counts.shared += more.shared
        }
      }
      added.append(counts.added)
      shared.append(counts.shared)
    }
    return MergeSummary(added: added, shared: shared)
  }

  /// Why the batches of a store aren't those of another; nil when they are.
  private static func mixture(
    _ records: [BatchRecord], _ path: String, with first: (path: String, records: [BatchRecord])
  ) -> String? {
    func difference(_ left: BatchRecord, _ right: BatchRecord) -> String? {
      left.description.difference(from: right.description, here: "it", there: "‘\(first.path)’")
    }
    let advice = "Only parts of the same batches can be joined."
    if records.count == 1, first.records.count == 1 {
      return difference(records[0], first.records[0]).map {
        "holds another batch than ‘\(first.path)’: \($0). \(advice)"
      }
    }
    for record in records {
      guard
        let twin = first.records.first(where: {
          $0.description.identity == record.description.identity
        })
      else {
        return "holds a batch that ‘\(first.path)’ doesn't hold: \(record.label). \(advice)"
      }
      if let reason = difference(record, twin) {
        return "holds another batch than ‘\(first.path)’: \(reason). \(advice)"
      }
    }
    let missing = first.records.first { record in
      !records.contains { $0.description.identity == record.description.identity }
    }
    return missing.map {
      "lacks a batch that ‘\(first.path)’ holds: \($0.label). \(advice)"
    }
  }

  private func attach(_ source: String) throws(StoreError) {
    try withoutTransaction { db in
      try db.execute(sql: "ATTACH DATABASE ? AS shard", arguments: [source])
    }
  }

  private func detach() {
    // It fails only when nothing is attached.
    try? withoutTransaction { db in try db.execute(sql: "DETACH DATABASE shard") }
  }

  /// Copies the runs of a batch that aren't there.
  private func copy(
    _ batch: StoredBatch, from source: String, _ db: Database
  ) throws -> (added: Int, shared: Int) {
    let identity = batch.description.identity
    guard
      let row = try GRDB.Row.fetchOne(
        db,
        sql: """
          SELECT id, runs_planned,
            (SELECT min(m.id) FROM shard.metric m WHERE m.catalogue = batch.catalogue) AS first
          FROM shard.batch WHERE identity = ?
          """, arguments: [identity])
    else { throw StoreError(path: source, reason: "was changed while it was read: try again.") }
    let (other, first): (Int64, Int64) = (row["id"], row["first"])
    let planned: Int = row["runs_planned"]
    try db.execute(
      sql: "UPDATE main.batch SET runs_planned = max(runs_planned, ?) WHERE id = ?",
      arguments: [planned, batch.id])
    let shift = batch.firstMetric - first
    let arguments: StatementArguments = ["here": batch.id, "there": other, "shift": shift]
    try refuseContradiction(arguments, source, batch.description, db)

    func count(_ sql: String) throws -> Int {
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM \(sql)", arguments: ["here": batch.id, "there": other]) ?? 0
    }
    let shared = try count(
      """
      shard.run s JOIN main.run r ON r.batch = :here AND r.replicate = s.replicate
      WHERE s.batch = :there
      """)
    // Trajectories of runs that are here without.
    try db.execute(
      sql: """
        INSERT INTO main.trajectory
        SELECT r.id, t.turn, t.metric + :shift, t.value
        FROM shard.run s JOIN main.run r ON r.batch = :here AND r.replicate = s.replicate
          CROSS JOIN shard.trajectory t ON t.run = s.id
        WHERE s.batch = :there AND s.has_trajectory AND NOT r.has_trajectory
        """, arguments: arguments)
    try db.execute(
      sql: """
        UPDATE main.run SET has_trajectory = 1
        WHERE batch = :here AND NOT has_trajectory AND replicate IN
          (SELECT replicate FROM shard.run WHERE batch = :there AND has_trajectory)
        """, arguments: ["here": batch.id, "there": other])
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM main.run") ?? 0
    try db.execute(
      sql: """
        INSERT INTO main.run (batch, replicate, digest, held, note, has_trajectory)
        SELECT :here, replicate, digest, held, note, has_trajectory FROM shard.run
        WHERE batch = :there
          AND replicate NOT IN (SELECT replicate FROM main.run WHERE batch = :here)
        ORDER BY replicate
        """, arguments: ["here": batch.id, "there": other])
    let added = db.changesCount
    for (table, columns) in [("result", ""), ("trajectory", "t.turn, ")] {
      try db.execute(
        sql: """
          INSERT INTO main.\(table)
          SELECT r.id, \(columns)t.metric + :shift, t.value
          FROM main.run r
            CROSS JOIN shard.run s ON s.batch = :there AND s.replicate = r.replicate
            CROSS JOIN shard.\(table) t ON t.run = s.id
          WHERE r.batch = :here AND r.id > :last
          """,
        arguments: ["here": batch.id, "there": other, "shift": shift, "last": last])
    }
    return (added, shared)
  }

  /// The same run can't have come out in two ways.
  private func refuseContradiction(
    _ arguments: StatementArguments, _ source: String, _ description: BatchDescription,
    _ db: Database
  ) throws {
    let replicate = try Int64.fetchOne(
      db,
      sql: """
        SELECT s.replicate
        FROM shard.run s JOIN main.run r ON r.batch = :here AND r.replicate = s.replicate
        WHERE s.batch = :there AND (s.digest != r.digest OR EXISTS (
          SELECT 1 FROM shard.result x
            LEFT JOIN main.result y ON y.run = r.id AND y.metric = x.metric + :shift
          WHERE x.run = s.id AND x.value IS NOT y.value))
        ORDER BY s.replicate LIMIT 1
        """, arguments: arguments)
    guard let replicate else { return }
    throw StoreError(
      path: source,
      reason: "has run \(replicate) of seed \(description.seed) with other results than "
        + "‘\(path)’: one was made by a changed program. Find out which, and leave it out.")
  }
}

extension BatchRecord {
  /// Enough to know it by, such as ‘tiny’ with --set turns=3, seed 5.
  public var label: String {
    "‘\(description.scenario)’"
      + (description.parameters.isEmpty ? "" : " with \(description.parameters)")
      + ", seed \(description.seed)"
  }
}
