internal import StatecraftAnalysis
internal import StatecraftCore

/// What came of a game in strategic form: scores, last payoffs, last moves.
struct GameSections {
  let results: BatchResults

  func sections() throws -> [Section] {
    [
      try section("Scores", "score", "What each state has got from all over all rounds."),
      try section("Payoffs at the end", "payoff", "What the last round paid each state."),
      try section(
        "Moves at the end", "move",
        "Shares of runs, or of a state's partners, that the last move is of; or its quantity."),
    ]
  }

  private func section(_ title: String, _ family: String, _ text: String) throws -> Section {
    let roster = results.setting.roster
    var table = Table(
      ["State", "Move", "#mean", "#95 %", "#se"].filter {
        family == "move" || $0 != "Move"
      })
    for (metric, estimate) in results.summary.game where metric.family == family {
      let words = metric.name.split(separator: ".", maxSplits: 2).map(String.init)
      let state = roster.state(words[1]).map { "\(words[1]) \(roster.name($0).prefix(18))" }
      table.add(
        [state ?? words[1]] + (family == "move" ? [words.count > 2 ? words[2] : ""] : [])
          + [
            Number.short(estimate.mean), Number.short(try estimate.interval()),
            estimate.standardError.map { Number.short($0) } ?? "",
          ])
    }
    return Section(title, [text], tables: [table])
  }
}
