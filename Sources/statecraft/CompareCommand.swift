internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftScenario

/// `statecraft compare`: what a change does, with luck held fixed.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Play variants of a scenario with the same luck and tell what differs.",
    usage: "statecraft compare <scenario> [<options>]",
    discussion: """
      All ‘--set’ together are one variant, each ‘--without’ is another, and each ‘--variant’ is \
      one more. Run k of every variant has the same luck, draw by draw, so that differences are \
      those of the change. ‘--base’ changes the base, and with it every variant.

        statecraft compare small-yard-2023 --set profiles.USA.r.CHN=0
        statecraft compare small-yard-2023 --without retaliation --without learning
        statecraft compare small-yard-2023 --metric outcome --metric gain.CHN \\
          --variant "loyal: profiles.default.parameters.loyalty=25" \\
          --variant "open: relations.access_offers.USA=1; without learning"
      """)

  @Argument(
    help: "The base: a scenario's name, or the path of its file.",
    completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value of the file; all of these make one variant.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("without"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Switch a rule off; each of these makes a variant.", valueName: "rule"))
  var without: [String] = []

  @Option(
    name: .customLong("variant"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      A variant: “name: path=value; path=value; without rule”, or “name: file.yaml” for another \
      scenario. The name may be left out.
      """, valueName: "variant"))
  var variants: [String] = []

  @Option(
    name: .customLong("base"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Change the base and every variant: “path=value; without rule”.", valueName: "changes"))
  var base: [String] = []

  @Option(
    name: .customLong("metric"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Compare this metric, or this family of metrics, such as outcome.S3 or gain; may be given \
      again (default: classes, excluded keys, gains, dependence in key sectors).
      """, valueName: "metric"))
  var metrics: [String] = []

  @Flag(help: "Also compare every variant with every other.")
  var allPairs = false

  @Option(help: "How many games to play of each variant and the base.")
  var runs = 1000

  @Option(help: "The master seed.")
  var seed: UInt64 = 2023

  @OptionGroup var jobs: JobsOptions

  @OptionGroup var json: JSONOptions

  @Option(
    help: ArgumentHelp(
      "Also write the results as CSV to this file, a row for each comparison and metric.",
      valueName: "file"))
  var csv: String?

  func validate() throws {
    guard (2...100_000_000).contains(runs) else {
      throw ValidationError("‘--runs’ is from 2 to 100000000, not \(runs).")
    }
    if overrides.isEmpty, without.isEmpty, variants.isEmpty {
      throw ValidationError(
        "There is nothing to compare with: give ‘--set’, ‘--without’ or ‘--variant’.")
    }
  }

  func run() async throws {
    let output = try json.open()
    let csvFile = try csv.map { try OutputFile($0, option: "--csv") }
    let variants = try readVariants()
    let (pairedRuns, loaded) = try prepare(variants)
    let base = loaded.scenario
    let work = Task { () async throws -> (PairedRuns.Results, Double, [String]) in
      var progress = ProgressLine(total: pairedRuns.sides.count * pairedRuns.runs)
      let results = try await pairedRuns.play { progress.show($0) }
      progress.clear()
      let luck =
        Task.isCancelled || results.completed == 0
        ? []
        : try await LuckNotes.sentences(
          results.variety[0], of: base, seed: pairedRuns.seed,
          replicates: 0..<UInt64(results.completed))
      return (results, progress.elapsed, luck)
    }
    let interruption = Interruption { work.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    let (results, elapsed, luck) = try await work.value
    guard results.completed >= 2 else {
      throw Failure(.failed, "Stopped before there were two pairs of runs: there are no results.")
    }
    for (side, held) in zip(pairedRuns.sides, results.held) where held > 0 {
      printError(
        "Warning: in ‘\(side.name)’ states held \(grouped(held)) times because they couldn't "
          + "decide; ‘statecraft batch’ tells more.")
    }
    let report = try ComparisonReport(
      path: loaded.bundle.main, variants: variants, baseChanges: baseChanges(), runs: pairedRuns,
      results: results, elapsed: elapsed, luck: luck)
    try output.write(text: report.text(tellsAll: !metrics.isEmpty), json: report.json())
    try csvFile?.write(Data(report.csv().utf8))
    if results.completed < runs {
      throw Failure(
        .failed,
        "Stopped: \(grouped(results.completed)) of \(grouped(runs)) pairs of runs are done, and "
          + "the results are theirs.")
    }
  }

  private func baseChanges() throws -> Variant.Changes {
    try base.reduce(into: Variant.Changes()) { all, text in
      let changes = try Variant.Changes(text, option: "--base")
      all.set += changes.set
      all.without += changes.without
    }
  }

  /// The variants in the order of the help; their names differ.
  private func readVariants() throws -> [Variant] {
    var found: [Variant] = []
    if !overrides.isEmpty { found.append(Variant(Variant.Changes(set: overrides))) }
    found += without.map { Variant(Variant.Changes(without: [$0])) }
    found += try variants.map { try Variant(argument: $0) }
    for (index, variant) in found.enumerated()
    where found[..<index].contains(where: { $0.name == variant.name }) {
      throw Failure(.usage, "Two variants are named ‘\(variant.name)’: give them different names.")
    }
    return found
  }

  private func prepare(_ variants: [Variant]) throws -> (PairedRuns, LoadedScenario) {
    let changes = try baseChanges()
    let base = try Variant(Variant.Changes()).load(scenario, base: changes)
    var loaded: [(name: String, scenario: Scenario)] = [(Variant.baseName, base.scenario)]
    var faults: [String] = []
    for variant in variants {
      do {
        loaded.append((variant.name, try variant.load(scenario, base: changes).scenario))
      } catch let failure as Failure {
        faults.append("In variant ‘\(variant.name)’:\n\(failure.message)")
      }
    }
    guard faults.isEmpty else {
      throw Failure(.faultyScenario, faults.joined(separator: "\n"))
    }
    let setting = base.scenario.setting
    var metrics = try MetricSelection.select(
      self.metrics, from: MetricCatalogue(setting: setting), setting: setting)
    let catalogues = loaded.map { MetricCatalogue(setting: $0.scenario.setting) }
    // Another scenario may not have all that the base has.
    for (side, catalogue) in zip(loaded, catalogues) {
      let missing = metrics.filter { metric in
        !catalogue.metrics.contains { $0.name == metric.name }
      }
      if let first = missing.first, !self.metrics.isEmpty {
        throw Failure(.usage, "Variant ‘\(side.name)’ has no metric ‘\(first.name)’.")
      }
      metrics.removeAll(where: missing.contains)
    }
    guard !metrics.isEmpty else {
      throw Failure(.usage, "The variants and the base have none of the usual metrics in common.")
    }
    let sides = try zip(loaded, catalogues).map { side, catalogue in
      PairedRuns.Side(
        name: side.name, scenario: side.scenario, catalogue: catalogue,
        indices: try metrics.map { try catalogue.index(of: $0.name) })
    }
    let others = sides.indices.dropFirst()
    let pairs =
      others.map { (base: 0, variant: $0) }
      + (allPairs
        ? others.flatMap { first in others.filter { $0 > first }.map { (first, $0) } } : [])
    let runs = PairedRuns(
      sides: sides, metrics: metrics, pairs: pairs, seed: seed, runs: self.runs,
      jobs: jobs.count)
    return (runs, base)
  }
}
