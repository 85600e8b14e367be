internal import ArgumentParser
// The C library's `stdout` is a variable there; nobody here assigns it.
@preconcurrency internal import Foundation
internal import GSL
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftScenario
internal import StatecraftServe

/// `statecraft serve`: a game for people at several computers.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a game to browsers on several computers and phones, or show a replay.",
    usage: "statecraft serve <scenario or replay> [--as <state> ...] [<options>]",
    discussion: """
      Each seat, the umpire and the spectators get a link of their own. The pages need nothing but \
      this program; only this computer is served unless ‘--address’ says otherwise. Every closed \
      turn is in the game's file at once, and ‘serve FILE’ takes it up with the same links:

        statecraft serve small-yard-2023 --as USA --as CHN --as DEU
        statecraft serve small-yard-2023 --as USA --as CHN --timer 10m --address 192.168.1.5
        statecraft serve small-yard-2023 --as DEU --here FRA --seat JPN=program:./hedger.py
        statecraft serve game.jsonl
        statecraft serve --replay game.jsonl --replay game-branch-T7.jsonl
      """)

  @Argument(
    help: "A scenario's name or file, or a game's file to take up.",
    completion: .file(extensions: ["yaml", "jsonl"]))
  var scenario: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value of the file, such as rules.trade.leakage=0.3.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("without"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Switch a rule off.", valueName: "rule"))
  var without: [String] = []

  @Option(
    name: .customLong("as"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A state that is played in browsers; again for more.", valueName: "state"))
  var people: [String] = []

  @Option(help: ArgumentHelp("A state that is played at this terminal.", valueName: "state"))
  var here: String?

  @Option(help: "The master seed of a new game.")
  var seed: UInt64 = 2023

  @Option(help: "Which run under this seed, from 0.")
  var replicate: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Keep a new game in this file (default: named after who plays what, here).",
      valueName: "file"))
  var keep: String?

  @Option(
    name: .customLong("replay"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Show this recorded game instead of playing; a second one stands beside it.",
      valueName: "file"))
  var replays: [String] = []

  @OptionGroup var serving: ServingOptions
  @OptionGroup var seating: SeatOptions
  @OptionGroup var injecting: InjectOptions

  func run() async throws {
    // A browser that goes away must not end the game.
    signal(SIGPIPE, SIG_IGN)
    if !replays.isEmpty { return try await showReplays() }
    guard let scenario else {
      throw Failure(
        .usage, "Serve what? Name a scenario, a game's file, or ‘--replay’ and a recorded game.")
    }
    if GameFile.isGame(scenario) { try await resume(scenario) } else { try await begin(scenario) }
  }

  // MARK: What is served

  private func begin(_ name: String) async throws {
    let loaded: LoadedScenario
    do {
      loaded = try ScenarioLibrary.ours.load(name, set: overrides, without: without)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
    let scenario = loaded.scenario
    let roster = scenario.setting.roster
    let people = try seats(people + [here].compactMap(\.self), in: roster)
    guard !people.isEmpty || !serving.noUmpire else {
      throw Failure(.usage, "Nobody plays: give ‘--as’ states, or leave the umpire in.")
    }
    let assignments = try seating.assignments(in: roster, people: people)
    let path = keep ?? GameFile.name(people: ["served"], scenario: scenario.name)
    try GameFile.refuse(taken: path)
    let listener = try listener()
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: seed, replicate: replicate,
      programVersion: programVersion, gslVersion: GSL.version,
      seats: assignments.labels(scenario, people: people), hasDraws: true, hasDeliberations: true)
    // What may be refused comes before anything is written.
    let (others, schedule) = (
      try seating.table(assignments, for: scenario), try injecting.schedule(for: scenario)
    )
    let file = try OutputFile.game(path, option: "--keep")
    let keys = try keys(people, roster, path)
    let writer: ReplayWriter
    do {
      writer = try ReplayWriter(path: file.path, header: header)
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let room = Room(
      scenario, header: header, people: people, hasUmpire: !serving.noUmpire, writer: writer,
      others: others, schedule: schedule, keys: keys, rules: serving.rules)
    try await serve(room, on: listener, path: path, told: seating.told(assignments, in: roster))
  }

  private func resume(_ path: String) async throws {
    let given = [
      ("--as", !people.isEmpty), ("--keep", keep != nil), ("--set", !overrides.isEmpty),
      ("--without", !without.isEmpty),
    ].filter(\.1).map(\.0)
    guard given.isEmpty else {
      throw Failure(
        .usage,
        "A game that is taken up again stays what it is, so \(given.joined(separator: ", ")) can't "
          + "be given.")
    }
    let kept = try KeptGame(path: path)
    let roster = kept.scenario.setting.roster
    let people = roster.states.filter { kept.header.seats[$0.index].isPerson }
    let assignments = try seating.assignments(in: roster, people: people)
    let schedule = InjectSchedule(
      resuming: kept.file.replay, with: try injecting.plan(for: kept.scenario))
    let listener = try listener()
    let writer: ReplayWriter?
    do {
      writer =
        kept.file.replay.end == nil
        ? try ReplayWriter(continuing: kept.file, past: kept.past) : nil
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let room = Room(
      kept.scenario, header: kept.header, people: people, hasUmpire: !serving.noUmpire,
      past: kept.past, writer: writer, others: try seating.table(assignments, for: kept.scenario),
      schedule: schedule, keys: try keys(people, roster, path), rules: serving.rules)
    try await serve(
      room, on: listener, path: path,
      told: ["‘\(path)’ is taken up after turn \(kept.past.count)."]
        + seating.told(assignments, in: roster))
  }

  private func showReplays() async throws {
    guard replays.count <= 2 else {
      throw Failure(.usage, "Two games at most stand side by side.")
    }
    let games = try replays.map { path in
      Theatre.Game(
        name: URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent,
        try ReplayCommand.game(try ReplayCommand.read(path), file: path))
    }
    guard let first = games.first, games.allSatisfy({ $0.roster == first.roster }) else {
      throw Failure(
        .usage, "These games have other states, sectors or poles: they can't stand side by side.")
    }
    let site = Site(.theatre(Theatre(games)), hosts: serving.hosts)
    let listener = try listener()
    let work = Task { try await listener.run { request, _ in await site.answer(request) } }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    print("\(replays.joined(separator: " and ")): \(serving.root(port: listener.port))")
    print("Ctrl-C ends.")
    fflush(stdout)
    try? await work.value
  }

  // MARK: Serving

  /// The port, before anything is written: one that is taken leaves no trace.
  private func listener() throws -> HTTPListener {
    do {
      return try HTTPListener(address: serving.address, port: serving.port)
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }

  /// The tokens of the places, those of before where a game is taken up.
  private func keys(_ people: [StateID], _ roster: Roster, _ path: String) throws -> Keys {
    let roles =
      people.map(Role.seat) + (serving.noUmpire ? [] : [.umpire]) + [.spectator]
    let file = LinksFile(game: path)
    let keys = Keys(for: roles, in: roster, kept: file.read())
    try file.write(keys.lines(in: roster))
    return keys
  }

  private func serve(
    _ room: Room, on listener: HTTPListener, path: String, told: [String]
  ) async throws {
    let site = Site(.room(room), hosts: serving.hosts)
    let root = serving.root(port: listener.port)
    let serving = Task {
      try await listener.run { request, _ in await site.answer(request) }
    }
    let beating = Task {
      while (try? await Task.sleep(for: ServerLimits().heartbeat)) != nil { await room.beat() }
    }
    let playing = Task { try await room.run() }
    let interruption = Interruption { playing.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    announce(room, path: path, told: told, root: root)
    if let here, let state = try seats([here], in: room.roster).first {
      let terminal = Terminal()
      let talking = Task {
        await Typesetting.$width.withValue(Terminal.columns) {
          await SeatAtTerminal(room, state, terminal).talk()
        }
      }
      _ = await talking.value
    }
    var failure: Failure?
    do {
      try await playing.value
      if await room.isOver {
        print("The game is over. The pages stay until Ctrl-C.")
        fflush(stdout)
        let ending = Interruption { serving.cancel() }
        defer { withExtendedLifetime(ending) {} }
        try? await serving.value
      }
    } catch is CancellationError {
    } catch {
      failure = Failure(.failed, "\(error)\n‘\(path)’ holds the turns closed before.")
    }
    serving.cancel()
    beating.cancel()
    if await room.turn == 1 {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: LinksFile(game: path).path)
      print("\nNo turn was closed, so there is no game to be kept.")
    } else {
      print("\n‘\(path)’ holds the game; ‘statecraft serve \(path)’ takes it up or shows it.")
    }
    if let failure { throw failure }
  }

  private func announce(_ room: Room, path: String, told: [String], root: String) {
    let (roster, facts) = (room.roster, room.facts)
    let bundle = room.header.bundle
    let changes = bundle.set.map { "With \($0)." } + bundle.without.map { "Without \($0)." }
    let sentences =
      ["\(facts.title), \(facts.turns) turns.", "Every closed turn is kept in ‘\(path)’."]
      + ["Seed \(room.header.seed), replicate \(room.header.replicate)."] + changes
      + serving.sentences
    for line in wrapped(sentences.joined(separator: " ")) { print(line) }
    for line in told.flatMap({ wrapped($0) }) { print(line) }
    if let file = injecting.injects { print("Injects come from ‘\(file)’.") }
    if let here { print("\(here.uppercased()) is played here.") }
    print("")
    for (role, token) in room.keys.places {
      let name =
        switch role {
        case .seat(let state): "\(roster.name(state)) (\(roster.code(state)))"
        case .umpire: "Umpire"
        case .spectator: "Spectators"
        }
      print("  \(name): \(root)#\(token)")
    }
    print("")
    print("Whoever has a link has the place; they're in ‘\(LinksFile(game: path).path)’ too.")
    if !serving.isLoopback {
      print(
        "Other computers can reach this one. What is sent isn't encrypted: use a network that you "
          + "trust.")
    }
    let start =
      serving.noUmpire
      ? "The game begins when every seat's link has been opened." : "The umpire begins the game."
    print("\(start) Ctrl-C ends.")
    fflush(stdout)
  }
}

/// Where and how a game is served.
struct ServingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The address of this computer to listen on; 0.0.0.0 for all of them.",
      valueName: "address"))
  var address = "127.0.0.1"

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 8023

  @Option(
    name: .customLong("host-name"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A name by which others reach this computer, for their links; again for more.",
      valueName: "name"))
  var names: [String] = []

  @Flag(help: "No umpire: turns close when all seats have given their orders.")
  var noUmpire = false

  @Flag(help: "Turns close when all are ready or time is up, without the umpire.")
  var closeWhenReady = false

  @Option(help: ArgumentHelp("How long a turn may take, such as 10m.", valueName: "time"))
  var timer: SeatOptions.Deadline?

  @Flag(help: "No messages between seats.")
  var noTalk = false

  @Option(
    help: ArgumentHelp("How many turns later spectators see what happened.", valueName: "turns"))
  var spectatorDelay = 0

  func validate() throws {
    guard (0...1000).contains(spectatorDelay) else {
      throw ValidationError("‘--spectator-delay’ is a number of turns, 0 or more.")
    }
  }

  var rules: Room.Rules {
    var rules = Room.Rules()
    rules.turnLimit = timer?.duration
    rules.umpireCloses = !noUmpire && !closeWhenReady && timer == nil
    rules.allowsTalk = !noTalk
    rules.spectatorDelay = spectatorDelay
    return rules
  }

  /// What is agreed on, where it isn't the usual.
  var sentences: [String] {
    var lines: [String] = []
    if let timer { lines.append("A turn takes at most \(timer.duration).") }
    if !noUmpire, rules.umpireCloses { lines.append("The umpire closes the turns.") }
    if closeWhenReady { lines.append("Turns close when all are ready.") }
    if noTalk { lines.append("Seats can't talk.") }
    if spectatorDelay > 0 {
      lines.append(
        "Spectators see what happened \(spectatorDelay == 1 ? "a turn" : "\(spectatorDelay) turns") "
          + "later.")
    }
    return lines
  }

  var isLoopback: Bool { address.hasPrefix("127.") || address == "::1" }

  /// The names by which browsers may ask for this host.
  var hosts: [String] {
    let isAny = address == "0.0.0.0" || address == "::"
    return names
      + (isAny ? NetworkAddresses.all : [address.contains(":") ? "[\(address)]" : address])
  }

  /// The beginning of all links.
  func root(port: UInt16) -> String {
    let host = hosts.first { !$0.hasPrefix("127.") } ?? hosts.first ?? "127.0.0.1"
    return "http://\(host):\(port)/"
  }
}
