internal import Foundation
internal import StatecraftCore
internal import StatecraftReplay

/// What became of a seat's orders in a turn, what happened to it, and what others did.
struct ResolutionReport {
  private let facts: GameFacts
  let turn: PastTurn
  /// The turns before it.
  private let earlier: ArraySlice<PastTurn>
  let after: Observation
  let solved: SolvedTurns?

  var before: Observation { turn.before }
  private var previous: PastTurn? { earlier.last }
  var me: StateID { before.me }
  var roster: Roster { facts.roster }

  /// - Parameters:
  ///   - past: the turns that are closed, of which the last is told; nil when there are none.
  ///   - after: what the seat sees now.
  ///   - solved: what solving the market tells of it.
  init?(_ past: [PastTurn], after: Observation, facts: GameFacts, solved: SolvedTurns?) {
    guard let turn = past.last else { return nil }
    self.turn = turn
    earlier = past.dropLast()
    self.facts = facts
    self.after = after
    self.solved = solved
  }

  var title: Line {
    Line("Turn \(turn.number) (\(facts.year(of: turn.number))) is resolved", .heading)
  }

  func lines(tellsAll: Bool = false) -> [Line] {
    [title] + orders() + whatHappened() + elsewhere(tellsAll: tellsAll)
  }

  // MARK: Orders

  private func orders() -> [Line] {
    var lines: [Line] = [Line("Your orders", .heading)]
    if let note = turn.note {
      lines += paragraph("None took effect: \(note.reason).", .bad)
    } else if turn.decision == .hold {
      lines.append("  You gave none.")
    } else {
      for fate in turn.decision.orders.map(fate) { lines += told(fate) }
    }
    return lines + followed.flatMap(told)
  }

  private func told(_ fate: Fate) -> [Line] {
    paragraph("\(fate.order): \(fate.verdict)", fate.style)
      + fate.details.flatMap { paragraph($0, indent: 4) }
  }

  /// Controls ordered in the turn before, whose other part came into force in this one.
  var followed: [Fate] {
    guard let previous, turn.note == nil else { return [] }
    return previous.decision.controls.compactMap { order in
      let (instrument, sector, target) = (order.instrument, order.sector, order.target)
      let wasPartly = before.inForce(instrument, sector, me, target) != order.level
      let isWhole = after.inForce(instrument, sector, me, target) == order.level
      let isRenewed = turn.decision.controls.contains {
        $0.instrument == instrument && $0.sector == sector && $0.target == target
      }
      guard wasPartly, isWhole, !isRenewed else { return nil }
      return Fate(
        order: order.notation(in: roster), verdict: "ordered a turn ago, fully in force now.",
        details: [trade(order)])
    }
  }

  /// What became of one order.
  struct Fate {
    let order: String
    let verdict: String
    var style = Line.Style.good
    var details: [String] = []
  }

  func fate(of order: Order) -> Fate {
    let notation = order.notation(in: roster)
    switch order {
    case .align(let order): return fate(of: order, notation)
    case .control(let order): return fate(of: order, notation)
    case .invest(let order): return fate(of: order, notation)
    // Moves are for games without an economy, where ``MoveReport`` tells them.
    case .move: return Fate(order: notation, verdict: "took effect.")
    case .added(let order):
      let rule = roster.acts[order.act.index].rule
      return facts.isInForce(rule)
        ? Fate(order: notation, verdict: "carried out by the rule ‘\(rule)’.")
        : without(rule, notation)
    }
  }

