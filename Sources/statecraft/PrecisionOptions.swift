internal import ArgumentParser
internal import StatecraftAnalysis
internal import StatecraftCore

/// How precisely results are to be known before a batch may stop.
struct PrecisionOptions: ParsableArguments {
  @Option(
    name: .customLong("until"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Stop as soon as this metric's interval is no wider than ± the half-width, such as \
      outcome.S3=0.02 or gain.USA=0.001; ‘--runs’ is the most. May be given again: all must be \
      reached.
      """, valueName: "metric=halfwidth"))
  var targets: [String] = []

  /// What watches the runs; nil when there's nothing to reach.
  func watch(_ setting: Setting, runs: Int) throws -> OutcomeWatch? {
    guard !targets.isEmpty else { return nil }
    let catalogue = MetricCatalogue(setting: setting)
    var faults: [String] = []
    var indices: [Int] = []
    var wanted: [PrecisionTarget] = []
    for text in targets {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let halfWidth = Double(parts[1]), halfWidth > 0, halfWidth.isFinite
      else {
        faults.append(
          "‘--until \(text)’ should be a metric and half a width above 0, such as outcome.S3=0.02.")
        continue
      }
      do {
        let index = try catalogue.index(of: String(parts[0]))
        indices.append(index)
        wanted.append(PrecisionTarget(catalogue.metrics[index], halfWidth: halfWidth))
      } catch {
        faults.append("‘--until \(text)’: \(error)")
      }
    }
    guard faults.isEmpty else { throw Failure(.usage, faults.joined(separator: "\n")) }
    return OutcomeWatch(
      watch: PrecisionWatch(wanted, plan: try PrecisionPlan(upTo: runs)), catalogue: catalogue,
      indices: indices)
  }
}

/// Watches the outcomes of a batch for metrics that are to be known precisely.
struct OutcomeWatch: Sendable {
  private(set) var watch: PrecisionWatch
  let catalogue: MetricCatalogue
  /// Where the watched metrics stand in the catalogue.
  let indices: [Int]

  /// Takes in a run, and says whether to stop.
  mutating func add(_ outcome: RunOutcome) throws -> Bool {
    let values = catalogue.values(of: outcome)
    return try watch.add(indices.map { values[$0] })
  }

  /// How the batch came to stop where it did, a sentence for each target.
  func telling() throws -> [String] {
    let plan = watch.plan
    let looks = plan.looks.prefix(watch.looksTaken)
    var sentences = [
      "Looked after \(looks.map(grouped).joined(separator: ", ")) of at most "
        + "\(grouped(plan.looks[plan.looks.count - 1])) runs. Intervals reach "
        + "\(fixed(plan.criticalValue, 2)) standard errors instead of 1.96, so that they hold in "
        + "spite of the looks."
    ]
    for (index, target) in watch.targets.enumerated() {
      let metric = target.metric
      let scale = metric.isPercent ? 100.0 : 1
      let unit = metric.isPercent ? " points" : ""
      func told(_ width: Double) -> String { "±\(trimmed(scale * width))\(unit)" }
      guard let halfWidth = try watch.halfWidth(of: index), halfWidth > 0 else {
        sentences.append(
          "\(metric.name) was the same in every run, so that nothing can be said of how precisely "
            + "it's known.")
        continue
      }
      let isReached = halfWidth <= target.halfWidth
      var text =
        "\(metric.name) is known to \(told(halfWidth)); asked for \(told(target.halfWidth))"
      if !isReached, let runs = try watch.runsNeeded(for: index) {
        text += ", which takes about \(grouped(runs)) runs"
      }
      sentences.append(text + ".")
    }
    return sentences
  }

  /// With three decimals at most.
  private func trimmed(_ value: Double) -> String {
    var text = fixed(value, 3)
    while text.last == "0" { text.removeLast() }
    return text.last == "." ? String(text.dropLast()) : text
  }
}
