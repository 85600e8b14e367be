internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftStore

/// Batches side by side: what each changes against the first, run by run under the same luck.
struct VariantSections {
  /// What a batch changes.
  private struct Effect {
    let metric: Metric
    let found: PairedDifference
    /// Corrected for all metrics of the batch (Holm).
    let probability: Double

    var isClear: Bool { probability <= 0.05 }
    var scale: Double { metric.isPercent ? 100 : 1 }
  }

  let base: BatchResults
  let others: [BatchResults]

  /// A short name for each batch, in order: A for the base.
  private var names: [String] {
    (0...others.count).map { index in
      let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
      return index < 26 ? letter : letter + "\(index / 26)"
    }
  }

  func sections() throws -> [Section] {
    guard !others.isEmpty else { return [] }
    let effects = try others.map { try self.effects(of: $0) }
    var key = Table(["", "what is set", "#runs", "#runs in common with A"])
    for (index, batch) in ([base] + others).enumerated() {
      let common = index == 0 ? batch.record.runs : effects[index - 1].first?.found.pairs ?? 0
      key.add([
        names[index], batch.changes, Number.grouped(batch.record.runs), Number.grouped(common),
      ])
    }
    let overview = Section(
      "Side by side",
      [
        "Run k of every batch has the same luck, so differences are taken run by run. In pictures "
          + "of differences lines are 95 % intervals; filled dots are told from luck (corrected "
          + "for all results of a variant, Holm), open ones aren't."
      ],
      figures: [shares()] + main(effects) + (try overTime()), tables: [key])
    let details = zip(names.dropFirst(), zip(others, effects)).map { name, item in
      self.details(name, item.0, item.1)
    }
    return [overview] + details
  }

  private func effects(of variant: BatchResults) throws -> [Effect] {
    let known = variant.description.metrics
    var metrics: [(metric: Metric, base: Int, variant: Int)] = []
    for (place, metric) in base.description.metrics.enumerated()
    where metric.kindOfFamily?.isOutcome ?? false {
      if let other = known.firstIndex(of: metric) { metrics.append((metric, place, other)) }
    }
    var samples = metrics.map { PairedSample($0.metric.kind) }
    var runs: [(replicate: UInt64, values: [Double])] = []
    try base.store.forEachRun(of: base.record) { run in
      runs.append((run.replicate, metrics.map { run.values[$0.base] }))
    }
    var next = runs[...]
    try variant.store.forEachRun(of: variant.record) { run in
      next = next.drop { $0.replicate < run.replicate }
      guard let first = next.first, first.replicate == run.replicate else { return }
      for index in metrics.indices {
        samples[index].add(
          base: first.values[index], variant: run.values[metrics[index].variant])
      }
    }
    let found = try samples.map { try $0.difference() }
    let corrected = holm(found.map(\.probability))
    return metrics.indices.map {
      Effect(metric: metrics[$0].metric, found: found[$0], probability: corrected[$0])
    }
  }

  private func details(_ name: String, _ variant: BatchResults, _ effects: [Effect]) -> Section {
    let differing = effects.filter { $0.found.differingPairs > 0 }
    let title = "\(name) against A: \(variant.changes)"
    guard !differing.isEmpty else {
      return Section(
        title,
        [
          variant.digest == base.digest && variant.record.runs == base.record.runs
            ? "It moves nothing: the runs of both are identical, turn by turn."
            : "Nothing that is measured differs in any run."
        ])
    }
    var table = Table(["", "#A", "#\(name)", "#difference", "95 %", "#p"])
    for effect in differing {
      let (found, scale) = (effect.found, effect.scale)
      let width = scale * (found.interval?.halfWidth ?? 1)
      let decimals = effect.metric.kind == .event ? 1 : width < 0.01 ? 3 : 2
      table.add([
        effect.metric.name, Number.fixed(scale * found.base, decimals),
        Number.fixed(scale * found.variant, decimals),
        Number.fixed(scale * found.difference, decimals, signed: true),
        Number.interval(found.interval, decimals, scale: scale),
        Number.probability(effect.probability),
      ])
    }
    let same = effects.filter { $0.found.differingPairs == 0 }.map(\.metric.name)
    let gains = differing.filter { $0.metric.family == "gain" }
      .sorted {
        ($1.found.difference, $0.metric.name) < ($0.found.difference, $1.metric.name)
      }
    return Section(
      title,
      ["Shares and gains in percent, their differences in points."]
        + (same.isEmpty ? [] : ["The same in every run: \(same.joined(separator: ", "))."]),
      figures: gains.isEmpty
        ? []
        : [
          differences(
            "gains-\(name)", gains.map { (String($0.metric.name.dropFirst(5)), $0) },
            axis: "gain of \(name) less that of A, points",
            caption: "Differences in gains, \(name) against A.")
        ], tables: [table])
  }

  // MARK: Pictures

