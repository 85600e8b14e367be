internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftScenario

/// Which scenario, and what to change in it: shared by all commands that load one.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: "A scenario's name, as ‘statecraft scenarios’ lists it, or the path of its file.",
    completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value of the file, such as rules.trade.leakage=0.3.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("without"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Switch a rule off.", valueName: "rule"))
  var without: [String] = []

  func load() throws -> LoadedScenario {
    do {
      return try ScenarioLibrary.find().load(scenario, set: overrides, without: without)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }

  /// The economy of a file, be it a game or not.
  func loadEconomy() throws -> LoadedEconomy {
    do {
      return try ScenarioLibrary.find().loadEconomy(scenario, set: overrides, without: without)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }
}
