internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft continue`: a recorded game, played on many times from one of its turns.
struct ContinueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "continue",
    abstract: "Play a recorded game on from a turn, many times.",
    usage: "statecraft continue <file> [<options>]",
    discussion: """
      What came before the turn stays as it was; from it on policies decide, with new luck in \
      each run. With ‘--instead’ the recorded move of that turn is set against another one under \
      the same luck: how good was it? The others move as their policies do in both.

        statecraft run small-yard-2023 --replay game.jsonl
        statecraft continue game.jsonl --turn 7 --runs 500
        statecraft continue game.jsonl --turn 7 --instead "DEU: align USA 0.9"
        statecraft continue game.jsonl --turn 7 --instead "USA: hold"
      """)

  @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
  var file: String

  @Option(help: "The turn to play on from (default: the first that isn't on record).")
  var turn: Int?

  @Option(help: "How many games to play.")
  var runs = 500

  @Option(help: "The master seed of the new luck (default: the replay's and one more).")
  var seed: UInt64?

  @OptionGroup var jobs: JobsOptions

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A state's other move: its orders, separated by ‘;’; may be given again for other states.",
      valueName: "state: orders"))
  var instead: [String] = []

  @OptionGroup var json: JSONOptions

  func validate() throws {
    guard (1...100_000_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 1 to 100000000, not \(runs).")
    }
  }

  func run() async throws {
    let replay = try ReplayCommand.read(file)
    let output = try json.open()
    let turn = try turnToPlay(replay)
    let scenario = try ReplayCommand.scenario(of: replay, file: file)
    let moves = try OtherMove.read(instead, setting: scenario.setting)
    let position = try ReplayCommand.position(
      of: scenario, in: replay, before: turn, file: file)
    let continuation = Continuation(
      scenario: scenario, replay: replay, file: file, position: position, runs: runs,
      seed: seed ?? replay.header.seed &+ 1,
      jobs: jobs.count)
    let report =
      moves.isEmpty
      ? try await continuation.batch() : try await continuation.comparison(with: moves)
    try output.write(text: report.text(), json: report.json())
    if report.runs < runs {
      throw Failure(
        .failed,
        "Stopped: \(grouped(report.runs)) of \(grouped(runs)) runs are done, and the results are "
          + "theirs.")
    }
  }

  private func turnToPlay(_ replay: Replay) throws -> Int {
    let (recorded, last) = (replay.turns.count, replay.header.turns)
    guard let turn else {
      if recorded < last { return recorded + 1 }
      throw Failure(
        .usage,
        "The game in ‘\(file)’ is over: say with ‘--turn’ from which turn to play on, 1 to \(last)."
      )
    }
    guard (1...min(recorded + 1, last)).contains(turn) else {
      throw Failure(
        .usage,
        "‘--turn’ is from 1 to \(min(recorded + 1, last)), not \(turn): "
          + (recorded < last ? "the replay ends with turn \(recorded)." : "the game has no more."))
    }
    return turn
  }
}

/// What a state might have done instead.
struct OtherMove: Sendable {
  let state: StateID
  let decision: Decision

  /// Reads moves such as `DEU: align USA 0.9; invest subsidy chips 0.1%gdp`, and says everything
  /// that's wrong with them.
  static func read(_ texts: [String], setting: Setting) throws -> [OtherMove] {
    let roster = setting.roster
    var moves: [OtherMove] = []
    var faults: [String] = []
    for text in texts {
      let parts = text.split(separator: ":", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard parts.count == 2, let code = parts.first?.uppercased() else {
        faults.append("‘\(text)’ is no move: write a state, a colon and orders, or ‘hold’.")
        continue
      }
      guard let state = roster.state(code) else {
        let guess = suggestion(for: code, among: roster.stateCodes)
        faults.append(
          "‘\(code)’ is no state of the game"
            + (guess.isEmpty ? ": they are \(roster.stateCodes.joined(separator: ", "))." : guess))
        continue
      }
      if moves.contains(where: { $0.state == state }) {
        faults.append("\(code) is given two moves: put all of its orders in one, with ‘;’.")
      }
      do {
        let lines = parts[1].split(separator: ";").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        let decision = try Decision(notation: lines, in: roster)
        faults += decision.violations(by: state, in: setting).map { "\(code): \($0)." }
        moves.append(OtherMove(state: state, decision: decision))
      } catch {
        faults.append("\(error)")
      }
    }
    if !faults.isEmpty { throw Failure(.usage, faults.joined(separator: "\n")) }
    return moves
  }
}
