internal import ArgumentParser
internal import GSL
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft run`: one game, told turn by turn.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play one game between policies or programs and tell it turn by turn.",
    usage: "statecraft run <scenario> [<options>]",
    discussion: """
      The news of each turn, in a page; ‘--full’ tells all that happened and why, what states \
      ordered, and who gained. Reasons in bp are what a state reckoned with, in hundredths of a \
      percent of its GDP. Run k of a batch is ‘--replicate k’ under the same seed. A replay keeps \
      the whole game:

        statecraft run small-yard-2023 --seed 7 --replicate 41
        statecraft run small-yard-2023 --full
        statecraft run small-yard-2023 --replay game.jsonl
        statecraft run small-yard-2023 --state USA --turn 1 --explain
        statecraft run small-yard-2023 --seat DEU=program:./hedger.py
      """)

  @OptionGroup var source: ScenarioOptions
  @OptionGroup var telling: TellingOptions
  @OptionGroup var seating: SeatOptions
  @OptionGroup var umpire: InjectOptions

  @Option(help: "The master seed.")
  var seed: UInt64 = 2023

  @Option(help: "Which run under this seed, from 0.")
  var replicate: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Also keep the game in this file, turn by turn; with ‘--explain’ all that was weighed.",
      valueName: "file"))
  var replay: String?

  func run() async throws {
    let loaded = try source.load()
    let (scenario, seed, replicate) = (loaded.scenario, seed, replicate)
    try telling.check(roster: scenario.setting.roster, turns: scenario.setting.turns)
    let assignments = try seating.assignments(in: scenario.setting.roster)
    let others = try seating.table(assignments, for: scenario)
    let injects = try umpire.schedule(for: scenario)
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: seed, replicate: replicate,
      programVersion: programVersion, gslVersion: GSL.version,
      seats: assignments.labels(scenario), hasDraws: true,
      hasDeliberations: true, keepsMotivesOnly: !telling.explain)
    let file = try replay.map { try OutputFile.game($0) }
    let writer: ReplayWriter?
    do {
      writer = try file.map { try ReplayWriter(path: $0.path, header: header) }
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let teller = Teller(header: header, telling: telling.telling)
    for line in await teller.opening { print(line) }
    // Deliberations are always recorded, since they hold the reasons that are told.
    let recording = Recording(draws: true, deliberations: true)
    let work = Task {
      let result: Result<GameResult, any Error>
      do {
        let game = Game(
          scenario, seed: seed, replicate: replicate, players: others.players,
          injects: .planned(injects), recording: recording)
        result = .success(
          try await game.play { record in
            var record = record
            // Whoever takes the game up after a break finds them.
            record.planned = injects.later(than: record.number)
            try await writer?.write(record)
            for line in try await teller.tell(record) { print(line) }
            await others.programs.close(record)
          })
      } catch {
        result = .failure(error)
      }
      // However it ended, no program outlives the game.
      await others.programs.leave()
      return try result.get()
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    do {
      let result = try await work.value
      let outcome = OutcomeField.fields(
        of: RunOutcome(of: result.world, setting: scenario.setting), in: scenario.setting.roster)
      try await writer?.finish(outcome: outcome)
      print("")
      let end = ReplayEnd(
        turns: result.turns, outcome: outcome, digest: result.digest.hexadecimal)
      for line in telling.telling.ending(end) { print(line) }
      if telling.telling.isPage {
        print("")
        if await teller.draws == 0, result.turns > 0 {
          print("No draw was made in it, so it's the same game under every seed.")
        }
        print(
          replay.map { "‘statecraft replay story \($0)’ tells what it hung on." }
            ?? "‘--full’ tells all of it; ‘--replay FILE’ keeps it, to be asked why.")
      }
    } catch is CancellationError {
      throw Failure(
        .failed,
        "Stopped after turn \(await teller.turnsTold) of \(scenario.setting.turns). "
          + (replay.map { "‘\($0)’ holds every turn that was closed." } ?? "Nothing was kept."))
    } catch let error as ReplayError {
      throw Failure(.failed, "\(error)")
    } catch {
      throw Failure(.failed, "Replicate \(replicate) failed. \(error)")
    }
  }
}

/// Tells turns as they're closed.
private actor Teller {
  private let header: ReplayHeader
  private let telling: ReplayTelling
  private var previous: ReplayTurn?
  /// How many were made, by rules and policies.
  private(set) var draws = 0

  init(header: ReplayHeader, telling: ReplayTelling) {
    self.header = header
    self.telling = telling
  }

  var opening: [String] { telling.opening(header) }

  var turnsTold: Int { previous?.number ?? 0 }

  func tell(_ record: TurnRecord) throws -> [String] {
    let turn = ReplayTurn(record, header: header)
    defer { previous = turn }
    draws += turn.draws.count + turn.policyDraws.count
    guard telling.turns?.contains(turn.number) ?? true else { return [] }
    let gap = telling.isPage && turn.number > 1 ? [] : [""]
    return gap + telling.lines(turn, after: previous, header: header)
  }
}
