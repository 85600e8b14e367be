internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftReplay
internal import StatecraftScenario
internal import StatecraftSensitivity

/// What a sweep found, for people.
struct SweepReport {
  /// How the results came about.
  enum Work {
    case played(games: Int, seconds: Double, jobs: Int)
    case analysed(String)
  }

  let analysis: StudyAnalysis
  let model: ScenarioModel
  let fingerprint: String
  let runs: Int
  let work: Work

  var plan: Plan { analysis.plan }
  var study: Study { plan.study }

  func text() -> String {
    let notes =
      analysis.notes.isEmpty
      ? []
      : [
        (["Mind this:"] + analysis.notes).flatMap { wrapped($0, rest: "  ") }
          .joined(separator: "\n")
      ]
    return ([heading] + analysis.metrics.map(section) + notes + [ending])
      .joined(separator: "\n\n")
  }

  private var heading: String {
    let stopped =
      analysis.points < plan.points.count
      ? " (\(grouped(analysis.points)) of them here)" : ""
    let points = grouped(plan.points.count) + (plan.points.count == 1 ? " point" : " points")
    let games = runs == 1 ? "a game each" : "\(grouped(runs)) games each"
    return """
      \(wrapped("\(study.title) (\(study.name), \(fingerprint))").joined(separator: "\n"))
      \(model.base.scenario.name): \(points)\(stopped), \(games)
      \(designWords), seed \(study.seed), \(study.luck.rawValue) luck
      """
  }

  private var designWords: String {
    switch study.design {
    case .oneAtATime: "One at a time"
    case .fullFactorial: "Full factorial"
    case .latinHypercube: "Latin hypercube"
    case .sobol: "Sobol' points with origin and digital shift"
    case .morris(let trajectories, let levels):
      "Morris: \(trajectories) trajectories on \(levels) levels"
    case .saltelli(let base): "Saltelli: \(grouped(base)) rows of A and B"
    case .listed: "Points from a table"
    case .without: "Each rule off in turn"
    }
  }

  private var ending: String {
    let counted: String
    switch work {
    case .played(let games, let seconds, let jobs):
      let rate = seconds > 0 ? Double(games) / seconds : 0
      counted =
        games == 0
        ? "All games were known already."
        : "\(grouped(games)) \(games == 1 ? "game" : "games") in \(fixed(seconds, 1)) s, "
          + "\(fixed(rate, 0)) a second on \(jobs) \(jobs == 1 ? "job" : "jobs")."
    case .analysed(let path): counted = "Results from ‘\(path)’."
    }
    return (wrapped(explanation) + [counted]).joined(separator: "\n")
  }

  /// What the brackets and columns are.
  private var explanation: String {
    switch study.design {
    case .saltelli:
      "Brackets are 95 % intervals, by resampling rows. ‘First’ is the share of variance that goes "
        + "away when a factor is known, ‘total’ the share that stays when all others are."
        + (runs < 2 ? " With one game a point luck counts as interaction of all factors." : "")
    case .morris:
      "Effects are changes over a factor's whole range, in the metric's unit: μ* the mean size "
        + "(95 % interval by resampling trajectories), μ the mean, σ the spread without luck. A "
        + "factor without effect would show the μ* under ‘luck’; ° marks those not above it."
    case .oneAtATime, .without:
      "Differences are against the scenario as it is, run by run; brackets are 95 % intervals by "
        + "Student's t. Without one, every run differs by the same."
    case .fullFactorial:
      "Differences are of a level's mean against the mean of all points; brackets are 95 % "
        + "intervals by Student's t over runs. ‘Share’ is the factor's own part in the variance "
        + "between points; what lacks to 1 is interaction."
    case .latinHypercube, .sobol, .listed:
      "D is the largest distance between a factor's distributions with the outcome and without "
        + "(Kolmogorov and Smirnov), p its probability by chance, adjusted for all factors (Holm)."
    }
  }

  // MARK: Metrics

  private func section(_ metric: MetricAnalysis) -> String {
    let meaning = model.meaning(of: metric.metric)
    var head = wrapped("\(metric.metric): \(meaning)", rest: "  ")
    var range =
      "mean \(short(metric.mean)); by point from \(short(metric.lowest)) to "
      + short(metric.highest)
    if let share = metric.luck?.share {
      range += "; luck is \(percent(share)) of the variance of games"
    }
    head += wrapped(range)
    if metric.lowest == metric.highest {
      return (head + ["It's the same at every point: nothing here moves it."])
        .joined(separator: "\n")
    }
    return head.joined(separator: "\n") + "\n\n" + table(metric)
  }

  private func percent(_ estimate: Estimate) -> String {
    let interval = estimate.interval.map {
      " [\(fixed(100 * $0.lower, 0)), \(fixed(100 * $0.upper, 0))]"
    }
    return "\(fixed(100 * estimate.value, 0)) %" + (interval ?? "")
  }

  private func table(_ metric: MetricAnalysis) -> String {
    switch metric.finding {
    case .indices(let mean, let spread):
      return
        ([indices(mean, of: "the mean of games")]
        + (spread.map { [indices($0, of: "the spread of games")] } ?? []))
        .joined(separator: "\n\n")
    case .elementary(let effects): return elementary(effects)
    case .main(let effects): return main(effects)
    case .regional(let region): return regional(region)
    }
  }

