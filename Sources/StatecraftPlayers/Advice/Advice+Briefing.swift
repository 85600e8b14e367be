internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftReplay

extension Advice {
  /// What is to be known before deciding, by stakes; ``show(_:_:)`` has the rest.
  public func briefing() -> [Line] {
    let title =
      "Briefing for \(roster.name(me)), turn \(view.turn) of \(view.facts.turns) (\(view.year))"
    return [Line(title, .heading)] + gains + changes + dependence + clubs + pressure + means
      + expectations
  }

  // MARK: Gains

  private var gains: [Line] {
    let style: Line.Style = gain(me) < -5e-7 ? .bad : .plain
    var text = "Your gains: \(percent(gain(me))) since the start"
    if let last = lastGain(me) {
      let place = roster.states.filter { gain($0) > gain(me) }.count + 1
      text += ", \(basisPoints(last)) last turn; place \(place) of \(roster.stateCount)"
    }
    var lines = paragraph(text + ".", style)
    let against = competitors.map { rival in
      let lead = gain(me) - gain(rival)
      let lastTurn = lastGain(me).flatMap { mine in
        lastGain(rival).map { " (\(basisPoints(mine - $0)) last turn)" }
      }
      return "\(roster.code(rival)) \(basisPoints(lead))\(lastTurn ?? "")"
    }
    if !against.isEmpty {
      lines += paragraph("Against rivals: " + against.joined(separator: ", ") + ".")
    }
    let minded = others.filter { now.relativeGains[$0] > 0 }
    if !minded.isEmpty {
      let own = gain(me) * now.setting.gdp[me]
      let worth = RelativeGains.utility(
        own: own,
        others: minded.map { (now.relativeGains[$0], gain($0) * now.setting.gdp[$0]) })
      lines += paragraph(
        "As your government counts, minding \(toldWeights(minded)), that comes to "
          + "\(basisPoints(worth / now.setting.gdp[me])).")
    }
    return lines
  }

  /// Such as `CHN's gains at r 0.5`; states with the same r share it.
  func toldWeights(_ states: [StateID]) -> String {
    var groups: [(r: Double, states: [StateID])] = []
    for state in states {
      let r = now.relativeGains[state]
      if let index = groups.firstIndex(where: { $0.r == r }) {
        groups[index].states.append(state)
      } else {
        groups.append((r, [state]))
      }
    }
    return groups.map { "the gains of \(codes($0.states)) at r \(short($0.r))" }
      .joined(separator: ", ")
  }

  // MARK: Changes

  private var changes: [Line] {
    let largest = largestChanges(atMost: 3)
    guard !largest.isEmpty else { return [] }
    var lines = [Line("What changed in your trade", .heading)]
    for change in largest {
      let why = change.cause.map { ": \($0) did most of it." } ?? "; no one thing did most of it."
      lines += paragraph(change.text.capitalizedFirst + (view.solved?.causes == nil ? "." : why))
    }
    return lines
  }

  /// The largest changes in what the seat sells abroad and in whom it buys of, with what did most of
  /// each, where one thing did.
  func largestChanges(
    atMost count: Int
  ) -> [(size: Double, text: String, cause: String?)] {
    var found: [(size: Double, text: String, cause: String?)] = []
    guard let before else { return [] }
    let (causes, me) = (view.solved?.causes, me)
    for sector in roster.sectors {
      let sold = abroad(sector, now) - abroad(sector, before)
      if abs(sold) >= 1e-5 {
        found.append(
          (
            abs(sold),
            "your sales of \(roster.code(sector)) abroad \(basisPoints(sold)) of GDP"
              + mainBuyer(sector, before),
            causes?.main { world in
              others.reduce(0) { $0 + world.flows[sector, $1, me] } / world.realIncome[me]
            }
          ))
      }
      for other in others {
        let (was, part) = (share(sector, of: other, before), share(sector, of: other, now))
        guard abs(part - was) >= 0.01 else { continue }
        found.append(
          (
            abs(part - was) * now.expenditure[sector, me] / now.gdp(of: me),
            "\(roster.code(other))'s part in your \(roster.code(sector)) "
              + "\(wholePercent(was)) → \(wholePercent(part))",
            causes?.main { world in
              let bought = world.expenditure[sector, me]
              return bought > 0 ? world.flows[sector, me, other] / bought : 0
            }
          ))
      }
    }
    return Array(ranked(found) { $0.size }.prefix(count))
  }

  /// Sales of a sector to others, as a fraction of GDP.
  private func abroad(_ sector: SectorID, _ observation: Observation) -> Double {
    others.reduce(0) { $0 + observation.flows[sector, $1, me] } / observation.gdp(of: me)
  }

