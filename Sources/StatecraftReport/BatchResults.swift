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
    try store.forEachRun(of: record) { run in
      summary.add(catalogue.outcome(of: run.values))
      digest.add(run.digest.value)
    }
    self.record = record
    self.setting = setting
    self.summary = summary
    self.digest = digest
    self.store = store
  }

  var description: BatchDescription { record.description }

  /// What sets it apart from its scenario as it is.
  var changes: String {
    description.parameters.isEmpty ? "as it is" : description.parameters
  }
}
