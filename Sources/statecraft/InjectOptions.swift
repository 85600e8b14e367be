internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftScenario

/// What an umpire puts into a game: shared by the commands that play.
struct InjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Put what this file lists into the game: supply shocks, elections, fear of a war.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var injects: String?

  func schedule(for scenario: Scenario) throws -> InjectSchedule {
    try plan(for: scenario) ?? InjectSchedule()
  }

  /// What the file lists; nil where none is given.
  func plan(for scenario: Scenario) throws -> InjectSchedule? {
    guard let injects else { return nil }
    do {
      return try ScenarioLibrary.ours.injects(injects, for: scenario)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }
}
