internal import StatecraftCore

/// Explains events of a recorded game: the order, draw, rule and motive behind each, and what that
/// answered in its turn.
///
/// Everything said is on record or follows from it. Whose orders an event hung on is found by
/// resolving its turn again without them: the event's but-for causes.
public struct EventInquiry: Sendable {
  let game: ReplayedGame
  /// How far back a chain of answers is followed.
  private let depthMax: Int

  /// - Parameters:
  ///   - game: the game.
  ///   - depth: how many answers in a row are followed back.
  public init(_ game: ReplayedGame, depth: Int = 3) {
    self.game = game
    depthMax = depth
  }

  var roster: Roster { game.scenario.setting.roster }

  /// Why an event happened; nil when the game has no such event.
  public func reason(for label: EventLabel) -> Reason? {
    var told: Set<EventLabel> = []
    return reason(for: label, depth: 0, told: &told)
  }

  /// - Parameter told: events whose reasons are in the chain already.
  func reason(for label: EventLabel, depth: Int, told: inout Set<EventLabel>) -> Reason? {
    guard let event = game.replay.event(label) else { return nil }
    let turn = label.turn
    told.insert(label)
    var reason = Reason("", "\(label) \(event.what): \(event.why)")
    if let state = event.state, event.kind.origin == .seat {
      let note = game.replay.turns[turn - 1].notes.first { roster.code($0.state) == state }
      if let note { reason.causes.append(Reason("reason", note.reason)) }
      return reason
    }
    let isFirst = depth == 0
    if isFirst, let rule = rule(event) { reason.causes.append(rule) }
    reason.causes += draws(event, turn: turn)
    reason.causes += degrees(event, turn: turn)
    if var order = order(event, turn: turn, isFull: isFirst) {
      if depth < depthMax {
        order.causes += answers(event, turn: turn, depth: depth, told: &told)
      }
      reason.causes.append(order)
    }
    if depth < depthMax {
      reason.causes += projects(event, turn: turn, depth: depth, told: &told)
      reason.causes += denials(event, turn: turn, depth: depth, told: &told)
    }
    if isFirst { reason.causes += butFor(event, turn: turn) }
    return reason
  }

  // MARK: The rule and its draws

  func phase(of event: ReplayEvent) -> Phase? {
    game.scenario.rulebook.rules.first { $0.name == event.rule }.map { type(of: $0).phase }
  }

  private func rule(_ event: ReplayEvent) -> Reason? {
    game.scenario.rulebook.rules.first { $0.name == event.rule }.map {
      Reason("rule", "\($0.name) (phase of \(type(of: $0).phase.name)): \(type(of: $0).summary)")
    }
  }

  /// Draws of the event's rule for its state, or for its sector where nature drew for nobody.
  private func draws(_ event: ReplayEvent, turn: Int) -> [Reason] {
    guard let rule = game.scenario.rulebook.rules.first(where: { $0.name == event.rule }) else {
      return []
    }
    let purposes = type(of: rule).purposes.map(\.name)
    let luck = game.scenario.setting
    let sector = event.sector.flatMap(roster.sector)
    var items = sector.map { [luck.item(of: .sector($0))] } ?? []
    if let sector, let state = event.state.flatMap(roster.state) {
      items.append(luck.item(of: .sectorState(sector, state)))
    }
    let pole = event.target.flatMap(roster.state).flatMap(roster.pole(ledBy:))
    if sector == nil, let pole { items.append(luck.item(of: .pole(pole))) }
    return game.replay.turns[turn - 1].draws.filter { draw in
      guard purposes.contains(draw.purpose) else { return false }
      if draw.actor.isEmpty { return sector != nil && items.contains(draw.item) }
      return draw.actor == event.state && (items.isEmpty || items.contains(draw.item))
    }.map { draw in
      Reason("draw", "\(draw.name) is \(number(draw.value)), from \(draw.distribution.notation)")
    }
  }

  // MARK: The order and its motive

