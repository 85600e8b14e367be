internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// What a comparison of variants found, for people.
struct ComparisonReport {
  let path: String
  let variants: [Variant]
  let baseChanges: Variant.Changes
  let runs: PairedRuns
  let results: PairedRuns.Results
  let elapsed: Double
  let comparisons: [Comparison]
  /// What is to be known of luck, and of variants that change nothing.
  let notes: [String]

  /// Sentences in the text at most, if nobody chose the metrics: the rest is in the table.
  private static let sentencesMax = 10

  init(
    path: String, variants: [Variant], baseChanges: Variant.Changes, runs: PairedRuns,
    results: PairedRuns.Results, elapsed: Double, luck: [String]
  ) throws {
    self.path = path
    self.variants = variants
    self.baseChanges = baseChanges
    self.runs = runs
    self.results = results
    self.elapsed = elapsed
    comparisons = try runs.pairs.enumerated().map { place, pair in
      try Comparison(
        base: runs.sides[pair.base].name, variant: runs.sides[pair.variant].name,
        sameGames: results.sameGames[place], metrics: runs.metrics,
        samples: results.samples[place])
    }
    let identical = comparisons.filter { $0.sameGames == results.completed }.map { comparison in
      "‘\(comparison.variant)’ moves nothing against "
        + (comparison.base == Variant.baseName ? "the base" : "‘\(comparison.base)’")
        + ": their runs are identical, turn by turn."
    }
    notes = luck + identical
  }

  /// - Parameter tellsAll: whether every result gets its sentence.
  func text(tellsAll: Bool) -> String {
    var parts = [opening]
    for comparison in comparisons {
      parts.append(table(comparison))
      parts.append(sentences(comparison, tellsAll: tellsAll))
    }
    if !notes.isEmpty {
      parts.append(
        (["Mind this:"] + notes).flatMap { wrapped($0, rest: "  ") }.joined(separator: "\n"))
    }
    parts.append(closing)
    return parts.joined(separator: "\n\n")
  }

  private var opening: String {
    let base = runs.sides[0].scenario
    let stopped =
      results.completed < runs.runs ? " (stopped after \(grouped(results.completed)))" : ""
    var lines = [
      "\(base.title) (\(base.name), \(base.hash))",
      "\(grouped(runs.runs)) runs\(stopped) of \(runs.sides.count) sides with the same luck, seed "
        + "\(runs.seed)",
      "",
    ]
    let changes = baseChanges.text
    lines += wrapped("base: \(changes.isEmpty ? "as it is" : changes)", rest: "  ")
    for variant in variants {
      let text = variant.name == variant.telling ? "" : ": \(variant.telling)"
      lines += wrapped("\(variant.name)\(text)", rest: "  ")
    }
    return lines.joined(separator: "\n")
  }

  private func table(_ comparison: Comparison) -> String {
    let isBase = comparison.base == Variant.baseName
    var table = TextTable("lrrrlrr")
    table.add(["", isBase ? "base" : "2nd", isBase ? "new" : "1st", "diff.", "", "p", "ratio"])
    for result in comparison.differing {
      let (metric, found) = (result.metric, result.found)
      table.add([
        metric.name, metric.written(found.base, signed: false),
        metric.written(found.variant, signed: false),
        metric.written(found.difference, signed: true, like: found.interval),
        metric.bracket(found.interval), probability(result.probability),
        found.varianceRatio.map { $0 >= 9999.5 ? ">9999" : Comparison.told($0) } ?? "–",
      ])
    }
    let heading = wrapped(
      isBase
        ? "‘\(comparison.variant)’ against the base"
        : "‘\(comparison.variant)’ (1st) against ‘\(comparison.base)’ (2nd)")
    return (heading + (comparison.differing.isEmpty ? [] : table.lines)).joined(separator: "\n")
  }

  private func probability(_ value: Double) -> String { value < 0.001 ? "<.001" : fixed(value, 3) }

  private func sentences(_ comparison: Comparison, tellsAll: Bool) -> String {
    var lines: [String] = []
    let clear = comparison.differing.filter(\.isClear)
    // Classes and counts first: they are what is asked about; then what differs most.
    let told =
      tellsAll
      ? comparison.results
      : Array(
        clear.enumerated().sorted { left, right in
          func rank(_ item: (offset: Int, element: Comparison.Result)) -> (Int, Double, Int) {
            let isMain =
              item.element.metric.family.hasPrefix("outcome")
              || item.element.metric.family.hasPrefix("excluded_keys")
            return (isMain ? 0 : 1, isMain ? 0 : -abs(item.element.found.difference), item.offset)
          }
          return rank(left) < rank(right)
        }.map(\.element).prefix(Self.sentencesMax))
    for result in told { lines += wrapped(result.sentence, rest: "  ") }
    if !tellsAll {
      if clear.count > told.count {
        lines.append("\(clear.count - told.count) more in the table can be told from luck.")
      }
      lines += list("Not told from luck", comparison.differing.filter { !$0.isClear })
      lines += list(
        "The same in every run",
        comparison.results.filter {
          $0.found.differingPairs == 0
        })
    }
    let rare = comparison.differing.filter {
      $0.metric.kind == .quantity && $0.found.differingPairs < 10
        && $0.found.pairs > $0.found.differingPairs
    }
    lines += list("Rough, since fewer than ten runs differ", rare)
    if comparison.sameGames > 0 {
      lines += wrapped(
        "\(grouped(comparison.sameGames)) of \(grouped(results.completed)) pairs were the same "
          + "game, turn by turn.", rest: "  ")
    }
    if let gain = comparison.gain {
      lines += wrapped(
        "Sharing luck was worth \(Comparison.told(gain.median)) times the runs in the median of "
          + "what differs, from \(Comparison.told(gain.lowest)) to "
          + "\(Comparison.told(gain.highest)).", rest: "  ")
    }
    return lines.joined(separator: "\n")
  }

  private func list(_ title: String, _ results: [Comparison.Result]) -> [String] {
    results.isEmpty
      ? []
      : wrapped("\(title): \(results.map(\.metric.name).joined(separator: ", ")).", rest: "  ")
  }

  private var closing: String {
    let games = results.completed * runs.sides.count
    let rate = elapsed > 0 ? Double(games) / elapsed : 0
    return """
      Shares, gains and dependences are in percent, their differences in points.
      Brackets are 95 % intervals of the difference, each by itself: Tango's for
      shares, Student's t for the rest. ‘p’ is corrected for all results of a
      comparison (Holm). ‘ratio’ is how many times the runs independent seeds would
      take for an interval as narrow. Digest of the base \(results.digests[0].hexadecimal).
      \(grouped(games)) games in \(fixed(elapsed, 1)) s, \(fixed(rate, 0)) a second on \
      \(runs.jobs) \(runs.jobs == 1 ? "job" : "jobs").
      """
  }
}
