internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftReport
internal import StatecraftScenario
internal import StatecraftSensitivity
internal import StatecraftStore

/// What a store says: tables, pictures and a report to be looked at.
struct StoreAnalysis {
  let path: String
  /// How the identities of the batches begin that are to be shown, the base first; empty for those
  /// that belong together.
  let batches: [String]
  /// A sweep's results and their study, to be shown too.
  let sweep: (results: String, study: String)?

  /// - Parameters:
  ///   - html: where to write the report.
  ///   - figures: the folder for pictures.
  func run(html: OutputFile?, figures: String?) async throws {
    if let figures { try makeFolder(figures) }
    do {
      let store = try ResultStore(path: path, for: .reading)
      let (records, left) = try select(try store.batches())
      let results = try records.map { try self.results($0, in: store) }
      let base = records[0].description
      let notes = try await LuckNotes.sentences(
        results[0].variety, of: try ScenarioLoader().load(base.bundle).scenario, seed: base.seed,
        replicates: results[0].firstRuns)
      let report = try Report(
        results[0], against: Array(results.dropFirst()), sweep: try sweepResults(), notes: notes,
        withPictures: html != nil || figures != nil)
      try store.close()
      print(text(report, leftOut: left))
      if let figures { try draw(report, into: figures) }
      if let html { try write(report, to: html) }
    } catch let error as StoreError {
      throw Failure(.failed, "\(error)")
    } catch let error as Gnuplot.Fault {
      throw Failure(.failed, "\(error)")
    }
  }

  // MARK: Reading

  /// The batches to show, and how many of the store's are left out.
  private func select(_ all: [BatchRecord]) throws -> ([BatchRecord], leftOut: Int) {
    let known = all.filter { $0.runs > 0 }
    guard let first = known.first(where: { $0.description.parameters.isEmpty }) ?? known.first
    else { throw Failure(.failed, "‘\(path)’ has no runs yet: there is nothing to analyse.") }
    guard !batches.isEmpty else {
      let related = known.filter { Self.areRelated($0, first) }
      let others = related.filter { $0 != first }
      return ([first] + others, all.count - related.count)
    }
    var chosen: [BatchRecord] = []
    for prefix in batches {
      let found = known.filter { $0.description.identity.hasPrefix(prefix) }
      guard !found.isEmpty else {
        throw Failure(
          .usage,
          "‘\(path)’ has no batch ‘\(prefix)’ with runs; ‘statecraft export \(path) --list’ lists "
            + "those that there are.")
      }
      chosen += found.filter { !chosen.contains($0) }
    }
    if let odd = chosen.first(where: { $0.description.seed != chosen[0].description.seed }) {
      throw Failure(
        .usage,
        "‘\(chosen[0].description.identity)’ has seed \(chosen[0].description.seed) and "
          + "‘\(odd.description.identity)’ seed \(odd.description.seed), so their runs don't share "
          + "luck: give ‘--batch’ batches of one seed.")
    }
    return (chosen, 0)
  }

  private static func areRelated(_ left: BatchRecord, _ right: BatchRecord) -> Bool {
    (left.description.scenario, left.description.seed)
      == (right.description.scenario, right.description.seed)
  }

  private func results(_ record: BatchRecord, in store: ResultStore) throws -> BatchResults {
    let description = record.description
    do {
      let scenario = try ScenarioLoader().load(description.bundle).scenario
      if MetricCatalogue(setting: scenario.setting).metrics == description.metrics {
        return try BatchResults(record, in: store, setting: scenario.setting)
      }
    } catch is ScenarioFaults {
      // Said below: the scenario was sound for the program that played it.
    }
    throw Failure(
      .failed,
      "‘\(path)’ was made by statecraft \(description.producer.programVersion), whose scenario "
        + "‘\(description.scenario)’ this version reads otherwise: use that version, or export "
        + "the results.")
  }

  private func sweepResults() throws -> SweepResults? {
    guard let sweep else { return nil }
    let (model, plan) = try SweepCommand.prepare(sweep.study)
    let table = ResultsTable(
      plan,
      fingerprint: plan.fingerprint(scenario: model.base.scenario.hash, version: programVersion))
    let responses = try SweepCommand.read(sweep.results, table, option: "--sweep")
    guard let analysis = try StudyAnalysis(plan, responses) else {
      throw Failure(.failed, "‘\(sweep.results)’ has too few points to say anything.")
    }
    return SweepResults(analysis) { model.meaning(of: $0) }
  }

  // MARK: Writing

  private func text(_ report: Report, leftOut: Int) -> String {
    var parts = [
      (wrapped(report.title) + report.heading.flatMap { wrapped($0, rest: "  ") })
        .joined(separator: "\n")
    ]
    if leftOut > 0 {
      parts.append(
        wrapped(
          "\(leftOut) other \(leftOut == 1 ? "batch" : "batches") of ‘\(path)’, of another scenario "
            + "or seed or without runs, \(leftOut == 1 ? "isn't" : "aren't") shown: ‘--batch’ "
            + "chooses."
        ).joined(separator: "\n"))
    }
    for section in report.sections {
      var lines = wrapped(section.title, rest: "  ")
      lines += [String(repeating: "-", count: min(80, lines.map(\.count).max() ?? 0))]
      // What tells how pictures are to be read stays with them.
      if section.figures.isEmpty || section.tables.isEmpty {
        lines += section.text.flatMap { wrapped($0, rest: "  ") }
      }
      for table in section.tables {
        var text = TextTable(table.columns.map { $0.isNumber ? "r" : "l" }.joined())
        text.add(table.columns.map(\.title))
        for row in table.rows { text.add(row) }
        lines += text.lines
      }
      parts.append(lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func write(_ report: Report, to file: OutputFile) throws {
    guard let gnuplot = Gnuplot.find() else {
      printError(
        "Warning: gnuplot isn't installed (Debian: apt-get install gnuplot-nox), so ‘\(file.path)’ "
          + "has tables, and says which \(report.figures.count) pictures are missing.")
      return try file.write(Data(Page(report, pictures: nil).html.utf8))
    }
    let pictures = try gnuplot.elements(report.figures)
    try file.write(Data(Page(report, pictures: pictures).html.utf8))
  }

  private func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(.usage, "‘\(folder)’ can't be made: give ‘--figures’ the path of a folder.")
    }
  }

  private func draw(_ report: Report, into folder: String) throws {
    guard let gnuplot = Gnuplot.find() else {
      throw Failure(
        .failed, "‘--figures’ needs gnuplot (Debian: apt-get install gnuplot-nox).")
    }
    let files = try Gnuplot.Form.allCases.map { form in
      try report.figures.map {
        try OutputFile("\(folder)/\($0.name).\(form.rawValue)", option: "--figures")
      }
    }
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try makeFolder(place.path)
    for (form, files) in zip(Gnuplot.Form.allCases, files) {
      try gnuplot.draw(report.figures, as: form, into: place.path)
      for (figure, file) in zip(report.figures, files) {
        let picture = place.appendingPathComponent("\(figure.name).\(form.rawValue)")
        try file.write(try Data(contentsOf: picture))
      }
    }
    printError("‘\(folder)’ has \(report.figures.count) pictures as SVG and PNG.")
  }
}
