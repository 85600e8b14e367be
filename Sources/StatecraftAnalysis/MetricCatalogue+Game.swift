internal import StatecraftCore

// What is measured of a game in strategic form: scores, last payoffs, last moves.
extension MetricCatalogue {
  static func metrics(of game: any StageGame, _ roster: Roster) -> [Metric] {
    let scores = roster.states.map { state in
      Metric(
        "score.\(roster.code(state))", .quantity,
        "what \(roster.name(state)) has got from all in all")
    }
    let payoffs = roster.states.map { state in
      Metric(
        "payoff.\(roster.code(state))", .quantity,
        "what the last round paid \(roster.name(state))")
    }
    let moves = roster.states.flatMap { state in
      switch game.moves(of: state) {
      case .named(let count):
        // With one partner, or one move toward all, it's moved or it isn't.
        let kind = game.partners(of: state).count == 1 ? Metric.Kind.event : .quantity
        return (0..<count).map { move in
          let name = roster.name(move: Double(move))
          return Metric(
            "move.\(roster.code(state)).\(name)", kind,
            kind == .event
              ? "\(roster.name(state))'s last move is \(name)"
              : "the share of \(roster.name(state))'s last moves that are \(name)")
        }
      case .quantity:
        return [
          Metric("move.\(roster.code(state))", .quantity, "\(roster.name(state))'s last move")
        ]
      }
    }
    return scores + payoffs + moves
  }

  /// The outcome of a game that has these values.
  func outcome(of game: any StageGame, _ take: (Int) -> [Double]) -> RunOutcome {
    let roster = setting.roster
    let outcome = GameOutcome(
      scores: PerState(take(roster.stateCount)), payoffs: PerState(take(roster.stateCount)),
      moves: roster.states.map { state in
        switch game.moves(of: state) {
        case .named(let count): take(count)
        case .quantity: take(1)
        }
      })
    return RunOutcome(
      system: .s4, leader: .s4, excludedBySystem: PerSector([]), excludedByLeader: PerSector([]),
      gains: PerState(repeating: 0, count: roster.stateCount),
      alignment: StatePole(repeating: 0, rows: roster.stateCount, width: 0),
      supply: SectorState(repeating: 0, rows: 0, width: roster.stateCount),
      dependence: PerSector([]), game: outcome)
  }
}
