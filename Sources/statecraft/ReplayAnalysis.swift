internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftReplay

/// What replays say, told for people and as a table; one part for each scenario among them.
struct ReplayAnalysis {
  /// Codes of the states to follow.
  private let states: [String]
  private var summaries: [ReplaySummary] = []
  private var rows: [(file: String, header: ReplayHeader, row: StateTurn)] = []
  /// The games so far, and files that hold one of them again.
  private var games: Set<Game> = []
  private var repeats: [String] = []

  /// What makes a recorded game the same as another.
  private struct Game: Hashable {
    let scenario: String
    let seed, replicate: UInt64
    let digests: [String]

    init(_ replay: Replay) {
      scenario = replay.header.scenarioHash
      (seed, replicate) = (replay.header.seed, replay.header.replicate)
      digests = replay.turns.map(\.digest)
    }
  }

  init(states: [String]) { self.states = states }

  mutating func add(_ replay: Replay, file: String, keepsRows: Bool) {
    let header = replay.header
    // A game counts once, however often it's given.
    guard games.insert(Game(replay)).inserted else { return repeats.append(file) }
    let index =
      summaries.firstIndex {
        $0.header.scenarioHash == header.scenarioHash && $0.header.roster == header.roster
          && $0.header.turns == header.turns
      } ?? summaries.count
    if index == summaries.count { summaries.append(ReplaySummary(header: header)) }
    summaries[index].add(replay)
    guard keepsRows else { return }
    rows += replay.stateTurns(of: Set(states)).map { (file, header, $0) }
  }

  /// Refuses to follow states that no game has.
  func check() throws {
    guard let roster = summaries.first?.header.roster else { return }
    for code in states
    where !summaries.contains(where: { $0.header.roster.state(code) != nil }) {
      try TellingOptions.check(states: [code], roster: roster)
    }
  }

  // MARK: Text

  func text() throws -> String {
    try summaries.map { summary in
      var parts = [opening(summary)]
      if let scores = try scores(summary) {
        parts.append(scores)
      } else if summary.finished > 0 {
        parts += [try classes(summary), try gains(summary)]
      }
      if let worth = worth(summary) { parts.append(worth) }
      parts += states.compactMap(summary.header.roster.state).compactMap { path(of: $0, summary) }
      return parts.joined(separator: "\n\n")
    }.joined(separator: "\n\n\n")
      + "\n\nBrackets are 95 % intervals: Wilson for shares, Student's t for means."
      + repeatsTold
  }

  /// Which files hold games that were counted before; empty where none does.
  private var repeatsTold: String {
    guard !repeats.isEmpty else { return "" }
    let told = repeats.prefix(5).joined(separator: ", ")
    let more = repeats.count > 5 ? " and \(repeats.count - 5) more" : ""
    return "\n"
      + wrapped("Counted once, since it's a game that another file holds too: \(told)\(more).")
      .joined(separator: "\n")
  }

  private func opening(_ summary: ReplaySummary) -> String {
    let header = summary.header
    let stopped = summary.replays - summary.finished
    return wrapped(
      "\(header.scenarioTitle) (\(header.scenarioName), \(header.scenarioHash)): "
        + "\(grouped(summary.replays)) \(summary.replays == 1 ? "replay" : "replays")"
        + (stopped > 0 ? ", \(grouped(stopped)) of them stopped before the end" : "") + "."
    ).joined(separator: "\n")
  }

  private func classes(_ summary: ReplaySummary) throws -> String {
    var table = TextTable("lrlrl")
    table.add(["The rival is excluded", "the system", "", "the leader alone", ""])
    for outcome in OutcomeClass.allCases {
      table.add(
        ["\(outcome.rawValue) \(outcome.meaning)"] + cells(try summary.share(of: outcome))
          + cells(try summary.leaderShare(of: outcome)))
    }
    return table.text
  }

  private func cells(_ share: OutcomeSummary.Share) -> [String] {
    [
      fixed(100 * share.share) + " %",
      "[\(fixed(100 * share.interval.lower)), \(fixed(100 * share.interval.upper))]",
    ]
  }

