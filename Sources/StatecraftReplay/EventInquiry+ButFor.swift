internal import StatecraftCore

// But-for causes: the turn is resolved again with one cause after another taken away.

extension EventInquiry {
  /// What happens in a turn without one of its causes.
  private struct Without {
    let cause: String
    let resolution: Resolution
  }

  /// What an event hung on.
  ///
  /// Changes of income are always there, so of them it's told how much each cause made.
  func butFor(_ event: ReplayEvent, turn: Int) -> [Reason] {
    guard let phase = phase(of: event) else { return [] }
    let alternatives =
      withoutDraws(turn, but: event) + (phase > .nature ? withoutProjects(turn) : [])
      + (phase >= .orders ? withoutOrders(turn) : [])
    if event.kind.evidence == .income { return [shares(alternatives, of: event, turn: turn)] }
    let needed = alternatives.filter { !Self.happens(event, in: $0.resolution, roster) }.map(
      \.cause)
    // What nature brings by a draw of its own, the draw tells.
    if needed.isEmpty && (alternatives.isEmpty || phase == .nature) { return [] }
    return [
      Reason(
        "hung on",
        needed.isEmpty
          ? "no one cause in this turn: it would have happened without any one of them"
          : needed.joined(separator: "; ") + ": without, it wouldn't have happened")
    ]
  }

  private func withoutOrders(_ turn: Int) -> [Without] {
    let recorded = game.replay.turns[turn - 1]
    return roster.states.filter { recorded.decisions[$0.index] != .hold }.compactMap { state in
      game.resolution(of: turn, with: [state: .hold]).map {
        Without(cause: "the orders of \(roster.code(state))", resolution: $0)
      }
    }
  }

  /// Without what happened by the toss of a coin, called by the first event that is gone then,
  /// unless that's the one in question.
  private func withoutDraws(_ turn: Int, but explained: ReplayEvent) -> [Without] {
    let recorded = game.replay.turns[turn - 1]
    return recorded.draws.indices.compactMap { index in
      var draws = recorded.draws
      let draw = draws[index]
      guard case .bernoulli = draw.distribution, draw.value == 1 else { return nil }
      draws[index] = Draw(
        purpose: draw.purpose, actor: draw.actor, item: draw.item,
        distribution: draw.distribution, value: 0)
      guard let resolution = game.resolution(of: turn, draws: draws) else { return nil }
      let gone = recorded.events.first { event in
        let rule = game.scenario.rulebook.rules.first { $0.name == event.rule }
        return rule.map { type(of: $0).purposes.contains { $0.name == draw.purpose } } ?? false
          && !Self.happens(event, in: resolution, roster)
      }
      return Without(
        cause: gone.flatMap { $0 == explained ? nil : "‘\($0.what)’" } ?? "the draw \(draw.name)",
        resolution: resolution)
    }
  }

  /// Without the projects that came to work.
  private func withoutProjects(_ turn: Int) -> [Without] {
    let before = game.worlds[turn - 1]
    return roster.states.compactMap { state in
      var world = before
      world.projects.removeAll { $0.state == state && $0.ready == turn }
      guard world.projects.count < before.projects.count else { return nil }
      return game.resolution(of: turn, from: world).map {
        Without(cause: "the finished projects of \(roster.code(state))", resolution: $0)
      }
    }
  }

  private static func happens(
    _ event: ReplayEvent, in resolution: Resolution, _ roster: Roster
  ) -> Bool {
    resolution.events.contains { other in
      other.kind == event.kind && other.rule == event.rule
        && other.state.map(roster.code) == event.state
        && other.target.map(roster.code) == event.target
        && other.sector.map(roster.code) == event.sector
    }
  }

  private func shares(
    _ alternatives: [Without], of event: ReplayEvent, turn: Int
  ) -> Reason {
    guard let state = event.state.flatMap(roster.state) else { return Reason("made by", "–") }
    let income = game.worlds[turn].realIncome[state]
    let effects = alternatives.map { ($0.cause, income - $0.resolution.world.realIncome[state]) }
    let largest = effects.enumerated().filter { abs($0.element.1) >= 5e-5 }.sorted {
      (abs($1.element.1), $0.offset) < (abs($0.element.1), $1.offset)
    }
    let left = event.value - effects.reduce(0) { $0 + $1.1 }
    return Reason(
      "made by", "in %, each against the turn without it:",
      details: largest.prefix(5).map { "\(percent($0.element.1)) \($0.element.0)" }
        + ["\(percent(left)) what was under way, smaller causes, and joint effects"])
  }
}
