internal import ArgumentParser
internal import Foundation
internal import GSL
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftServe
internal import StatecraftScenario

/// `statecraft play`: a person takes a seat.
struct PlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Take a state's seat and play turn by turn, or take up a game again.",
    usage: "statecraft play <scenario or replay> [--as <state>] [<options>]",
    discussion: """
      Each turn brings a report, a briefing and a prompt for orders; ‘help’ at the prompt has \
      all of them. Closed turns are in the game's file at once, and ‘play FILE’ takes it up:

        statecraft play small-yard-2023 --as DEU
        statecraft play small-yard-2023 --as DEU --as FRA --seed 7
        statecraft play small-yard-2023 --as DEU --seat FRA=program:./hedger.py
        statecraft play small-yard-2023 --umpire
        statecraft play DEU-small-yard-2023.jsonl
      """)

  @OptionGroup var source: ScenarioOptions

  @Option(
    name: .customLong("as"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The state you play; again for more people.", valueName: "state"))
  var people: [String] = []

  @Option(help: "The master seed of a new game (default: a fresh one, which is printed).")
  var seed: UInt64?

  @Option(help: "Which run under this seed, from 0.")
  var replicate: UInt64?

  @Option(
    help: ArgumentHelp(
      "Keep a new game in this file (default: named after who plays what, here).",
      valueName: "file"))
  var replay: String?

  @OptionGroup var seating: SeatOptions
  @OptionGroup var injecting: InjectOptions

  @Flag(
    help: "Seat an umpire, who sees everything and puts injects into turns; no ‘--as’ is needed.")
  var umpire = false

  func run() async throws {
    if source.scenario == "-" {
      throw Failure(
        .usage, "You type where a scenario would be piped in: give ‘play’ the path of a file.")
    }
    try await Typesetting.$width.withValue(Terminal.columns) {
      if GameFile.isGame(source.scenario) {
        try await resume(source.scenario)
      } else {
        try await begin()
      }
    }
  }

  // MARK: A new game

  private func begin() async throws {
    let loaded = try source.load()
    let scenario = loaded.scenario
    let roster = scenario.setting.roster
    guard !people.isEmpty || umpire else {
      throw Failure(
        .usage,
        "Whom do you play? Give ‘--as’ a state, such as ‘--as \(roster.stateCodes[0])’. The states "
          + "are \(roster.stateCodes.joined(separator: ", ")). ‘--umpire’ seats nobody but an umpire."
      )
    }
    let people = try seats(people, in: roster)
    let assignments = try seating.assignments(in: roster, people: people)
    let schedule = try injecting.schedule(for: scenario)
    if let replay, FileManager.default.fileExists(atPath: replay) {
      throw Failure(
        .usage,
        "There is a file ‘\(replay)’ already. ‘statecraft play \(replay)’ takes a game up again; "
          + "give ‘--replay’ another name to begin one.")
    }
    let path =
      replay
      ?? GameFile.name(
        people: people.isEmpty ? ["umpire"] : people.map(roster.code), scenario: scenario.name)
    let file = try OutputFile.game(path)
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: seed ?? .random(in: 1...999_999),
      replicate: replicate ?? 0,
      programVersion: programVersion, gslVersion: GSL.version,
      seats: assignments.labels(scenario, people: people),
      hasDraws: true, hasDeliberations: true,
      // An umpire who takes the game up again wants to know all that was weighed.
      keepsMotivesOnly: !umpire)
    let writer: ReplayWriter
    do {
      writer = try ReplayWriter(path: file.path, header: header)
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let terminal = Terminal()
    let names = people.map { "\(roster.name($0)) (\(roster.code($0)))" }.joined(separator: ", ")
    let role = [
      people.isEmpty ? nil : "You play \(names).", umpire ? "An umpire sits at the table." : nil,
    ].compactMap(\.self).joined(separator: " ")
    let turns = scenario.setting.turns
    terminal.show(
      "\(scenario.title), \(turns) \(turns == 1 ? "turn" : "turns")"
        + (GameFacts(scenario).hasCalendar ? " from \(scenario.setting.startYear)" : "")
        + ". \(role)", .heading)
    let changes =
      loaded.bundle.set.map { "With \($0)" } + loaded.bundle.without.map { "Without \($0)" }
    let luck = "Seed \(header.seed), replicate \(header.replicate)"
    terminal.show(([luck] + changes).map { $0 + "." }.joined(separator: " "), .quiet)
    terminal.show("Every closed turn is kept in ‘\(path)’.")
    announce(assignments, in: roster, on: terminal)
    terminal.show([""])
    var table = Table(
      scenario, people: people, terminal: terminal, header: header, path: path, writer: writer,
      schedule: schedule, hasUmpire: umpire,
      seating: { try seating.table(assignments, for: scenario) })
    try await table.play()
  }

  /// Says who is at the table besides people and policies.
  private func announce(
    _ assignments: [SeatAssignment], in roster: Roster, on terminal: Terminal
  ) {
    for line in seating.told(assignments, in: roster) { terminal.show(line) }
    if let file = injecting.injects { terminal.show("Injects come from ‘\(file)’.") }
  }

  // MARK: A game taken up again

  private func resume(_ path: String) async throws {
    let given = [
      ("--as", !people.isEmpty), ("--seed", seed != nil), ("--replicate", replicate != nil),
      ("--replay", replay != nil), ("--set", !source.overrides.isEmpty),
      ("--without", !source.without.isEmpty),
    ].filter(\.1).map(\.0)
    guard given.isEmpty else {
      throw Failure(
        .usage,
        "A game that is taken up again stays what it is, so \(given.joined(separator: ", ")) can't "
          + "be given. ‘statecraft replay branch \(path)’ plays it another way.")
    }
    let kept = try KeptGame(path: path)
    let people = kept.scenario.setting.roster.states.filter {
      kept.header.seats[$0.index].isPerson
    }
    guard !people.isEmpty || umpire else {
      throw Failure(
        .usage,
        "Nobody's seat in ‘\(path)’ is a person's: take one with ‘statecraft replay branch "
          + "\(path) --turn N --as STATE’, or give ‘--umpire’.")
    }
    let scenario = kept.scenario
    let assignments = try seating.assignments(in: scenario.setting.roster, people: people)
    try checkSeats(assignments, of: kept, path)
    let schedule = InjectSchedule(
      resuming: kept.file.replay, with: try injecting.plan(for: kept.scenario))
    let writer: ReplayWriter?
    do {
      writer =
        kept.file.replay.end == nil
        ? try ReplayWriter(continuing: kept.file, past: kept.past) : nil
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let terminal = Terminal()
    terminal.show("‘\(path)’ is taken up after turn \(kept.past.count).", .heading)
    if kept.file.isCut {
      terminal.show(
        "Turn \(kept.past.count + 1) was cut off while it was written, and is played again.",
        .caution)
    }
    announce(assignments, in: scenario.setting.roster, on: terminal)
    terminal.show([""])
    var table = Table(
      kept.scenario, people: people, terminal: terminal, header: kept.header, path: path,
      writer: writer, past: kept.past, schedule: schedule, hasUmpire: umpire,
      seating: { try seating.table(assignments, for: scenario) })
    try await table.play()
  }

  /// Refuses other seats than those on record: who sat at them before must sit there again.
  private func checkSeats(
    _ assignments: [SeatAssignment], of kept: KeptGame, _ path: String
  ) throws {
    let roster = kept.scenario.setting.roster
    for state in roster.states {
      let (code, label) = (roster.code(state), kept.header.seats[state.index])
      let given = assignments.first { $0.state == state }
      if given == nil, label.isProgramOrRecord {
        throw Failure(
          .usage,
          "\(code)'s seat in ‘\(path)’ is a \(label.sitter): give it again with ‘--seat \(code)=…’, or "
            + "let the policy take it over with ‘statecraft replay branch’.")
      }
      if let given, given.label != label.sitter {
        throw Failure(
          .usage,
          "\(code)'s seat in ‘\(path)’ is taken by ‘\(label.sitter)’, not by ‘\(given.label)’: a game "
            + "that is taken up again stays what it is.")
      }
    }
  }
}

/// The seats that people named, each once, in the order in which they were named.
func seats(_ words: [String], in roster: Roster) throws -> [StateID] {
  var seats: [StateID] = []
  for word in words {
    guard
      let state = roster.state(word.uppercased()) ?? roster.stateCalled(word)
    else {
      throw unknown(
        "state", word, among: roster.stateCodes + roster.stateNames,
        otherwise: "The states are \(roster.stateCodes.joined(separator: ", ")).")
    }
    guard !seats.contains(state) else {
      throw Failure(.usage, "\(roster.code(state)) is given twice: each state has one seat.")
    }
    seats.append(state)
  }
  return seats
}