  private func indices(_ indices: SobolIndices, of what: String) -> String {
    guard indices.factors.contains(where: { $0.total != nil }) else {
      return "Of \(what): points don't differ by more than luck."
    }
    var table = TextTable("lrlrl")
    table.add(["Of \(what)", "first", "", "total", ""])
    let order = indices.factors.indices.sorted {
      let (left, right) = (indices.factors[$0].total?.value, indices.factors[$1].total?.value)
      return (right ?? 0, $0) < (left ?? 0, $1)
    }
    for place in order {
      let factor = indices.factors[place]
      table.add([label(place)] + cells(factor.first) + cells(factor.total))
    }
    if let sum = indices.sumOfFirst { table.add(["All together"] + cells(sum) + ["", ""]) }
    return table.text
  }

  private func elementary(_ effects: [MorrisEffect]) -> String {
    var table = TextTable("lrlrrr")
    table.add(["Factor", "μ*", "", "μ", "σ", "luck"])
    let order = effects.indices.sorted {
      (effects[$1].meanSize.value, $0) < (effects[$0].meanSize.value, $1)
    }
    for place in order {
      let effect = effects[place]
      table.add([
        label(place) + (effect.isAboveLuck ? "" : " °"), short(effect.meanSize.value),
        bracket(effect.meanSize.interval), short(effect.mean), short(effect.spread),
        effect.luckFloor.map(short) ?? "",
      ])
    }
    return table.text
  }

  private func main(_ effects: [MainEffect]) -> String {
    if study.design.kind == .without { return rules(effects[0]) }
    let hasShares = effects.contains { $0.share != nil }
    var table = TextTable("llrl" + (hasShares ? "r" : ""))
    table.add(["Factor", "value", "difference", ""] + (hasShares ? ["share"] : []))
    let order = effects.indices.sorted { (effects[$1].swing, $0) < (effects[$0].swing, $1) }
    for place in order {
      for (number, level) in effects[place].levels.enumerated() {
        let share = effects[place].share.map { fixed($0, 2) } ?? ""
        table.add(
          [
            number == 0 ? label(place) : "", shortValue(level.value),
            short(level.difference.mean, signed: true), bracket(level.difference.interval),
          ] + (hasShares ? [number == 0 ? share : ""] : []))
      }
    }
    return table.text
  }

  private func rules(_ effect: MainEffect) -> String {
    var table = TextTable("lrlr")
    table.add(["Without", "difference", "", "p (Holm)"])
    let adjusted = effect.adjustedProbabilities
    let order = effect.levels.indices.sorted {
      let sizes = [$0, $1].map { abs(effect.levels[$0].difference.mean) }
      return (sizes[1], $0) < (sizes[0], $1)
    }
    for place in order {
      let level = effect.levels[place]
      table.add([
        level.value, short(level.difference.mean, signed: true),
        bracket(level.difference.interval), adjusted[place].map(probability) ?? "",
      ])
    }
    return table.text
  }

  private func regional(_ region: RegionalSensitivity) -> String {
    let bounds = region.behaviour.map { behaviour in
      [
        behaviour.from.map { "at least \(short($0))" }, behaviour.to.map { "at most \(short($0))" },
      ].compactMap(\.self).joined(separator: " and ")
    }
    let words =
      "\(bounds.map { "A mean of \($0)" } ?? "A mean above the median"): "
      + "\(grouped(region.count)) of \(grouped(region.total)) points"
    guard region.count > 0, region.count < region.total else {
      return words + ", so there is nothing to compare."
    }
    var table = TextTable("lrrrr")
    table.add(["Factor", "D", "p", "median with", "without"])
    let order = region.factors.indices.sorted {
      (region.factors[$1]?.distance ?? -1, $0) < (region.factors[$0]?.distance ?? -1, $1)
    }
    for place in order {
      guard let factor = region.factors[place] else {
        table.add([label(place), "", "", "", ""])
        continue
      }
      table.add([
        label(place), fixed(factor.distance, 2), probability(factor.probability),
        short(factor.medianWith), short(factor.medianWithout),
      ])
    }
    return words + "\n" + table.text
  }

  // MARK: Cells

  private func label(_ factor: Int) -> String {
    let name = plan.factors[factor].name
    return name.count > 32 ? "…" + name.suffix(31) : name
  }

  private func shortValue(_ value: String) -> String {
    Double(value).map { short($0) } ?? (value.count > 12 ? value.prefix(11) + "…" : value)
  }

  private func cells(_ estimate: Estimate?) -> [String] {
    guard let estimate else { return ["–", ""] }
    let interval = estimate.interval.map { "[\(fixed($0.lower, 2)), \(fixed($0.upper, 2))]" }
    return [fixed(estimate.value, 2), interval ?? ""]
  }

  private func bracket(_ interval: Interval?) -> String {
    interval.map { "[\(short($0.lower)), \(short($0.upper))]" } ?? ""
  }

  private func probability(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : fixed(value, 3)
  }
}

/// A number of any size to three digits.
private func short(_ value: Double, signed: Bool) -> String {
  let text = short(value)
  return (signed && value > 0 && text != "0" ? "+" : "") + text
}

private func short(_ value: Double) -> String {
  // What rounding left of a sum that is zero.
  abs(value) < 1e-15 ? "0" : String(format: "%.3g", value)
}
