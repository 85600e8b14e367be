internal import StatecraftCore

extension ScenarioLoader {
  /// Makes the scenario of a file, and of each of its cases.
  ///
  /// - Parameters: as for ``load(_:from:set:without:relative:)``.
  /// - Returns: the file as it is, then its cases by name.
  /// - Throws: ``ScenarioFaults`` with every fault, those of all cases included.
  public func loadCases(
    _ main: String, from source: any FileSource, set: [String] = [], without: [String] = []
  ) throws(ScenarioFaults) -> [(variant: String?, loaded: LoadedScenario)] {
    let edits = set.map(Edit.init(option:))
    let base = try load(main, from: source, edits: edits, without: without)
    var cases: [(String?, LoadedScenario)] = [(nil, base)]
    let log = FaultLog()
    for variant in base.experimentSet.variants {
      do throws(ScenarioFaults) {
        let loaded = try load(
          main, from: source, edits: edits + variant.edits, without: without, relative: base)
        cases.append((variant.name, loaded))
      } catch {
        log.add(error, inCase: variant.name)
      }
    }
    try log.throwIfAny(main: source.displayName(of: main))
    return cases
  }

  /// What a file holds.
  ///
  /// - Throws: ``ScenarioFaults`` when it can't be read.
  public func kind(
    _ main: String, from source: any FileSource
  ) throws(ScenarioFaults) -> ScenarioLibrary.Entry.Kind {
    try OpenedFile(main, from: source).node.kindOfScenario
  }
}

extension SourceNode {
  /// What a scenario file holds.
  var kindOfScenario: ScenarioLibrary.Entry.Kind {
    isEconomyAlone ? .economy : isGame ? .game : .scenario
  }
}

extension FaultLog {
  /// Notes the faults of a case.
  func add(_ faults: ScenarioFaults, inCase name: String) {
    for fault in faults.faults {
      add(
        "in the case ‘\(name)’: \(fault.message)",
        at: Origin(file: fault.file, line: fault.line, column: fault.column), path: fault.path)
    }
  }
}
