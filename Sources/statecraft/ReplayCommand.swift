internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft replay`: tell a recorded game, or prove it.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Tell a recorded game, or play it again and compare.",
    subcommands: [Show.self, Verify.self])

  static func read(_ path: String) throws -> Replay {
    do {
      return try ReplayReader.read(path: path)
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }

  /// `statecraft replay show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Tell a recorded game in words.",
      discussion: """
        Narrow it by turn and state; ‘--explain’ needs a replay made with ‘run --explain’:

          statecraft replay show game.jsonl --turn 3 --state USA
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var telling: TellingOptions

    func run() async throws {
      let replay = try ReplayCommand.read(file)
      try telling.check(roster: replay.header.roster, turns: replay.header.turns)
      if telling.explain && !replay.header.hasDeliberations {
        throw Failure(
          .usage, "‘\(file)’ holds no explanations: play it again with ‘run --explain’.")
      }
      for line in telling.telling.lines(replay) { print(line) }
    }
  }

  /// `statecraft replay verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Play a recorded game again and compare every turn.",
      discussion: """
        First from the recorded decisions and draws, which proves the rules; then with policies \
        asked and chance drawn anew, which proves the rest. Exit code 4 when they part, with the \
        first turn, column and state that differ.

          statecraft replay verify game.jsonl
        """)

    @Argument(
      help: "Replay files.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    func run() async throws {
      var diverged: [String] = []
      for file in files {
        if let difference = try await verify(file) {
          print("\(file): diverged. \(difference)")
          diverged.append(file)
        }
      }
      if !diverged.isEmpty {
        throw Failure(
          .diverged, "\(diverged.count) of \(files.count) replays diverged.")
      }
    }

    private func verify(_ file: String) async throws -> ReplayDifference? {
      let replay = try ReplayCommand.read(file)
      do {
        let verifier = try ReplayVerifier(
          replay, making: { try ScenarioLoader().load($0).scenario })
        if replay.header.hasDraws, let difference = try verifier.verifyFromRecord() {
          return difference
        }
        let difference = try await verifier.verifyDrawnAnew { header, scenario, observer in
          let recording = Recording(
            draws: header.hasDraws, deliberations: header.hasDeliberations)
          _ = try await Game(
            scenario, seed: header.seed, replicate: header.replicate, recording: recording
          ).play(observer: observer)
        }
        if difference == nil {
          let ways = replay.header.hasDraws ? "from the record and drawn anew" : "drawn anew"
          print(
            "\(file): verified \(ways), \(replay.turns.count) turns"
              + (replay.end == nil ? ", and it was stopped before its end" : "") + ".")
        }
        return difference
      } catch let faults as ScenarioFaults {
        throw Failure(.faultyScenario, "The scenario inside ‘\(file)’ is faulty:\n\(faults)")
      } catch let error as VerificationError {
        throw Failure(.diverged, "\(file): \(error)")
      }
    }
  }
}
