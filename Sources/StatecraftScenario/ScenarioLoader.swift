public import StatecraftCore
public import StatecraftEconomy

/// A scenario that has been read and proven, with what it was made from.
public struct LoadedScenario: Sendable {
  public let scenario: Scenario
  /// Enough to make the same scenario again without a disk.
  public let bundle: ScenarioBundle
  let economy: Calibrated
  /// What to compare the economy of the start with.
  public let facts: [BaselineFact]
  /// What the scenario is about.
  public let summary: String
  /// What the scenario asks of its economy, and compares with.
  public let experimentSet: ExperimentSet

  /// The economy at the start, in which all sizes are in billion US dollars.
  public var baseline: Baseline { economy.baseline }
}

/// Reads scenarios: parse, then prove, and report every fault at once.
public struct ScenarioLoader: Sendable {
  private let catalogue: ScenarioCatalogue
  let schema: ScenarioSchema

  public init(catalogue: ScenarioCatalogue = .standard) {
    self.catalogue = catalogue
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
    let log = FaultLog()
    let files = UsedFiles(source: source, log: log)
    let name = files.displayName(of: main)
    // The file as a whole, since no line names it.
    let whole = Origin(file: name, line: 0, column: 0)
    guard let text = files.text(of: main, namedAt: whole, in: ""),
      var node = YAMLComposer.compose(text, file: name, log: log)
    else {
      try log.throwIfAny(main: name)
      preconditionFailure("A file that can't be read has a fault")
    }

    if node.isEconomyAlone {
      log.add(
        "this file holds an economy and no game: ask ‘statecraft counterfactual’, ‘stress’ or "
          + "‘dependence’ of it", at: whole)
      try log.throwIfAny(main: name)
    }
    let tables = TableExpansion(files: files, log: log, file: main)
    for edit in edits.compactMap({ Override($0, log: log) }) {
      edit.apply(to: &node, schema.scenario, tables: tables)
    }
    remove(without, from: &node, log: log)
    tables.expand(&node, schema.scenario, path: "")

    var check = SchemaCheck(log: log)
    guard let root = check.check(node, schema.scenario, path: ""),
      let roster = RosterReader(root: root, log: log).read()
    else {
      try log.throwIfAny(main: name)
      preconditionFailure("A scenario without states has a fault")
    }
    let conducts = ProfileReader(root: root, main: main, schema: schema, files: files, log: log)
      .read(roster, check: &check)
    RosterReader(root: root, log: log).prove(check.references, in: roster)

    let facts = BaselineFact.read(root, roster: roster, log: log)
    let experimentSet = ExperimentSetReader(root: root, roster: roster, log: log).read()

    let bundle = ScenarioBundle(
      main: main, files: files.files, set: edits.map(\.text), without: without)
    let assembly = ScenarioAssembly(root: root, roster: roster, catalogue: catalogue, log: log)
    let made = assembly.make(
      conducts, hash: bundle.digest.hexadecimal, known: relative?.economy)
    try log.throwIfAny(main: name)
    guard let made else { preconditionFailure("A scenario that can't be made has a fault") }
    return LoadedScenario(
      scenario: made.scenario, bundle: bundle, economy: made.economy, facts: facts,
      summary: root.text("summary") ?? "", experimentSet: experimentSet)
  }

  /// Takes rules out of the file's list.
  private func remove(_ rules: [String], from node: inout SourceNode, log: FaultLog) {
    for rule in rules {
      let origin = Origin(file: "--without \(rule)", line: 0, column: 0)
      guard catalogue.rules.contains(where: { $0.name == rule }) else {
        log.add(
          "there is no rule ‘\(rule)’" + suggestion(for: rule, among: catalogue.rules.map(\.name)),
          at: origin)
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
