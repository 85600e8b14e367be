internal import ArgumentParser
internal import Foundation
internal import GSL
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft run`: one game, told turn by turn.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play one game between policies and tell it turn by turn.",
    discussion: """
      Run k of a batch is ‘--replicate k’ under the same seed. A replay keeps the whole game:

        statecraft run small-yard-2023 --seed 7 --replicate 41
        statecraft run small-yard-2023 --replay game.jsonl
        statecraft run small-yard-2023 --state USA --turn 1 --explain
      """)

  @OptionGroup var source: ScenarioOptions
  @OptionGroup var telling: TellingOptions

  @Option(help: "The master seed.")
  var seed: UInt64 = 2023

  @Option(help: "Which run under this seed, from 0.")
  var replicate: UInt64 = 0

  @Option(help: "Also keep the game in this file, turn by turn.")
  var replay: String?

  func run() async throws {
    let loaded = try source.load()
    try telling.check(loaded.scenario.setting)
    let scenario = loaded.scenario
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: seed, replicate: replicate,
      programVersion: programVersion, gslVersion: GSL.version, hasDraws: true,
      hasDeliberations: telling.explain)
    let recording = Recording(draws: true, deliberations: telling.explain)
    let writer: ReplayWriter?
    do {
      writer = try replay.map { try ReplayWriter(path: $0, header: header) }
    } catch let error as ReplayError {
      throw Failure(.usage, "\(error)")
    }
    let teller = Teller(header: header, telling: telling.telling)
    let (seed, replicate) = (seed, replicate)
    print("\(scenario.title) (\(scenario.name)), seed \(seed), replicate \(replicate)")
    let work = Task {
      try await Game(scenario, seed: seed, replicate: replicate, recording: recording).play {
        record in
        try await writer?.write(record)
        for line in try await teller.tell(record) { print(line) }
      }
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let result: GameResult
    do {
      result = try await work.value
    } catch is CancellationError {
      throw Failure(
        .failed,
        "Stopped. "
          + (replay.map { "‘\($0)’ holds every turn that was closed." } ?? "Nothing was kept."))
    } catch let fault as RuleFault {
      throw Failure(.failed, "\(fault)")
    }
    let outcome = outcomeFields(of: result.world, in: scenario.setting)
    try await writer?.finish(outcome: outcome)
    print("")
    for line in ending(outcome, digest: result.digest.hexadecimal) { print(line) }
  }
}

/// Tells turns as they're closed.
private actor Teller {
  private var encoder: ReplayEncoder
  private let header: ReplayHeader
  private let telling: ReplayTelling
  private var previous: ReplayTurn?

  init(header: ReplayHeader, telling: ReplayTelling) {
    encoder = ReplayEncoder(header)
    self.header = header
    self.telling = telling
  }

  func tell(_ record: TurnRecord) throws -> [String] {
    let turn = try encoder.turn(of: record)
    defer { previous = turn }
    guard telling.turns?.contains(turn.number) ?? true else { return [] }
    return [""] + telling.lines(turn, after: previous, header: header)
  }
}

/// Which part of a game to tell.
struct TellingOptions: ParsableArguments {
  @Option(help: "Tell this turn only.")
  var turn: Int?

  @Option(
    name: .customLong("state"), parsing: .unconditionalSingleValue,
    help: "Tell this state's part only; may be given again.")
  var states: [String] = []

  @Flag(help: "Show the options each state weighed, the terms of each, and the draw that decided.")
  var explain = false

  var telling: ReplayTelling {
    ReplayTelling(
      turns: turn.map { $0...$0 }, states: Set(states.map { $0.uppercased() }), explains: explain)
  }

  /// Refuses turns and states that the game doesn't have.
  func check(roster: Roster, turns: Int) throws {
    if let turn, !(1...max(turns, 1)).contains(turn) {
      throw Failure(.usage, "There is no turn \(turn): the game has turns 1 to \(turns).")
    }
    for code in states where roster.state(code.uppercased()) == nil {
      throw Failure(
        .usage,
        "There is no state ‘\(code)’"
          + suggestion(for: code.uppercased(), among: roster.stateCodes) + ".")
    }
  }

  func check(_ setting: Setting) throws {
    try check(roster: setting.roster, turns: setting.turns)
  }
}
