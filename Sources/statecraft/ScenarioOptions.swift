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
      let loaded = try ScenarioLibrary.ours.load(scenario, set: overrides, without: without)
      let setting = loaded.scenario.setting
      let rules = loaded.scenario.rulebook.names
      if rules.isEmpty {
        printError("Warning: no rule is in force, so nothing happens: see ‘rules’ in the file.")
      } else if setting.game != nil, !rules.contains("payoffs") {
        printError("Warning: no rule pays for moves, so no state has a score: see ‘payoffs’.")
      }
      return loaded
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }

  /// The economy of a file, be it a game or not.
  func loadEconomy() throws -> LoadedEconomy {
    do {
      return try ScenarioLibrary.ours.loadEconomy(scenario, set: overrides, without: without)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }
}
