package import StatecraftCore
internal import StatecraftPlayers

/// What an umpire can do.
extension Room {
  /// An act at the umpire's console.
  package enum Act: Sendable, Equatable {
    case begin
    /// Closes the turn with all orders as they stand.
    case close
    case pause
    case resume
    /// Gives the open turn more time.
    case extend(Duration)
    /// How long the turns from now on may take.
    case limit(Duration?)
    /// Whether turns wait for the umpire.
    case closing(byUmpire: Bool)
    /// Whether seats may talk.
    case talk(Bool)
    /// A decision in words, and why.
    case rule(String)
    /// Other orders in the place of a seat's, in decision notation, and why.
    case correct(StateID, orders: [String], reason: String)
    /// Gives a seat its own orders back.
    case uncorrect(StateID)
    /// Whether a seat's staff decides where the seat orders nothing.
    case staff(StateID, Bool)
    /// Gives a seat's orders for it, as it has typed them, or takes them back.
    case ready(StateID, Bool)
  }

  package func act(_ act: Act) throws(Refusal) {
    switch act {
    case .begin: begin()
    case .close:
      guard phase == .open else {
        throw Refusal(
          phase == .lobby ? "The game hasn't begun." : "No turn is open.", status: 409)
      }
      closeTurn()
    case .pause: clock.pause(now: .now)
    case .resume: clock.resume(now: .now)
    case .extend(let time): clock.add(time, now: .now)
    case .limit(let limit):
      rules.turnLimit = limit
      clock.limit = limit
      if phase == .open, !clock.isPaused { clock.start(now: .now) }
    case .closing(let byUmpire):
      rules.umpireCloses = byUmpire
      closeIfDue()
    case .talk(let isAllowed): rules.allowsTalk = isAllowed
    case .rule(let text): try add(.ruling, text, from: .umpire)
    case .correct(let state, let orders, let reason):
      try correct(state, orders, reason)
    case .uncorrect(let state): try uncorrect(state)
    case .staff(let state, let isStaffed): places[state]?.isStaffed = isStaffed
    case .ready(let state, true): try ready(state, turn: turn)
    case .ready(let state, false): try reopen(state)
    }
    changed()
  }

  private func correct(
    _ state: StateID, _ orders: [String], _ reason: String
  ) throws(Refusal) {
    guard phase == .open || phase == .lobby, let place = places[state] else {
      throw Refusal("No turn is open in which that seat has a say.", status: 409)
    }
    guard !reason.inOneLine.isEmpty else {
      throw Refusal("Say why: the reason goes on record.")
    }
    let decision: Decision
    do throws(NotationError) {
      decision = try Decision(notation: orders, in: roster)
    } catch {
      throw Refusal(
        error.faults.map { "‘\($0.line.inOneLine)’: \($0.reason)." }.joined(separator: " "))
    }
    let violations = decision.violations(by: state, in: scenario.setting)
    guard violations.isEmpty else {
      throw Refusal(violations.map { "‘\($0.order)’: \($0.reason)." }.joined(separator: " "))
    }
    let told = { (decision: Decision) in
      let notation = decision.notation(in: self.roster)
      return notation.isEmpty ? "no orders" : notation.joined(separator: "; ")
    }
    let was = told(place.corrected ?? place.session.draftDecision)
    try add(
      .correction,
      "\(roster.code(state)): \(told(decision)), instead of \(was). \(reason)".prefixed(
        Self.textMax), from: .umpire)
    places[state]?.corrected = decision
  }

  private func uncorrect(_ state: StateID) throws(Refusal) {
    guard places[state]?.corrected != nil else { return }
    places[state]?.corrected = nil
    try add(.correction, "\(roster.code(state)): its own orders again.", from: .umpire)
  }

  func enterAtDesk(_ line: String) throws(Refusal) -> [Line] {
    guard var place = desk else { throw Refusal("There is no umpire here.", status: 403) }
    let output = Self.unwrapped { place.session.enter(line) }
    switch output.action {
    case .resolve:
      // The desk's session stays open; the room closes the turn.
      try act(.close)
    case .goBack, .save, .leave:
      throw Refusal("That is done at the host's terminal.")
    case nil:
      desk = place
      changed()
    }
    return output.lines
  }
}

extension String {
  /// The text, cut to a number of characters.
  fileprivate func prefixed(_ count: Int) -> String {
    self.count > count ? String(prefix(count - 1)) + "…" : self
  }
}
