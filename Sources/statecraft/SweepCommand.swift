internal import ArgumentParser
internal import Foundation
internal import StatecraftScenario
internal import StatecraftSensitivity

/// `statecraft sweep`: a scenario at many values of its parameters, and which of them matter.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Vary a scenario's parameters by a study's design and say which of them matter.",
    usage: "statecraft sweep <study> [<options>]",
    discussion: """
      A study is a YAML file: a scenario, factors with ranges, a design (one-at-a-time, \
      full-factorial, latin-hypercube, sobol, morris, saltelli, csv, without), games a point and \
      metrics. With ‘--out’ each point is kept as it's done, and the same command goes on where it \
      was stopped. Results are the same on any number of jobs.

        statecraft sweep flagship-mechanisms --out mechanisms.csv
        statecraft sweep my-study.yaml --plan > points.csv
        statecraft sweep my-study.yaml --analyse results.csv --json out.json
      """)

  @Argument(
    help: "The name of a study in Scenarios/studies, or the path of its file.",
    completion: .file(extensions: ["yaml"]))
  var study: String

  @Flag(help: "Print the design's points as CSV, and play nothing.")
  var plan = false

  @Option(
    help: ArgumentHelp(
      "Keep the results in this CSV file, a row for each game; go on where it ends.",
      valueName: "file"))
  var out: String?

  @Option(
    name: .customLong("analyse"),
    help: ArgumentHelp(
      "Analyse the results in this CSV file, and play nothing.", valueName: "file"))
  var results: String?

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var json: JSONOptions

  func validate() throws {
    let modes = [
      plan ? "--plan" : nil, out.map { _ in "--out" }, results.map { _ in "--analyse" },
    ].compactMap(\.self)
    if modes.count > 1 {
      throw ValidationError("Give either ‘\(modes[0])’ or ‘\(modes[1])’, not both.")
    }
    if plan, json.place != nil { throw ValidationError("‘--plan’ prints CSV: leave ‘--json’ out.") }
  }

  func run() async throws {
    let output = try json.open()
    let (model, plan) = try Self.prepare(study)
    let fingerprint = plan.fingerprint(
      scenario: model.base.scenario.hash, version: programVersion)
    let table = ResultsTable(plan, fingerprint: fingerprint)
    if self.plan {
      try await prove(model, plan)
      printData(ResultsTable.points(of: plan))
      return
    }
    let responses: Responses
    let work: SweepReport.Work
    if let results {
      (responses, work) = (
        try Self.read(results, table, option: "--analyse"), .analysed(results)
      )
    } else {
      try await prove(model, plan)
      let jobs = jobs.count
      let empty = Responses(metrics: plan.study.metrics, runs: plan.study.runs)
      let kept = try out.map { try SweepFile($0, table, empty: empty) }
      let (played, seconds) = try await play(
        Sweep(plan, jobs: jobs), model, from: kept?.known ?? empty, keepingIn: kept)
      responses = played
      let games = (played.points - (kept?.known.points ?? 0)) * plan.study.runs
      work = .played(games: games, seconds: seconds, jobs: jobs)
    }
    if let analysis = try StudyAnalysis(plan, responses) {
      let report = SweepReport(
        analysis: analysis, model: model, fingerprint: fingerprint, runs: responses.runs,
        work: work)
      try output.write(text: report.text(), json: report.json())
    }
    if responses.points < plan.points.count { throw incomplete(responses.points, of: plan) }
  }

  /// A study by name or path, and its points.
  static func prepare(_ study: String) throws -> (ScenarioModel, Plan) {
    do {
      let library = ScenarioLibrary.ours
      let model = try ScenarioModel(library.study(study), library: library)
      return (model, try Plan(model.study))
    } catch let faults as ScenarioFaults {
      throw Failure(.faultyScenario, "\(faults)")
    }
  }

  private func prove(_ model: ScenarioModel, _ plan: Plan) async throws {
    do {
      try await model.prove(plan)
    } catch let faults as ScenarioFaults {
      throw Failure(.faultyScenario, "\(faults)")
    }
  }

  /// The results in a file that an option names.
  static func read(
    _ path: String, _ table: ResultsTable, option: String
  ) throws -> Responses {
    guard let data = try InputFile.read(path) else {
      throw Failure(.usage, "‘\(path)’ can't be read: give ‘\(option)’ the path of a CSV file.")
    }
    do {
      let text = String(decoding: data, as: UTF8.self)
      return try table.read(DataTable(csv: text, file: path), file: path)
    } catch {
      throw Failure(.failed, error.summary)
    }
  }

  private func play(
    _ sweep: Sweep, _ model: ScenarioModel, from known: Responses, keepingIn file: SweepFile?
  ) async throws -> (Responses, seconds: Double) {
    let work = Task { () async throws -> (Responses, seconds: Double) in
      var responses = known
      let total = (sweep.plan.points.count - known.points) * sweep.plan.study.runs
      var progress = ProgressLine(total: total)
      defer { progress.clear() }
      try await sweep.run(
        from: known.points, model.model(of: sweep.plan),
        progress: { progress.show($0) },
        each: { point, values in
          try file?.append(point, values)
          responses.append(values)
        })
      return (responses, progress.elapsed)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    do {
      return try await work.value
    } catch let error as SweepError {
      throw Failure(.failed, "\(error)")
    }
  }

  private func incomplete(_ done: Int, of plan: Plan) -> Failure {
    let (done, all) = (grouped(done), grouped(plan.points.count))
    let points = "\(done) of \(all) points are done"
    if let results { return Failure(.failed, "‘\(results)’ isn't complete: \(points).") }
    return Failure(
      .failed,
      "Stopped: \(points). "
        + (out.map { "‘\($0)’ holds them: the same command goes on from there." }
          ?? "Nothing was kept; with ‘--out FILE’ it would be."))
  }
}