  private func gains(_ summary: ReplaySummary) throws -> String {
    let roster = summary.header.roster
    var table = TextTable("lrlr")
    table.add(["Gain in real income, %", "mean", "", "median"])
    let gains = try roster.states.map { ($0, try summary.gain(of: $0)) }
    for (state, gain) in gains.sorted(by: { ($1.1.mean, $0.0) < ($0.1.mean, $1.0) }) {
      let interval = gain.interval.map {
        "[\(fixed(100 * $0.lower, 2)), \(fixed(100 * $0.upper, 2))]"
      }
      table.add([
        "\(roster.code(state)) \(roster.name(state).prefix(18))",
        fixed(100 * gain.mean, 2, signed: true), interval ?? "",
        gain.quantiles.count > 1 ? fixed(100 * gain.quantiles[1].value, 2) : "",
      ])
    }
    return table.text
  }

  /// Of games in strategic form.
  private func scores(_ summary: ReplaySummary) throws -> String? {
    let roster = summary.header.roster
    var table = TextTable("lrlr")
    table.add(["Score over all rounds", "mean", "", "median"])
    for state in roster.states {
      guard let score = try summary.score(of: state) else { return nil }
      table.add([
        "\(roster.code(state)) \(roster.name(state).prefix(18))", significant(score.mean, 6),
        score.interval.map { "[\(significant($0.lower, 6)), \(significant($0.upper, 6))]" } ?? "",
        score.quantiles.count > 1 ? significant(score.quantiles[1].value, 6) : "",
      ])
    }
    return table.text
  }

  private static let terms = UtilityTerm.allCases
  /// What stands over them, within 80 columns.
  private static let names = terms.map { $0 == .unexplained ? "rest" : $0.name }

  private func worth(_ summary: ReplaySummary) -> String? {
    let roster = summary.header.roster
    var table = TextTable("l" + String(repeating: "r", count: Self.terms.count + 1))
    table.add(["bp"] + Self.names + ["sum"])
    var isKept = false
    for state in roster.states {
      guard let worth = summary.worth(to: state) else { continue }
      isKept = true
      table.add([roster.code(state)] + cells(worth))
    }
    return isKept ? "What a turn was worth, on average over turns and games\n" + table.text : nil
  }

  private func path(of state: StateID, _ summary: ReplaySummary) -> String? {
    let header = summary.header
    var table = TextTable("l" + String(repeating: "r", count: Self.terms.count + 1))
    table.add(["bp"] + Self.names + ["sum"])
    var isKept = false
    for turn in 1...max(header.turns, 1) {
      guard let worth = summary.worth(to: state, in: turn) else { continue }
      isKept = true
      table.add(["\(turn) (\(header.startYear + turn - 1))"] + cells(worth))
    }
    return isKept
      ? "What turns were worth to \(header.roster.code(state)), on average over games\n"
        + table.text : nil
  }

  private func cells(_ worth: UtilityTerms) -> [String] {
    (Self.terms.map { worth[$0] } + [worth.total]).map { fixed($0, 2, signed: true) }
  }

  // MARK: Table

  /// One row for each run, state and turn. Gains are fractions, utilities basis points; what a
  /// game doesn't have stays empty.
  func csv() -> String {
    var poles: [String] = []
    for summary in summaries {
      let roster = summary.header.roster
      poles += roster.poles.map(roster.code).filter { !poles.contains($0) }
    }
    var table = CSVText(
      ["replay", "scenario", "scenario_hash", "seed", "replicate", "turn", "year", "state", "gain"]
        + poles.map { "alignment_\($0)" } + ["utility"] + Self.terms.map { "utility_\($0.name)" }
        + ["orders"])
    for (file, header, row) in rows {
      let own = header.roster.poles.map(header.roster.code)
      let alignment = poles.map { pole in
        own.firstIndex(of: pole).map { "\(row.alignment[$0])" } ?? ""
      }
      table.add(
        [
          file, header.scenarioName, header.scenarioHash, "\(header.seed)", "\(header.replicate)",
          "\(row.turn)", "\(row.year)", row.state, "\(row.gain)",
        ] + alignment + [row.utility.map { "\($0.total)" } ?? ""]
          + Self.terms.map { term in row.utility.map { "\($0[term])" } ?? "" }
          + [row.orders.joined(separator: "; ")])
    }
    return table.text
  }
}