  private func fate(of order: AlignmentOrder, _ notation: String) -> Fate {
    guard facts.isInForce("alignment") else { return without("alignment", notation) }
    let (was, now) = (before.alignment[me, order.pole], after.alignment[me, order.pole])
    let chance = turn.draws.first {
      $0.purpose == "alignment.drift" && $0.item == before.setting.item(of: .pole(order.pole))
    }
    let luck =
      chance.map { abs($0.value) < 0.005 ? 0 : $0.value }
      .map { " (chance: \($0 == 0 ? "none" : String(format: "%+.2f", $0)))" } ?? ""
    let arrived = abs(now - order.degree) < 0.02
    return Fate(
      order: notation,
      verdict: (arrived ? "took effect" : "partly")
        + ", from \(degree(was)) to \(degree(now))\(luck).",
      style: arrived ? .good : .caution,
      details: arrived
        ? [] : ["A state moves a part of the way each turn: order it again to go on."])
  }

  private func fate(of order: ControlOrder, _ notation: String) -> Fate {
    let row = roster[order.instrument]
    guard facts.isInForce(row.name) else { return without(row.name, notation) }
    let (sector, target) = (order.sector, order.target)
    if before.ordered(order.instrument, sector, me, target) == order.level {
      return Fate(
        order: notation, verdict: "nothing changed: it stood there already.", style: .caution)
    }
    let force = after.inForce(order.instrument, sector, me, target)
    let isWhole = force == order.level
    return Fate(
      order: notation,
      verdict: isWhole
        ? "took effect."
        : "partly: \(short(force)) is in force now, \(short(order.level)) from next turn.",
      style: isWhole ? .good : .caution,
      details: row.isOnTrade ? [trade(order)] : [])
  }

  /// What became of the trade that a control is about.
  private func trade(_ order: ControlOrder) -> String {
    let (sector, target) = (order.sector, order.target)
    let isOnSales = roster[order.instrument].side == .outbound
    let (buyer, seller) = isOnSales ? (target, me) : (me, target)
    let (was, now) = (before.flows[sector, buyer, seller], after.flows[sector, buyer, seller])
    let others = after.bought(sector, by: buyer) - now - (before.bought(sector, by: buyer) - was)
    guard was > 0 || now > 0 else {
      return isOnSales
        ? "You sell \(roster.code(target)) no \(roster.code(sector)), so there was nothing to hold "
          + "back."
        : "You buy no \(roster.code(sector)) of \(roster.code(target)), so there was nothing to "
          + "keep out."
    }
    let change = was > 0 ? ", \(percent(now / was - 1, decimals: 0))" : ""
    let flow =
      isOnSales
      ? "Your \(roster.code(sector)) for \(roster.code(target))"
      : "\(roster.code(target))'s \(roster.code(sector)) for you"
    let elsewhere =
      abs(others) < 0.005
      ? "" : "; bought elsewhere \(others > 0 ? "+" : "-")\(billions(abs(others)))"
    return "\(flow): \(billions(was)) before, \(billions(now)) now\(change)\(elsewhere)."
  }

  private func fate(of order: InvestmentOrder, _ notation: String) -> Fate {
    guard facts.isInForce("investment") else { return without("investment", notation) }
    guard order.percentOfGDP > 0 else {
      return Fate(order: notation, verdict: "no money, so nothing began.", style: .caution)
    }
    let project = after.projects.last {
      $0.sector == order.sector && $0.kind == order.kind && $0.percentOfGDP == order.percentOfGDP
    }
    let money = billions(order.percentOfGDP / 100 * before.setting.gdp[me])
    guard let project else { return Fate(order: notation, verdict: "took effect (\(money)).") }
    let when =
      project.ready > facts.turns
      ? "after the last turn, so it won't be seen in this game"
      : "in turn \(project.ready) (\(facts.year(of: project.ready)))"
    return Fate(
      order: notation, verdict: "begun with \(money); it comes to work \(when).",
      style: project.ready > facts.turns ? .caution : .good)
  }

  private func without(_ rule: String, _ notation: String) -> Fate {
    Fate(
      order: notation, verdict: "no effect: the rule ‘\(rule)’ isn't in force in this game.",
      style: .bad)
  }

  // MARK: What happened

