internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// How it came about: metrics turn by turn, with bands of runs.
struct TrajectorySection {
  let results: BatchResults

  private var roster: Roster { results.setting.roster }
  private var years: [Double] {
    (1...results.setting.turns).map { Double(results.setting.year(of: $0)) }
  }

  /// What is drawn in one picture over time.
  private struct Band {
    let metric: String
    var scale = 1.0
  }

  func section() throws -> Section {
    let record = results.record
    guard record.trajectories > 0 else {
      return Section(
        "Over time",
        [
          "The store doesn't keep this batch turn by turn. The same ‘statecraft batch’ command "
            + "with ‘--trajectories’ adds that, and this report then shows it here."
        ])
    }
    guard results.setting.turns > 1 else {
      return Section("Over time", ["The game has one turn: there is nothing to follow."])
    }
    var figures = [try classes()]
    let key = [
      ("excluded_keys", "Key sectors excluded by the system"),
      ("excluded_keys_leader", "Key sectors excluded by the leader alone"),
    ]
    for (name, title) in key { figures.append(try panel(name, title, [Band(metric: name)])) }
    for state in roster.states {
      let code = roster.code(state)
      figures.append(
        try panel(
          "gain-\(code)", "\(code): gain, %", [Band(metric: "gain.\(code)", scale: 100)]))
    }
    for state in roster.states {
      let code = roster.code(state)
      let poles = roster.poles.filter { roster.leader(of: $0) != state }
      guard poles.count == roster.poleCount else { continue }
      figures.append(
        try panel(
          "alignment-\(code)", "\(code): alignment",
          poles.prefix(2).map { Band(metric: "alignment.\(code).\(roster.code($0))") },
          range: "[0:1]", ends: poles.prefix(2).map { roster.code($0) }))
    }
    let sectors = roster.sectors.filter { results.setting[$0].isKey }
    for sector in sectors {
      let code = roster.code(sector)
      figures.append(
        try panel(
          "dependence-\(code)", "\(code): dependence, %",
          [Band(metric: "dependence.\(code)", scale: 100)]))
    }
    let (leader, rival) = (
      roster.code(results.setting.leader), roster.code(results.setting.rival)
    )
    return Section(
      "Over time",
      [
        "\(Number.runs(record.trajectories)) turn by turn. Lines are means, bands hold nine tenths "
          + "of the runs. Alignment is toward "
          + roster.poles.prefix(2).map { roster.code($0) }.joined(separator: " (solid) and ")
          + (roster.poleCount > 1 ? " (dashed)" : "")
          + "; dependence is \(rival)'s share in what \(leader) buys of a key sector. Scales differ "
          + "from picture to picture."
      ], figures: figures)
  }

  private func moments(_ band: Band) throws -> [[Double]] {
    let turns = try results.store.trajectories(of: band.metric, in: results.record)
    return zip(years, turns).map { year, values in
      let sorted = values.sorted()
      let mean = sorted.reduce(0, +) / Double(sorted.count)
      return [
        year, band.scale * mean, band.scale * quantile(0.05, ofSorted: sorted),
        band.scale * quantile(0.95, ofSorted: sorted),
      ]
    }
  }

  /// A small picture; several of them stand side by side.
  private func panel(
    _ name: String, _ title: String, _ bands: [Band], range: String? = nil, ends: [String] = []
  ) throws -> Figure {
    var plot = frame(title)
    if let range { plot.add("set yrange \(range)") }
    let styles = [
      (Plot.blue, Plot.paleBlue, "dt 1"), (Plot.orange, Plot.paleOrange, "dt 2"),
    ]
    for (index, band) in bands.enumerated() {
      plot.data("band\(index)", try moments(band))
      plot.draw(
        "$band\(index) using 1:3:4 with filledcurves fs transparent solid 0.6 "
          + "lc rgb \(styles[index].1)")
    }
    for index in bands.indices {
      plot.draw(
        "$band\(index) using 1:2 with lines lw 2 \(styles[index].2) lc rgb \(styles[index].0)")
    }
    return Figure(
      "over-time-\(name)", caption: title
        + (ends.isEmpty ? "" : " toward \(ends.joined(separator: " and "))") + ", turn by turn.",
      width: 260, height: 170, plot)
  }

  private func frame(_ title: String) -> Plot {
    var plot = Plot()
    let (first, last) = (Int(years[0]), Int(years[years.count - 1]))
    plot.add("set title \"\(Plot.safe(title))\" offset 0,-0.6")
    plot.add("set xrange [\(first):\(last)]")
    let step = max(1, (last - first + 2) / 3)
    plot.add("set xtics \(first),\(step),\(last)")
    plot.add("set ytics autofreq")
    plot.add("set grid ytics lc rgb '#D9D9D9' lt 1")
    plot.add("set rmargin 3")
    return plot
  }

  /// Shares of runs in the classes, each line named at its end.
  private func classes() throws -> Figure {
    var plot = frame("Outcome of the system if it ended here, % of runs")
    plot.add("set yrange [-2:102]")
    plot.add("set rmargin 5")
    var ends: [(name: String, height: Double)] = []
    for (index, outcome) in OutcomeClass.allCases.enumerated() {
      let turns = try moments(Band(metric: "outcome.\(outcome.rawValue)", scale: 100))
      guard turns.contains(where: { $0[1] > 0 }), let last = turns.last else { continue }
      plot.data("\(outcome)", turns)
      plot.draw(
        "$\(outcome) using 1:2 with lines lw 2 dt \(index + 1) lc rgb "
          + (index.isMultiple(of: 2) ? Plot.blue : Plot.orange))
      ends.append((outcome.rawValue, last[1]))
    }
    // Names that would lie on each other are moved apart.
    var floor = -Double.infinity
    for end in ends.sorted(by: { ($0.height, $0.name) < ($1.height, $1.name) }) {
      floor = max(end.height, floor + 8)
      plot.add("set label \"\(end.name)\" at graph 1.02, first \(floor) font ',11'")
    }
    return Figure(
      "over-time-outcomes", caption: "Outcome classes turn by turn, as shares of runs.",
      width: 260, height: 170, plot)
  }
}
