internal import Foundation
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay

extension GameStory {
  /// The story in about ten sentences, each a paragraph.
  package var sentences: [String] {
    opening + turns(prefix: 4) + accounts.prefix(3).flatMap(told) + [scores]
  }

  private var roster: Roster { game.scenario.setting.roster }
  private var isGameOfMoves: Bool { game.scenario.setting.game != nil }
  private var header: ReplayHeader { game.replay.header }

  private var opening: [String] {
    let people = roster.states.filter { header.seats[$0.index].isPerson }.map(roster.name)
    let turns = game.replay.turns.count
    let facts = GameFacts(game.scenario)
    let years =
      facts.hasCalendar && turns > 0 ? ", \(facts.year(of: 1)) to \(facts.year(of: turns))" : ""
    var lines = [
      "\(header.scenarioTitle), \(turns) of \(header.turns) turns\(years), seed \(header.seed): "
        + (people.isEmpty
          ? "policies played all states." : "\(people.joined(separator: ", ")) played by people.")
    ]
    guard !isGameOfMoves, turns > 0 else { return lines }
    let setting = game.scenario.setting
    let outcome = whatIf.outcome(of: end)
    let excluded = setting.excludedBySystem(in: end)
    let sectors = roster.sectors.filter { excluded[$0] }.map(roster.code)
    lines.append(
      "\(roster.code(setting.leader))'s system excludes \(roster.code(setting.rival)) "
        + "\(outcome.meaning) (\(outcome.rawValue))"
        + (sectors.isEmpty ? "" : ": \(sectors.joined(separator: ", "))") + ".")
    return lines
  }

  /// The heaviest turning points, in the order in which they came.
  private func turns(prefix count: Int) -> [String] {
    let chosen = turningPoints.filter { $0.weight > 1e-7 }.prefix(count)
    guard !chosen.isEmpty else { return ["No order of any turn changed the end by itself."] }
    return chosen.sorted { ($0.turn, $0.state) < ($1.turn, $1.state) }.map(told)
  }

  /// Such as “Turn 3 (2025): CHN tightens …. Without it USA would have ended 3.1 bp higher …”.
  package func told(_ point: TurningPoint) -> String {
    let code = roster.code(point.state)
    let others = roster.states.filter { $0 != point.state }
      .sorted { (abs(point.effects[$1]), $0) < (abs(point.effects[$0]), $1) }
      .prefix(2).filter { abs(point.effects[$0]) > 1e-7 }
    // The effect of the act, so that its absence has the other sign.
    let told = ([point.state] + others).map {
      "\(roster.code($0)) \(change(-point.effects[$0]))"
    }
    var text =
      "Turn \(GameFacts(game.scenario).numbered(point.turn)): \(point.deed). Had \(code) held in this turn, "
      + "the end would differ: \(told.joined(separator: ", "))"
    if point.outcome.is != point.outcome.otherwise {
      text += ", and the class would be \(point.outcome.otherwise.rawValue)"
    }
    return text + "."
  }

  private func told(_ account: Account) -> [String] {
    let code = roster.code(account.state)
    let luck = account.gain - account.otherLuck.mean
    let size =
      abs(luck) <= account.otherLuck.deviation
      ? "no more than luck usually brings" : luck > 0 ? "good luck" : "bad luck"
    return [
      "\(code) ended at \(value(account.gain)). With the same orders by all under \(luckCount) other "
        + "seeds it would have been \(value(account.otherLuck.mean)) on average (standard deviation "
        + "\(value(account.otherLuck.deviation, signed: false))): \(size).",
      "Had \(code) held in every turn, and all others done what they did: \(value(account.held)), "
        + "so its orders were worth \(change(account.gain - account.held)).",
    ]
  }

  private var scores: String {
    let ranked = roster.states.sorted {
      (whatIf.size(of: $1, in: end), $0) < (whatIf.size(of: $0, in: end), $1)
    }
    func told(_ states: some Sequence<StateID>) -> String {
      states.map { "\(roster.code($0)) \(value(whatIf.size(of: $0, in: end)))" }
        .joined(separator: ", ")
    }
    guard ranked.count > 6 else { return "At the end: \(told(ranked))." }
    return "First at the end: \(told(ranked.prefix(3))). Last: \(told(ranked.suffix(3)))."
  }

  // MARK: Numbers

  /// A gain in percent, or a score.
  package func value(_ size: Double, signed: Bool = true) -> String {
    if isGameOfMoves { return String(format: "%.4g", size) }
    return String(format: signed ? "%+.2f %%" : "%.2f %%", 100 * size)
  }

  /// A difference in basis points, or in points of a score.
  package func change(_ size: Double) -> String {
    if isGameOfMoves { return String(format: "%+.4g", size) }
    return String(format: "%+.2f bp", 10_000 * size)
  }
}