  private func whatHappened() -> [Line] {
    let change = after.realIncome[me] / before.realIncome[me] - 1
    let style: Line.Style = change < -0.00001 ? .bad : change > 0.00001 ? .good : .plain
    var lines = [Line("What happened to you", .heading)]
    lines += paragraph(
      "Real income \(basisPoints(change)) this turn, \(percent(after.realIncome[me] - 1)) since the "
        + "start.", style)
    if let forecast = solved?.lastForecast {
      lines += paragraph(
        "Forecast of your orders, others and luck left out: \(basisPoints(forecast.change))"
          + (turn.decision == .hold
            ? "." : ", of which the orders \(basisPoints(forecast.effect))."))
    }
    lines += causes(of: change)
    let mine = turn.events.filter { event in
      isAboutMe(event) && !isMyOrder(event)
    }
    for sentence in ReplayTelling.sentences(of: mine, in: roster) { lines += paragraph(sentence) }
    return lines
  }

  /// What moved real income, each found by resolving the turn again without it.
  private func causes(of change: Double) -> [Line] {
    guard let causes = solved?.causes, abs(change) >= 1e-5 else { return [] }
    let income = causes.before.realIncome[me]
    let effects = causes.effects(above: 1e-6) { $0.realIncome[me] / income }
    var lines: [Line] = []
    if !effects.isEmpty {
      lines.append("  What moved it (the turn resolved again without each):")
      for effect in effects.prefix(5) {
        lines += paragraph("\(basisPoints(effect.effect)): \(effect.name)", indent: 4)
      }
    }
    let rest = change - effects.reduce(0) { $0 + $1.effect }
    if abs(rest) >= max(1e-5, abs(change) / 10) {
      let what = effects.isEmpty ? "It" : "The rest, \(basisPoints(rest)),"
      lines += paragraph(
        recovery(rest).map { "\(what) came as \($0)." }
          ?? "\(what) is the world's own course: learning, what fades, and what acts together.")
    }
    return lines
  }

  /// The disruption that fades, where that may be behind a gain: the largest of the last turns.
  private func recovery(_ gain: Double) -> String? {
    guard gain > 0 else { return nil }
    let shocks = earlier.suffix(4).flatMap { past in
      Disruptions(past).ranked.map { (turn: past.number, cause: $0) }
    }
    // One that cost less than what is gained can't be what is being made good.
    guard let shock = shocks.min(by: { $0.cause.effect < $1.cause.effect }),
      -shock.cause.effect > gain / 2, let sector = shock.cause.event.sector,
      let state = shock.cause.event.state
    else { return nil }
    return "the disruption of \(roster.code(sector)) in \(roster.code(state)) in turn "
      + "\(shock.turn) fades"
  }

  /// What others did that isn't about this seat: the great powers' measures, who joined and left
  /// a system, who was elected; everything when asked.
  private func elsewhere(tellsAll: Bool) -> [Line] {
    let events = turn.events.filter { event in
      guard !isAboutMe(event) else { return false }
      if tellsAll { return true }
      if event.kind.isNews { return true }
      return event.kind.isMeasure && [event.state, event.target].allSatisfy(isLeader)
    }
    guard !events.isEmpty else { return [] }
    var lines = [
      Line(tellsAll ? "Elsewhere" : "Elsewhere (‘report all’ tells the rest)", .heading)
    ]
    for sentence in ReplayTelling.sentences(of: events, in: roster) { lines += paragraph(sentence) }
    return lines
  }

  private func isLeader(_ state: StateID?) -> Bool {
    state.map { roster.pole(ledBy: $0) != nil } ?? false
  }

  func isAboutMe(_ event: Event) -> Bool { event.state == me || event.target == me }

  /// Whether the event is an order of this seat being carried out, which was told before.
  func isMyOrder(_ event: Event) -> Bool {
    guard event.state == me else { return false }
    return event.kind.isOrder || event.kind == .rejected
  }
}
