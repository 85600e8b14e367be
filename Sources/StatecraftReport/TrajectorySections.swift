internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// How it came about: metrics turn by turn, with bands of runs.
struct TrajectorySections {
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

  func sections() throws -> [Section] {
    let record = results.record
    guard record.trajectories > 0 else {
      return [
        Section(
          "Over time",
          [
            "The store doesn't keep this batch turn by turn. The same ‘statecraft batch’ command "
              + "with ‘--trajectories’ adds that, and this report then shows it here."
          ])
      ]
    }
    guard results.setting.turns > 1 else {
      return [Section("Over time", ["The game has one turn: there is nothing to follow."])]
    }
    return [try outcomes(), try gains(), try alignment(), try dependence()].compactMap(\.self)
  }

  private func outcomes() throws -> Section {
    Section(
      "Outcomes over time",
      [
        "\(Number.runs(results.record.trajectories)) turn by turn. Here and below lines are means, "
          + "bands hold nine tenths of the runs; scales differ from picture to picture."
      ],
      figures: [
        try classes(),
        try panel("excluded-keys", "Keys excluded: system", [Band(metric: "excluded_keys")]),
        try panel(
          "excluded-keys-leader", "Keys excluded: alone", [Band(metric: "excluded_keys_leader")]),
      ])
  }

  private func gains() throws -> Section {
    Section(
      "Gains over time", ["Change of real income against the start, in percent."],
      figures: try roster.stateCodes.map {
        try panel("gain-\($0)", "\($0): gain, %", [Band(metric: "gain.\($0)", scale: 100)])
      })
  }

  /// Nil where nobody can choose a side.
  private func alignment() throws -> Section? {
    let poles = roster.poles.prefix(2).map { roster.code($0) }
    let states = roster.states.filter { state in
      !roster.poles.contains { roster.leader(of: $0) == state }
    }.map { roster.code($0) }
    guard !states.isEmpty else { return nil }
    return Section(
      "Alignment over time",
      [
        "How far states side with \(poles.joined(separator: " (solid) and "))"
          + (poles.count > 1 ? " (dashed)." : ".")
      ],
      figures: try states.map { state in
        try panel(
          "alignment-\(state)", "\(state): alignment",
          poles.map { Band(metric: "alignment.\(state).\($0)") }, range: (0, 1))
      })
  }

  private func dependence() throws -> Section? {
    let keys = roster.sectors.filter { results.setting[$0].isKey }.map { roster.code($0) }
    guard !keys.isEmpty else { return nil }
    let (leader, rival) = (
      roster.code(results.setting.leader), roster.code(results.setting.rival)
    )
    return Section(
      "Dependence over time",
      ["\(rival)'s share in what \(leader) buys of key sectors, in percent."],
      figures: try keys.map {
        try panel("dependence-\($0)", "\($0), %", [Band(metric: "dependence.\($0)", scale: 100)])
      })
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
    _ name: String, _ title: String, _ bands: [Band], range: (Double, Double)? = nil
  ) throws -> Figure {
    var plot = frame(title)
    let turns = try bands.map(moments)
    let values = turns.flatMap { $0.flatMap { $0.dropFirst() } }
    plot.scale(over: range.map { [$0.0, $0.1] } ?? values)
    let styles = [
      (Plot.blue, Plot.paleBlue, "dt 1"), (Plot.orange, Plot.paleOrange, "dt 2"),
    ]
    for index in bands.indices {
      plot.data("band\(index)", turns[index])
      plot.draw(
        "$band\(index) using 1:3:4 with filledcurves fs transparent solid 0.6 "
          + "lc rgb \(styles[index].1)")
    }
    for index in bands.indices {
      plot.draw(
        "$band\(index) using 1:2 with lines lw 2 \(styles[index].2) lc rgb \(styles[index].0)")
    }
    return Figure(
      "over-time-\(name)", caption: "\(title), turn by turn.", width: 220, height: 150, plot)
  }

  private func frame(_ title: String) -> Plot {
    var plot = Plot()
    let (first, last) = (Int(years[0]), Int(years[years.count - 1]))
    plot.add("set tmargin 1.8")
    plot.add("set bmargin 1.8")
    plot.add("set title \"\(Plot.safe(title))\" offset 0,-0.7 font ',12'")
    plot.add("set xrange [\(first):\(last)]")
    let step = max(1, (last - first + 2) / 3)
    plot.add("set xtics \(first),\(step),\(last)")
    plot.add("set lmargin 6")
    plot.add("set rmargin 3")
    return plot
  }

  /// Shares of runs in the classes, each line named at its end.
  private func classes() throws -> Figure {
    var plot = frame("Classes: system, % of runs")
    plot.scale(over: [0, 100])
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
      floor = max(end.height, floor + 14)
      plot.add("set label \"\(end.name)\" at graph 1.02, first \(floor) font ',11'")
    }
    return Figure(
      "over-time-outcomes", caption: "Outcome classes turn by turn, as shares of runs.",
      width: 220, height: 150, plot)
  }
}
