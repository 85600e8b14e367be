internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay
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
      let rules = loaded.scenario.rulebook.rules
      let isGame = loaded.scenario.setting.game != nil
      // An economy is judged by ‘check’: here is told what makes a game pointless.
      if rules.isEmpty || isGame {
        for warning in ScenarioSummary(loaded).warnings {
          for line in wrapped("Warning: \(warning)", rest: "  ") { printError(line) }
        }
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
