internal import StatecraftCore
internal import StatecraftEconomy

/// Shocks beside a scenario file: in a file of their own, or in a line of words.
extension ScenarioLoader {
  /// Reads a file of shocks for an economy.
  ///
  /// - Parameters:
  ///   - path: the file's path in `source`.
  ///   - source: where it and the tables that it names are read from.
  ///   - economy: whose states and sectors it names.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func experiment(
    _ path: String, from source: any FileSource, for economy: LoadedEconomy
  ) throws(ScenarioFaults) -> Experiment {
    var file = try OpenedFile(path, from: source)
    TableExpansion(files: file.files, log: file.log, file: path)
      .expand(&file.node, schema.shocks, path: "")
    return try experiment(file.node, for: economy, main: file.name, log: file.log)
  }

  /// Reads shocks of a word for what changes, and settings: `tariff rate=0.25 market=USA`.
  ///
  /// Lists have commas between their items: `sector=chips,services`.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func experiment(
    shocks: [String], for economy: LoadedEconomy
  ) throws(ScenarioFaults) -> Experiment {
    let log = FaultLog()
    let nodes = shocks.map { shock(of: $0, log: log) }
    let origin = Origin(file: "--shock", line: 0, column: 0)
    let node = SourceNode(
      .map([
        .init(key: "name", keyOrigin: origin, value: SourceNode(plain: "shock", at: origin)),
        .init(
          key: "title", keyOrigin: origin,
          value: SourceNode(
            .scalar(shocks.joined(separator: "; "), isQuoted: true), at: origin)),
        .init(key: "shocks", keyOrigin: origin, value: SourceNode(.list(nodes), at: origin)),
      ]), at: origin)
    return try experiment(node, for: economy, main: "--shock", log: log)
  }

  private func shock(of text: String, log: FaultLog) -> SourceNode {
    let origin = Origin(file: "--shock \(text)", line: 0, column: 0)
    let words = text.split(whereSeparator: \.isWhitespace)
    var entries: [SourceNode.Entry] = []
    func add(_ key: String, _ value: SourceNode) {
      if entries.contains(where: { $0.key == key }) {
        log.add("‘\(key)’ is said twice", at: origin)
      }
      entries.append(.init(key: key, keyOrigin: origin, value: value))
    }
    if let first = words.first, !first.contains("=") {
      add("shock", SourceNode(plain: String(first), at: origin))
    }
    for word in words.dropFirst(entries.count) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        log.add(
          "‘\(SourceNode.shortened(String(word)))’ is no setting: write what changes first, and "
            + "then settings such as market=USA", at: origin)
        continue
      }
      let items = parts[1].split(separator: ",", omittingEmptySubsequences: false).map {
        SourceNode(plain: String($0), at: origin)
      }
      add(String(parts[0]), items.count == 1 ? items[0] : SourceNode(.list(items), at: origin))
    }
    return SourceNode(.map(entries), at: origin)
  }

  private func experiment(
    _ node: SourceNode, for economy: LoadedEconomy, main: String, log: FaultLog
  ) throws(ScenarioFaults) -> Experiment {
    var check = SchemaCheck(log: log)
    let root = check.check(node, schema.shocks, path: "")
    if let root {
      RosterReader(root: root, log: log).prove(check.references, in: economy.roster)
    }
    let reader = ExperimentReader(
      roster: economy.roster, goods: economy.goods, log: log)
    let shocks = root?["shocks"].map(reader.shocks) ?? []
    let experiment = Experiment(
      name: root?.text("name") ?? "", title: root?.text("title"), shocks: shocks,
      closure: root?.text("closure").flatMap(Closure.init(rawValue:)))
    if log.isEmpty, economy.baseline == nil, experiment.needsEquilibrium {
      log.add(
        "‘\(economy.name)’ has no equilibrium to answer with: its sectors have no "
          + "elasticity_theta", at: node.origin)
    }
    try log.throwIfAny(main: main)
    return experiment
  }

  /// Reads names of measures, such as `share[chips,USA,CHN]`.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func measures(
    _ texts: [String], for economy: LoadedEconomy
  ) throws(ScenarioFaults) -> [Measure] {
    let log = FaultLog()
    let measures = texts.compactMap { text in
      Measure(
        Value(
          origin: Origin(file: "--measure \(text)", line: 0, column: 0), path: "",
          content: .text(text)), ofGame: false, roster: economy.roster, log: log)
    }
    try log.throwIfAny(main: "--measure")
    return measures
  }
}
