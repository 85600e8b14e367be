internal import StatecraftAgents
internal import StatecraftCore

extension Advice {
  /// What is new since the last turn, and what may be spent; at the start, the heads of it all.
  /// ``briefing()`` has everything.
  func brief() -> [Line] {
    let title = "Turn \(view.turn) of \(view.facts.turns) (\(view.year)): what is new"
    let heading = Line(before == nil ? "\(roster.name(me)) at the start" : title, .heading)
    return [heading] + (before == nil ? firstView : lead + news) + purse
      + paragraph(
        "‘brief full’: dependence, clubs, pressure, means"
          + (before == nil ? "." : "; ‘report’: the turn in full."), .quiet)
  }

  /// On whom the seat depends most, who depends on it, and who presses it.
  private var firstView: [Line] {
    let partnerships = view.partnerships()
    func heads(_ loss: @escaping (Partnership) -> Double) -> String {
      ranked(partnerships.filter { loss($0) >= 1e-4 }, by: loss).prefix(4).map {
        "\(roster.code($0.partner)) \(basisPoints(-loss($0), decimals: 0))"
      }.joined(separator: ", ")
    }
    let (suppliers, customers) = (heads { $0.ownLoss }, heads { $0.otherLoss })
    var lines: [Line] = []
    if !suppliers.isEmpty {
      lines += paragraph("You depend most on \(suppliers) (estimate: if it withheld all).")
    }
    if !customers.isEmpty {
      lines += paragraph("On you depend most \(customers) (if you withheld all).")
    }
    let pressing = others.filter {
      !view.measures(by: $0, on: me).isEmpty || now.threat[$0] >= 0.1
    }
    if !pressing.isEmpty {
      let told = ranked(pressing) { now.threat[$0] }.prefix(4).map { other in
        let measures = view.measures(by: other, on: me).told(in: roster)
        return roster.code(other) + (measures.isEmpty ? "" : " (\(measures))")
      }
      lines += paragraph("Pressed or threatened by \(told.joined(separator: ", ")).")
    }
    return lines
  }

  /// The seat's gains against those of its rivals.
  private var lead: [Line] {
    let against = competitors.map { rival in
      let lastTurn = lastGain(me).flatMap { mine in
        lastGain(rival).map { " (\(basisPoints(mine - $0)))" }
      }
      return "\(roster.code(rival)) \(basisPoints(gain(me) - gain(rival)))\(lastTurn ?? "")"
    }
    return against.isEmpty
      ? []
      : paragraph(
        "Your gain less that of rivals (last turn): " + against.joined(separator: ", ") + ".")
  }

  /// What changed enough to be weighed anew.
  private var news: [Line] {
    putToMe + threatsDue + trade + dependenceMoved + crossed + clubNews + coming + answers
  }

  private var trade: [Line] {
    largestChanges(atMost: 2).flatMap { change in
      paragraph(
        change.text.capitalizedFirst + (change.cause.map { ", mostly by \($0)" } ?? "") + ".")
    }
  }

  /// Suppliers whose hold on the seat changed by a tenth, and no less than 2 basis points.
  private var dependenceMoved: [Line] {
    guard let last = view.last else { return [] }
    let then = SeatView(
      facts: view.facts, now: last.before, past: Array(view.past.dropLast()), policy: view.policy,
      counsel: nil
    ).partnerships()
    let moved = view.partnerships().compactMap { now -> (text: String, size: Double)? in
      let was = then.first { $0.partner == now.partner }?.ownLoss ?? 0
      let size = abs(now.ownLoss - was)
      guard size >= max(2e-4, 0.1 * was) else { return nil }
      return (
        "\(roster.code(now.partner)) \(basisPoints(-was, decimals: 0)) → "
          + basisPoints(-now.ownLoss, decimals: 0), size
      )
    }
    let told = ranked(moved) { $0.size }.prefix(3).map(\.text)
    return told.isEmpty
      ? []
      : paragraph("Your loss if a supplier withheld all: \(told.joined(separator: ", ")).")
  }

  /// Systems that the seat itself has entered or left.
  private var crossed: [Line] {
    guard let before else { return [] }
    return roster.poles.flatMap { pole -> [Line] in
      let (was, isIn) = (
        system(of: pole, in: before).contains(me), system(of: pole).contains(me)
      )
      guard was != isIn else { return [] }
      return paragraph(
        "You are now \(isIn ? "inside" : "outside") \(roster.code(pole))'s system, at "
          + "\(degree(now.alignment[me, pole])).", .caution)
    }
  }

  /// Means in a line, with what is under way and polls of this year.
  private var purse: [Line] {
    let limit = view.facts.limits.investmentPercentMax
    var text =
      "To spend: up to \(short(limit)) % of GDP (\(billions(limit / 100 * now.setting.gdp[me])))"
    if !now.projects.isEmpty { text += "; \(count(now.projects.count, "project")) under way" }
    let voting = roster.states.filter { polls(of: $0).first == view.turn }
    if !voting.isEmpty { text += "; polls this year: \(codes(voting))" }
    return paragraph(text + ".")
  }
}
