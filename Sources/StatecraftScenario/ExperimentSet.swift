internal import StatecraftCore

/// What a file asks: experiments, and published numbers to compare ours with.
public struct ExperimentSet: Sendable, Equatable {
  /// Which published result the file reproduces.
  public let literature: Literature?
  public let experiments: [Experiment]
  public let published: [PublishedRow]
  /// Variants of the file by name.
  public let variants: [Variant]

  /// A result of the literature.
  public struct Literature: Sendable, Equatable {
    /// The publication, so that it can be found.
    public let source: String
    /// The result, in a sentence.
    public let claim: String
    /// What the source leaves open, and what was assumed.
    public let uncertain: String?
  }

  /// A case: edits of the file.
  public struct Variant: Sendable, Equatable {
    public let name: String
    /// What is different, for people; the name where the file doesn't say.
    public let title: String
    public let edits: [Edit]
  }

  /// The experiment of a name.
  public func experiment(_ name: String) -> Experiment? {
    experiments.first { $0.name == name }
  }
}

/// A published number.
public struct PublishedRow: Sendable, Equatable {
  /// The case it belongs to; the file as it is where there is none.
  public let variant: String?
  /// After which experiment; at the start where there is none.
  public let experiment: String?
  public let measure: Measure
  public let value: Double
  /// What ours should be of it.
  public let relation: Relation
  /// How far ours may be from it.
  public let tolerance: Double
  /// How often chance alone may refute a true number, where ours is an average over played games;
  /// nil where chance has no say.
  public let errorLevel: Double?
  /// Where in the source.
  public let place: String?

  public enum Relation: String, Sendable, CaseIterable {
    case about
    case atMost = "at_most"
    case atLeast = "at_least"
  }
}

/// A published number beside ours.
public struct PublishedComparison: Sendable, Equatable {
  public let row: PublishedRow
  /// Our number; nil where there is none, for the reason in `failure`.
  public let ours: Double?
  /// Why there is no number of ours.
  public let failure: String?
  /// How far chance may have moved ours, beside the tolerance; 0 where it has no say.
  public let margin: Double

  public init(
    _ row: PublishedRow, ours: Double?, margin: Double = 0, failure: String? = nil
  ) {
    self.row = row
    self.ours = ours
    self.margin = margin
    self.failure = failure
  }

  /// Whether ours is what it should be, within the tolerance and the margin of chance.
  public var agrees: Bool {
    guard let ours else { return false }
    let allowed = row.tolerance + margin
    return switch row.relation {
    case .about: abs(ours - row.value) <= allowed
    case .atMost: ours <= row.value + allowed
    case .atLeast: ours >= row.value - allowed
    }
  }
}

/// An edit of a scenario file as `path=value`, and where it was written.
public struct Edit: Sendable, Equatable {
  public let text: String
  let origin: Origin

  /// An edit of the command line.
  init(option text: String) {
    self.text = text
    origin = Origin(file: "--set \(text)", line: 0, column: 0)
  }

  /// Whether it edits who states are.
  var isOfProfiles: Bool { text.hasPrefix("profiles") }

  init(_ text: String, at origin: Origin) {
    self.text = text
    self.origin = origin
  }
}

/// Reads what a file asks.
struct ExperimentSetReader {
  let root: Value
  let roster: Roster
  let log: FaultLog

  func read() -> ExperimentSet {
    let experiments = ExperimentReader(roster: roster, goods: goods, log: log)
      .read(root.list("experiments"))
    let variants = root.list("cases").map { row in
      let name = row.text("name") ?? ""
      return ExperimentSet.Variant(
        name: name, title: row.text("title") ?? name,
        edits: row.list("set").compactMap { item in
          item.text.map { Edit($0, at: item.origin) }
        })
    }
    let literature = root["literature"].flatMap { row in
      row.text("source").map {
        ExperimentSet.Literature(
          source: $0, claim: row.text("claim") ?? "", uncertain: row.text("uncertain"))
      }
    }
    return ExperimentSet(
      literature: literature, experiments: experiments,
      published: published(experiments, variants), variants: variants)
  }

  /// The sectors on which a tariff can be levied.
  var goods: [Int] {
    roster.sectorCodes.indices.filter { index in
      root.list("sectors").first { $0.text("code") == roster.sectorCodes[index] }?["goods"]?.flag
        ?? true
    }
  }

  private func published(
    _ experiments: [Experiment], _ variants: [ExperimentSet.Variant]
  ) -> [PublishedRow] {
    root.list("published").compactMap { row in
      prove(row["case"], among: variants.map(\.name), "case")
      prove(row["experiment"], among: experiments.map(\.name), "experiment")
      guard let value = row["measure"],
        let measure = Measure(value, ofGame: root["game"] != nil, roster: roster, log: log),
        let number = row.number("value")
      else { return nil }
      if measure.kind.needsExperiment, row["experiment"] == nil {
        log.add("‘\(measure.kind.rawValue)’ needs an experiment", at: value)
      }
      return PublishedRow(
        variant: row.text("case"), experiment: row.text("experiment"), measure: measure,
        value: number,
        relation: row.text("relation").flatMap(PublishedRow.Relation.init(rawValue:)) ?? .about,
        tolerance: row.number("tolerance") ?? 0, errorLevel: row.number("error_level"),
        place: row.text("place"))
    }
  }

  private func prove(_ value: Value?, among names: [String], _ kind: String) {
    // A name that can't be read may be the one that's meant.
    guard let value, let name = value.text, !names.contains(name), !names.contains("")
    else { return }
    log.add(
      "there is no \(kind) ‘\(SourceNode.shortened(name))’ in this file"
        + suggestion(for: name, among: names), at: value)
  }
}
