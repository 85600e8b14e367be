internal import StatecraftCore

/// What a seat's staff has to say in a game in strategic form.
struct MoveAdvice: Staff {
  let view: SeatView
  let table: MoveTable
  let deciders: Session.Deciders

  /// - Returns: nil in a game with an economy, where ``Advice`` speaks.
  init?(_ view: SeatView, deciders: @escaping Session.Deciders) {
    guard let table = MoveTable(view.now) else { return nil }
    self.view = view
    self.table = table
    self.deciders = deciders
  }

  var roster: Roster { view.roster }
  var me: StateID { view.me }
  var now: Observation { view.now }
  var game: any StageGame { table.game }
  var others: [StateID] { roster.states.filter { $0 != me } }

  // MARK: Briefing

  func briefing() -> [Line] {
    [Line("Briefing for \(roster.name(me)), \(view.facts.placed(view.turn))", .heading)] + scores
      + standing + say + (view.past.isEmpty ? payoffTable : [])
  }

  private var scores: [Line] {
    let ranking = ranked(roster.states, by: table.score)
    let place = roster.states.filter { table.score($0) > table.score(me) }.count + 1
    var text = "Your score: \(points(table.score(me))), place \(place) of \(roster.stateCount)"
    if !view.past.isEmpty { text += "; the last round paid you \(points(table.paid(me)))" }
    var lines = paragraph(text + ".")
    let shown = ranking.prefix(12).map { "\(roster.code($0)) \(points(table.score($0)))" }
    lines += paragraph(
      "All scores: " + shown.joined(separator: ", ")
        + (ranking.count > 12 ? "; ‘show scores’ has the rest" : "") + ".")
    if game.type(of: me) != nil, view.turn > 1 {
      lines += paragraph("Nature told you alone: \(points(now.profile.types[me])).")
    }
    let minded = others.filter { now.relativeGains[$0] != 0 }
    if !minded.isEmpty {
      let told = minded.prefix(6).map { "\(roster.code($0)) \(short(now.relativeGains[$0]))" }
      lines += paragraph(
        "Others' payoffs count against yours, with weight r: " + told.joined(separator: ", ") + ".")
    }
    return lines
  }

  /// Where moves stand and what they pay, and what would pay the seat most.
  private var standing: [Line] {
    guard !table.partners.isEmpty else { return paragraph("You play with nobody.") }
    var lines = [Line("What stands, and what it pays if nobody moves", .heading)]
    if game.isBilateral {
      var rows = Columns("with", "you", "it", "pays you", "pays it", "best for you")
      for partner in table.partners.prefix(20) {
        rows.add([
          roster.code(partner), table.name(me, toward: partner), table.name(partner, toward: me),
          points(table.payoff(of: me, with: partner)),
          points(table.payoff(of: partner, with: me)),
          table.bestReply(of: me, toward: partner).map { table.name($0.move) } ?? "?",
        ])
      }
      lines += rows.lines(empty: "")
      if table.partners.count > 20 { lines += paragraph("‘show moves’ has the rest.", .quiet) }
    } else {
      let best = table.bestReply(of: me, toward: me)
      lines += paragraph(
        "Your move: \(table.name(me, toward: me)), which pays you "
          + "\(points(table.payoff(of: me, with: me)))"
          + (best.map { "; best for you: \(table.name($0.move)), \(points($0.payoff))" } ?? "")
          + ".")
      lines += show("moves", Filter())
    }
    return lines
  }

  /// Who may decide when, and what.
  private var say: [Line] {
    var lines = [Line("Your say", .heading)]
    switch now.setting.revision {
    case .simultaneous: lines += paragraph("All states decide at once, every turn.")
    case .sequential(let order):
      let next = (view.turn + 1..<view.facts.turns + 1).first { deciders($0).contains(me) }
      lines += paragraph(
        "One state decides a turn, in the order " + order.map(roster.code).joined(separator: ", ")
          + "; your next say after this one: "
          + (next.map { "\(view.facts.when($0))" } ?? "none in this game") + ".")
    case .random:
      lines += paragraph("One state decides a turn, drawn with equal chances: now it's you.")
    }
    return lines + legal(Filter()).dropFirst()
  }

