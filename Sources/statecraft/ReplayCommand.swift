internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftRules
internal import StatecraftScenario

/// `statecraft replay`: tell a recorded game, or prove it.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Tell a recorded game, explain it, prove it, or compare it with another.",
    discussion: """
      A replay holds the whole scenario, all decisions and all draws of a game:

        statecraft run small-yard-2023 --replay game.jsonl
        statecraft replay show game.jsonl --turn 3
        statecraft replay why game.jsonl --turn 3
        statecraft replay diff game.jsonl other.jsonl
        statecraft replay verify game.jsonl
      """,
    subcommands: [
      Show.self, Story.self, Report.self, Verify.self, Branch.self, Diff.self, Why.self,
    ])

  static func read(_ path: String) throws -> Replay {
    let bytes = try InputFile.read(path)
    do {
      let kinds = RuleCatalogue.eventKinds
      guard let bytes else { return try ReplayReader.read(path: path, kinds: kinds) }
      return try ReplayReader.read(
        bytes, file: path == "-" ? "standard input" : path, kinds: kinds)
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }

  /// Makes the scenario that a replay holds.
  static func scenario(of replay: Replay, file: String) throws -> Scenario {
    do {
      return try ScenarioLoader(usualLuck: replay.header.luck ?? .names)
        .load(replay.header.bundle).scenario
    } catch {
      throw Failure(.faultyScenario, "The scenario inside ‘\(file)’ is faulty:\n\(error)")
    }
  }

  /// Makes a game's worlds again from its record.
  static func game(_ replay: Replay, file: String) throws -> ReplayedGame {
    let scenario = try scenario(of: replay, file: file)
    do {
      return try ReplayedGame(replay, scenario: scenario)
    } catch {
      throw Failure(.diverged, "\(file): \(error)")
    }
  }

  /// `statecraft replay show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Tell a recorded game in words.",
      usage: "statecraft replay show <file> [<options>]",
      discussion: """
        Narrow it by turn and state, or to what was behind an event (‘replay why’ lists events by \
        label); ‘--explain’ needs a replay made with ‘run --explain’:

          statecraft replay show game.jsonl --turn 3 --state USA
          statecraft replay show game.jsonl --why T3.2
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var telling: TellingOptions

    @Option(
      parsing: .unconditionalSingleValue,
      help: ArgumentHelp(
        "Tell only what was behind this event, such as T3.2; may be given again.",
        valueName: "event"))
    var why: [String] = []

    func run() async throws {
      let replay = try ReplayCommand.read(file)
      if !why.isEmpty {
        guard telling.turn == nil, telling.states.isEmpty, !telling.explain else {
          throw Failure(
            .usage, "‘--why’ tells of one event: it goes without --turn, --state and --explain.")
        }
        let labels = try ReplayCommand.labels(why, in: replay)
        for line in telling.telling.opening(replay.header) { print(line) }
        print("")
        return try ReplayCommand.explain(labels, of: replay, file: file)
      }
      try telling.check(roster: replay.header.roster, turns: replay.header.turns)
      if telling.explain
        && (!replay.header.hasDeliberations || replay.header.keepsMotivesOnly)
      {
        throw Failure(
          .usage, "‘\(file)’ holds no full explanations: play it again with ‘run --explain’.")
      }
      let lines = telling.telling.lines(replay)
      if !Pager.show(lines.map(\.harmless)) { for line in lines { print(line) } }
    }
  }

  /// `statecraft replay verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Play a recorded game again and compare every turn.",
      discussion: """
        First from the recorded decisions and draws, which proves the rules; then with policies \
        asked and chance drawn anew, which proves the rest. Exit code 4 when they part, with the \
        first turn, column and state that differ; 1 when a file can't be read, with the place.

          statecraft replay verify game.jsonl
        """)

    @Argument(
      help: "Replay files.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    func run() async throws {
      // Every file gets its answer, whatever is wrong with those before it.
      var faults: [Failure] = []
      for file in files {
        do {
          print("\(file): " + (try await verify(file)))
        } catch let failure as Failure {
          printError(failure.message)
          faults.append(failure)
        }
      }
      if let worst = faults.map(\.code).max(by: { $0.rawValue < $1.rawValue }) {
        throw Failure(
          worst, files.count > 1 ? "\(faults.count) of \(files.count) replays failed." : "")
      }
    }

    /// What was proven of a replay.
    private func verify(_ file: String) async throws -> String {
      let replay = try ReplayCommand.read(file)
      do {
        let scenario = try ReplayCommand.scenario(of: replay, file: file)
        let verifier = try ReplayVerifier(
          replay, making: { _ in scenario },
          outcome: {
            OutcomeField.fields(
              of: RunOutcome(of: $0, setting: scenario.setting), in: scenario.setting.roster)
          })
        var difference = replay.header.hasDraws ? try verifier.verifyFromRecord() : nil
        if difference == nil {
          difference = try await verifier.verifyDrawnAnew { header, scenario, observer in
            let recording = Recording(
              draws: header.hasDraws, deliberations: header.hasDeliberations)
            // Whoever isn't the scenario's policy can't be asked again.
            let players = scenario.setting.roster.states.compactMap { state in
              header.seats[state.index].policy == scenario.seats[state].policyName
                ? nil : (state, Player(RecordedActor(state, of: replay), isSlow: false))
            }
            _ = try await Game(
              scenario, seed: header.seed, replicate: header.replicate,
              players: Dictionary(players, uniquingKeysWith: { first, _ in first }),
              injects: .asked {
                replay.turns.indices.contains($0 - 1) ? replay.turns[$0 - 1].injects : []
              },
              recording: recording
            ).play(observer: observer)
          }
        }
        if let difference { throw Failure(.diverged, "\(file): diverged. \(difference)") }
      } catch let error as VerificationError {
        throw Failure(.diverged, "\(file): \(error)")
      } catch let fault as RuleFault {
        throw Failure(.diverged, "\(file): diverged. \(fault)")
      }
      return "verified " + (replay.header.hasDraws ? "from the record and " : "")
        + "drawn anew, \(replay.turns.count) turns"
        + (replay.end == nil ? "; it was stopped before its end" : "") + "."
    }
  }
}
