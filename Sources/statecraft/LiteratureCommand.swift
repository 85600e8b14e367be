internal import ArgumentParser
internal import Foundation
internal import StatecraftLiterature
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft literature`: the field's results, published and ours.
struct LiteratureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "literature",
    abstract: "Run the field's classic results and compare them with ours.",
    usage: "statecraft literature [<names>] [<options>]",
    discussion: """
      Without names it runs every scenario below Scenarios/ that says which published result it \
      reproduces, and prints the first number of each beside ours, with a verdict over all. With \
      names or paths it prints every number of those:

        statecraft literature
        statecraft literature prisoners-dilemma
        statecraft literature path/to/my-classic.yaml --json -
        statecraft literature gibbs-law --set play.runs=20000
      """)

  @Argument(help: "Scenarios by name, or files by path; all classics when none is named.")
  var names: [String] = []

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value of the named files, such as play.runs=20000; may be repeated.",
      valueName: "path=value"))
  var overrides: [String] = []

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    guard overrides.isEmpty || !names.isEmpty else {
      throw ValidationError("‘--set’ changes a file: say which scenario.")
    }
  }

  func run() async throws {
    let output = try results.open()
    let library = ScenarioLibrary.ours
    var reports: [LiteratureReport] = []
    for path in try paths(in: library) {
      let classic: Classic?
      do throws(ScenarioFaults) {
        classic = try Classic(path: path, in: library, set: overrides)
      } catch {
        throw Failure(.faultyScenario, error.description)
      }
      guard let classic else {
        throw Failure(
          .usage, "‘\(path)’ has nothing to compare: neither ‘literature’ nor ‘published’.")
      }
      reports.append(
        LiteratureReport(classic: classic, rows: try await classic.compare(jobs: jobs.count)))
    }
    var table = CSVText(LiteratureReport.header)
    for report in reports { report.addRows(to: &table) }
    try output.write(
      text: {
        let texts = reports.map { names.isEmpty ? $0.summary : $0.text }
        return (texts + [LiteratureReport.verdict(reports)]).joined(separator: "\n\n")
      }, document: reports.map(\.document), rows: table)
    if !reports.allSatisfy(\.agrees) { throw Failure(.failed, "") }
  }

  private func paths(in library: ScenarioLibrary) throws -> [String] {
    let classics = library.entries().filter(\.isClassic)
    // Whether a file that is no YAML would be a classic nobody can tell: it's read, to say why not.
    guard !names.isEmpty else {
      let paths = classics.map(\.path) + library.unreadableFiles()
      guard !paths.isEmpty else { throw Self.nothing(in: library) }
      return paths
    }
    return try names.map { name in
      if ScenarioLibrary.isPath(name) { return name }
      if let entry = classics.first(where: { $0.name == name }) { return entry.path }
      if ScenarioLibrary.isFile(name) { return name }
      guard !classics.isEmpty else { throw Self.nothing(in: library) }
      let list = wrapped(
        classics.map(\.name).joined(separator: ", ") + ".", first: "  ", rest: "  ")
      throw unknown(
        "classic", name, among: classics.map(\.name),
        otherwise: (["There are"] + list).joined(separator: "\n"))
    }
  }

  private static func nothing(in library: ScenarioLibrary) -> Failure {
    Failure(
      .faultyScenario,
      "There are no classics in ‘\(library.root)/Scenarios’: \(ScenarioLibrary.advice).")
  }
}
