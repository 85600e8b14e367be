public import StatecraftCore

/// A finite game as a table: what each player gets in each profile of pure moves.
public struct StrategicForm: Sendable, Equatable {
  /// How many profiles are enumerated at most.
  public static let profileMax = 1 << 18

  /// How many moves each player has.
  public let moveCounts: [Int]
  /// What a player gets: [player][profile's number]; the last player's move runs fastest.
  public let payoffs: [[Double]]

  /// What each player counts as equal: rounding, and no more. Weighing others' gains by a fraction
  /// mustn't break a tie.
  private let tolerances: [Double]

  public init(moveCounts: [Int], payoffs: [[Double]]) {
    let profiles = moveCounts.reduce(1, *)
    precondition(
      payoffs.count == moveCounts.count && payoffs.allSatisfy { $0.count == profiles },
      "payoffs don't fit \(profiles) profiles of \(moveCounts.count) players")
    self.moveCounts = moveCounts
    self.payoffs = payoffs
    tolerances = payoffs.map { $0.reduce(0) { max($0, abs($1)) } * 1e-12 }
  }

  /// The table of a function of profiles.
  public init(moveCounts: [Int], payoff: (_ player: Int, _ profile: [Int]) -> Double) {
    var payoffs = Array(repeating: [Double](), count: moveCounts.count)
    Self.forEachProfile(moveCounts) { profile in
      for player in moveCounts.indices { payoffs[player].append(payoff(player, profile)) }
    }
    self.init(moveCounts: moveCounts, payoffs: payoffs)
  }

  /// The game of all states, where one move counts toward all; nil where moves are quantities, or
  /// there are more than ``profileMax`` profiles.
  public init?(of game: any StageGame, states: Int) {
    let players = (0..<states).map(StateID.init(index:))
    guard let counts = Self.counts(of: players, in: game) else { return nil }
    var profile = MoveProfile(
      moves: Dyadic(repeating: 0, rows: states, width: states),
      types: PerState(repeating: 0, count: states))
    self.init(moveCounts: counts) { player, moves in
      for (state, move) in zip(players, moves) { profile.moves[state, state] = Double(move) }
      return game.payoff(of: players[player], with: players[player], in: profile)
    }
  }

  /// The encounter of two states in a bilateral game, `first` being the first player; nil where
  /// moves are quantities.
  public init?(
    of game: any StageGame, between first: StateID, and second: StateID, states: Int
  ) {
    guard let counts = Self.counts(of: [first, second], in: game) else { return nil }
    var profile = MoveProfile(
      moves: Dyadic(repeating: 0, rows: states, width: states),
      types: PerState(repeating: 0, count: states))
    self.init(moveCounts: counts) { player, moves in
      profile.moves[first, second] = Double(moves[0])
      profile.moves[second, first] = Double(moves[1])
      return player == 0
        ? game.payoff(of: first, with: second, in: profile)
        : game.payoff(of: second, with: first, in: profile)
    }
  }

  private static func counts(of states: [StateID], in game: any StageGame) -> [Int]? {
    var counts: [Int] = []
    var profiles = 1
    for state in states {
      guard case .named(let count) = game.moves(of: state) else { return nil }
      counts.append(count)
      profiles *= count
      guard profiles <= profileMax else { return nil }
    }
    return counts
  }

  public func payoff(of player: Int, in profile: [Int]) -> Double {
    var number = 0
    for (move, count) in zip(profile, moveCounts) { number = number * count + move }
    return payoffs[player][number]
  }

  /// The same game as players see it who weigh others' gains: w[i] (π[i] − Σ_j r[i][j] π[j]).
  ///
  /// Grieco's k between two: r = k/(1 + k) and w = 1 + k. Snidal's r among n: r/(n − 1) and w = 1.
  public func weighing(_ relativeGains: [[Double]], weights: [Double]) -> StrategicForm {
    StrategicForm(
      moveCounts: moveCounts,
      payoffs: moveCounts.indices.map { player in
        payoffs[player].indices.map { number in
          var value = payoffs[player][number]
          for other in moveCounts.indices where other != player {
            value -= relativeGains[player][other] * payoffs[other][number]
          }
          return weights[player] * value
        }
      })
  }

  /// Whether nobody gains by another move of its own: a Nash equilibrium in pure moves.
  public func isEquilibrium(_ profile: [Int]) -> Bool {
    var changed = profile
    for player in moveCounts.indices {
      let value = payoff(of: player, in: profile)
      for move in 0..<moveCounts[player] {
        changed[player] = move
        if payoff(of: player, in: changed) - value > tolerances[player] { return false }
      }
      changed[player] = profile[player]
    }
    return true
  }

  /// All Nash equilibria in pure moves, by exhaustive enumeration, in order of their numbers.
  public func pureEquilibria() -> [[Int]] {
    var found: [[Int]] = []
    Self.forEachProfile(moveCounts) { if isEquilibrium($0) { found.append($0) } }
    return found
  }

  /// Whether a move pays a player more than another one, whatever others do; at least as much
  /// everywhere and more somewhere, where weak dominance is asked for.
  public func dominates(
    _ move: Int, _ other: Int, of player: Int, weakly: Bool = false
  ) -> Bool {
    var isBetterSomewhere = false
    var isNeverWorse = true
    var isBetterEverywhere = true
    Self.forEachProfile(moveCounts) { profile in
      guard profile[player] == move else { return }
      var changed = profile
      changed[player] = other
      let difference = payoff(of: player, in: profile) - payoff(of: player, in: changed)
      let tolerance = tolerances[player]
      if difference > tolerance { isBetterSomewhere = true } else { isBetterEverywhere = false }
      if difference < -tolerance { isNeverWorse = false }
    }
    return weakly ? isBetterSomewhere && isNeverWorse : isBetterEverywhere
  }

  /// The equilibrium of a game of two with two moves each in which both mix: how likely each takes
  /// its first move, strictly between 0 and 1; nil where there is none.
  ///
  /// Each mixes so that the other gains as much by either move: with the other's payoffs a, b in
  /// its first row and c, d in its second, the chance of one's own first move is
  /// (d − b)/(a − b − c + d).
  public func mixedEquilibrium() -> (first: Double, second: Double)? {
    precondition(moveCounts == [2, 2], "a mixed equilibrium of two by two, not \(moveCounts)")
    func chance(makingIndifferent player: Int) -> Double? {
      // The player's payoff by its own move and the other's.
      func value(_ own: Int, _ other: Int) -> Double {
        payoff(of: player, in: player == 0 ? [own, other] : [other, own])
      }
      let numerator = value(1, 1) - value(0, 1)
      let denominator = value(0, 0) - value(0, 1) - value(1, 0) + value(1, 1)
      guard denominator != 0 else { return nil }
      let chance = numerator / denominator
      return chance > 0 && chance < 1 ? chance : nil
    }
    guard let first = chance(makingIndifferent: 1), let second = chance(makingIndifferent: 0)
    else { return nil }
    return (first, second)
  }

  static func forEachProfile(_ counts: [Int], _ body: ([Int]) -> Void) {
    var profile = Array(repeating: 0, count: counts.count)
    for _ in 0..<counts.reduce(1, *) {
      body(profile)
      var player = counts.count - 1
      while player >= 0 {
        profile[player] += 1
        if profile[player] < counts[player] { break }
        profile[player] = 0
        player -= 1
      }
    }
  }
}
