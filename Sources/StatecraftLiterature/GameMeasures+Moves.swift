internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftGames
internal import StatecraftScenario

/// What theory says of games of named moves: equilibria, dominance, repeated play.
///
/// Players weigh others' gains as at the start of the scenario.
extension GameMeasures {
  /// - Returns: nil for measures of other kinds.
  func ofMoves(_ measure: Measure) throws(MeasureFailure) -> Double? {
    let first = StateID(index: measure.state ?? 0)
    let second = StateID(index: measure.supplier ?? 0)
    switch measure.kind {
    case .utility:
      let form = try meeting(first, second, measure)
      return form.payoff(of: 0, in: [measure.move ?? 0, measure.otherMove ?? 0])
    case .grimThreshold:
      return try threshold(dilemma(first, second, measure).grimThreshold, measure)
    case .titForTatThreshold:
      return try threshold(dilemma(first, second, measure).titForTatThreshold, measure)
    case .expectedScore, .endlessScore, .longRunPayoff:
      return try repeated(first, second, measure)
    case .equilibria:
      return Double(try games(measure).reduce(1) { $0 * $1.pureEquilibria().count })
    case .isEquilibrium:
      return try isEquilibrium(measure) ? 1 : 0
    case .isDominant:
      return try isDominant(measure.move ?? 0, of: first, measure) ? 1 : 0
    case .mixedChance:
      let form = try meeting(first, second, measure)
      guard form.moveCounts == [2, 2], let chances = form.mixedEquilibrium() else {
        throw MeasureFailure(
          measure: measure, reason: "there is no equilibrium in which both mix")
      }
      return measure.move == 0 ? chances.first : 1 - chances.first
    case .logitChance: return try logitChance(measure.move ?? 0, first, second, measure)
    default: return nil
    }
  }

