internal import ArgumentParser
internal import Foundation
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft scenarios`: what there is to play.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "List the scenarios that are here.",
    discussion: """
      They are files below Scenarios/, in STATECRAFT_HOME or else in a folder above this one or \
      above the program. Play one by its name, or any file by its path:

        statecraft scenarios --full
        statecraft run small-yard-2023
        statecraft run path/to/my-scenario.yaml
        statecraft counterfactual three-countries

      Games are in strategic form: moves and what they pay, without an economy. \
      Economies have no game in them: they answer ‘counterfactual’, ‘stress’ and ‘dependence’, \
      and so do games by their start.
      """)

  @Flag(help: "Say what each is about, and where its file is.")
  var full = false

  func run() throws {
    let library = ScenarioLibrary.ours
    let entries = library.entries()
    guard !entries.isEmpty else {
      throw Failure(
        .faultyScenario,
        "There are no scenarios in ‘\(library.root)/Scenarios’: \(ScenarioLibrary.advice).")
    }
    let groups: [(title: String, isMember: (ScenarioLibrary.Entry) -> Bool)] = [
      ("Worlds: games with an economy", { $0.kind == .scenario }),
      ("Games of moves, with published numbers", { $0.kind == .game && $0.isClassic }),
      ("Games of moves", { $0.kind == .game && !$0.isClassic }),
      ("Economies, with published numbers", { $0.kind == .economy && $0.isClassic }),
      ("Economies", { $0.kind == .economy && !$0.isClassic }),
    ]
    let width = min(30, entries.map(\.name.count).max() ?? 0)
    for group in groups {
      let members = entries.filter(group.isMember)
      guard !members.isEmpty else { continue }
      print("\(group.title) (\(members.count))")
      for entry in members {
        let name =
          "  "
          + entry.name.padding(toLength: max(width, entry.name.count), withPad: " ", startingAt: 0)
        for line in wrapped(
          entry.title, first: name + "  ", rest: String(repeating: " ", count: width + 4))
        { print(line) }
        guard full else { continue }
        for line in wrapped("\(entry.summary) \(entry.path)", first: "    ", rest: "    ") {
          print(line)
        }
      }
    }
    if !full { print("‘statecraft scenarios --full’ says what each is about, and where it is.") }
  }
}