  /// The buyer with whom sales changed most.
  private func mainBuyer(_ sector: SectorID, _ before: Observation) -> String {
    let buyers = others.map { other in
      let was = before.flows[sector, other, me] / before.gdp(of: me)
      return (state: other, change: now.flows[sector, other, me] / now.gdp(of: me) - was)
    }
    return ranked(buyers) { abs($0.change) }.first.map {
      ", most with \(roster.code($0.state)) (\(basisPoints($0.change)))"
    } ?? ""
  }

  private func share(
    _ sector: SectorID, of other: StateID, _ observation: Observation
  ) -> Double {
    let bought = observation.expenditure[sector, me]
    return bought > 0 ? observation.flows[sector, me, other] / bought : 0
  }

  // MARK: Dependence

  private var dependence: [Line] {
    let partnerships = view.partnerships()
    let suppliers = stakes(in: partnerships) { $0.ownLoss }
    let customers = stakes(in: partnerships) { $0.otherLoss }
    var lines: [Line] = []
    if !suppliers.isEmpty {
      lines.append(
        Line("On whom you depend (estimate: your loss if it withheld all; parts)", .heading))
      lines += suppliers.flatMap {
        paragraph(
          "\(roster.code($0.partner)) \(basisPoints(-$0.ownLoss, decimals: 0)): \(shares($0.bought))"
        )
      }
      let single = partnerships.flatMap { partnership in
        partnership.bought.filter { $0.share > 0.5 }
          .map { (share: $0.share, told: "\(roster.code(partnership.partner)) \(shares([$0]))") }
      }
      if !single.isEmpty {
        lines += paragraph(
          "More than half of what you buy comes from one: "
            + ranked(single) { $0.share }.prefix(5).map(\.told).joined(separator: ", ") + ".",
          .caution)
      }
    }
    if !customers.isEmpty {
      lines.append(
        Line("Who depends on you (estimate: its loss if you withheld all; your parts)", .heading))
      lines += customers.flatMap {
        paragraph(
          "\(roster.code($0.partner)) \(basisPoints(-$0.otherLoss, decimals: 0)): \(shares($0.sold))"
        )
      }
    }
    return lines
  }

  /// The partners that matter most: the three with the largest losses, then those that lead a pole
  /// or look threatening; the largest first.
  private func stakes(
    in partnerships: [Partnership], by loss: (Partnership) -> Double
  ) -> [Partnership] {
    let all = ranked(partnerships.filter { loss($0) >= 1e-4 }, by: loss)
    let wary = all.dropFirst(3).filter {
      roster.pole(ledBy: $0.partner) != nil || now.threat[$0.partner] >= 0.1
    }
    return Array(all.prefix(3) + wary.prefix(3))
  }

  // MARK: Clubs

  private var clubs: [Line] {
    let threshold = view.facts.outcome.allyAlignment
    var lines = [Line("Clubs (a system's threshold is \(short(threshold)))", .heading)]
    for pole in roster.poles {
      let members = system(of: pole)
      let mine =
        roster.leader(of: pole) == me
        ? "you lead it"
        : "you stand at \(degree(now.alignment[me, pole]))"
          + (members.contains(me) ? ", inside" : ", outside")
      var text = "\(roster.code(pole))'s system: \(count(members.count, "state")), \(mine)"
      if let before {
        let earlier = system(of: pole, in: before)
        let joined = members.filter { !earlier.contains($0) }
        let left = earlier.filter { !members.contains($0) }
        if !joined.isEmpty { text += "; joined: \(codes(joined))" }
        if !left.isEmpty { text += "; left: \(codes(left))" }
      }
      let near = others.filter {
        roster.pole(ledBy: $0) == nil && abs(now.alignment[$0, pole] - threshold) < 0.05
      }
      if !near.isEmpty {
        let told = ranked(near) { -abs(now.alignment[$0, pole] - threshold) }.prefix(5).map {
          "\(roster.code($0)) \(degree(now.alignment[$0, pole]))"
        }
        text += "; near the threshold: " + told.joined(separator: ", ")
      }
      lines += paragraph(text + ".")
    }
    return lines + promises
  }

  /// Market access promised and given.
  private var promises: [Line] {
    var lines: [Line] = []
    for pole in roster.poles where now.setting.accessOffers[pole] > 0 {
      let leader = roster.leader(of: pole)
      let offer = short(now.setting.accessOffers[pole])
      if leader == me {
        let granted = others.filter { now.marketAccess[me, $0] > 0 }
        lines += paragraph(
          "You promise access of up to \(offer) to your market, and grant some to "
            + "\(count(granted.count, "state")).")
      } else if roster.pole(ledBy: me) == nil {
        lines += paragraph(
          "\(roster.code(leader)) promises access of up to \(offer) to its market for siding with "
            + "it and matching its controls; you are granted "
            + "\(degree(now.marketAccess[leader, me])).")
      }
    }
    return lines
  }
}

extension String {
  /// The text with a capital letter at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