  /// The chance of a move in the logit equilibrium of two states' encounter.
  private func logitChance(
    _ move: Int, _ first: StateID, _ second: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> Double {
    guard let precision = measure.text.flatMap(Double.init), precision >= 0, precision.isFinite
    else {
      throw MeasureFailure(
        measure: measure,
        reason: "write the precision last in brackets, such as logit_chance[defect,A,B,2]")
    }
    let form = try meeting(first, second, measure)
    guard let chances = form.logitEquilibrium(precision: precision) else {
      throw MeasureFailure(measure: measure, reason: "no logit equilibrium is found so precise")
    }
    guard move < chances[0].count else {
      throw MeasureFailure(measure: measure, reason: "the first state has no such move")
    }
    return chances[0][move]
  }

  private func game(_ measure: Measure) throws(MeasureFailure) -> any StageGame {
    guard let game = setting.game else {
      throw MeasureFailure(measure: measure, reason: "the scenario is no game of moves")
    }
    return game
  }

  /// A game as its players see it, others' gains weighed.
  private func weighed(_ form: StrategicForm, _ players: [StateID]) -> StrategicForm {
    let start = loaded.scenario.start
    return form.weighing(
      players.map { player in players.map { start.relativeGains[player, $0] } },
      weights: players.map { start.weights[$0, .gains] })
  }

  /// The game of two states: an encounter, or a game of all of two.
  private func meeting(
    _ first: StateID, _ second: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> StrategicForm {
    let game = try game(measure)
    let states = setting.roster.stateCount
    if game.isBilateral {
      guard game.partners(of: first).contains(second) else {
        throw MeasureFailure(measure: measure, reason: "the two don't meet")
      }
      guard let form = StrategicForm(of: game, between: first, and: second, states: states) else {
        throw MeasureFailure(measure: measure, reason: "moves are quantities")
      }
      return weighed(form, [first, second])
    }
    guard states == 2, first != second, let form = StrategicForm(of: game, states: 2) else {
      throw MeasureFailure(measure: measure, reason: "it's no game of two with named moves")
    }
    let own = weighed(form, setting.roster.states)
    guard first.index == 1 else { return own }
    return StrategicForm(moveCounts: own.moveCounts.reversed()) { player, moves in
      own.payoff(of: 1 - player, in: moves.reversed())
    }
  }

  private func dilemma(
    _ first: StateID, _ second: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> Dilemma {
    let isBilateral = try game(measure).isBilateral
    let form =
      first == second && !isBilateral
      ? try facingAll(first, measure) : try meeting(first, second, measure)
    guard form.moveCounts == [2, 2] else {
      throw MeasureFailure(measure: measure, reason: "the two have more moves than two each")
    }
    return Dilemma(form)
  }

  /// A game of all as a state sees it that takes the others to move as one.
  private func facingAll(
    _ state: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> StrategicForm {
    let states = setting.roster.states
    guard let game = setting.game,
      states.allSatisfy({ game.moves(of: $0) == .named(count: 2) })
    else {
      throw MeasureFailure(measure: measure, reason: "not everybody has two moves")
    }
    let start = loaded.scenario.start
    let others = states.filter { $0 != state }
    var profile = MoveProfile(moves: start.moves, types: start.types)
    return StrategicForm(moveCounts: [2, 2]) { player, moves in
      profile.moves[state, state] = Double(moves[0])
      for other in others { profile.moves[other, other] = Double(moves[1]) }
      guard player == 0 else { return 0 }
      let gains = others.map {
        (r: start.relativeGains[state, $0], gain: game.payoff(of: $0, with: $0, in: profile))
      }
      return start.weights[state, .gains]
        * RelativeGains.utility(
          own: game.payoff(of: state, with: state, in: profile), others: gains)
    }
  }

  private func threshold(_ value: Double?, _ measure: Measure) throws(MeasureFailure) -> Double {
    guard let value else {
      throw MeasureFailure(measure: measure, reason: "no discount factor up to 1 is enough")
    }
    return value
  }

  // MARK: - Equilibria

  /// The games that together are what is played: encounters, or the game of all.
  private func games(_ measure: Measure) throws(MeasureFailure) -> [StrategicForm] {
    let game = try game(measure)
    guard game.isBilateral else { return [try gameOfAll(measure)] }
    var forms: [StrategicForm] = []
    for first in setting.roster.states {
      for second in game.partners(of: first) where first < second {
        forms.append(try meeting(first, second, measure))
      }
    }
    return forms
  }

  private func gameOfAll(_ measure: Measure) throws(MeasureFailure) -> StrategicForm {
    let states = setting.roster.states
    let game = try game(measure)
    if game.isBilateral, states.count == 2 { return try meeting(states[0], states[1], measure) }
    guard !game.isBilateral, let form = StrategicForm(of: game, states: states.count) else {
      throw MeasureFailure(
        measure: measure,
        reason: game.isBilateral
          ? "moves are made toward each state apart: name a game of two states, or of all at once"
          : "it has more than \(StrategicForm.profileMax) profiles, or moves are quantities")
    }
    return weighed(form, states)
  }

  private func isEquilibrium(_ measure: Measure) throws(MeasureFailure) -> Bool {
    let form = try gameOfAll(measure)
    let roster = setting.roster
    var profile: [Int] = []
    for word in (measure.text ?? "").split(separator: "/") {
      guard let move = roster.move(String(word)) else {
        throw MeasureFailure(
          measure: measure,
          reason: "‘\(word)’ is no move; there are \(roster.moveNames.joined(separator: ", "))")
      }
      profile.append(Int(move))
    }
    guard profile.count == form.moveCounts.count,
      zip(profile, form.moveCounts).allSatisfy({ $0 < $1 })
    else {
      throw MeasureFailure(
        measure: measure,
        reason: "name a move that it has of each state, in order of their codes, joined by /")
    }
    return form.isEquilibrium(profile)
  }

  /// Whether a move strictly dominates all others of a state, in each of its encounters.
  private func isDominant(
    _ move: Int, of state: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> Bool {
    let game = try game(measure)
    func dominates(_ form: StrategicForm, _ player: Int) -> Bool {
      move < form.moveCounts[player]
        && (0..<form.moveCounts[player]).allSatisfy {
          $0 == move || form.dominates(move, $0, of: player)
        }
    }
    guard game.isBilateral else { return dominates(try gameOfAll(measure), state.index) }
    for partner in game.partners(of: state) {
      if !dominates(try meeting(state, partner, measure), 0) { return false }
    }
    return true
  }

  // MARK: - Repeated play

  private func repeated(
    _ first: StateID, _ second: StateID, _ measure: Measure
  ) throws(MeasureFailure) -> Double {
    let game = try game(measure)
    let states = setting.roster.stateCount
    guard setting.revision == .simultaneous,
      let own = strategy(of: first), let other = strategy(of: second)
    else {
      throw MeasureFailure(
        measure: measure,
        reason: "both must play ‘memory-one’, ‘tit-for-tats’ or ‘trigger’, and all move at once")
    }
    guard game.isBilateral, game.partners(of: first).contains(second),
      let form = StrategicForm(of: game, between: first, and: second, states: states),
      form.moveCounts == [2, 2]
    else {
      throw MeasureFailure(
        measure: measure, reason: "the two don't meet with two moves each")
    }
    guard
      let chain = RepeatedGame(own, against: other, noise: parameter("noise", of: "moves") ?? 0)
    else {
      throw MeasureFailure(
        measure: measure,
        reason: "the strategies have more than \(RepeatedGame.stateMax) joint states")
    }
    let frequencies: RepeatedGame.Frequencies
    if measure.kind == .longRunPayoff {
      frequencies = chain.longRunFrequencies()
    } else {
      guard let discount = parameter("discount", of: "payoffs"),
        let every = parameter("every", of: "payoffs"), every < 2
      else {
        throw MeasureFailure(
          measure: measure, reason: "the rule ‘payoffs’ must be in force, and pay every turn")
      }
      guard measure.kind != .endlessScore || discount < 1 else {
        throw MeasureFailure(measure: measure, reason: "without a discount it has no bound")
      }
      frequencies =
        measure.kind == .endlessScore
        ? chain.discountedFrequencies(discount: discount)
        : chain.frequencies(rounds: setting.turns, discount: discount)
    }
    return (0..<4).reduce(0.0) {
      $0 + frequencies[$1] * form.payoff(of: 0, in: [$1 / 2, $1 % 2])
    }
  }

  private func parameter(_ name: String, of rule: String) -> Double? {
    loaded.scenario.rulebook.rules.first { $0.name == rule }?.parameterValues
      .first { $0.info.name == name }?.value
  }

  /// The strategy that a state's policy plays.
  private func strategy(of state: StateID) -> RepeatedStrategy? {
    switch loaded.scenario.seats[state].policy {
    case let policy as MemoryOnePolicy:
      .memoryOne(
        first: policy.first, afterCC: policy.afterCC, afterCD: policy.afterCD,
        afterDC: policy.afterDC, afterDD: policy.afterDD)
    case let policy as TitForTatsPolicy:
      .titForTats(policy.tats, forgiveness: policy.forgiveness)
    case let policy as TriggerPolicy:
      .trigger(
        punishment: policy.punishment >= 1 ? policy.punishment : nil,
        ownDefection: policy.ownDefection == 1)
    default: nil
    }
  }
}
