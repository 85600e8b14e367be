internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftScenario

/// What a back-test found, for people and for machines.
struct BacktestReport {
  let scenario: Scenario
  let ledger: FactLedger
  /// The facts as the command line names them.
  let file: String
  let seed: UInt64
  let test: BackTest
  let digest: String
  let probabilities: [(share: Double, interval: Interval)]
  /// By period, then by group; those without facts are left out.
  let scores: [Scored]
  let orders: [Ordered]
  /// Nil with too few facts.
  let reliability: [BackTest.ReliabilityBin]?

  /// Scores of some facts.
  struct Scored {
    let name: String
    let period: DatedFact.Period
    /// Nil for all facts of the period.
    let group: String?
    let facts, happened: Int
    let brier, ranked: BackTest.Score
  }

  /// The order of joining in a group.
  struct Ordered {
    let group: FactGroup
    let order: BackTest.Order
    /// Validation where any of the facts is.
    let period: DatedFact.Period
  }

  init(
    scenario: Scenario, ledger: FactLedger, file: String, seed: UInt64, test: BackTest,
    digest: String
  ) throws {
    self.scenario = scenario
    self.ledger = ledger
    self.file = file
    self.seed = seed
    self.test = test
    self.digest = digest
    probabilities = try ledger.scored.indices.map(test.probability)
    scores = DatedFact.Period.allCases.flatMap { Self.scores(of: $0, ledger, test) }
    orders = Self.orders(ledger, test)
    reliability = try test.reliability(of: Array(ledger.scored.indices))
  }

  private static func scores(
    of period: DatedFact.Period, _ ledger: FactLedger, _ test: BackTest
  ) -> [Scored] {
    func scored(_ name: String, _ group: String?, _ events: [Int]) -> Scored? {
      events.isEmpty
        ? nil
        : Scored(
          name: name, period: period, group: group, facts: events.count,
          happened: events.count { test.outcomes[$0].happened != nil },
          brier: test.brierScore(of: events), ranked: test.rankedScore(of: events))
    }
    let events = ledger.events(of: period)
    let groups = ledger.groups.map { group in
      scored("  " + group.name, group.name, events.filter { ledger.fact($0).group == group.name })
    }
    return ([scored(period.rawValue, nil, events)] + groups).compactMap(\.self)
  }

  private static func orders(_ ledger: FactLedger, _ test: BackTest) -> [Ordered] {
    ledger.groups.compactMap { group in
      guard group.members.count >= 2 else { return nil }
      let events = group.members.compactMap { ledger.scored.firstIndex(of: $0.fact) }
      let dates = group.members.map { $0.joined.map { Double($0.ordinal) } ?? .infinity }
      let isLate = group.members.contains { ledger.facts[$0.fact].period == .validation }
      return Ordered(
        group: group, order: test.order(of: events, dates: dates),
        period: isLate ? .validation : .calibration)
    }
  }

  var roster: Roster { scenario.setting.roster }
  var count: Int { test.runs.runs }

  // MARK: Text

