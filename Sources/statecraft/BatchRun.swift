internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftStore

/// What a batch keeps of a run, whether it was played now or stands in a store.
struct BatchRun: Sendable {
  let outcome: RunOutcome
  /// The fingerprint of the whole game.
  let digest: Digest
  /// How often states held because they couldn't decide.
  let held: Int
  /// The first such time.
  let note: String?
  /// What goes into a store; nil without one.
  let stored: StoredRun?

  /// - Parameter storing: whether it goes into a store.
  init(_ result: GameResult, _ catalogue: MetricCatalogue, setting: Setting, storing: Bool) {
    outcome = RunOutcome(of: result.world, setting: setting)
    digest = result.digest
    held = result.notes.count
    note = result.notes.first.map {
      "\(setting.roster.code($0.state)) in turn \($0.turn) of replicate \(result.replicate): "
        + $0.reason
    }
    stored =
      storing
      ? StoredRun(
        replicate: result.replicate, digest: result.digest, values: catalogue.values(of: outcome),
        trajectory: result.samples.isEmpty ? nil : result.samples, held: held, note: note)
      : nil
  }

  init(_ stored: StoredRun, _ catalogue: MetricCatalogue) {
    outcome = catalogue.outcome(of: stored.values)
    digest = stored.digest
    held = stored.held
    note = stored.note
    self.stored = nil
  }
}

/// What a batch took.
struct Work: Sendable {
  /// Games that were played, not recalled from a store.
  let played: Int
  /// In seconds.
  let elapsed: Double

  /// Games a second.
  var rate: Double { elapsed > 0 ? Double(played) / elapsed : 0 }
}
