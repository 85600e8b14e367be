internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftServe

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
        statecraft role small-yard-2023 --as DEU --as FRA --html sheets.html

      ‘--html’ writes a page to print and hand out before a game: what all may know, and for each \
      seat its role, its briefing and how orders are given, each on paper of its own.
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(
    name: .customLong("as"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The state; again for more (default: all).", valueName: "state"))
  var states: [String] = []

  @Option(
    help: ArgumentHelp("Write sheets for all these seats as a page to print.", valueName: "file"))
  var html: String?

  func run() throws {
    let output = try html.map { try OutputFile($0, option: "--html") }
    let loaded = try source.load()
    let scenario = loaded.scenario
    let roster = scenario.setting.roster
    let wanted = states.isEmpty ? roster.states.map(\.self) : try seats(states, in: roster)
    if let output, let html {
      let page = ReadAhead(scenario, summary: loaded.summary, for: wanted).html
      try output.write(Data(page.utf8))
      print(
        "‘\(html)’ holds \(wanted.count == 1 ? "a sheet" : "\(wanted.count) sheets"), to be printed."
      )
      return
    }
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
