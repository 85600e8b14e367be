public import StatecraftAnalysis
public import StatecraftCore
public import StatecraftStore

/// What a batch in a store says: its summary, and where to find the rest.
public struct BatchResults: Sendable {
  public let record: BatchRecord
  public let setting: Setting
  public let summary: OutcomeSummary
  /// The fingerprint of all runs, as `statecraft batch` prints it.
  public let digest: Digest
  /// Whether its runs are different games.
  public let variety: RunVariety
  /// The numbers of the first few runs.
  public let firstRuns: [UInt64]
  let store: ResultStore

  /// Reads all runs of a batch.
  ///
  /// - Parameters:
  ///   - record: a batch of the store, with at least one run.
  ///   - setting: that of its scenario.
  /// - Throws: ``StoreError``.
  public init(_ record: BatchRecord, in store: ResultStore, setting: Setting) throws {
    let catalogue = MetricCatalogue(setting: setting)
    precondition(
      catalogue.metrics == record.description.metrics, "the setting of another scenario")
    var summary = OutcomeSummary(setting: setting)
    var digest = Digest()
    var variety = RunVariety()
    var firstRuns: [UInt64] = []
    try store.forEachRun(of: record) { run in
      summary.add(catalogue.outcome(of: run.values))
      digest.add(run.digest.value)
      variety.add(run.digest)
      if firstRuns.count < 4 { firstRuns.append(run.replicate) }
    }
    self.record = record
    self.setting = setting
    self.summary = summary
    self.digest = digest
    self.variety = variety
    self.firstRuns = firstRuns
    self.store = store
  }

  var description: BatchDescription { record.description }

  /// What sets it apart from its scenario as it is.
  var changes: String {
    description.parameters.isEmpty ? "as it is" : description.parameters
  }
}
