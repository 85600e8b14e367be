internal import Foundation
public import StatecraftCore

/// What a seat's staff has to say: pure functions from what the seat may know to lines of at most
/// 80 columns.
public struct Advice: Sendable {
  public let view: SeatView

  public init(_ view: SeatView) { self.view = view }

  private var roster: Roster { view.roster }
  private var me: StateID { view.me }
  private var now: Observation { view.now }

  /// What is to be known before deciding.
  public func briefing() -> [Line] {
    let gain = now.realIncome[me] - 1
    var lines = [
      Line(
        "Briefing for \(roster.name(me)), turn \(view.turn) of \(view.facts.turns) (\(view.year))",
        .heading)
    ]
    let rivals = roster.poleLeaders.filter { $0 != me }.map {
      "\(basisPoints(gain - (now.realIncome[$0] - 1))) against \(roster.code($0))"
    }
    lines += paragraph(
      "Gains since the start: \(percent(gain)); " + rivals.joined(separator: ", ") + ".")
    let sides = roster.poles.map { pole in
      let degree = now.alignment[me, pole]
      return "\(roster.code(pole)) \(StatecraftPlayers.degree(degree))"
        + (degree >= view.facts.outcome.allyAlignment ? " (in its system)" : "")
    }
    lines += paragraph("Alignment: " + sides.joined(separator: ", ") + ".")
    lines += dependence.prefix(4).map { "  \($0)" }.map { Line($0) }
    lines += pressure
    lines += paragraph(
      "The treasury allows \(short(view.facts.limits.investmentPercentMax)) % of GDP this turn; "
        + "\(now.projects.count) of your projects are under way.")
    return lines
  }

  /// On whom the seat depends most: sector, supplier, share, and the loss if it were cut.
  private var dependence: [String] {
    let gdp = now.setting.gdp[me] * now.realIncome[me]
    var rows: [(loss: Double, text: String)] = []
    for sector in roster.sectors {
      let bought = now.expenditure[sector, me]
      guard bought > 0 else { continue }
      for other in roster.states where other != me {
        let share = now.flows[sector, me, other] / bought
        let loss = bought / gdp / now.setting[sector].elasticity * -log(max(1 - share, 0.001))
        guard loss > 1e-4 else { continue }
        rows.append(
          (
            loss,
            "You buy \(percent(share, decimals: 0)) of your \(roster.code(sector)) from "
              + "\(roster.code(other)): \(basisPoints(-loss)) if cut (estimate)"
          ))
      }
    }
    return rows.enumerated().sorted { ($1.element.loss, $0.offset) < ($0.element.loss, $1.offset) }
      .map { $0.element.text.replacing("buy +", with: "buy ") }
  }

  /// Others' measures against the seat, and the threats that it sees.
  private var pressure: [Line] {
    var measures: [String] = []
    for author in roster.states where author != me {
      for instrument in ControlInstrument.allCases where instrument != .tariff {
        let sectors = roster.sectors.filter { now.ordered(instrument, $0, author, me) > 0 }
        guard !sectors.isEmpty else { continue }
        measures.append(
          "\(roster.code(author)) \(instrument.rawValue) "
            + sectors.map {
              "\(roster.code($0)) \(short(now.ordered(instrument, $0, author, me)))"
            }.joined(separator: ", "))
      }
    }
    let threats = roster.states.filter { now.threat[$0] >= 0.1 }
      .map { "\(roster.code($0)) \(degree(now.threat[$0]))" }
    return
      (measures.isEmpty
      ? [Line("  Nobody has controls on you.")]
      : paragraph("Controls on you: " + measures.joined(separator: "; ") + "."))
      + (threats.isEmpty
        ? [] : paragraph("Threats you see: " + threats.joined(separator: ", ") + "."))
  }

  /// What orders would do to first order, beside the word *estimate*.
  public func estimate(_ orders: Decision) -> [Line] {
    orders.orders.map { order in
      let notation = order.notation(in: roster)
      guard let option = weighed(order) else {
        return Line("  \(notation): no estimate, your staff doesn't weigh it.", .caution)
      }
      return Line(
        "  \(notation): estimate \(String(format: "%+.2f", option.terms.total)) bp of utility",
        .caution)
    }
  }

  /// The option nearest to an order among those that the seat's policy weighed.
  private func weighed(_ order: Order) -> Deliberation.Option? {
    let words = order.notation(in: roster).split(separator: " ")
    let subject = words.dropLast().joined(separator: " ")
    let level =
      switch order {
      case .align(let order): order.degree
      case .control(let order): order.level
      case .invest(let order): order.percentOfGDP
      }
    return view.counsel?.deliberations.first { $0.subject == subject }?.options
      .min { abs($0.level - level) < abs($1.level - level) }
  }

  /// What may be ordered now, with ranges and what stands.
  public func legal(_ filter: Filter) -> [Line] {
    let limits = view.facts.limits
    var lines = [Line("What may be ordered now", .heading)]
    for pole in roster.poles where roster.leader(of: pole) != me {
      lines.append(
        "  align \(roster.code(pole)) 0 to 1 (now \(degree(now.alignment[me, pole])))")
    }
    lines.append("  control export|import SECTOR STATE 0 to 1")
    lines.append("  control tariff SECTOR STATE 0 to \(short(limits.tariffMax)), on goods")
    lines.append(
      "  invest subsidy|research SECTOR, together up to \(short(limits.investmentPercentMax))%gdp")
    return lines
      + paragraph(
        "Sectors: "
          + roster.sectors.filter(filter.contains).map(roster.code).joined(separator: ", ") + ".")
  }

  /// Why a state did what it did in the last turn, as far as this seat can know.
  public func explain(_ state: StateID) -> [Line] {
    let code = roster.code(state)
    return paragraph(
      "\(code) sides with "
        + roster.poles.map { "\(roster.code($0)) \(degree(now.alignment[state, $0]))" }
        .joined(separator: ", ") + "; why, only \(code) knows.")
  }

  /// What the seat's own policy would do, and for what.
  public func advise() -> [Line] {
    guard let counsel = view.counsel else { return [Line("Your staff has no advice.")] }
    var lines = [Line("Your staff would order", .heading)]
    for order in counsel.decision.notation(in: roster) { lines.append(Line("  \(order)")) }
    return lines.count > 1 ? lines : lines + [Line("  nothing")]
  }

  /// What is known of others' weights.
  public func rivals() -> [Line] {
    paragraph("Others' weights are theirs: nobody at the table knows them.", indent: 0)
  }

  /// The tables that ``show(_:_:)`` has, by name.
  public static let tables: [(name: String, summary: String)] = [
    ("gains", "real income since the start, by state"),
    ("alignment", "how far states side with each pole"),
  ]

  /// A table, narrowed to states and sectors.
  public func show(_ table: String, _ filter: Filter) -> [Line] {
    roster.states.filter(filter.contains).map { state in
      let value =
        table == "gains"
        ? percent(now.realIncome[state] - 1)
        : roster.poles.map { "\(roster.code($0)) \(degree(now.alignment[state, $0]))" }
          .joined(separator: "  ")
      return Line("  \(roster.code(state))  \(value)")
    }
  }
}
