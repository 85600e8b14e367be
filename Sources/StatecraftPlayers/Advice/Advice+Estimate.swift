internal import StatecraftAgents
public import StatecraftCore
internal import StatecraftReplay

extension Advice {
  /// What orders might do: solved with all at once, then each by itself.
  ///
  /// Where nobody solves the market, each is told to first order only.
  public func estimate(_ orders: Decision) -> [Line] {
    let all = view.estimates(of: orders)
    let estimates = all.filter { carriesOut($0.order.kind) }
    var lines: [Line] = []
    if let forecast = view.solved?.forecast(orders) {
      lines.append(
        Line("Solved with all of it at once, if nobody else acts and nothing strikes", .heading))
      lines += told(forecast)
    }
    lines.append(
      Line(
        "Each by itself, against what stands (‘estimate’: utility, to first order)", .heading))
    // The weightiest, in the order in which they were given.
    let told = ranked(Array(estimates.indices)) { abs(estimates[$0].assessment.worth.total) }
      .prefix(Self.toldMax).sorted()
    for index in told {
      let estimate = estimates[index]
      let alone = estimates.count > 1 ? view.solved?.forecast(Decision([estimate.order])) : nil
      lines += self.lines(estimate, alone: alone)
    }
    if told.count < estimates.count {
      lines += paragraph("\(estimates.count - told.count) more, in which less is at stake.", .quiet)
    }
    for idle in all where !carriesOut(idle.order.kind) {
      lines += paragraph(
        "\(idle.order.notation(in: roster)): no effect, since no rule in force carries it out.",
        .bad)
    }
    if !(view.policy is AssessingPolicy) {
      lines += paragraph(
        "Your seat's policy weighs nothing, so the worth is by the constants that profiles begin "
          + "with and by your government's weights.", .quiet)
    }
    return lines
  }

  /// How many orders are told one by one.
  private static let toldMax = 6

  /// Such as `You +56.87 bp this turn, +61.20 bp when all is in force.`
  func told(_ forecast: Forecast) -> [Line] {
    var lines = paragraph(
      "Your real income \(basisPoints(forecast.effect)) this turn by these orders, "
        + "\(basisPoints(forecast.laterEffect)) when they're fully in force.",
      forecast.laterEffect < 0 ? .bad : .good)
    if let worth = forecast.worth {
      lines += paragraph("Worth this turn: \(told(worth)).")
    }
    let others = forecast.bearings(atMost: 4).map {
      "\(roster.code($0.state)) \(basisPoints($0.effect))"
    }
    if !others.isEmpty {
      lines += paragraph("Others, fully in force: " + others.joined(separator: ", ") + ".")
    }
    return lines
  }

  private func lines(_ estimate: OrderEstimate, alone: Forecast?) -> [Line] {
    let (order, assessment) = (estimate.order, estimate.assessment)
    var lines = paragraph(
      "\(order.notation(in: roster)): estimate \(told(assessment.worth))", .caution)
    func add(_ text: String) { lines += paragraph(text, indent: 4) }
    if let alone {
      var text =
        "Solved alone: you \(basisPoints(alone.laterEffect)) when it's fully in force"
      if case .control(let order) = order {
        text += ", \(roster.code(order.target)) \(basisPoints(alone.laterEffects[order.target]))"
      }
      add(text + ".")
    }
    switch order {
    case .align(let order):
      add(alignment(order))
    case .control(let order):
      if let loss = assessment.otherLoss, view.solved == nil || loss == 0 {
        add(costs(assessment.ownLoss, loss, order))
      }
      let isTighter = assessment.otherLoss.map { $0 > 0 } ?? false
      if isTighter && !estimate.heirs.isEmpty {
        let heirs = estimate.heirs.map { heir in
          "\(roster.code(heir.state))\(heir.state == order.target ? " itself" : "") "
            + wholePercent(heir.share)
        }
        add(
          "Others: what is cut would go to " + heirs.joined(separator: ", ")
            + ", by their present parts.")
      }
      if isTighter { add(retaliation(estimate, by: order.target)) }
    case .invest(let order):
      add(investment(order))
    case .move: break
    }
    return lines
  }

