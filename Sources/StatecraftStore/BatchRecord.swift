internal import GRDB
internal import StatecraftAnalysis
internal import StatecraftCore

/// A batch that is in a store.
public struct BatchRecord: Sendable, Equatable {
  public let description: BatchDescription
  /// How many runs are there.
  public let runs: Int
  /// How many of them are kept turn by turn.
  public let trajectories: Int
  /// How many the batch was going to have.
  public let planned: Int
  let id: Int64
  let firstMetric: Int64

  /// The values of parameters by name, as set, the last where one is set twice.
  public var parameters: [(name: String, value: String)] {
    var parameters: [(name: String, value: String)] = []
    for text in description.bundle.set {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let pair = (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
      parameters.removeAll { $0.name == pair.name }
      parameters.append(pair)
    }
    return parameters
  }
}

extension ResultStore {
  /// The batches that are there, in an order that is the same however they came there: by scenario,
  /// then parameters, then seed.
  public func batches() throws(StoreError) -> [BatchRecord] {
    try read { db in
      try records(db).sorted { left, right in
        func key(_ record: BatchRecord) -> (String, String) {
          (record.description.scenario, record.description.parameters)
        }
        let (l, r) = (left.description, right.description)
        return key(left) != key(right)
          ? key(left) < key(right) : (l.seed, l.identity) < (r.seed, r.identity)
      }
    }
  }

  /// In the order in which they were made; only the one with an identity, if given.
  func records(_ db: Database, identity: String? = nil) throws -> [BatchRecord] {
    var metrics: [Int64: [Metric]] = [:]
    var texts: [Int64: String] = [:]
    return try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT *, (SELECT min(id) FROM metric m WHERE m.catalogue = batch.catalogue) AS first,
          (SELECT count(*) FROM run WHERE run.batch = batch.id) AS runs,
          (SELECT count(*) FROM run WHERE run.batch = batch.id AND has_trajectory) AS trajectories
        FROM batch WHERE identity = coalesce(?, identity) ORDER BY id
        """, arguments: [identity]
    ).map { row in
      let catalogue: Int64 = row["catalogue"]
      let known = try metrics[catalogue] ?? self.metrics(ofCatalogue: catalogue, db)
      metrics[catalogue] = known
      let id: Int64 = row["id"]
      let seed: String = row["seed"]
      let rules: String = row["rules"]
      let description = BatchDescription(
        scenario: row["scenario"], title: row["title"], hash: row["hash"],
        bundle: try bundle(of: id, main: row["main"], &texts, db),
        rules: rules.split(separator: " ").map(String.init), startYear: row["start_year"],
        turns: row["turns"], seed: UInt64(seed) ?? 0,
        producer: Producer(
          programVersion: row["program_version"], gslVersion: row["gsl_version"],
          platform: row["platform"]),
        metrics: known)
      return BatchRecord(
        description: description, runs: row["runs"], trajectories: row["trajectories"],
        planned: row["runs_planned"], id: id, firstMetric: row["first"])
    }
  }

  private func metrics(ofCatalogue catalogue: Int64, _ db: Database) throws -> [Metric] {
    try GRDB.Row.fetchAll(
      db, sql: "SELECT name, kind, meaning FROM metric WHERE catalogue = ? ORDER BY id",
      arguments: [catalogue]
    ).map { row in
      let kind: String = row["kind"]
      return Metric(row["name"], Metric.Kind(rawValue: kind) ?? .quantity, row["meaning"])
    }
  }

  /// - Parameter texts: of files by id; batches share most of theirs.
  private func bundle(
    of batch: Int64, main: String, _ texts: inout [Int64: String], _ db: Database
  ) throws -> ScenarioBundle {
    let files = try GRDB.Row.fetchAll(
      db, sql: "SELECT path, file FROM batch_file WHERE batch = ?", arguments: [batch]
    ).map { row in
      let id: Int64 = row["file"]
      let text =
        try texts[id]
        ?? String.fetchOne(db, sql: "SELECT text FROM file WHERE id = ?", arguments: [id]) ?? ""
      texts[id] = text
      return ScenarioBundle.File(path: row["path"], text: text)
    }.sorted { $0.path < $1.path }
    var bundle = ScenarioBundle(main: main, files: files)
    for row in try GRDB.Row.fetchAll(
      db, sql: "SELECT kind, name, value FROM parameter WHERE batch = ? ORDER BY position",
      arguments: [batch])
    {
      let name: String = row["name"]
      let value: String? = row["value"]
      if row["kind"] == "set" {
        bundle.set.append(value.map { "\(name)=\($0)" } ?? name)
      } else {
        bundle.without.append(name)
      }
    }
    return bundle
  }
}
