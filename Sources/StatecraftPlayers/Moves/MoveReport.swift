internal import StatecraftCore
internal import StatecraftReplay

/// What became of a seat's moves, and what others moved, since the seat last had a say.
struct MoveReport {
  private let facts: GameFacts
  /// The turns to tell, the last of which is the last that is closed.
  private let turns: ArraySlice<PastTurn>
  private let after: Observation
  private let deciders: Session.Deciders

  private var me: StateID { after.me }
  private var roster: Roster { facts.roster }

  /// - Parameters:
  ///   - past: the turns that are closed; nil comes of none.
  ///   - after: what the seat sees now.
  init?(
    _ past: [PastTurn], after: Observation, facts: GameFacts, deciders: @escaping Session.Deciders
  ) {
    guard !past.isEmpty else { return nil }
    let own = past.lastIndex { deciders($0.number).contains(after.me) }
    turns = past[(own ?? 0)...]
    self.after = after
    self.facts = facts
    self.deciders = deciders
  }

  var lines: [Line] {
    var lines: [Line] = []
    for (index, turn) in zip(turns.indices, turns) {
      let end = turns.indices.contains(index + 1) ? turns[index + 1].before : after
      if !lines.isEmpty { lines.append("") }
      lines += tell(turn, end)
    }
    return lines
  }

  private func tell(_ turn: PastTurn, _ end: Observation) -> [Line] {
    var lines = [Line("Turn \(facts.numbered(turn.number)) is resolved", .heading)]
    let movers = deciders(turn.number)
    if movers.contains(me) {
      lines += orders(turn, end)
    } else {
      let told = movers.map(roster.code).joined(separator: ", ")
      lines += paragraph("You had no say in it: it was \(told.isEmpty ? "nobody" : told)'s.")
    }
    let others = turn.events.filter {
      $0.state != me && $0.kind.origin == .move
    }
    for sentence in ReplayTelling.sentences(of: others, in: roster) { lines += paragraph(sentence) }
    return lines + payment(turn, end)
  }

  private func orders(_ turn: PastTurn, _ end: Observation) -> [Line] {
    if let note = turn.note {
      return paragraph("None of your orders took effect: \(note.reason).", .bad)
    }
    guard !turn.decision.moves.isEmpty else {
      return paragraph("You gave no orders: your moves stand.")
    }
    return turn.decision.moves.flatMap { order -> [Line] in
      let partner = order.target ?? me
      let (was, now) = (
        turn.before.profile.moves[me, partner], end.profile.moves[me, partner]
      )
      let notation = order.notation(in: roster)
      if now != order.move {
        return paragraph(
          "\(notation): a mistake by chance: it came out as \(facts.name(move: now)).", .bad)
      }
      return was == now
        ? paragraph("\(notation): it stood there already.", .caution)
        : paragraph("\(notation): took effect.", .good)
    }
  }

  /// What the turn paid the seat, encounter by encounter where there are several.
  private func payment(_ turn: PastTurn, _ end: Observation) -> [Line] {
    guard end.scores != turn.before.scores || end.payoffs != turn.before.payoffs else {
      let paid = end.payoffs.row(me).reduce(0, +)
      return paid == 0 ? paragraph("It paid you nothing.") : paragraph("No score changed in it.")
    }
    let paid = end.payoffs.row(me).reduce(0, +)
    let told = roster.states.filter { $0 != me && end.payoffs[me, $0] != 0 }.prefix(8).map {
      "\(roster.code($0)) \(points(end.payoffs[me, $0]))"
    }
    let score = end.scores.row(me).reduce(0, +)
    return paragraph(
      "It paid you \(points(paid))"
        + (told.count > 1 ? " (\(told.joined(separator: ", ")))" : "")
        + "; your score is \(points(score)).", paid < 0 ? .bad : .plain)
  }
}
