internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// What became of the rival: outcome classes, and sectors from which it's excluded.
struct OutcomeSections {
  let results: BatchResults

  private var summary: OutcomeSummary { results.summary }
  private var roster: Roster { results.setting.roster }
  private var leader: String { roster.code(results.setting.leader) }
  private var rival: String { roster.code(results.setting.rival) }

  /// What happens in the runs that a row is about.
  private struct Row {
    let label: String
    let meaning: String
    let system, alone: OutcomeSummary.Share
  }

  func sections() throws -> [Section] {
    let classes = try OutcomeClass.allCases.map {
      Row(
        label: $0.rawValue, meaning: $0.meaning, system: try summary.share(of: $0),
        alone: try summary.leaderShare(of: $0))
    }
    let sectors = try roster.sectors.map {
      Row(
        label: roster.code($0) + (results.setting[$0].isKey ? " *" : ""),
        meaning: roster.name($0), system: try summary.exclusion(of: $0),
        alone: try summary.leaderExclusion(of: $0))
    }
    return [
      section(
        "Outcomes", "outcomes", classes, head: "\(rival) excluded",
        text: "Shares of \(Number.runs(summary.runs)) in which \(rival) ends excluded in all "
          + "sectors (S1), all key sectors (S2), some (S3) or none (S4)."),
      section(
        "Exclusion by sector", "sectors", sectors, head: "Sector (* key)",
        text: "Shares of runs in which \(rival) ends excluded from a sector; * marks key sectors."),
    ]
  }

  private func section(
    _ title: String, _ name: String, _ rows: [Row], head: String, text: String
  ) -> Section {
    var table = Table([head + ", %", "#\(leader)'s system", "95 %", "#\(leader) alone", "95 %"])
    for row in rows {
      let label = row.meaning.hasPrefix("in ") ? "\(row.label) \(row.meaning)" : row.label
      table.add(
        [label]
          + [row.system, row.alone].flatMap {
            [Number.fixed(100 * $0.share, 1), Number.interval($0.interval, 1, scale: 100)]
          })
    }
    return Section(
      title,
      [text + " Filled bars are \(leader)'s system, open ones \(leader) alone."],
      figures: [figure(name, rows, caption: "\(title): shares of runs with 95 % intervals.")],
      tables: [table])
  }

  private func figure(_ name: String, _ rows: [Row], caption: String) -> Figure {
    var plot = Plot()
    plot.rows(rows.map(\.label))
    plot.add("set xrange [0:118]")
    plot.add("set xtics 0,20,100")
    plot.add("set xlabel '% of runs'")
    for (series, half, shares) in [
      ("system", -0.19, rows.map(\.system)), ("alone", 0.19, rows.map(\.alone)),
    ] {
      plot.data(
        series,
        shares.enumerated().map { index, share in
          let place = Double(index) + half
          return [
            100 * share.share, place, 100 * share.interval.lower, 100 * share.interval.upper,
            place - 0.17, place + 0.17, max(100 * share.interval.upper, 0) + 1.5,
          ]
        }, texts: shares.map { Number.fixed(100 * $0.share, 1) })
    }
    plot.draw("$system using (0):2:(0):1:5:6 with boxxyerror lc rgb \(Plot.blue)")
    plot.draw(
      "$alone using (0):2:(0):1:5:6 with boxxyerror lc rgb \(Plot.orange) lw 1.4 "
        + "fs empty border rgb \(Plot.orange)")
    for series in ["$system", "$alone"] {
      plot.draw("\(series) using 1:2:3:4 with xerrorbars pt -1 lw 1.3 lc rgb 'black'")
      plot.draw("\(series) using 7:2:8 with labels left font ',11'")
    }
    return Figure(name, caption: caption, height: 70 + 38 * rows.count, plot)
  }
}
