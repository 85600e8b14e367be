internal import StatecraftCore

// Who governs and when the polls are: public. What candidates would weigh isn't.

extension Advice {
  /// The turns from now on in which an election may bring a state another government.
  func polls(of state: StateID) -> [Int] {
    guard view.facts.isInForce("elections") else { return [] }
    return now.setting.elections(of: state).filter { $0 >= view.turn }
  }

  /// Who governs a state; nil where nobody is elected.
  func inOffice(_ state: StateID) -> String? {
    now.setting.name(ofGovernment: now.government[state], in: state)
  }

  /// The next elections of others, the earliest first.
  var pollsAhead: [Line] {
    let next = others.compactMap { state in polls(of: state).first.map { (state, turn: $0) } }
      .sorted { ($0.turn, $0.0) < ($1.turn, $1.0) }
    guard !next.isEmpty else { return [] }
    let told = next.prefix(8).map { state, turn in
      "\(roster.code(state)) \(when(turn))" + (inOffice(state).map { " (\($0) in office)" } ?? "")
    }
    let more = next.count > 8 ? "; ‘show elections’ has more" : ""
    return paragraph("Polls ahead: " + told.joined(separator: ", ") + more + ".")
  }

  /// Who governs the seat's own state, and until when; empty where nobody is elected.
  var ownPolls: String {
    guard let inOffice = inOffice(me) else { return "" }
    let next = polls(of: me).first.map { "polls \(when($0))" } ?? "no more polls in this game"
    return "\(inOffice) in office\(since(me).map { " since \($0)" } ?? ""), \(next); it "
  }

  /// Such as `this year` or `in 2028`.
  private func when(_ turn: Int) -> String {
    turn == view.turn ? "this year" : "in \(view.facts.year(of: turn))"
  }

  /// The year in which the government came into office; nil when it was there at the start.
  private func since(_ state: StateID) -> String? {
    view.past.last { turn in
      turn.events.contains { $0.state == state && $0.kind.origin == .polls && $0.kind.isNews }
    }.map { "\(view.facts.year(of: $0.number))" }
  }

  func electionsTable(_ filter: Filter) -> [Line] {
    var table = Columns("state", "in office", "since", "polls")
    for state in roster.states where filter.contains(state) {
      guard let inOffice = inOffice(state) else { continue }
      let years = polls(of: state).map { "\(view.facts.year(of: $0))" }
      table.add(
        [roster.code(state), inOffice, since(state) ?? "the start"],
        rest: years.isEmpty ? "none" : years.joined(separator: ", "),
        state == me ? .good : .plain)
    }
    return table.lines(empty: "There is nobody whose government may change.")
      + paragraph(
        "What governments weigh is theirs; an umpire may call an election before its time.", .quiet)
  }
}
