internal import StatecraftAgents
internal import StatecraftCore

/// What moves pay, as far as a seat can tell.
///
/// What others were told by nature isn't known to it: where they were told something, their payoffs
/// aren't reckoned.
struct MoveTable {
  let game: any StageGame
  let observation: Observation

  init?(_ observation: Observation) {
    guard let game = observation.setting.game else { return nil }
    self.game = game
    self.observation = observation
  }

  private var roster: Roster { observation.setting.roster }
  var me: StateID { observation.me }
  var profile: MoveProfile { observation.profile }
  /// With whom the seat plays; itself where moves count toward all.
  var partners: [StateID] { game.partners(of: me) }

  /// What a state has moved toward a partner, in words.
  func name(_ state: StateID, toward partner: StateID) -> String {
    name(profile.moves[state, partner])
  }

  /// A move in words: its name, or a quantity without more digits than it needs.
  func name(_ move: Double) -> String {
    roster.moveNames.isEmpty ? short(move) : roster.name(move: move)
  }

  /// What a state may move, as numbers: of quantities, evenly spaced ones.
  func options(of state: StateID, evenly count: Int = 5) -> [Double] {
    switch game.moves(of: state) {
    case .named(let count): (0..<count).map(Double.init)
    case .quantity(let range):
      (0..<count).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
      }
    }
  }

  /// Whether what a state gets can be told by this seat.
  func isKnown(_ state: StateID) -> Bool { state == me || game.type(of: state) == nil }

  /// What a state gets from an encounter if moves are as given; nil where this seat can't tell.
  func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile? = nil
  ) -> Double? {
    isKnown(state)
      ? game.expectedPayoff(of: state, with: partner, in: profile ?? self.profile) : nil
  }

  /// The moves as they stand, but for one.
  func profile(_ state: StateID, toward partner: StateID, moving move: Double) -> MoveProfile {
    var changed = profile
    changed.moves[state, partner] = move
    return changed
  }

  /// The other side of an encounter: who gets what besides the state that moves.
  func counterpart(_ state: StateID, _ partner: StateID) -> (StateID, with: StateID)? {
    game.isBilateral ? (partner, with: state) : nil
  }

  /// The move that pays a state most against what stands, and what it pays; the standing one of
  /// equals. Nil where this seat can't tell.
  func bestReply(
    of state: StateID, toward partner: StateID, in profile: MoveProfile? = nil
  ) -> (move: Double, payoff: Double)? {
    guard isKnown(state) else { return nil }
    var changed = profile ?? self.profile
    let standing = changed.moves[state, partner]
    var candidates = [standing] + options(of: state, evenly: 101)
    if let best = game.bestQuantity(of: state, with: partner, in: changed),
      game.moves(of: state).contains(best)
    {
      candidates.append(best)
    }
    var found: (move: Double, payoff: Double)?
    for move in candidates {
      changed.moves[state, partner] = move
      let payoff = game.expectedPayoff(of: state, with: partner, in: changed)
      if payoff > found?.payoff ?? -.infinity { found = (move, payoff) }
    }
    return found
  }

  /// What an order would be worth to the seat if others stood: its payoff less what it minds of
  /// others' (r).
  func worth(_ order: MoveOrder) -> Double? {
    let partner = order.target ?? me
    let changed = profile(me, toward: partner, moving: order.move)
    guard var value = payoff(of: me, with: partner, in: changed) else { return nil }
    for other in game.isBilateral ? [partner] : roster.states where other != me {
      let r = observation.relativeGains[other]
      guard r != 0 else { continue }
      guard let its = payoff(of: other, with: game.isBilateral ? me : other, in: changed) else {
        return nil
      }
      value -= r * its
    }
    return value
  }

  /// A state's score, over all encounters.
  func score(_ state: StateID) -> Double { observation.scores.row(state).reduce(0, +) }
  /// What the last round paid a state, over all encounters.
  func paid(_ state: StateID) -> Double { observation.payoffs.row(state).reduce(0, +) }
}

/// A payoff or a score with at most four digits, without a needless minus.
func points(_ value: Double?) -> String {
  guard let value else { return "?" }
  let text = short(value)
  return text == "-0" ? "0" : text
}
