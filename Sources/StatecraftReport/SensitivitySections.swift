internal import StatecraftAnalysis
internal import StatecraftScenario
public import StatecraftSensitivity

/// A sweep that a report shows.
public struct SweepResults: Sendable {
  public let analysis: StudyAnalysis
  /// What metrics mean, by name.
  let meanings: [(metric: String, meaning: String)]

  public init(_ analysis: StudyAnalysis, meaning: (String) -> String) {
    self.analysis = analysis
    meanings = analysis.metrics.map { ($0.metric, meaning($0.metric)) }
  }
}

/// Which parameters and mechanisms matter, as bars.
struct SensitivitySections {
  let sweep: SweepResults

  /// Bars in a picture at most: the rest is in the table.
  private static let barsMax = 15

  private var plan: Plan { sweep.analysis.plan }

  /// What is known of a factor.
  private struct Bar {
    let label: String
    let value: Double
    let interval: Interval?
    /// A second number: the first-order index, or what luck alone would show.
    var mark: Double?
    let cells: [String]
  }

  func sections() -> [Section] {
    let notes = sweep.analysis.notes
    return zip(sweep.analysis.metrics, sweep.meanings).enumerated().map { index, item in
      section(index, item.0, meaning: item.1.meaning)
    } + (notes.isEmpty ? [] : [Section("Mind this of the sweep", notes)])
  }

  private func section(_ index: Int, _ metric: MetricAnalysis, meaning: String) -> Section {
    let title = "Sensitivity of \(metric.metric)"
    var text = [
      "\(plan.study.title): \(meaning.isEmpty ? metric.metric : meaning). Mean "
        + "\(Number.short(metric.mean)); by point from \(Number.short(metric.lowest)) to "
        + "\(Number.short(metric.highest)), \(Number.grouped(sweep.analysis.points)) points."
    ]
    if let luck = metric.luck?.share {
      text.append(
        "Luck is \(Number.fixed(100 * luck.value, 0)) % "
          + "\(Number.interval(luck.interval, 0, scale: 100)) of the variance of games.")
    }
    guard metric.lowest != metric.highest else {
      return Section(title, text + ["It's the same at every point: nothing here moves it."])
    }
    let (columns, axis, bars) = bars(metric)
    let sorted = bars.sorted {
      (abs($1.value), $0.label) < (abs($0.value), $1.label)
    }
    guard !sorted.isEmpty else {
      return Section(title, text + ["Points don't differ by more than luck."])
    }
    if let note = note(metric) { text.append(note) }
    var table = Table(columns)
    for bar in sorted { table.add(bar.cells) }
    let shown = Array(sorted.prefix(Self.barsMax))
    return Section(
      title, text,
      figures: [figure("sensitivity-\(index + 1)", shown, axis: axis, of: metric.metric)],
      tables: [table])
  }

  private func note(_ metric: MetricAnalysis) -> String? {
    switch metric.finding {
    case .indices:
      "Bars are total indices of the mean of games, open squares first-order ones; lines are "
        + "95 % intervals."
    case .elementary:
      "Bars are μ*, the mean size of a factor's effect over its range, with 95 % intervals; open "
        + "squares are what luck alone would show."
    case .main:
      "Bars are differences against the reference, run by run; lines are 95 % intervals."
    case .regional:
      "Bars are the largest distance between a factor's distributions with the outcome and "
        + "without (Kolmogorov and Smirnov)."
    }
  }

  private func bars(_ metric: MetricAnalysis) -> (columns: [String], axis: String, [Bar]) {
    let names = plan.factors.map(\.name)
    switch metric.finding {
    case .indices(let mean, _):
      let bars = zip(names, mean.factors).compactMap { name, factor -> Bar? in
        guard let total = factor.total else { return nil }
        return Bar(
          label: name, value: total.value, interval: total.interval, mark: factor.first?.value,
          cells: [
            name, Number.fixed(factor.first?.value, 2), Number.interval(factor.first?.interval, 2),
            Number.fixed(total.value, 2), Number.interval(total.interval, 2),
          ])
      }
      return (["Factor", "#first", "95 %", "#total", "95 %"], "share of variance", bars)
    case .elementary(let effects):
      let bars = zip(names, effects).map { name, effect in
        Bar(
          label: name, value: effect.meanSize.value, interval: effect.meanSize.interval,
          mark: effect.luckFloor,
          cells: [
            name, Number.short(effect.meanSize.value), Number.short(effect.meanSize.interval),
            Number.short(effect.mean), Number.short(effect.spread),
            effect.luckFloor.map { Number.short($0) } ?? "",
          ])
      }
      return (["Factor", "#μ*", "95 %", "#μ", "#σ", "#luck"], "μ*, in the metric's unit", bars)
    case .main(let effects):
      let isRules = plan.study.design.kind == .without
      let bars = zip(names, effects).flatMap { name, effect in
        zip(effect.levels, effect.adjustedProbabilities).map { level, probability in
          Bar(
            label: isRules ? level.value : "\(name) \(level.value)",
            value: level.difference.mean, interval: level.difference.interval,
            cells: [
              isRules ? level.value : "\(name) = \(level.value)",
              Number.short(level.difference.mean, signed: true),
              Number.short(level.difference.interval),
              probability.map { Number.probability($0) } ?? "",
            ])
        }
      }
      return (
        [isRules ? "Without" : "Level", "#difference", "95 %", "#p (Holm)"],
        isRules ? "difference when switched off" : "difference", bars
      )
    case .regional(let region):
      let bars = zip(names, region.factors).compactMap { name, factor -> Bar? in
        guard let factor else { return nil }
        return Bar(
          label: name, value: factor.distance, interval: nil,
          cells: [
            name, Number.fixed(factor.distance, 2), Number.probability(factor.probability),
            Number.short(factor.medianWith), Number.short(factor.medianWithout),
          ])
      }
      return (["Factor", "#D", "#p", "#median with", "#without"], "distance D", bars)
    }
  }

  private func figure(_ name: String, _ bars: [Bar], axis: String, of metric: String) -> Figure {
    var plot = Plot()
    plot.rows(bars.map { $0.label.count > 24 ? "…" + $0.label.suffix(23) : $0.label })
    plot.add("set xlabel \"\(Plot.safe(axis))\"")
    plot.add("set arrow from 0, graph 0 to 0, graph 1 nohead lc rgb \(Plot.grey) back")
    plot.data(
      "bars",
      bars.enumerated().map { row, bar in
        [
          Double(row), bar.value, bar.interval?.lower ?? bar.value,
          bar.interval?.upper ?? bar.value, bar.mark ?? .nan,
        ]
      })
    plot.draw(
      "$bars using (0):1:(0):2:($1-0.32):($1+0.32) with boxxyerror lc rgb \(Plot.blue)")
    plot.draw("$bars using 2:1:3:4 with xerrorbars pt -1 lw 1.3 lc rgb 'black'")
    plot.draw("$bars using 5:1 with points pt 4 ps 0.9 lw 1.5 lc rgb \(Plot.orange)")
    return Figure(
      name, caption: "Sensitivity of \(metric): \(axis).", height: 70 + 22 * bars.count, plot)
  }
}
