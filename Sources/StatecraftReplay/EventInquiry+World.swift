internal import StatecraftCore

// What the worlds before and after a turn say of its events.

/// A control that a state has ordered, and that stands.
struct StandingMeasure {
  let instrument: InstrumentID
  let row: Instrument
  let sector: SectorID
  /// The strictness or rate in force at the end of the turn.
  let level: Double
  let byCode, onCode, sectorCode: String

  var text: String {
    "\(byCode)'s \(isPrice ? row.word : row.word + " control") "
      + "on \(onCode) in \(sectorCode) at \(number(level))"
  }

  /// As orders and deliberations name it.
  var subject: String { "control \(row.word) \(sectorCode) \(onCode)" }

  /// The strictest first, controls before tariffs.
  static func all(
    in world: World, by state: StateID, on target: StateID, roster: Roster
  ) -> [StandingMeasure] {
    let measures = roster.instrumentIDs.flatMap { instrument in
      let levels = world.measures[instrument]
      return roster.sectors.filter { levels[$0, state, target] > 0 }.map { sector in
        StandingMeasure(
          instrument: instrument, row: roster[instrument], sector: sector,
          level: levels[sector, state, target],
          byCode: roster.code(state), onCode: roster.code(target),
          sectorCode: roster.code(sector))
      }
    }
    return measures.enumerated().sorted { left, right in
      (left.element.isPrice ? 1 : 0, right.element.level, left.offset)
        < (right.element.isPrice ? 1 : 0, left.element.level, right.offset)
    }.map(\.element)
  }

  private var isPrice: Bool { row.channel == .price }
}

extension EventInquiry {
  /// How far alignment moved, and what part of it was chance.
  func degrees(_ event: ReplayEvent, turn: Int) -> [Reason] {
    guard event.kind.evidence == .alignment, let state = event.state.flatMap(roster.state),
      let pole = event.target.flatMap(roster.state).flatMap(roster.pole(ledBy:))
    else { return [] }
    let (before, after) = (game.worlds[turn - 1], game.worlds[turn])
    return [
      Reason(
        "degree",
        "\(number(before.alignment[state, pole])) before, \(number(after.alignment[state, pole])) "
          + "after; the threshold is \(number(game.scenario.setting.outcome.allyAlignment))")
    ]
  }

  /// The event with which a finished project began.
  func projects(
    _ event: ReplayEvent, turn: Int, depth: Int, told: inout Set<EventLabel>
  ) -> [Reason] {
    guard let kind = event.kind.project, !event.kind.isOrder,
      let state = event.state.flatMap(roster.state),
      let sector = event.sector.flatMap(roster.sector)
    else { return [] }
    let finished = game.worlds[turn - 1].projects.filter {
      $0.state == state && $0.sector == sector && $0.ready == turn && $0.kind == kind
    }
    var reasons: [Reason] = []
    for project in finished {
      guard let begun = game.worlds.firstIndex(where: { $0.projects.contains(project) }) else {
        continue
      }
      let money = "\(number(project.percentOfGDP)) % of GDP"
      var filter = EventFilter()
      filter.turns = max(begun, 1)...max(begun, 1)
      let order = game.replay.events(filter).first {
        $0.event.kind.project == kind && $0.event.kind.isOrder
          && $0.event.state == event.state && $0.event.sector == event.sector
      }
      guard let order else {
        reasons.append(Reason("begun", "\(money), under way at the start"))
        continue
      }
      let cause = reason(for: order.label, depth: depth + 1, told: &told)
      reasons.append(
        Reason("begun", "\(money), in \(order.label)", causes: cause?.causes ?? []))
    }
    return reasons
  }

  /// The controls that starve a project, or that secure a sector.
  func denials(
    _ event: ReplayEvent, turn: Int, depth: Int, told: inout Set<EventLabel>
  ) -> [Reason] {
    guard let state = event.state.flatMap(roster.state) else { return [] }
    let setting = game.scenario.setting
    switch event.kind.evidence {
    case .starvation:
      let measures = roster.states.filter { $0 != state }.flatMap {
        StandingMeasure.all(in: game.worlds[turn], by: $0, on: state, roster: roster)
      }
      return chain(
        measures.filter { $0.row.channel == .goods && $0.row.side == .outbound }, "control",
        turn: turn + 1,
        depth: depth, most: 5, told: &told)
    case .exclusion:
      let world = game.worlds[turn]
      let measures = setting.system(in: world).flatMap {
        StandingMeasure.all(in: world, by: $0, on: setting.rival, roster: roster)
          + StandingMeasure.all(in: world, by: setting.rival, on: $0, roster: roster)
      }
      let streak =
        "secured for \(setting.outcome.turns) turns in a row, with a fall of "
        + "\(number(100 * event.value)) % where \(number(100 * setting.outcome.flowFall)) % counts"
      return [Reason("measured", streak)]
        + chain(
          measures.filter { $0.sectorCode == event.sector }, "control", turn: turn + 1,
          depth: depth, most: 5, told: &told)
    case .alignment, .income, nil: return []
    }
  }
}