  // MARK: Orders

  func legal(_ filter: Filter) -> [Line] {
    var lines = [Line("What may be ordered now", .heading)]
    guard view.now.setting.carriesOut(.move) else {
      return lines + paragraph("Nothing: no rule in force carries out moves.", .quiet)
    }
    let reader = MoveReader(roster: roster, game: game, me: me)
    switch game.moves(of: me) {
    case .named(let count):
      lines += paragraph(
        "\(reader.usage), where the move is "
          + alternatives(Array(roster.moveNames.prefix(count))) + ".")
    case .quantity(let range):
      lines += paragraph(
        "\(reader.usage), from \(short(range.lowerBound)) to \(short(range.upperBound)).")
    }
    if game.isBilateral {
      let partners = table.partners.filter(filter.contains)
      let codes = partners.map(roster.code).joined(separator: " ")
      lines += paragraph(
        partners.isEmpty
          ? "You don't play with \(filter.states.map(roster.code).joined(separator: ", "))."
          : "Toward: \(codes)" + (partners.count > 1 ? "; ‘all’ is toward all." : "."))
    }
    return lines + paragraph("What isn't ordered stays as it stands.", .quiet)
  }

  func estimate(_ orders: Decision) -> [Line] {
    var lines = [Line("Estimate, if all others' moves stay as they stand", .heading)]
    for order in orders.moves {
      let partner = order.target ?? me
      let changed = table.profile(me, toward: partner, moving: order.move)
      let (was, would) = (
        table.payoff(of: me, with: partner), table.payoff(of: me, with: partner, in: changed)
      )
      lines += paragraph(
        "\(order.notation(in: roster)): estimate \(points(would)) a round"
          + (would == was ? ", as now" : ", now \(points(was))"), .caution)
      lines += effect(on: partner, of: changed)
      if let worth = table.worth(order), others.contains(where: { now.relativeGains[$0] != 0 }) {
        lines += paragraph("Worth to you with others' payoffs at r: \(points(worth)).", indent: 4)
      }
    }
    return lines
  }

  /// What a partner would get, and how it could answer.
  private func effect(on partner: StateID, of changed: MoveProfile) -> [Line] {
    guard game.isBilateral else { return [] }
    let code = roster.code(partner)
    guard let its = table.payoff(of: partner, with: me, in: changed),
      let reply = table.bestReply(of: partner, toward: me, in: changed)
    else { return paragraph("What \(code) would get, only it knows.", indent: 4) }
    var answered = changed
    answered.moves[partner, me] = reply.move
    let text =
      reply.move == changed.moves[partner, me]
      ? "; what it does now pays it most then"
      : "; \(table.name(reply.move)) would pay it most, \(points(reply.payoff)), and you "
        + "\(points(table.payoff(of: me, with: partner, in: answered))) then"
    return paragraph("\(code) would get \(points(its))\(text).", indent: 4)
  }

  // MARK: Counsel

  func advise() -> [Line] {
    guard let counsel = view.counsel else {
      return [Line("Your staff has no advice: its policy failed, or has no say now.", .bad)]
    }
    var lines = [Line("Your staff would order (estimate if others' moves stand)", .heading)]
    for order in counsel.decision.moves {
      lines += paragraph(order.notation(in: roster))
      let subject = order.target.map { "move \(roster.code($0))" } ?? "move"
      guard let choice = counsel.deliberations.first(where: { $0.subject == subject }) else {
        continue
      }
      // Of many quantities, those that are likely.
      let likely = ranked(Array(choice.options.indices)) { choice.options[$0].probability }
      let told = likely.prefix(5).map { index in
        let option = choice.options[index]
        return "\(table.name(option.level)) is worth \(points(option.terms.total)) (probability "
          + String(format: "%.2f", option.probability) + ")"
      }
      lines += paragraph(told.joined(separator: ", "), indent: 4, .caution)
    }
    if counsel.decision.moves.isEmpty { lines += paragraph("nothing: leave all as it stands") }
    if counsel.deliberations.isEmpty {
      lines += paragraph("Its policy goes by a rule and weighs no payoffs.", .quiet)
    }
    return lines
  }
}
