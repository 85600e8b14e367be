package import StatecraftCore

/// What the keeper of a table with a place for everybody needs to know of a session with one seat.
extension Session {
  /// The first seat's orders of the open turn, in decision notation.
  package var draftNotation: [String] {
    seats.first.map { $0.draft.decision.notation(in: facts.roster) } ?? []
  }

  /// The first seat's orders of the open turn.
  package var draftDecision: Decision { seats.first?.draft.decision ?? .hold }

  /// What the first seat sees now.
  package var observation: Observation? { seats.first?.now }

  /// What the seat's own policy would decide now; nil when it fails or isn't asked.
  package var staffDecision: Decision? { seats.first?.counsel?.decision }

  /// The first seat's whole briefing, and how orders are given.
  package var sheet: [Line] {
    guard let seat = seats.first else { return [] }
    let briefing = staff(of: seat.view(facts)).briefing()
    return briefing + ((try? help(["orders"])) ?? []) + ((try? help(["turn"])) ?? [])
  }

  /// Whether somebody at the table has a say in the open turn.
  package var hasSay: Bool { stage == .ordering || stage == .handover }

  /// Puts other orders in the place of those so far; ‘undo’ brings them back.
  ///
  /// - Returns: every reason why they can't be carried out; then nothing is changed.
  package mutating func replaceDraft(with decision: Decision) -> [String] {
    guard let seat = seats.first else { return ["nobody sits here"] }
    let violations = decision.violations(by: seat.state, in: setting)
    if violations.isEmpty { seats[0].draft.change(to: decision.orders) }
    return violations.map { "‘\($0.order)’: \($0.reason)" }
  }

  /// The umpire's schedule with what was put into it in the open turn.
  package var schedule: InjectSchedule { desk?.schedule ?? InjectSchedule() }
}