  /// Each batch's classes, one below the other.
  private func shares() -> Figure {
    let batches = [base] + others
    var plot = Plot()
    plot.rows(zip(names, batches).map { name, _ in name })
    plot.add("set xrange [0:100]")
    plot.add("set xlabel '% of runs, by class for the system'")
    let classes = OutcomeClass.allCases
    let colours = ["'#0072B2'", "'#56B4E9'", "'#F0E442'", "'#E6E6E6'"]
    for (index, outcome) in classes.enumerated() {
      var rows: [[Double]] = []
      var texts: [String] = []
      for (row, batch) in batches.enumerated() {
        let shares = classes.map { (try? batch.summary.share(of: $0))?.share ?? 0 }
        let start = 100 * shares[..<index].reduce(0, +)
        let end = start + 100 * shares[index]
        let place = Double(row)
        rows.append([(start + end) / 2, place, start, end, place - 0.36, place + 0.36])
        texts.append(end - start < 11 ? "" : "\(outcome.rawValue) \(Number.fixed(end - start, 0))")
      }
      plot.data("class\(index)", rows, texts: texts)
      plot.draw(
        "$class\(index) using 1:2:3:4:5:6 with boxxyerror fs solid 1 border lc rgb 'black' "
          + "fc rgb \(colours[index])")
      let ink = index == 0 ? "white" : "black"
      plot.draw("$class\(index) using 1:2:7 with labels tc rgb '\(ink)' font ',11'")
    }
    return Figure(
      "side-by-side",
      caption: "Outcome classes of the system in each batch, from S1 at the left to S4.",
      height: 70 + 34 * batches.count, plot)
  }

  /// What each variant does to what is mostly asked about; for several variants.
  private func main(_ effects: [[Effect]]) -> [Figure] {
    guard effects.count > 1 else { return [] }
    return ["outcome.S2", "outcome.S3", "excluded_keys", "excluded_keys_leader"].compactMap {
      name in
      let rows = zip(names.dropFirst(), effects).compactMap { letter, effects in
        effects.first { $0.metric.name == name }.map { (letter, $0) }
      }
      guard rows.contains(where: { $0.1.found.differingPairs > 0 }) else { return nil }
      let unit = rows[0].1.metric.isPercent ? ", points" : ""
      return differences(
        "effects-\(name)", rows, axis: "\(name), difference from A\(unit)",
        caption: "Differences from A: \(rows[0].1.metric.meaning).")
    }
  }

  private func differences(
    _ name: String, _ rows: [(label: String, effect: Effect)], axis: String, caption: String
  ) -> Figure {
    var plot = Plot()
    plot.rows(rows.map(\.label))
    plot.add("set xlabel \"\(Plot.safe(axis))\"")
    plot.add("set arrow from 0, graph 0 to 0, graph 1 nohead lc rgb \(Plot.grey) dt 2 back")
    plot.data(
      "effects",
      rows.enumerated().map { row, item in
        let (found, scale) = (item.effect.found, item.effect.scale)
        return [
          Double(row), scale * found.difference,
          scale * (found.interval?.lower ?? found.difference),
          scale * (found.interval?.upper ?? found.difference), item.effect.isClear ? 7 : 6,
        ]
      })
    plot.draw("$effects using 2:1:3:4 with xerrorbars pt -1 lw 1.5 lc rgb \(Plot.grey)")
    plot.draw(
      "$effects using 2:($5==7?$1:NaN) with points pt 7 ps 0.8 lc rgb \(Plot.blue)")
    plot.draw(
      "$effects using 2:($5==6?$1:NaN) with points pt 6 ps 0.8 lw 1.5 lc rgb \(Plot.blue)")
    return Figure(name, caption: caption, height: 70 + 20 * rows.count, plot)
  }

  /// Mean numbers of excluded key sectors, a line for each of the first batches.
  private func overTime() throws -> [Figure] {
    let batches = ([base] + others).prefix(6)
    guard batches.allSatisfy({ $0.record.trajectories > 0 }), base.setting.turns > 1 else {
      return []
    }
    return try ["excluded_keys", "excluded_keys_leader"].map { metric in
      var plot = Plot()
      let who = metric == "excluded_keys" ? "the system" : "the leader alone"
      plot.add("set title \"Key sectors excluded by \(who), mean\"")
      plot.add("set tmargin 2")
      plot.add("set rmargin 4")
      var ends: [(name: String, height: Double)] = []
      var heights = [0.0]
      for (index, batch) in batches.enumerated() {
        let turns = try batch.store.trajectories(of: metric, in: batch.record)
        let means = turns.map { $0.reduce(0, +) / Double($0.count) }
        plot.data(
          "batch\(index)",
          means.enumerated().map { [Double(batch.setting.year(of: $0 + 1)), $1] })
        plot.draw(
          "$batch\(index) using 1:2 with lines lw 2 dt \(index % 5 + 1) lc rgb "
            + (index.isMultiple(of: 2) ? Plot.blue : Plot.orange))
        heights += means
        if let last = means.last { ends.append((names[index], last)) }
      }
      plot.scale(over: heights)
      let gap = (heights.max() ?? 1) / 14
      var floor = -Double.infinity
      for end in ends.sorted(by: { ($0.height, $0.name) < ($1.height, $1.name) }) {
        floor = max(end.height, floor + gap)
        plot.add("set label \"\(end.name)\" at graph 1.02, first \(floor)")
      }
      plot.add(
        "set xrange [\(base.setting.startYear):\(base.setting.year(of: base.setting.turns))]")
      plot.add("set xtics \(max(1, base.setting.turns / 4))")
      return Figure(
        "compared-\(metric)", caption: "Key sectors excluded by \(who), turn by turn, by batch.",
        height: 260, plot)
    }
  }
}
