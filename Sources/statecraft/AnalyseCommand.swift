internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// `statecraft analyse`: what recorded games say together.
struct AnalyseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Tell what recorded games say together, and export them as a tidy table.",
    usage: "statecraft analyse <files> ... [<options>]",
    discussion: """
      Prints outcomes, gains and what turns were worth to states, term by term, for each scenario \
      among the replays. A state named is followed turn by turn. The table has a row for each \
      run, state and turn.

        statecraft run small-yard-2023 --replay game.jsonl
        statecraft analyse game.jsonl --state CHN
        statecraft analyse game.jsonl --csv turns.csv
      """)

  @Argument(help: "Replay files.", completion: .file(extensions: ["jsonl"]))
  var files: [String]

  @Option(
    name: .customLong("state"), parsing: .unconditionalSingleValue,
    help: "Follow this state turn by turn; may be given again.")
  var states: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also write a row for each run, state and turn to this file.", valueName: "file"))
  var csv: String?

  /// What can be analysed, by how a file begins.
  private enum Kind {
    case replay, database

    init(of file: String) throws {
      guard let handle = FileHandle(forReadingAtPath: file) else {
        throw Failure(.failed, "\(file): there is no such file, or it can't be read.")
      }
      let start = try? handle.read(upToCount: 16)
      self = start == Data("SQLite format 3\0".utf8) ? .database : .replay
    }
  }

  func run() throws {
    let output = try csv.map { try OutputFile($0, option: "--csv") }
    var analysis = ReplayAnalysis(states: states.map { $0.uppercased() })
    for file in files {
      switch try Kind(of: file) {
      case .replay:
        analysis.add(try ReplayCommand.read(file), file: file, keepsRows: output != nil)
      case .database:
        throw Failure(.usage, "‘\(file)’ is a database: give replays, which ‘run --replay’ writes.")
      }
    }
    try analysis.check()
    print(try analysis.text())
    try output?.write(Data(analysis.csv().utf8))
  }
}
