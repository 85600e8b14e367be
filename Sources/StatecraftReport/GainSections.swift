internal import StatecraftAnalysis
internal import StatecraftCore

/// What states gained, and with whom they side, at the end.
struct GainSections {
  let results: BatchResults

  private var summary: OutcomeSummary { results.summary }
  private var roster: Roster { results.setting.roster }

  func gains() throws -> Section {
    let gains = try roster.states.map { (state: $0, gain: try summary.gain(of: $0)) }
      .sorted { ($1.gain.mean, $0.state) < ($0.gain.mean, $1.state) }
    var table = Table(["State", "#mean", "95 %", "#5 %", "#median", "#95 %"])
    for (state, gain) in gains {
      table.add(
        [
          "\(roster.code(state)) \(roster.name(state).prefix(18))",
          Number.fixed(100 * gain.mean, 2, signed: true),
          Number.interval(gain.interval, 2, scale: 100),
        ] + gain.quantiles.map { Number.fixed(100 * $0.value, 2, signed: true) })
    }
    return Section(
      "Gains by state",
      [
        "Change of real income against the start, in percent. Thin lines hold nine tenths of the "
          + "runs, the upright tick is the median; the dot is the mean, its thick line the 95 % "
          + "interval of the mean."
      ], figures: [figure(gains)], tables: [table])
  }

  private func figure(_ gains: [(state: StateID, gain: OutcomeSummary.Distribution)]) -> Figure {
    var plot = Plot()
    plot.rows(gains.map { roster.code($0.state) })
    plot.add("set xlabel 'gain in real income, %'")
    plot.add("set arrow from 0, graph 0 to 0, graph 1 nohead lc rgb \(Plot.grey) dt 2 back")
    plot.data(
      "gains",
      gains.enumerated().map { row, item in
        let (mean, interval) = (item.gain.mean, item.gain.interval)
        return [
          Double(row), 100 * mean, 100 * (interval?.lower ?? mean),
          100 * (interval?.upper ?? mean),
        ] + item.gain.quantiles.map { 100 * $0.value }
      })
    plot.draw("$gains using 2:1:5:7 with xerrorbars pt -1 ps 0 lw 1 lc rgb \(Plot.grey)")
    plot.draw(
      "$gains using 6:($1-0.3):(0):(0.6) with vectors nohead lw 2 lc rgb \(Plot.grey)")
    plot.draw("$gains using 3:1:($4-$3):(0) with vectors nohead lw 5 lc rgb \(Plot.blue)")
    plot.draw("$gains using 2:1 with points pt 7 ps 0.6 lc rgb \(Plot.blue)")
    return Figure(
      "gains",
      caption: "Gain in real income by state: mean with interval, and nine tenths of runs.",
      height: 70 + 20 * gains.count, plot)
  }

  /// Nil where nobody can choose a side.
  func alignment() throws -> Section? {
    let poles = roster.poles
    guard !poles.isEmpty else { return nil }
    let rows = roster.states.filter { state in
      !poles.contains { roster.leader(of: $0) == state }
    }.sorted {
      let degrees = [$0, $1].map { summary.meanAlignment(of: $0, toward: poles[0]) }
      return (degrees[1], $0) < (degrees[0], $1)
    }
    guard !rows.isEmpty else { return nil }
    var table = Table(["State"] + poles.flatMap { ["#toward \(roster.code($0))", "95 %"] })
    for state in rows {
      table.add(
        ["\(roster.code(state)) \(roster.name(state).prefix(18))"]
          + (try poles.flatMap { pole in
            [
              Number.fixed(summary.meanAlignment(of: state, toward: pole), 2),
              Number.interval(try summary.alignmentInterval(of: state, toward: pole), 2),
            ]
          }))
    }
    return Section(
      "Alignment at the end",
      [
        "How far states side with a pole, 0 to 1, on average of runs. Filled dots: toward "
          + roster.code(poles[0])
          + poles.dropFirst().map { "; open shapes: toward \(roster.code($0))" }.joined() + "."
      ], figures: [alignmentFigure(rows)], tables: [table])
  }

  private func alignmentFigure(_ rows: [StateID]) -> Figure {
    let poles = roster.poles
    var plot = Plot()
    plot.rows(rows.map { roster.code($0) })
    plot.add("set xrange [-0.02:1.02]")
    plot.add("set xlabel 'alignment'")
    // A shape for each pole, the colours taking turns.
    let shapes = [7, 4, 8, 12, 2]
    for (index, pole) in poles.enumerated() {
      plot.data(
        "pole\(index)",
        rows.enumerated().map {
          [summary.meanAlignment(of: $1, toward: pole), Double($0)]
        })
      let colour = index.isMultiple(of: 2) ? Plot.blue : Plot.orange
      plot.draw(
        "$pole\(index) using 1:2 with points pt \(shapes[index % shapes.count]) ps 0.9 lw 1.5 "
          + "lc rgb \(colour)")
    }
    return Figure(
      "alignment",
      caption: "Mean alignment at the end toward "
        + poles.map { roster.code($0) }.joined(separator: " (filled) and ") + ".",
      height: 70 + 20 * rows.count, plot)
  }
}
