internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftServe

extension ReplayCommand {
  /// `statecraft replay branch`: another way from a turn on.
  struct Branch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "branch",
      abstract: "Play a recorded game another way from a turn on, with the same luck.",
      usage: "statecraft replay branch <file> --turn <turn> [--as <state>] [<options>]",
      discussion: """
        The turns before stay as they were. ‘--as’ seats people from that turn on, ‘--seat’ \
        programs and recorded seats; whoever isn't named is played by the scenario's policy. At \
        the end both histories stand side by side:

          statecraft replay branch game.jsonl --turn 7 --as DEU
          statecraft replay branch game.jsonl --turn 7 --seat DEU=program:./hedger.py
          statecraft replay branch game.jsonl --turn 7
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Option(help: "The first turn that is played anew.")
    var turn: Int

    @Option(
      name: .customLong("as"), parsing: .unconditionalSingleValue,
      help: ArgumentHelp(
        "The state you play from there; again for more people.", valueName: "state"))
    var people: [String] = []

    @Option(
      help: ArgumentHelp(
        "Keep the new game in this file (default: the old name with ‘-branch-T’ and the turn).",
        valueName: "file"))
    var replay: String?

    @OptionGroup var seating: SeatOptions

    @Flag(help: "Seat an umpire from there, who sees everything and puts injects into turns.")
    var umpire = false

    func run() async throws {
      let kept = try KeptGame(path: file)
      let (closed, turns) = (kept.past.count, kept.scenario.setting.turns)
      let last = min(closed + 1, turns)
      guard (1...last).contains(turn) else {
        throw Failure(
          .usage,
          "‘\(file)’ has \(closed) closed \(closed == 1 ? "turn" : "turns"): ‘--turn’ is from 1 to "
            + "\(last), not \(turn).")
      }
      let roster = kept.scenario.setting.roster
      let people = try seats(people, in: roster)
      let assignments = try seating.assignments(in: roster, people: people)
      let header = kept.header(
        seats: roster.states.map { state in
          let seat = kept.scenario.seats[state]
          let other = assignments.first { $0.state == state }?.label ?? seat.policyName
          return kept.header.seats[state.index].taken(
            by: people.contains(state) ? nil : other, fromTurn: turn)
        })
      let seated = { try seating.table(assignments, for: kept.scenario) }
      // A record of other states is refused before a file is made; no program is started yet.
      _ = try seated()
      let path = replay ?? GameFile.branch(of: file, turn: turn)
      let writer = try writer(path, header, kept)
      let past = Array(kept.past.prefix(turn - 1))
      let other = GameHistory(
        name: "before",
        turns: kept.past.map { GameHistory.Turn($0, setting: kept.scenario.setting) })
      if people.isEmpty && !umpire {
        for line in seating.told(assignments, in: roster).flatMap({ wrapped($0) }) { print(line) }
        try await play(
          kept, header, past: past, other: other, writer: writer, path: path, others: try seated())
        return
      }
      let terminal = Terminal()
      terminal.show(
        "‘\(file)’ from turn \(turn), with the same luck. This way is kept in ‘\(path)’.", .heading)
      for line in seating.told(assignments, in: roster) { terminal.show(line) }
      terminal.show([""])
      var table = Table(
        kept.scenario, people: people, terminal: terminal, header: header, path: path,
        writer: writer, past: past, other: other,
        schedule: InjectSchedule(kept.file.replay), hasUmpire: umpire, seating: seated)
      try await Typesetting.$width.withValue(Terminal.columns) { try await table.play() }
    }

    private func writer(
      _ path: String, _ header: ReplayHeader, _ kept: KeptGame
    ) throws -> ReplayWriter {
      let path = try OutputFile.game(path).path
      do {
        return try ReplayWriter(
          path: path, header: header, past: Array(kept.past.prefix(turn - 1)),
          lines: kept.file.lines(ofFirst: turn - 1))
      } catch {
        throw Failure(.failed, "\(error)")
      }
    }

    /// Lets the policies play to the end, and sets both histories side by side.
    private func play(
      _ kept: KeptGame, _ header: ReplayHeader, past: [TurnRecord], other: GameHistory,
      writer: ReplayWriter, path: String, others: SeatedOthers
    ) async throws {
      let setting = kept.scenario.setting
      let course = try Course(
        kept.scenario, people: [], header: header, past: past, writer: writer,
        others: others, umpire: Umpire(InjectSchedule(kept.file.replay)))
      var turns = past.map { GameHistory.Turn($0, setting: setting) }
      for await event in course.events {
        switch event {
        case .closed(let record): turns.append(GameHistory.Turn(record, setting: setting))
        case .failed(let error): throw Failure(.failed, "\(error)")
        case .asked, .over: continue
        }
      }
      let people = setting.roster.states.filter { kept.header.seats[$0.index].isPerson }
      let told = people.isEmpty ? [setting.leader, setting.rival] : people
      let lines = GameHistory(name: "now", turns: turns).lines(
        for: told, against: other, facts: GameFacts(kept.scenario))
      for line in lines { print(line.text) }
      print("")
      print("‘\(path)’ holds the game.")
    }
  }
}
