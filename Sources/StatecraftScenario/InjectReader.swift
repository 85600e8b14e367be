public import StatecraftCore

/// Reads files of injects: parse, then prove against the game, and report every fault at once.
public struct InjectReader: Sendable {
  static let shape = Shape.record([
    .required("format", .whole(1...1, unit: "version"), "The version of this format."),
    .required(
      "injects",
      .list(
        .record([
          .required("turn", .whole(1...10_000, unit: "turn"), "The turn in which it comes."),
          .required(
            "inject", .text(.free),
            "What comes: ‘shock SECTOR STATE SIZE’, ‘shock SECTOR STATE SIZE for TURNS’ or "
              + "‘election STATE’."),
        ])),
      "What an umpire puts into the game."),
  ])

  public init() {}

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - main: the file's path in `source`.
  ///   - source: where it's read from.
  ///   - scenario: the game that it's for.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func read(
    _ main: String, from source: any FileSource, for scenario: Scenario
  ) throws(ScenarioFaults) -> InjectSchedule {
    let log = FaultLog()
    let files = UsedFiles(source: source, log: log)
    let name = files.displayName(of: main)
    let whole = Origin(file: name, line: 0, column: 0)
    var schedule = InjectSchedule()
    if let text = files.text(of: main, namedAt: whole, in: ""),
      let node = YAMLComposer.compose(text, file: name, log: log)
    {
      var check = SchemaCheck(log: log)
      if let root = check.check(node, Self.shape, path: "") {
        for value in root.list("injects") {
          guard let turn = value.whole("turn"), let line = value.text("inject") else { continue }
          do throws(InjectError) {
            try schedule.add(
              line, from: turn, in: scenario.setting, under: scenario.rulebook)
          } catch {
            for reason in error.reasons { log.add(reason, at: value["inject"] ?? value) }
          }
        }
      }
    }
    try log.throwIfAny(main: name)
    return schedule
  }
}

extension ScenarioLibrary {
  /// Reads a file of injects, of any place.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func injects(
    _ path: String, for scenario: Scenario
  ) throws(ScenarioFaults) -> InjectSchedule {
    let (main, files) = locate(file: path)
    return try InjectReader().read(main, from: files, for: scenario)
  }
}
