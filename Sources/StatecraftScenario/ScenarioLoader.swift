public import StatecraftCore
public import StatecraftEconomy
public import StatecraftGames

/// A scenario that has been read and proven, with what it was made from.
public struct LoadedScenario: Sendable {
  public let scenario: Scenario
  /// Enough to make the same scenario again without a disk.
  public let bundle: ScenarioBundle
  let economy: Calibrated?
  /// What the files that it's made of hold.
  let schema: ScenarioSchema
  /// Who is tied to whom in a game in strategic form; nil in a scenario with an economy.
  public let network: Network?
  /// How games are played for published numbers.
  public let play: PublishedPlay
  /// What to compare the economy of the start with.
  public let facts: [BaselineFact]
  /// What the scenario is about.
  public let summary: String
  /// What the scenario asks of its economy, and compares with.
  public let experimentSet: ExperimentSet
  /// What is odd about the file, but no fault.
  public let warnings: [ScenarioFault]

  /// The economy at the start, in which all sizes are in billion US dollars; nil in a game in
  /// strategic form.
  public var baseline: Baseline? { economy?.baseline }
}

/// How games are played for published numbers.
public struct PublishedPlay: Sendable, Equatable {
  /// Games that a number is averaged over.
  public let runs: Int
  public let seed: UInt64
}

/// Reads scenarios: parse, then prove, and report every fault at once.
public struct ScenarioLoader: Sendable {
  private let catalogue: ScenarioCatalogue
  let schema: ScenarioSchema
  private let usualLuck: Luck

  /// - Parameters:
  ///   - catalogue: what there is to name in files.
  ///   - usualLuck: how draws are addressed where a file doesn't say.
  public init(catalogue: ScenarioCatalogue = .standard, usualLuck: Luck = .names) {
    self.catalogue = catalogue
    self.usualLuck = usualLuck
    schema = ScenarioSchema(catalogue: catalogue)
  }