  func text() -> String {
    let setting = scenario.setting
    var parts = [
      """
      \(scenario.title) (\(scenario.name), \(scenario.hash))
      \(grouped(count)) \(count == 1 ? "run" : "runs") of \(setting.turns) turns, seed \(seed), \
      from \(setting.startYear); facts: \(file)
      """
    ]
    for period in DatedFact.Period.allCases where !ledger.events(of: period).isEmpty {
      parts.append(facts(of: period))
    }
    if ledger.scored.count < ledger.facts.count { parts.append(unscored()) }
    parts.append(table("Brier score", \.brier))
    parts.append(table("Ranked score", \.ranked))
    parts.append(joining())
    parts.append(calibration())
    parts.append(
      (wrapped(legend) + ["Digest of all runs \(digest)."]).joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  private var legend: String {
    "p is the share of runs in which it came about by the end of that year, mean the mean first "
      + "turn as a year, a run without it counting as the year after the last. Brier's score is of "
      + "p at that date, the ranked score of every turn up to it, so that what comes too early "
      + "counts; 0 is best. Facts are told as happened/all. ‘Nothing’ foretells that nothing ever happens, ‘all’ that everything happens at once; "
      + "skill is 1 less the score over theirs. Brackets are 95 % intervals: Wilson for p, "
      + "percentiles over \(grouped(BackTest.resampleCount)) samples of the runs for the rest, "
      + "which say nothing of other facts."
  }

  private func facts(of period: DatedFact.Period) -> String {
    var table = TextTable("lllrlr")
    let end = DatedFact.calibrationEnd
    table.add([
      period == .calibration ? "Calibration: by \(end)" : "Validation: after \(end)", "by",
      "happened", "p, %", "", "mean",
    ])
    for event in ledger.events(of: period) {
      let fact = ledger.fact(event)
      let (share, interval) = probabilities[event]
      table.add([
        shortened(fact.notation(in: roster), 31), "\(fact.by.year)",
        fact.happened?.description ?? "no", fixed(100 * share),
        bracket(interval, scale: 100, decimals: 1),
        test.everComes(event) ? fixed(meanYear(of: event), 1) : "never",
      ])
    }
    return table.text
  }

  /// The mean first turn as a year.
  func meanYear(of event: Int) -> Double {
    Double(scenario.setting.startYear) - 1 + test.meanFirstTurn(of: event)
  }

  /// Short enough for a column.
  private func shortened(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + "…"
  }

  /// Facts that say nothing of this game, by reason.
  private func unscored() -> String {
    DatedFact.Reason.allCases.flatMap { reason -> [String] in
      let facts = zip(ledger.facts, ledger.standings).filter { $1 == .unscored(reason) }
        .map { "\($0.0.notation(in: roster)) by \($0.0.by.year)" }
      return facts.isEmpty
        ? []
        : wrapped(
          "Not scored, \(reason.words) (\(facts.count)): " + facts.joined(separator: "; ") + ".",
          rest: "  ")
    }.joined(separator: "\n")
  }

  private func table(_ title: String, _ score: (Scored) -> BackTest.Score) -> String {
    var table = TextTable("lrrlrrrr")
    table.add([title, "facts", "model", "", "nothing", "skill", "all", "skill"])
    for scored in scores {
      let score = score(scored)
      table.add([
        shortened(scored.name, 20), "\(scored.happened)/\(scored.facts)", fixed(score.model, 3),
        score.interval.map { bracket($0, scale: 1, decimals: 2) } ?? "", fixed(score.nothing, 2),
        skill(score.skillOverNothing), fixed(score.everything, 2),
        skill(score.skillOverEverything),
      ])
    }
    return table.text
  }

  private func skill(_ value: Double?) -> String {
    value.map { fixed($0, 2, signed: true) } ?? "–"
  }

  private func joining() -> String {
    guard !orders.isEmpty else {
      return "No two states of a group can be put in order."
    }
    var table = TextTable("lrrrlrl")
    table.add(["Order of joining", "pairs", "tied", "τ-b", "", "ρ", ""])
    for item in orders {
      let agreement = item.order.agreement
      table.add([
        shortened(item.group.name, 20), "\(agreement.pairs)",
        "\(agreement.tiedInFirst)/\(agreement.tiedInSecond)",
        coefficient(agreement.kendall), bracket(item.order.kendallInterval),
        coefficient(agreement.spearman), bracket(item.order.spearmanInterval),
      ])
    }
    var lines = table.lines
    lines += wrapped(
      "Tied are pairs in the model / in history; – is no order, since all are tied on one side.",
      first: "  ", rest: "  ")
    for item in orders where !item.group.leftOut.isEmpty {
      let codes = item.group.leftOut.map { roster.code(ledger.facts[$0].who) }
      lines += wrapped(
        "\(item.group.name) without \(codes.joined(separator: ", ")): known not to have joined "
          + "only up to a date before others did.", first: "  ", rest: "  ")
    }
    return lines.joined(separator: "\n")
  }

  private func coefficient(_ value: Double?) -> String { value.map { fixed($0, 2) } ?? "–" }

  private func calibration() -> String {
    guard let reliability else {
      return
        "\(ledger.scored.count) facts are too few to see whether what is likely happens "
        + "(\(BackTest.reliabilityMin) are needed)."
    }
    var table = TextTable("lrrrrl")
    table.add(["Does what is likely happen?", "facts", "mean p, %", "happened", "%", ""])
    for bin in reliability {
      table.add([
        "p from \(fixed(100 * bin.from, 0)) to \(fixed(100 * bin.to, 0)) %", "\(bin.count)",
        fixed(100 * bin.meanProbability), "\(bin.happened)",
        fixed(100 * Double(bin.happened) / Double(bin.count)),
        bracket(bin.interval, scale: 100, decimals: 1),
      ])
    }
    return table.text
  }

  private func bracket(
    _ interval: Interval?, scale: Double = 1, decimals: Int = 2
  ) -> String {
    interval.map {
      "[\(fixed(scale * $0.lower, decimals)), \(fixed(scale * $0.upper, decimals))]"
    } ?? ""
  }
}

extension FactLedger {
  /// A scored fact.
  func fact(_ event: Int) -> DatedFact { facts[scored[event]] }
}
