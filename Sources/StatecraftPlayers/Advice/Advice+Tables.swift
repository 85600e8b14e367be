internal import StatecraftAgents
internal import StatecraftCore

extension Advice {
  /// The tables that ``show(_:_:)`` has, by name.
  public static let tables: [(name: String, summary: String)] = [
    ("gains", "real income since the start and last turn, by state"),
    ("alignment", "how far states side with each pole, and in whose system they are"),
    ("clubs", "institutions you are in, what you owe, who asks to be let in"),
    ("deals", "what is put to you and by you, what is agreed on, whose word counts"),
    ("controls", "export controls and import restrictions that stand"),
    ("tariffs", "your tariffs and those on you, by sector or by state"),
    ("dependence", "what you and others would lose if trade were withheld"),
    ("supply", "who supplies the world and you, by sector"),
    ("technology", "the technological level, by sector"),
    ("relations", "threats you see, harm you remember, trade, how others answer"),
    ("elections", "who governs, and when the polls are"),
    ("projects", "your money under way"),
    ("treasury", "what you may spend, and what you spent"),
  ]

  /// A table, narrowed to states and sectors.
  ///
  /// - Parameter table: one of ``tables``.
  public func show(_ table: String, _ filter: Filter) -> [Line] {
    switch table {
    case "gains": gainsTable(filter)
    case "alignment": alignmentTable(filter)
    case "clubs": clubsTable(filter)
    case "deals": dealsTable(filter)
    case "controls": controlsTable(filter)
    case "tariffs": tariffsTable(filter)
    case "dependence": dependenceTable(filter)
    case "supply": supplyTable(filter)
    case "technology": technologyTable(filter)
    case "relations": relationsTable(filter)
    case "elections": electionsTable(filter)
    case "projects": projectsTable(filter)
    default: treasuryTable
    }
  }

  private func gainsTable(_ filter: Filter) -> [Line] {
    var table = Columns("state", "gain", "bn USD", "last turn", "you against it", "your r")
    for state in ranked(roster.states.filter(filter.contains), by: gain) {
      table.add(
        [
          roster.code(state), percent(gain(state)),
          signed(gain(state) * now.setting.gdp[state]),
          lastGain(state).map { basisPoints($0) } ?? "–",
          state == me ? "" : basisPoints(gain(me) - gain(state)),
          state == me ? "" : short(now.relativeGains[state]),
        ], state == me ? .good : .plain)
    }
    return table.lines(empty: "")
  }

  /// Billions with a sign: `+12.3`.
  private func signed(_ value: Double) -> String {
    let text = billions(abs(value)).replacing(" bn USD", with: "")
    return text == "0.00" ? text : (value < 0 ? "-" : "+") + text
  }

  private func alignmentTable(_ filter: Filter) -> [Line] {
    let poles = roster.poles
    // Of many poles, those that fit on a line.
    let shown = poles.prefix(6)
    var table = Columns(headings: ["state"] + shown.map(roster.code) + ["system"])
    func lean(_ state: StateID) -> Double {
      poles.first.map { now.alignment[state, $0] } ?? 0
    }
    for state in ranked(roster.states.filter(filter.contains), by: lean) {
      let systems = poles.filter { system(of: $0).contains(state) }.map(roster.code)
      table.add(
        [roster.code(state)]
          + shown.map { pole in
            let change = before.map { now.alignment[state, pole] - $0.alignment[state, pole] } ?? 0
            return degree(now.alignment[state, pole])
              + (change >= 0.005 ? "+" : change <= -0.005 ? "-" : " ")
          },
        rest: systems.isEmpty ? "–" : systems.joined(separator: ", "),
        state == me ? .good : .plain)
    }
    return table.lines(empty: "")
      + paragraph("+ and - say where it moved last turn, toward a pole or away.", .quiet)
  }

  /// A state's controls, those that are alike on several states in one row.
  ///
  /// States named narrow to those who impose or suffer; without any, to this seat and the poles.
  private func controlsTable(_ filter: Filter) -> [Line] {
    let shown = filter.states.isEmpty ? roster.poleLeaders + [me] : filter.states
    var table = Columns("state", "on")
    var isLess = false
    for imposer in roster.states {
      var found: [(target: StateID, measures: [Measure])] = []
      for target in roster.states where target != imposer {
        let measures = view.measures(
          by: imposer, on: target,
          roster.instrumentIDs.filter { roster[$0].channel != .price }
        ).filter { filter.contains($0.sector) }
        guard !measures.isEmpty else { continue }
        guard shown.contains(imposer) || shown.contains(target) else {
          isLess = true
          continue
        }
        found.append((target, measures))
      }
      for group in alike(found) {
        table.add(
          [roster.code(imposer)], rest: "\(codes(group.targets)): \(group.told)",
          group.targets.contains(me) ? .caution : .plain)
      }
    }
    return table.lines(empty: "There are no such controls.")
      + (isLess && filter.states.isEmpty
        ? paragraph("Those by and on you and the poles; ‘show controls STATE’ has others'.", .quiet)
        : [])
  }

  /// Measures in words, with all the states on which they're the same; states without any are left
  /// out.
  func alike(
    _ found: [(target: StateID, measures: [Measure])]
  ) -> [(told: String, targets: [StateID])] {
    var groups: [(told: String, targets: [StateID])] = []
    for (target, measures) in found where !measures.isEmpty {
      let told = measures.told(in: roster)
      if let index = groups.firstIndex(where: { $0.told == told }) {
        groups[index].targets.append(target)
      } else {
        groups.append((told, [target]))
      }
    }
    return groups
  }

  private func tariffsTable(_ filter: Filter) -> [Line] {
    let goods = roster.sectors.filter { now.setting[$0].isGood && filter.contains($0) }
    guard !goods.isEmpty else { return paragraph("No tariff can be levied there.") }
    let partners = others.filter(filter.contains)
    var table: Columns
    if filter.states.isEmpty {
      table = Columns("sector", "your lowest", "your highest", "on you, lowest", "highest")
      for sector in goods {
        let (own, theirs) = (
          partners.map { now.tariff[sector, me, $0] }, partners.map { now.tariff[sector, $0, me] }
        )
        guard (own + theirs).contains(where: { $0 > 0 }) else { continue }
        table.add(
          [
            roster.code(sector), rate(own.min()), rate(own.max()), rate(theirs.min()),
            rate(theirs.max()),
          ])
      }
    } else {
      table = Columns("state", "sector", "yours on it", "its on you", "at the start")
      for partner in partners {
        for sector in goods {
          let (own, its) = (now.tariff[sector, me, partner], now.tariff[sector, partner, me])
          let (was, theirs) = (
            view.start.tariff[sector, me, partner], view.start.tariff[sector, partner, me]
          )
          guard own + its + was + theirs > 0 else { continue }
          table.add(
            [
              roster.code(partner), roster.code(sector), rate(own), rate(its),
              "\(rate(was)), \(rate(theirs))",
            ], its > theirs ? .caution : .plain)
        }
      }
    }
    return table.lines(empty: "There are no such tariffs, neither yours nor on you.")
      + (filter.states.isEmpty && !table.isEmpty
        ? paragraph("‘show tariffs STATE’ has those of a state.", .quiet) : [])
  }

  private func rate(_ value: Double?) -> String { value.map { percentRate($0) } ?? "–" }

  /// A tariff in percent: `12.5 %`.
  private func percentRate(_ value: Double) -> String {
    let text = percent(value, decimals: 1)
    return text.hasPrefix("+") ? String(text.dropFirst()) : text
  }
}