  /// Makes the scenario of a bundle, from the bundle's texts alone.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func load(_ bundle: ScenarioBundle) throws(ScenarioFaults) -> LoadedScenario {
    try load(
      bundle.main, from: BundledFiles(bundle), set: bundle.set, without: bundle.without)
  }

  /// Makes the scenario of a file.
  ///
  /// - Parameters:
  ///   - main: the scenario file's path in `source`.
  ///   - source: where the file and those that it names are read from.
  ///   - set: edits as `path=value`, made in order before anything is read.
  ///   - without: names of rules in the file that are to be taken out.
  ///   - relative: a scenario that has been loaded. Where this one's economy is the same, it's
  ///     taken over, which halves the time and changes nothing.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func load(
    _ main: String, from source: any FileSource, set: [String] = [], without: [String] = [],
    relative: LoadedScenario? = nil
  ) throws(ScenarioFaults) -> LoadedScenario {
    try load(
      main, from: source, edits: set.map(Edit.init(option:)), without: without, relative: relative)
  }

  func load(
    _ main: String, from source: any FileSource, edits: [Edit], without: [String],
    relative: LoadedScenario? = nil
  ) throws(ScenarioFaults) -> LoadedScenario {
    let file = try OpenedFile(main, from: source)
    let (name, log, files) = (file.name, file.log, file.files)
    var node = file.node
    let shape = node.isGame ? schema.game : schema.scenario
    if node.isEconomyAlone {
      log.add(
        "this file holds an economy and no game: ask ‘statecraft counterfactual’, ‘stress’ or "
          + "‘dependence’ of it", at: file.whole)
      try log.throwIfAny(main: name)
    }
    let tables = TableExpansion(files: files, log: log, file: main)
    let written = node
    for edit in edits.compactMap({ Override($0, log: log) }) {
      edit.apply(to: &node, shape, tables: tables)
    }
    remove(without, from: &node, log: log)
    tables.expand(&node, shape, path: "")

    var check = SchemaCheck(log: log)
    let root = check.check(node, shape, path: "")
    let institutions = root.flatMap {
      InstitutionsInPlay(
        root: $0, states: $0.list("states").compactMap { $0.text("code") }, log: log)
    }
    guard let root,
      let roster = RosterReader(
        root: root, log: log, acts: catalogue.inForce(root).flatMap(\.acts),
        institutions: institutions
      ).read()
    else {
      try log.throwIfAny(main: name)
      preconditionFailure("A scenario without states has a fault")
    }
    let (conducts, profiles) = ProfileReader(
      root: root, main: main, schema: schema, files: files, log: log
    ).read(roster, check: &check)
    RosterReader(root: root, log: log).prove(check.references, in: roster)
    let fitted =
      root["motives"]?["refit"]?.flag == true || !edits.contains(where: \.isOfProfiles)
      ? nil
      : conductsAsWritten(node, written, shape, roster, main: main, files: files)

    let facts = BaselineFact.read(root, roster: roster, log: log)
    let experimentSet = ExperimentSetReader(root: root, roster: roster, log: log).read()

    let bundle = ScenarioBundle(
      main: main, files: files.files, set: edits.map(\.text), without: without)
    var content = ContentFingerprint.digest(of: root, profiles: profiles)
    // By which motives the start came about is part of what's played.
    if let fitted { content.add(fitted.digest.value) }
    let hash = content.hexadecimal
    var made: (scenario: Scenario, economy: Calibrated?, network: Network?)?
    if node.isGame {
      let assembly = GameAssembly(
        root: root, roster: roster, catalogue: catalogue, log: log, usualLuck: usualLuck)
      made = assembly.make(conducts, hash: hash).map { ($0.scenario, nil, $0.network) }
    } else {
      var assembly = ScenarioAssembly(
        root: root, roster: roster, catalogue: catalogue, log: log, usualLuck: usualLuck)
      assembly.institutions = institutions
      made = assembly.make(conducts, fitted: fitted?.conducts, hash: hash, known: relative?.economy)
        .map { ($0.scenario, $0.economy, nil) }
    }
    try log.throwIfAny(main: name)
    guard let made else { preconditionFailure("A scenario that can't be made has a fault") }
    return LoadedScenario(
      scenario: made.scenario, bundle: bundle, economy: made.economy, schema: schema,
      network: made.network,
      play: PublishedPlay(
        runs: root["play"]?.whole("runs") ?? 1,
        seed: UInt64(root["play"]?.whole("seed") ?? 1)),
      facts: facts, summary: root.text("summary") ?? "", experimentSet: experimentSet,
      warnings: log.warnings)
  }

  /// Who each state is by the file's own profiles, when edits changed them: what states did at the
  /// start was done by those motives, so that an edit asks what others would have led to.
  ///
  /// - Returns: nil where they can't be read without the edits.
  private func conductsAsWritten(
    _ edited: SourceNode, _ written: SourceNode, _ shape: Shape, _ roster: Roster, main: String,
    files: UsedFiles
  ) -> (conducts: [Conduct?], digest: Digest)? {
    guard case .map(var entries) = edited.content, case .map(let originals) = written.content,
      let place = entries.firstIndex(where: { $0.key == "profiles" }),
      let original = originals.first(where: { $0.key == "profiles" })
    else { return nil }
    var node = edited
    entries[place] = original
    node.content = .map(entries)
    let log = FaultLog()
    var check = SchemaCheck(log: log)
    guard let root = check.check(node, shape, path: "") else { return nil }
    let (conducts, profiles) = ProfileReader(
      root: root, main: main, schema: schema, files: files, log: log
    ).read(roster, check: &check)
    guard log.isEmpty else { return nil }
    return (conducts, ContentFingerprint.digest(of: root, profiles: profiles))
  }

  /// Takes rules out of the file's list.
  private func remove(_ rules: [String], from node: inout SourceNode, log: FaultLog) {
    for rule in rules {
      let origin = Origin(file: "--without \(rule)", line: 0, column: 0)
      let names = node.isGame ? catalogue.gameRules.map(\.name) : catalogue.rules.map(\.name)
      guard names.contains(rule) else {
        log.add("there is no rule ‘\(rule)’" + suggestion(for: rule, among: names), at: origin)
        continue
      }
      guard case .map(var keys) = node.content,
        let key = keys.firstIndex(where: { $0.key == "rules" }),
        case .map(var entries) = keys[key].value.content
      else { continue }
      guard let index = entries.firstIndex(where: { $0.key == rule }) else {
        log.add("the rule isn't in force in this scenario, so it can't be taken out", at: origin)
        continue
      }
      entries.remove(at: index)
      keys[key].value.content = .map(entries)
      node.content = .map(keys)
    }
  }
}
