internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft counterfactual`: who gains and who loses when an economy changes, and why.
struct CounterfactualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counterfactual",
    abstract: "Change an economy and tell who gains, who loses, and why.",
    usage: "statecraft counterfactual <scenario> [<options>]",
    discussion: """
      Changes are the experiments of the file, a file of shocks, or shocks of a line: what \
      changes, then settings. Without a state or sector all are meant; between= is both ways.

        statecraft counterfactual three-countries
        statecraft counterfactual small-yard-2023 \\
          --shock 'tariff rate=0.25 market=USA supplier=CHN'
        statecraft counterfactual small-yard-2023 \\
          --shock 'ban supplier=CHN sector=refining leak=0.1' --json -
        statecraft counterfactual optimal-tariff --case size-10
        statecraft counterfactual three-countries --shocks my-shocks.yaml
        statecraft counterfactual small-yard-2023 --shock 'autarky state=CHN' \
          --closure balanced
        statecraft counterfactual small-yard-2023 \
          --shock 'ban between=CHN,DEU leak=0.02' --after 0,1,10
        statecraft counterfactual three-countries --draws 200 --spread 0.25

      Shocks: iceberg factor= · ban leak= · tariff rate= (each market=, supplier= or between=) · \
      autarky state= · productivity factor= · capacity factor= · transfer from= to= amount= · \
      optimal_tariff state= · nash_tariffs between= · final_demand amount=. Where the file lists \
      published numbers, ours stand beside them.
      """)

  @OptionGroup var source: EconomyOptions

  @Option(help: "Only this experiment of the file.")
  var experiment: String?

  @Option(
    name: .customLong("shock"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A change, in place of the file's; may be repeated.", valueName: "words"))
  var shock: [String] = []

  @Option(help: ArgumentHelp("A YAML file with a list ‘shocks’.", valueName: "file"))
  var shocks: String?

  @Option(
    name: .customLong("measure"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Also print this number, such as share[chips,USA,CHN]; may be repeated.",
      valueName: "name"))
  var measures: [String] = []

  @OptionGroup var balances: ClosureOptions

  @OptionGroup var variation: VariationOptions

  @Option(help: "How many of the largest changes of trade flows to list.")
  var flows = 5

  @OptionGroup var results: ResultOptions

  func validate() throws {
    if experiment != nil && !(shock.isEmpty && shocks == nil) {
      throw ValidationError("Give ‘--experiment’, or shocks of your own.")
    }
    if !shock.isEmpty && shocks != nil { throw ValidationError("Give ‘--shock’ or ‘--shocks’.") }
    guard (0...1000).contains(flows) else {
      throw ValidationError("‘--flows’ is from 0 to 1000, not \(flows).")
    }
  }

  func run() throws {
    let economy = try source.load()
    let output = try results.open()
    let extra = try read { () throws(ScenarioFaults) in
      try ScenarioLoader().measures(measures, for: economy)
    }
    let own = try ownExperiment(economy)
    let experiments = try own.map { [$0] } ?? chosen(economy)
    guard !experiments.isEmpty || !economy.experimentSet.published.isEmpty || !extra.isEmpty else {
      throw Failure(
        .usage,
        "‘\(economy.name)’ lists no experiments: say what changes, such as\n"
          + "  statecraft counterfactual \(source.scenario) --shock 'autarky "
          + "state=\(economy.roster.stateCodes[0])'")
    }
    if variation.isAsked {
      let report = try VariationReport(
        economy, experiments, variation, closure: balances.closure)
      return try output.write(
        text: { report.text }, document: report.document, rows: report.rows)
    }
    var reports: [ExperimentReport] = []
    do {
      for experiment in experiments {
        reports.append(
          try ExperimentReport(
            economy, experiment, measures: extra, flowCount: flows,
            closure: balances.closure))
      }
      if experiments.isEmpty, !extra.isEmpty {
        reports.append(try ExperimentReport(economy, nil, measures: extra, flowCount: 0))
      }
    } catch let error as ExperimentFailure {
      throw Failure(.failed, "\(error)")
    }
    let rows =
      own == nil && balances.closure == nil ? economy.compareWithPublished() : []
    let published = PublishedReport(
      experiment == nil ? rows : rows.filter { $0.row.experiment == experiment })
    var table = CSVText(ExperimentReport.header)
    for report in reports { report.addRows(to: &table) }
    try output.write(
      text: {
        let heading = wrapped(
          "\(economy.title) (\(economy.name))" + (source.variant.map { ", case \($0)" } ?? ""))
        let sources = reports.flatMap(\.sources)
        let legend = sources.isEmpty ? [] : [ExperimentReport.legend(sources)]
        return
          ([heading.joined(separator: "\n")] + reports.map(\.text)
          + legend.map { $0.joined(separator: "\n") } + published.texts)
          .joined(separator: "\n\n")
      },
      document: Document(
        name: economy.name, title: economy.title, unit: economy.unit,
        experiments: reports.map(\.document), published: published.document),
      rows: table)
  }

  private struct Document: Encodable {
    let name: String
    let title: String
    let unit: String
    let experiments: [ExperimentReport.Document]
    let published: [PublishedReport.Row]
  }

  /// The experiment of the command line.
  private func ownExperiment(_ economy: LoadedEconomy) throws -> Experiment? {
    if let shocks {
      return try read { () throws(ScenarioFaults) in
        try ScenarioLibrary.ours.experiment(shocks, for: economy)
      }
    }
    guard !shock.isEmpty else { return nil }
    return try read { () throws(ScenarioFaults) in
      try ScenarioLoader().experiment(shocks: shock, for: economy)
    }
  }

  private func chosen(_ economy: LoadedEconomy) throws -> [Experiment] {
    guard let experiment else { return economy.experimentSet.experiments }
    guard let found = economy.experimentSet.experiment(experiment) else {
      let names = economy.experimentSet.experiments.map(\.name)
      throw unknown(
        "experiment", experiment, among: names,
        otherwise: names.isEmpty
          ? "The file has none." : "There are \(names.joined(separator: ", ")).")
    }
    return [found]
  }

  private func read<Result>(_ body: () throws(ScenarioFaults) -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }
}
