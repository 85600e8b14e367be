public import StatecraftCore
public import StatecraftEconomy

/// An economy that has been read and proven: of a file of its own, or that of a game's start.
public struct LoadedEconomy: Sendable {
  public let name: String
  public let title: String
  /// What it's about.
  public let summary: String
  /// The unit of values, or nothing.
  public let unit: String
  /// The game whose start it is; nil for an economy alone.
  public let game: LoadedScenario?
  public let roster: Roster
  /// The trade economy; nil where an input-output table says nothing of elasticities.
  public var baseline: Baseline?
  /// The input-output table that the file gives; nil where it gives none.
  public let table: InterCountryTable?
  /// The sectors on which a tariff can be levied.
  public let goods: [Int]
  /// How badly the absence of each sector hurts, in `0...1`.
  public let criticality: [Double]
  /// The share of each sector's export revenue that is rent, for estimates; nothing where the
  /// file says nothing of it.
  public let exportRentShares: [Double]
  public let experimentSet: ExperimentSet
  /// What is odd about the file, but no fault.
  public var warnings: [ScenarioFault] = []
  /// What becomes of balances of trade in experiments that don't say; nil where nobody does.
  public var closure: Closure?
  /// The variants of the file, each an economy of its own without cases.
  public internal(set) var cases: [Case] = []
  /// The case of the file that this is; nil for the file as it is.
  public internal(set) var variant: String?
  /// The files that it was made from.
  public let files: [String]

  /// A variant of a file.
  public struct Case: Sendable {
    public let name: String
    public let title: String
    public let economy: LoadedEconomy
  }
}

extension ScenarioLoader {
  /// Reads an economy: a file that holds nothing else, or the start of a game.
  ///
  /// - Parameters:
  ///   - main: the file's path in `source`.
  ///   - source: where the file and those that it names are read from.
  ///   - set: edits as `path=value`, made in order before anything is read.
  ///   - without: names of rules of a game that are to be taken out.
  /// - Throws: ``ScenarioFaults`` with every fault, those of all cases included.
  public func loadEconomy(
    _ main: String, from source: any FileSource, set: [String] = [], without: [String] = []
  ) throws(ScenarioFaults) -> LoadedEconomy {
    let edits = set.map(Edit.init(option:))
    var base = try economy(main, from: source, edits: edits, without: without)
    var cases: [LoadedEconomy.Case] = []
    let log = FaultLog()
    for variant in base.experimentSet.variants {
      do throws(ScenarioFaults) {
        var economy = try economy(
          main, from: source, edits: edits + variant.edits, without: without)
        economy.variant = variant.name
        cases.append(
          LoadedEconomy.Case(name: variant.name, title: variant.title, economy: economy))
      } catch {
        log.add(error, inCase: variant.name)
      }
    }
    try log.throwIfAny(main: source.displayName(of: main))
    base.cases = cases
    return base
  }

  private func economy(
    _ main: String, from source: any FileSource, edits: [Edit], without: [String]
  ) throws(ScenarioFaults) -> LoadedEconomy {
    let file = try OpenedFile(main, from: source)
    let (name, log, files) = (file.name, file.log, file.files)
    var node = file.node
    guard node.isEconomyAlone else {
      return LoadedEconomy(try load(main, from: source, edits: edits, without: without))
    }
    for rule in without {
      log.add(
        "this economy isn't part of a game, so there are no rules to take out",
        at: Origin(file: "--without \(rule)", line: 0, column: 0))
    }
    let shape = schema.economyAlone
    let tables = TableExpansion(files: files, log: log, file: main)
    for edit in edits.compactMap({ Override($0, log: log) }) {
      edit.apply(to: &node, shape, tables: tables)
    }
    tables.expand(&node, shape, path: "")
    var check = SchemaCheck(log: log)
    guard let root = check.check(node, shape, path: ""),
      let roster = RosterReader(root: root, log: log).read()
    else {
      try log.throwIfAny(main: name)
      preconditionFailure("An economy without states has a fault")
    }
    RosterReader(root: root, log: log).prove(check.references, in: roster)
    let experimentSet = ExperimentSetReader(root: root, roster: roster, log: log).read()
    for variant in experimentSet.variants {
      // A case that can't be had is a fault of the file, whatever else is wrong with it.
      var copy = node
      for edit in variant.edits.compactMap({ Override($0, log: log) }) {
        edit.apply(to: &copy, shape, tables: tables)
      }
    }
    let economy = EconomyMaker(
      root: root, roster: roster, files: files, file: main, log: log
    ).make()
    if let economy, economy.baseline == nil { noteUnanswerable(experimentSet, root, log: log) }
    try log.throwIfAny(main: name)
    guard let economy else { preconditionFailure("An economy that can't be made has a fault") }
    return LoadedEconomy(
      name: root.text("name") ?? "", title: root.text("title") ?? "",
      summary: root.text("summary") ?? "", unit: root.text("unit") ?? "", game: nil,
      roster: roster, baseline: economy.baseline, table: economy.table,
      goods: ExperimentSetReader(root: root, roster: roster, log: log).goods,
      criticality: roster.sectorCodes.map { code in
        root.list("sectors").first { $0.text("code") == code }?.number("criticality") ?? 1
      },
      exportRentShares: [],
      experimentSet: experimentSet,
      warnings: log.warnings,
      closure: root["economy"]?.text("closure").flatMap(Closure.init(rawValue:)),
      files: files.files.map(\.path))
  }

  /// A table without elasticities has no equilibrium to answer with.
  private func noteUnanswerable(_ experimentSet: ExperimentSet, _ root: Value, log: FaultLog) {
    for (experiment, row) in zip(experimentSet.experiments, root.list("experiments"))
    where experiment.needsEquilibrium {
      log.add(
        "this needs an equilibrium: give each sector its elasticity_theta", at: row)
    }
  }
}

extension LoadedEconomy {
  /// The economy of a game's start.
  public init(_ loaded: LoadedScenario) {
    let setting = loaded.scenario.setting
    self.init(
      name: loaded.scenario.name, title: loaded.scenario.title, summary: loaded.summary,
      unit: "bn USD", game: loaded, roster: setting.roster, baseline: loaded.baseline,
      table: nil,
      goods: setting.roster.sectors.filter { setting[$0].isGood }.map(\.index),
      criticality: setting.roster.sectors.map { setting[$0].criticality },
      exportRentShares: setting.roster.sectors.map { setting[$0].rentShare },
      experimentSet: loaded.experimentSet, warnings: loaded.warnings,
      files: loaded.bundle.files.map(\.path))
  }
}

extension SourceNode {
  /// Whether a file holds a game in strategic form, without an economy.
  var isGame: Bool {
    guard case .map(let entries) = content else { return false }
    return entries.contains { $0.key == "game" } && !entries.contains { $0.key == "economy" }
  }

  /// Whether a file holds an economy and nothing that only games have.
  var isEconomyAlone: Bool {
    guard case .map(let entries) = content else { return false }
    let keys = entries.map(\.key)
    return keys.contains("economy")
      && !keys.contains { ["rules", "profiles", "poles"].contains($0) }
  }
}
