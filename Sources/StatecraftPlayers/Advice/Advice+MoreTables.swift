internal import StatecraftAgents
internal import StatecraftCore

// The tables about trade, capacity, relations and money.

extension Advice {
  func dependenceTable(_ filter: Filter) -> [Line] {
    let partnerships = view.partnerships(Filter(sectors: filter.sectors))
      .filter { filter.contains($0.partner) }
    guard filter.states.isEmpty else { return partnerships.flatMap(details) }
    var table = Columns("state", "you lose", "you buy of it", "it loses", "it buys of you")
    let largest = ranked(partnerships) { max($0.ownLoss, $0.otherLoss) }
    for partnership in largest where partnership.ownLoss + partnership.otherLoss > 0 {
      table.add([
        roster.code(partnership.partner), basisPoints(-partnership.ownLoss, decimals: 1),
        shares(partnership.bought, atMost: 1), basisPoints(-partnership.otherLoss, decimals: 1),
        shares(partnership.sold, atMost: 1),
      ])
    }
    return table.lines(empty: "There is no such trade.")
      + paragraph(
        "Estimates, to first order, of the loss if all were withheld, and the good in which most of "
          + "it lies; ‘show dependence STATE’ has all goods.", .quiet)
  }

  private func details(_ partnership: Partnership) -> [Line] {
    var table = Columns(
      roster.code(partnership.partner), "its part in yours", "you lose", "your part in its",
      "it loses")
    let none = ("–", "–")
    func cells(_ items: [Partnership.Item], _ sector: SectorID) -> (String, String) {
      items.first { $0.sector == sector }.map {
        (wholePercent($0.share), basisPoints(-$0.loss, decimals: 1))
      } ?? none
    }
    let losses = roster.sectors.map { sector in
      let both = (partnership.bought + partnership.sold).filter { $0.sector == sector }
      return (sector: sector, loss: both.map(\.loss).max() ?? 0)
    }
    for (sector, loss) in ranked(losses, by: { $0.loss }) where loss > 0 {
      let (buying, selling) = (cells(partnership.bought, sector), cells(partnership.sold, sector))
      table.add([roster.code(sector), buying.0, buying.1, selling.0, selling.1])
    }
    return table.lines(empty: "There is no trade with \(roster.code(partnership.partner)).")
  }

  func supplyTable(_ filter: Filter) -> [Line] {
    var table = Columns("sector", "yours", "world's suppliers, and yours")
    for sector in roster.sectors where filter.contains(sector) {
      let world = roster.states.reduce(0) { $0 + now.output[sector, $1] }
      func top(_ share: (StateID) -> Double) -> String {
        ranked(roster.states.filter(filter.contains), by: share).prefix(3)
          .filter { share($0) >= 0.005 }
          .map { "\(roster.code($0)) \(wholePercent(share($0)))" }.joined(separator: ", ")
      }
      guard world > 0 else { continue }
      table.add(
        [roster.code(sector), wholePercent(now.output[sector, me] / world)],
        rest: "world: \(top { now.output[sector, $0] / world }); you buy: "
          + top { share(of: $0, in: sector, of: me) })
    }
    return table.lines(empty: "Nobody makes it.")
      + paragraph(
        "‘yours’ is your part in the world's output; shares are of output and of what "
          + "you spend.", .quiet)
  }

  func technologyTable(_ filter: Filter) -> [Line] {
    var table = Columns("sector", "you", "last turn", "levels")
    for sector in roster.sectors where filter.contains(sector) {
      let best = ranked(roster.states.filter(filter.contains)) { now.technology[sector, $0] }
      let told = best.prefix(filter.states.isEmpty ? 4 : best.count).map {
        "\(roster.code($0)) \(degree(now.technology[sector, $0]))"
      }
      let change = before.map { now.technology[sector, me] - $0.technology[sector, me] }
      table.add(
        [
          roster.code(sector), degree(now.technology[sector, me]),
          change.map { percent($0, decimals: 1) } ?? "–",
        ], rest: told.joined(separator: ", "))
    }
    return table.lines(empty: "There are no sectors.")
      + paragraph(
        "1 is the frontier at the start, and research may pass it; changes are in percent of it.",
        .quiet)
  }

  func relationsTable(_ filter: Filter) -> [Line] {
    var table = Columns("state", "threat", "harm", "trade", "met in kind", "controls on you")
    let partners = others.filter(filter.contains)
    for state in ranked(partners, by: { now.threat[$0] + now.grievance[$0] / 100 }) {
      let record = view.record(of: state)
      let measures = view.measures(by: state, on: me)
      table.add(
        [
          roster.code(state), degree(now.threat[state]),
          basisPoints(now.grievance[state] / 10_000).replacing("+", with: ""),
          wholePercent(now.trade(with: state)),
          record.suffered == 0 ? "–" : "\(record.answered) of \(record.suffered)",
        ], rest: measures.isEmpty ? "–" : measures.told(in: roster))
    }
    return table.lines(empty: "That is you.")
      + paragraph(
        "threat that you see, from 0 to 1; harm by its measures that you remember; trade with it in "
          + "percent of your GDP; how often it answered others' new measures.", .quiet)
  }

  func projectsTable(_ filter: Filter) -> [Line] {
    var table = Columns("project", "sector", "% of GDP", "ready")
    for project in now.projects where filter.contains(project.sector) {
      table.add([
        project.kind.rawValue, roster.code(project.sector), short(project.percentOfGDP),
        project.ready > view.facts.turns
          ? "after the game" : "turn \(project.ready) (\(view.facts.year(of: project.ready)))",
      ])
    }
    return table.lines(empty: "You have no projects under way.")
  }

  var treasuryTable: [Line] {
    let limit = view.facts.limits.investmentPercentMax
    var lines = paragraph(
      "You may spend up to \(short(limit)) % of GDP in a turn, "
        + "\(billions(limit / 100 * now.setting.gdp[me])); what isn't spent isn't kept.")
    var table = Columns("turn", "% of GDP", "on")
    for turn in view.past where turn.note == nil && !turn.decision.investments.isEmpty {
      let orders = turn.decision.investments
      let sum = orders.reduce(0) { $0 + $1.percentOfGDP }
      let told = orders.map {
        "\($0.kind.rawValue) \(roster.code($0.sector)) \(short($0.percentOfGDP))"
      }
      table.add(
        ["\(turn.number) (\(view.facts.year(of: turn.number)))", short(sum)],
        rest: told.joined(separator: ", "))
    }
    lines += table.lines(empty: "You have spent nothing yet.")
    return lines + paragraph("Your government \(weights).")
  }
}
