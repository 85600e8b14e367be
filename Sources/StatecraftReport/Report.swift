internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftStore

/// What batches of a store say, in sections of text, pictures and tables.
public struct Report: Sendable {
  public let title: String
  /// What batch it's about, in lines.
  public let heading: [String]
  public let sections: [Section]

  /// - Parameters:
  ///   - base: the batch that it's about.
  ///   - others: batches of the same seed, to set against it.
  ///   - sweep: a sweep to show too.
  ///   - notes: what is to be known of luck in the base.
  ///   - withPictures: whether pictures are asked for; they take the runs turn by turn.
  /// - Throws: ``StoreError``; GSL's errors where it has no quantile.
  public init(
    _ base: BatchResults, against others: [BatchResults] = [], sweep: SweepResults? = nil,
    notes: [String] = [], withPictures: Bool
  ) throws {
    let description = base.description
    title = description.title
    let missing =
      base.record.runs < base.record.planned
      ? " of \(Number.grouped(base.record.planned)) planned" : ""
    heading = [
      "\(description.scenario) (\(description.hash)), \(base.changes)",
      "\(Number.runs(base.record.runs))\(missing), \(description.turns) turns from "
        + "\(description.startYear), seed \(description.seed)",
      "digest of all runs \(base.digest.hexadecimal)",
    ]
    guard base.setting.game == nil else {
      sections =
        try GameSections(results: base).sections()
        + (notes.isEmpty ? [] : [Section("Mind this", notes)]) + [Self.making(base, others)]
      return
    }
    let gains = GainSections(results: base)
    var sections = try OutcomeSections(results: base).sections()
    sections.append(try gains.gains())
    if let alignment = try gains.alignment() { sections.append(alignment) }
    let warnings =
      try notes
      + base.summary.warnings(
        gains: base.setting.roster.states.map { try base.summary.gain(of: $0) })
    if !warnings.isEmpty { sections.append(Section("Mind this", warnings)) }
    if withPictures { sections += try TrajectorySections(results: base).sections() }
    sections += try VariantSections(base: base, others: others).sections()
    if let sweep { sections += SensitivitySections(sweep: sweep).sections() }
    self.sections = sections + [Self.making(base, others)]
  }

  /// How all of it was made.
  private static func making(_ base: BatchResults, _ others: [BatchResults]) -> Section {
    let batches = [base] + others
    var table = Table(["Batch", "#runs", "digest of all runs"])
    for batch in batches {
      table.add([
        batch.description.identity, Number.grouped(batch.record.runs), batch.digest.hexadecimal,
      ])
    }
    var producers: [String] = []
    for batch in batches where !producers.contains(batch.description.producer.description) {
      producers.append(batch.description.producer.description)
    }
    return Section(
      "How it was made",
      [
        "Played by statecraft \(producers.joined(separator: "; ")).",
        "Rules in force: \(base.description.rules.joined(separator: ", ")).",
        "Files: \(base.description.bundle.files.map(\.path).joined(separator: ", ")).",
        "Intervals hold with 95 % each: Wilson's for shares, Student's t for means; of differences "
          + "between paired shares Tango's, otherwise Student's t on the differences. They are "
          + "about luck, what other seeds would have given, and say nothing of how wrong the model "
          + "or its parameters are.",
      ], tables: [table])
  }

  /// All pictures, in order.
  public var figures: [Figure] { sections.flatMap(\.figures) }
}