  private func alignment(_ order: AlignmentOrder) -> String {
    let (state, leader) = (now.alignment[me, order.pole], roster.code(order.pole))
    let threshold = view.facts.outcome.allyAlignment
    let isInside = state >= threshold
    let move =
      isInside == (order.degree >= threshold)
      ? "You'd stay \(isInside ? "in" : "outside") \(leader)'s system"
      : "In time you'd \(isInside ? "leave" : "join") \(leader)'s system"
    return "\(move): you stand at \(degree(state)), and move a part of the way each turn."
  }

  private func costs(_ own: Double, _ other: Double, _ order: ControlOrder) -> String {
    guard own != 0 || other != 0 else {
      return "No cost and no damage: there is no such trade, or it stands there already."
    }
    return
      "You \(loss(own, of: me)); \(roster.code(order.target)) \(loss(other, of: order.target))."
  }

  /// Such as `lose 0.52 bp (0.2 bn USD)`.
  private func loss(_ share: Double, of state: StateID) -> String {
    let verb = (share < 0 ? "gain" : "lose") + (state == me ? "" : "s")
    return "\(verb) \(points(abs(share) * 10_000, signed: false)) of GDP "
      + "(\(billions(abs(share) * now.gdp(of: state))))"
  }

  private func retaliation(_ estimate: OrderEstimate, by target: StateID) -> String {
    let code = roster.code(target)
    let past = estimate.record.map {
      $0.suffered == 0
        ? "no measures on it so far to judge by"
        : "it met \($0.answered) of \(count($0.suffered, "measure")) with its own"
    }
    var text = "Retaliation: \(code)'s record, \(past ?? "")"
    if let reply = estimate.reply {
      let what =
        reply.instrument == .exportControl
        ? "withholding its \(roster.code(reply.sector))"
        : "keeping out your \(roster.code(reply.sector))"
      text += "; \(what) would cost you most, \(points(reply.loss * 10_000, signed: false))"
    }
    let friends = roster.poles.filter {
      system(of: $0).contains(target) && !system(of: $0).contains(me)
    }
    if !friends.isEmpty && roster.pole(ledBy: target) == nil {
      text += "; it has \(friends.map(roster.code).joined(separator: " and ")) behind it"
    }
    return text + "."
  }

  private func investment(_ order: InvestmentOrder) -> String {
    let money = billions(order.percentOfGDP / 100 * now.setting.gdp[me])
    guard order.kind == .subsidy else {
      return "It costs \(money), and raises your knowledge once it's done."
    }
    let ready = view.turn + max(now.setting[order.sector].buildTurns, 1)
    return "It costs \(money), and comes to work "
      + (ready > view.facts.turns
        ? "after the last turn: you won't see it." : "in \(view.facts.year(of: ready)).")
  }

  // MARK: Terms

  /// Such as `+1.20 bp of utility = security +2.00, domestic -0.80`.
  func told(_ worth: UtilityTerms, atMost limit: Int = 6) -> String {
    let terms = ranked(UtilityTerm.allCases.filter { abs(worth[$0]) >= 0.005 }) { abs(worth[$0]) }
    let parts = terms.prefix(limit).map { "\($0.name) \(points(worth[$0], unit: ""))" }
    return points(worth.total) + " of utility"
      + (parts.isEmpty ? "" : " = " + parts.joined(separator: ", "))
  }

  /// Basis points of GDP: `+0.52 bp`.
  func points(_ value: Double, signed: Bool = true, unit: String = " bp") -> String {
    let text = basisPoints(value / 10_000).replacing(" bp", with: "")
    return (signed || !text.hasPrefix("+") ? text : String(text.dropFirst())) + unit
  }
}
