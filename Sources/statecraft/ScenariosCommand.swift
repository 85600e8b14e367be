internal import ArgumentParser
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft scenarios`: what there is to play.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "List the scenarios that are here.",
    discussion: """
      They are files below Scenarios/, in STATECRAFT_HOME or else in a folder above this one or \
      above the program. Play one by its name, or any file by its path:

        statecraft run small-yard-2023
        statecraft run path/to/my-scenario.yaml
        statecraft counterfactual three-countries

      Games are in strategic form: moves and what they pay, without an economy. \
      Economies have no game in them: they answer ‘counterfactual’, ‘stress’ and ‘dependence’, \
      and so do games by their start.
      """)

  func run() throws {
    let library = ScenarioLibrary.ours
    let entries = library.entries()
    guard !entries.isEmpty else {
      throw Failure(
        .faultyScenario,
        "There are no scenarios in ‘\(library.root)/Scenarios’: \(ScenarioLibrary.advice).")
    }
    let kinds: [(kind: ScenarioLibrary.Entry.Kind, word: String)] = [
      (.scenario, ""), (.game, " (game)"), (.economy, " (economy)"),
    ]
    for (kind, word) in kinds {
      for entry in entries where entry.kind == kind {
        print("\(entry.name)\(word)")
        for line in wrapped("\(entry.title). \(entry.path)", first: "  ", rest: "  ") {
          print(line)
        }
        for line in wrapped(entry.summary, first: "  ", rest: "  ") { print(line) }
      }
    }
  }
}
