internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// `statecraft analyse`: what recorded games, or the batches of a store, say together.
struct AnalyseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Tell what recorded games or stored batches say, as tables or a report.",
    usage: "statecraft analyse <files> ... [<options>]",
    discussion: """
      Of replays: outcomes, gains and what turns were worth to states, term by term, for each \
      scenario among them. A state named is followed turn by turn. The table has a row for each \
      run, state and turn.

      Of a store: outcomes, gains and alignment with intervals, and its batches side by side. The \
      report is one HTML file for the browser, for paper and for the phone, with pictures drawn by \
      gnuplot.

        statecraft run small-yard-2023 --replay game.jsonl
        statecraft analyse game.jsonl --state CHN
        statecraft analyse game.jsonl --csv turns.csv
        statecraft batch small-yard-2023 --store runs.sqlite --trajectories
        statecraft analyse runs.sqlite --report report.html
        statecraft analyse runs.sqlite --figures pictures
      """)

  @Argument(
    help: "Replay files, or one store.", completion: .file(extensions: ["jsonl", "sqlite"]))
  var files: [String]

  @Option(
    name: .customLong("state"), parsing: .unconditionalSingleValue,
    help: "Of replays: follow this state turn by turn; may be given again.")
  var states: [String] = []

  @Option(
    help: ArgumentHelp(
      "Of replays: also write a row for each run, state and turn to this file.", valueName: "file"))
  var csv: String?

  @Option(
    help: ArgumentHelp(
      "Of a store: also write a report in HTML to this file.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Of a store: also write pictures as SVG and PNG to this folder.", valueName: "folder"))
  var figures: String?

  @Option(
    help: ArgumentHelp(
      "Of a store: only the batch whose identity begins like this; given again, further batches "
        + "are set against the first.", valueName: "identity"))
  var batch: [String] = []

  @Option(
    help: ArgumentHelp(
      "Of a store: also show the results in this CSV file of a sweep; needs ‘--study’.",
      valueName: "file"))
  var sweep: String?

  @Option(help: ArgumentHelp("The study that the sweep's results are of.", valueName: "study"))
  var study: String?

  func validate() throws {
    if (sweep == nil) != (study == nil) {
      throw ValidationError(
        "‘--sweep’ and ‘--study’ go together: results, and the study that they're of.")
    }
  }

  /// What can be analysed, by how a file begins.
  private enum Kind {
    case replay, store

    init(of file: String) throws {
      // What gives its bytes once isn't looked at: no store is a pipe.
      let type = try? FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: file).resolvingSymlinksInPath().path)[.type]
      guard file != "-", type == nil || type as? FileAttributeType == .typeRegular else {
        if type as? FileAttributeType == .typeDirectory {
          throw Failure(.usage, "‘\(file)’ is a folder: give replay files, or one store.")
        }
        self = .replay
        return
      }
      guard let handle = FileHandle(forReadingAtPath: file) else {
        if type == nil { try StorePath.check(file, option: "‘analyse’") }
        throw Failure(.failed, "\(file): there is no such file, or it can't be read.")
      }
      let start = try? handle.read(upToCount: 16)
      self = start == Data("SQLite format 3\0".utf8) ? .store : .replay
    }
  }

  func run() async throws {
    let kinds = try files.map(Kind.init)
    if kinds.contains(.store) {
      guard files.count == 1 else {
        throw Failure(
          .usage,
          "Give one store, or replays: ‘statecraft merge’ joins stores of parts of a batch.")
      }
      try refuse([states.isEmpty ? nil : "--state", csv.map { _ in "--csv" }], "replays")
      try StorePath.check(files[0], option: "‘analyse’")
      let html = try report.map { try OutputFile($0, option: "--report") }
      try await StoreAnalysis(
        path: files[0], batches: batch,
        sweep: sweep.flatMap { results in study.map { (results, $0) } }
      ).run(html: html, figures: figures)
    } else {
      try refuse(
        [
          report.map { _ in "--report" }, figures.map { _ in "--figures" },
          batch.isEmpty ? nil : "--batch", sweep.map { _ in "--sweep" },
        ], "a store, which ‘batch --store’ writes")
      try analyseReplays()
    }
  }

  private func refuse(_ given: [String?], _ kind: String) throws {
    let options = given.compactMap { $0.map { "‘\($0)’" } }
    guard options.isEmpty else {
      throw Failure(
        .usage,
        "\(options.joined(separator: " and ")) \(options.count == 1 ? "is" : "are") for \(kind).")
    }
  }

  private func analyseReplays() throws {
    let output = try csv.map { try OutputFile($0, option: "--csv") }
    var analysis = ReplayAnalysis(states: states.map { $0.uppercased() })
    for file in files {
      analysis.add(try ReplayCommand.read(file), file: file, keepsRows: output != nil)
    }
    try analysis.check()
    print(try analysis.text())
    try output?.write(Data(analysis.csv().utf8))
  }
}
