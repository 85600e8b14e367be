internal import Foundation
package import StatecraftCore
internal import StatecraftPlayers
package import StatecraftReplay

/// What a recorded game hung on: its turning points, what was luck and what deeds, and what holding
/// would have brought.
///
/// All of it is found by playing the record again with one thing changed (``WhatIf``).
package struct GameStory: Sendable {
  /// A state's orders of a turn on which much hung.
  package struct TurningPoint: Sendable {
    package let turn: Int
    package let state: StateID
    /// What happened by these orders, in a sentence.
    package let deed: String
    /// What the orders changed at the end, for each state: as fractions, or points of a score.
    package let effects: PerState<Double>
    /// The class of the game, and the one that it would have had.
    package let outcome: (is: OutcomeClass, otherwise: OutcomeClass)
    /// The sum of the changes' sizes, weighted by the states' GDP.
    package let weight: Double
  }

  /// How much of a state's gain was luck, and what holding would have brought.
  package struct Account: Sendable {
    package let state: StateID
    package let gain: Double
    /// The mean and the standard deviation of its gain under other luck, all orders as they were.
    package let otherLuck: (mean: Double, deviation: Double)
    /// Its gain, had it held in every turn and all others done what they did.
    package let held: Double
  }

  package let game: ReplayedGame
  /// The heaviest first.
  package let turningPoints: [TurningPoint]
  /// The states that people played; the leader and the rival where nobody did.
  package let accounts: [Account]
  /// Under how many other seeds the game was played.
  package let luckCount: Int
  let whatIf: WhatIf

  /// The states whose story it is.
  package var protagonists: [StateID] { accounts.map(\.state) }

  /// - Parameters:
  ///   - game: a game, its turns resolved again.
  ///   - luckCount: under how many other seeds it's played.
  /// - Throws: ``RuleFault`` when a rule fails.
  package init(_ game: ReplayedGame, luckCount: Int = 20) throws {
    self.game = game
    self.luckCount = luckCount
    whatIf = WhatIf(game)
    let header = game.replay.header
    let setting = game.scenario.setting
    let people = setting.roster.states.filter { header.seats[$0.index].isPerson }
    let states =
      people.isEmpty
      ? (setting.game == nil ? [setting.leader, setting.rival] : setting.roster.states) : people
    turningPoints = try Self.turningPoints(whatIf, people: states)
    accounts = try Self.accounts(whatIf, of: states, luckCount: luckCount)
  }

  /// The last world on record.
  var end: World { game.worlds[game.worlds.count - 1] }

  // MARK: Turning points

  private static func turningPoints(
    _ whatIf: WhatIf, people: [StateID]
  ) throws -> [TurningPoint] {
    let game = whatIf.game
    let (setting, turns) = (game.scenario.setting, game.replay.turns)
    let roster = setting.roster
    let end = game.worlds[game.worlds.count - 1]
    let headlines = Headlines(roster)
    let world = setting.gdp.storage.reduce(0, +)
    var points: [TurningPoint] = []
    for turn in turns {
      let news = headlines.items(of: turn.events)
      // Whoever made news, and whose story it is.
      let authors = news.compactMap { $0.states.first.flatMap(roster.state) }
      for state in roster.states
      where (people.contains(state) || authors.contains(state))
        && turn.decisions[state.index] != .hold
      {
        let otherwise = try whatIf.end(from: turn.number) { $0 == turn.number ? [state] : [] }
        let effects = PerState(
          roster.states.map {
            whatIf.size(of: $0, in: end) - whatIf.size(of: $0, in: otherwise)
          })
        let weight = roster.states.reduce(0) {
          $0 + abs(effects[$1]) * setting.gdp[$1] / world
        }
        points.append(
          TurningPoint(
            turn: turn.number, state: state,
            deed: deed(of: state, in: turn, news, roster),
            effects: effects,
            outcome: (whatIf.outcome(of: end), whatIf.outcome(of: otherwise)), weight: weight))
      }
    }
    // A changed class is worth more than any change of incomes; then the record's order decides.
    return points.enumerated().sorted { one, other in
      let parts = { (point: TurningPoint) in
        (point.outcome.is != point.outcome.otherwise ? 1 : 0, point.weight)
      }
      let (a, b) = (parts(one.element), parts(other.element))
      return (b.0, b.1, one.offset) < (a.0, a.1, other.offset)
    }.map(\.element)
  }

  private static func deed(
    of state: StateID, in turn: ReplayTurn, _ news: [Headlines.Item], _ roster: Roster
  ) -> String {
    let code = roster.code(state)
    if let item = news.first(where: { $0.states.first == code }) { return item.text }
    let orders = turn.decisions[state.index].notation(in: roster)
    return "\(code) orders \(orders.prefix(2).joined(separator: "; "))"
      + (orders.count > 2 ? " and \(orders.count - 2) more" : "")
  }

  // MARK: Luck and deeds

  private static func accounts(
    _ whatIf: WhatIf, of states: [StateID], luckCount: Int
  ) throws -> [Account] {
    let game = whatIf.game
    let end = game.worlds[game.worlds.count - 1]
    let seed = game.replay.header.seed
    let others = try (1...UInt64(luckCount)).map { try whatIf.end(from: 1, seed: seed &+ $0) }
    return try states.map { state in
      let sizes = others.map { whatIf.size(of: state, in: $0) }
      let mean = sizes.reduce(0, +) / Double(sizes.count)
      let squares = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let held = try whatIf.end(from: 1) { _ in [state] }
      return Account(
        state: state, gain: whatIf.size(of: state, in: end),
        otherLuck: (mean, (squares / Double(max(sizes.count - 1, 1))).squareRoot()),
        held: whatIf.size(of: state, in: held))
    }
  }
}
