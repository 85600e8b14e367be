internal import StatecraftCore
internal import StatecraftReplay

/// How the game came out, for the people at the table.
struct FinalReport {
  private let session: Session

  init(_ session: Session) { self.session = session }

  var lines: [Line] {
    guard let last = session.history.last else { return [] }
    let (facts, roster) = (session.facts, session.facts.roster)
    var lines = [Line("The game is over", .heading)]
    if facts.isGameOfMoves { return lines + scores(last) + after }
    lines += paragraph(
      "\(roster.code(facts.leader))'s system excludes \(roster.code(facts.rival)) "
        + "\(last.outcome.meaning) (\(last.outcome.rawValue) of \(OutcomeClass.legend)).")
    let ranking = roster.states.sorted {
      (last.realIncome[$1], $0) < (last.realIncome[$0], $1)
    }
    for seat in session.seats {
      let gain = last.realIncome[seat.state] - 1
      let place = (ranking.firstIndex(of: seat.state) ?? 0) + 1
      lines += paragraph(
        "\(roster.code(seat.state)) gained \(percent(gain)) since the start: place \(place) of "
          + "\(ranking.count).", gain < 0 ? .bad : .good)
    }
    for seat in session.seats {
      if let role = session.roles[seat.state] { lines += role.lines(scoring: session.world) }
    }
    let gains = ranking.map { "\(roster.code($0)) \(percent(last.realIncome[$0] - 1))" }
    lines += paragraph("All gains: " + gains.joined(separator: ", ") + ".")
    return lines + after
  }

  private var after: [Line] {
    paragraph("‘back N’ plays the last N turns another way; ‘history’, ‘show’, ‘quit’.")
  }

  /// The scores of a game of moves.
  private func scores(_ last: GameHistory.Turn) -> [Line] {
    let roster = session.facts.roster
    let ranking = ranked(roster.states) { last.scores[$0.index] }
    var lines = session.seats.flatMap { seat in
      let score = last.scores[seat.state.index]
      let place = last.scores.count { $0 > score } + 1
      return paragraph(
        "\(roster.code(seat.state)) has a score of \(points(score)): place \(place) of "
          + "\(ranking.count).")
    }
    lines += paragraph(
      "All scores: "
        + ranking.map { "\(roster.code($0)) \(points(last.scores[$0.index]))" }
        .joined(separator: ", ") + ".")
    return lines
  }
}
