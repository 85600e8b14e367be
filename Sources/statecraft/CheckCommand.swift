internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft check`: every fault of a scenario, or what will run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every fault of a scenario, or summarise what will run.",
    usage: "statecraft check <scenario> [<options>]",
    discussion: """
      Faults are listed with file, line and column, all at once. With ‘--baseline’ it compares \
      the economy of the start with the facts that the scenario lists, with ‘--motives’ what \
      states did at the start with what theory makes of it:

        statecraft check my-scenario.yaml
        statecraft check small-yard-2023 --baseline
        statecraft check small-yard-2023 --motives
        statecraft check three-countries
      """)

  @OptionGroup var source: ScenarioOptions

  @Flag(help: "Compare the economy at the start with the facts that the scenario lists.")
  var baseline = false

  @Flag(help: "Say how much of what states did at the start theory explains, and what it doesn't.")
  var motives = false

  func run() throws {
    let economy = try source.loadEconomy()
    guard let loaded = economy.game else {
      if baseline {
        throw Failure(.usage, "‘--baseline’ compares the start of a game, and this has no game.")
      }
      if motives {
        throw Failure(.usage, "‘--motives’ inverts the start of a game, and this has no game.")
      }
      return print(EconomySummary(economy).text)
    }
    let summary = ScenarioSummary(loaded)
    for line in wrapped("\(summary.title) (\(summary.name), \(summary.hash))") { print(line) }
    for line in wrapped(loaded.summary) { print(line) }
    print("")
    if let game = summary.game {
      let turns = summary.turns == 1 ? "1 turn" : "\(summary.turns) turns"
      let text = "\(turns); \(summary.states.count) states; who decides: \(game.revision)"
      for line in wrapped(text, rest: "    ") { print(line) }
      let moves = game.moves.isEmpty ? "quantities" : game.moves.joined(separator: ", ")
      for line in wrapped("game of the form ‘\(game.form)’; moves: \(moves)", rest: "    ") {
        print(line)
      }
    } else {
      print(
        "\(summary.turns) turns from \(summary.startYear); \(summary.states.count) states, "
          + "\(summary.sectors.count) sectors (\(summary.keySectors.count) key)")
      print(
        "poles \(summary.poles.joined(separator: ", ")); leader \(summary.leader), "
          + "rival \(summary.rival)")
    }
    print("")
    for seats in summary.seats {
      let text = "\(seats.profile) (\(seats.policy)): \(seats.states.joined(separator: " "))"
      for line in wrapped(text, rest: "    ") { print(line) }
    }
    print("")
    for rule in summary.rules {
      let values = rule.parameters.map { "\($0.info.name) \($0.value)" }
      let text = values.isEmpty ? "no parameters" : values.joined(separator: ", ")
      for line in wrapped("\(rule.name): \(text)", rest: "    ") { print(line) }
    }
    print("")
    guard let economy = summary.economy else {
      if baseline { throw Failure(.usage, "‘--baseline’ compares an economy, and this has none.") }
      if motives { throw Failure(.usage, "‘--motives’ inverts an economy, and this has none.") }
      print("No faults.")
      return printWarnings(loaded, summary)
    }
    print(
      "World value added \(grouped(Int(economy.worldValueAdded))) bn USD; exports and imports "
        + "\(fixed(100 * economy.worldTradeShare)) % of it.")
    print(
      "The books balance to \(percent(economy.incomeResidual)) (income) and "
        + "\(percent(economy.marketResidual)) (markets). No faults.")
    printWarnings(loaded, summary)
    if baseline {
      print("")
      print(try BaselineComparison(loaded).text())
    }
    if motives {
      print("")
      print(try MotivesReport(loaded.scenario).text())
    }
  }

  private func printWarnings(_ loaded: LoadedScenario, _ summary: ScenarioSummary) {
    for line in warningLines(loaded.warnings) { print(line) }
    for warning in summary.warnings {
      for line in wrapped("Warning: \(warning)", rest: "  ") { print(line) }
    }
  }
}

/// What is odd about a file, but no fault, in lines for people.
func warningLines(_ warnings: [ScenarioFault]) -> [String] {
  warnings.flatMap { wrapped("Warning: \($0)", rest: "    ") }
}
