internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftPlayers

/// `statecraft role`: who a state is, and what it's after.
struct RoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "Print states' role sheets: who they are, three aims, what ends well.",
    usage: "statecraft role <scenario> [--as <state>] [<options>]",
    discussion: """
      The aims are the terms of the state's own utility with most at stake for it at the start. \
      The same sheet opens a game, and its aims are scored when it's over.

        statecraft role small-yard-2023 --as DEU
        statecraft role small-yard-2023
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(
    name: .customLong("as"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The state; again for more (default: all).", valueName: "state"))
  var states: [String] = []

  func run() throws {
    let scenario = try source.load().scenario
    let roster = scenario.setting.roster
    let wanted = states.isEmpty ? roster.states.map(\.self) : try seats(states, in: roster)
    let sheets = wanted.compactMap { RoleSheet(scenario, of: $0) }
    guard !sheets.isEmpty else {
      throw Failure(
        .usage, "‘\(scenario.name)’ keeps no account of utility, so there are no role sheets.")
    }
    for (index, sheet) in sheets.enumerated() {
      if index > 0 { print("") }
      for line in sheet.lines { print(line.text) }
    }
  }
}
