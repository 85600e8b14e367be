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
            "What comes: "
              + Inject.Kind.allCases.map { "‘\($0.usage)’" }.joined(separator: ", ")
              + "; those of shocks and threats may end with ‘for TURNS’."),
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
    let file = try OpenedFile(main, from: source)
    var schedule = InjectSchedule()
    var check = SchemaCheck(log: file.log)
    for value in check.check(file.node, Self.shape, path: "")?.list("injects") ?? [] {
      guard let turn = value.whole("turn"), let line = value.text("inject") else { continue }
      do throws(InjectError) {
        try schedule.add(line, from: turn, in: scenario.setting, under: scenario.rulebook)
      } catch {
        for reason in error.reasons { file.log.add(reason, at: value["inject"] ?? value) }
      }
    }
    try file.log.throwIfAny(main: file.name)
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