  private func order(_ event: ReplayEvent, turn: Int, isFull: Bool) -> Reason? {
    guard let state = event.state, let id = roster.state(state) else { return nil }
    let recorded = game.replay.turns[turn - 1]
    /// An order that has no level ends with what it's about.
    func isAbout(_ order: String, _ subject: String) -> Bool {
      order == subject || order.hasPrefix(subject + " ")
    }
    let orders = recorded.decisions[id.index].notation(in: roster).filter { order in
      if let subject = event.order(in: roster) { return isAbout(order, subject) }
      // Of rules that aren't known here: what orders come to is told by rules of that phase.
      guard phase(of: event) == .orders else { return false }
      let words = order.split(separator: " ").map(String.init)
      let codes = [event.sector, event.target].compactMap(\.self)
      return !codes.isEmpty && codes.allSatisfy(words.contains)
    }
    // Silence is an answer, too: what it was about was weighed all the same.
    let subject = event.order(in: roster)
    let weighed = recorded.deliberations.first {
      guard $0.state == state else { return false }
      return orders.isEmpty
        ? $0.deliberation.subject == subject : isAbout(orders[0], $0.deliberation.subject)
    }
    guard !orders.isEmpty || weighed != nil else { return nil }
    var reason = Reason(
      "order",
      orders.isEmpty
        ? "\(state) didn't order ‘\(subject ?? "")’"
        : "\(state) ordered ‘\(orders.joined(separator: "; "))’")
    let seat = game.replay.header.seats[id.index]
    if let deliberation = weighed?.deliberation {
      let lines = deliberation.lines(in: roster)
      let taken = deliberation.options[deliberation.chosen]
      reason.causes.append(
        Reason(
          "motive",
          isFull
            ? "\(state) weighed \(lines[0])"
            : "it took \(number(taken.level)) among \(deliberation.options.count) options, worth "
              + taken.terms.worth,
          details: isFull ? Array(lines.dropFirst()) : []))
    } else {
      reason.causes.append(
        Reason("motive", "not on record; the seat’s policy is ‘\(seat.policy)’ (\(seat.profile))"))
    }
    return reason
  }

  /// What a measure answers: the harm remembered, the target's measures that stood, and measures
  /// of leaders that the state sides with.
  private func answers(
    _ event: ReplayEvent, turn: Int, depth: Int, told: inout Set<EventLabel>
  ) -> [Reason] {
    guard event.kind.isMeasure, let state = event.state.flatMap(roster.state),
      let target = event.target.flatMap(roster.state)
    else { return [] }
    let before = game.worlds[turn - 1]
    let (code, targetCode) = (roster.code(state), roster.code(target))
    var reasons: [Reason] = []
    let (grievance, threat) = (before.grievance[state, target], before.threat[state, target])
    let memories = [
      grievance > 0 ? "remembered harm by \(targetCode) of \(number(grievance)) bp of GDP" : nil,
      threat > 0 ? "saw a threat of \(number(threat)) in it" : nil,
    ].compactMap(\.self)
    if !memories.isEmpty {
      reasons.append(Reason("memory", "\(code) " + memories.joined(separator: ", and ")))
    }
    reasons += chain(
      StandingMeasure.all(in: before, by: target, on: state, roster: roster),
      event.kind.step == .tighter ? "answers" : "faces", turn: turn, depth: depth, most: 3,
      told: &told)
    guard let sector = event.sector.flatMap(roster.sector) else { return reasons }
    for pole in roster.poles {
      let leader = roster.leader(of: pole)
      guard leader != state, leader != target, before.alignment[state, pole] > 0 else { continue }
      let led = StandingMeasure.all(in: before, by: leader, on: target, roster: roster).filter {
        $0.sector == sector && event.rule == $0.row.name
      }
      let degree = number(before.alignment[state, pole])
      for var reason in chain(led, "follows", turn: turn, depth: depth, most: 1, told: &told) {
        reason.details.append("\(code) sided with \(roster.code(leader)) at \(degree)")
        reasons.append(reason)
      }
    }
    return reasons
  }

  /// Standing measures with the events that tightened them, each explained in its turn: the last
  /// come first. Those that stood at the start or were eased since share a statement.
  func chain(
    _ measures: [StandingMeasure], _ kind: String, turn: Int, depth: Int, most: Int,
    told: inout Set<EventLabel>
  ) -> [Reason] {
    var filter = EventFilter()
    filter.states = Set(measures.map(\.byCode))
    let events = game.replay.events(filter).filter { $0.label.turn < turn }
    var set: [(measure: StandingMeasure, label: EventLabel)] = []
    var standing: [StandingMeasure] = []
    var wasEased = false
    for measure in measures {
      let event = events.last {
        $0.event.state == measure.byCode && $0.event.kind.isMeasure
          && $0.event.order(in: roster) == measure.subject
      }
      if let event, event.event.kind.step == .tighter {
        set.append((measure, event.label))
      } else {
        standing.append(measure)
        wasEased = wasEased || event != nil
      }
    }
    set.sort {
      ($1.label.turn, $1.measure.level, $0.label) < ($0.label.turn, $0.measure.level, $1.label)
    }
    var reasons: [Reason] = []
    for (measure, label) in set.prefix(most) {
      let isTold = told.contains(label)
      let cause = isTold ? nil : reason(for: label, depth: depth + 1, told: &told)
      reasons.append(
        Reason(
          kind, measure.text + ", set in \(label)" + (isTold ? ", as told above" : ""),
          causes: cause?.causes ?? []))
    }
    let others = set.dropFirst(most).map(\.measure).count
    if others > 0 { reasons.append(Reason(kind, "\(others) more that were set in the game")) }
    if let strictest = standing.first {
      let others = standing.count > 1 ? " and \(standing.count - 1) more" : ""
      reasons.append(
        Reason(
          kind,
          strictest.text + others
            + (wasEased
              ? ", which stood at the start or were eased since" : ", which stood at the start")))
    }
    return reasons
  }
}
