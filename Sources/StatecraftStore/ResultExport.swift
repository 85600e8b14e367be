internal import GRDB
internal import StatecraftAnalysis

/// Results as a table for other tools, in an order and in digits that hang on nothing but the runs:
/// the same runs give the same bytes, however they came into the store.
public struct ResultExport: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// With a header, after RFC 4180 but for lines that end in a line feed alone.
    case csv
    /// An object a line.
    case jsonl
  }

  public enum Content: Sendable {
    /// A row a run, with what was measured at the end.
    case runs
    /// A row a run and turn.
    case trajectories
  }

  private let store: ResultStore
  private let batches: [BatchRecord]
  private let format: Format
  private let content: Content
  private let parameters: [String]
  private let hasWithout: Bool
  private let metrics: [Metric]

  /// - Parameters:
  ///   - store: where the results are.
  ///   - batches: whose results; in the order in which they're written.
  ///   - metrics: names, such as `gain.USA`, or families, such as `gain`; all when empty.
  ///   - content: what a row is.
  ///   - format: how it's written.
  /// - Throws: ``UnknownMetric`` when no batch has it.
  public init(
    _ store: ResultStore, of batches: [BatchRecord], metrics: [String] = [],
    content: Content = .runs, format: Format
  ) throws {
    self.store = store
    self.batches = batches
    self.format = format
    self.content = content
    var names: [String] = []
    var all: [Metric] = []
    var seen: Set<String> = []
    for batch in batches {
      for (name, _) in batch.parameters where !names.contains(name) { names.append(name) }
      let known = batch.description.metrics
      let kept =
        content == .runs ? known : TrajectoryMetrics(known).positions.map { known[$0] }
      all += kept.filter { seen.insert($0.name).inserted }
    }
    parameters = names.sorted()
    hasWithout = batches.contains { !$0.description.bundle.without.isEmpty }
    for name in metrics where !all.contains(where: { $0.name == name || $0.family == name }) {
      throw UnknownMetric(name: name, known: all.map(\.name))
    }
    self.metrics =
      metrics.isEmpty
      ? all : all.filter { metrics.contains($0.name) || metrics.contains(String($0.family)) }
  }

  /// Writes the table piece by piece.
  ///
  /// - Parameter sink: gets the pieces in order.
  /// - Throws: ``StoreError``, and what `sink` throws.
  public func write(to sink: ([UInt8]) throws -> Void) throws {
    if format == .csv {
      var header = ExportRow(.csv)
      for name in columns { header.add(name, text: name) }
      try sink(header.line())
    }
    for batch in batches {
      let positions = metrics.map { metric in
        batch.description.metrics.firstIndex { $0.name == metric.name }
      }
      let set = parameters.map { name in batch.parameters.first { $0.name == name }?.value }
      switch content {
      case .runs:
        try store.forEachRun(of: batch) { run in
          var row = ExportRow(format)
          addIdentity(batch, set, run, to: &row)
          row.add("digest", text: run.digest.hexadecimal)
          row.add("held", integer: "\(run.held)")
          add(positions.map { $0.map { run.values[$0] } }, to: &row)
          try sink(row.line())
        }
      case .trajectories:
        try store.forEachTurn(of: batch) { run, turn, values in
          var row = ExportRow(format)
          addIdentity(batch, set, run, to: &row)
          row.add("turn", integer: "\(turn)")
          row.add("year", integer: "\(batch.description.startYear + turn - 1)")
          add(positions.map { $0.flatMap { values[$0] } }, to: &row)
          try sink(row.line())
        }
      }
    }
  }

  private var columns: [String] {
    ["batch", "scenario"] + parameters + (hasWithout ? ["without"] : []) + ["seed", "replicate"]
      + (content == .runs ? ["digest", "held"] : ["turn", "year"]) + metrics.map(\.name)
  }

  private func addIdentity(
    _ batch: BatchRecord, _ set: [String?], _ run: StoredRun, to row: inout ExportRow
  ) {
    let description = batch.description
    row.add("batch", text: description.identity)
    row.add("scenario", text: description.scenario)
    for (name, value) in zip(parameters, set) { row.add(name, text: value) }
    if hasWithout { row.add("without", text: description.bundle.without.joined(separator: " ")) }
    row.add("seed", integer: "\(description.seed)")
    row.add("replicate", integer: "\(run.replicate)")
  }

  private func add(_ values: [Double?], to row: inout ExportRow) {
    for (metric, value) in zip(metrics, values) {
      if metric.kind == .event, let value, value == 0 || value == 1 {
        row.add(metric.name, integer: value == 0 ? "0" : "1")
      } else {
        row.add(metric.name, number: value)
      }
    }
  }
}

extension ResultStore {
  /// Hands on each turn of the runs that are kept turn by turn, in order; values by position among
  /// the batch's metrics.
  func forEachTurn(
    of batch: BatchRecord, _ body: (StoredRun, Int, [Int: Double]) throws -> Void
  ) throws {
    try forEachRun(of: batch) { run in
      let rows = try read { db in
        try GRDB.Row.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT turn, metric, value FROM trajectory
              WHERE run = (SELECT id FROM run WHERE batch = ? AND replicate = ?)
              ORDER BY turn, metric
              """), arguments: [batch.id, Int64(run.replicate)])
      }
      var rest = rows[...]
      while let turn: Int = rest.first?["turn"] {
        let own = rest.prefix { $0["turn"] == turn }
        var values: [Int: Double] = [:]
        for row in own {
          let metric: Int64 = row["metric"]
          values[Int(metric - batch.firstMetric)] = row["value"]
        }
        try body(run, turn, values)
        rest = rest.dropFirst(own.count)
      }
    }
  }
}
