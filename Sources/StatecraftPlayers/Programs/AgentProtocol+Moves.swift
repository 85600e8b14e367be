internal import StatecraftCore
internal import StatecraftReplay

// What programs are told in a game in strategic form: no economy, and moves in the words of
// decision notation.

extension AgentProtocol {
  /// The game's part of a greeting: who plays with whom, what may be moved and what that pays.
  static func game(_ observation: Observation, into line: inout JSONOutput) {
    guard let table = MoveTable(observation) else { return }
    let (game, me, roster) = (table.game, observation.me, observation.setting.roster)
    line.key("states")
    line.array(roster.states) { array, state in
      array.object { object in
        object.key("code")
        object.string(roster.code(state))
        object.key("name")
        object.string(roster.name(state))
      }
    }
    line.key("game")
    line.object { object in
      object.key("form")
      object.string(game.form)
      object.key("is_bilateral")
      object.bool(game.isBilateral)
      switch game.moves(of: me) {
      case .named(let count):
        object.key("moves")
        object.strings(Array(roster.moveNames.prefix(count)))
      case .quantity(let range):
        object.key("quantity")
        object.object { quantity in
          quantity.key("min")
          quantity.number(range.lowerBound)
          quantity.key("max")
          quantity.number(range.upperBound)
        }
      }
      if game.isBilateral {
        object.key("partners")
        object.strings(table.partners.map(roster.code))
      }
      object.key("revision")
      switch observation.setting.revision {
      case .simultaneous: object.string("simultaneous")
      case .random: object.string("random")
      case .sequential(let order):
        object.string("sequential")
        object.key("order")
        object.strings(order.map(roster.code))
      }
    }
  }

  /// All that a state may know of a game when it decides.
  static func moves(_ observation: Observation) -> [UInt8] {
    guard let table = MoveTable(observation) else { return [] }
    let (game, me, roster) = (table.game, observation.me, observation.setting.roster)
    let states = roster.states
    let code = { (id: StateID) in roster.code(id) }
    return message("observation") { line in
      line.key("turn")
      line.integer(observation.turn)
      line.key("moves")
      line.object { object in
        for state in states {
          object.key(code(state))
          object.object { row in
            for partner in game.partners(of: state) {
              row.key(code(partner))
              row.move(observation.profile.moves[state, partner], in: roster)
            }
          }
        }
      }
      line.key("private_type")
      line.number(observation.profile.types[me])
      line.table("payoffs", states, states) {
        observation.payoffs[$0, $1]
      } code: {
        code($0)
      } code: {
        code($0)
      }
      line.table("scores", states, states) {
        observation.scores[$0, $1]
      } code: {
        code($0)
      } code: {
        code($0)
      }
      line.key("pays")
      line.object { object in
        for partner in table.partners {
          object.key(code(partner))
          object.array(table.options(of: me, evenly: 21)) { array, move in
            array.object { option in
              let profile = table.profile(me, toward: partner, moving: move)
              option.key("move")
              option.move(move, in: roster)
              option.key("you")
              option.number(table.payoff(of: me, with: partner, in: profile) ?? 0)
              if game.isBilateral, let its = table.payoff(of: partner, with: me, in: profile) {
                option.key("it")
                option.number(its)
              }
            }
          }
        }
      }
      line.row("relative_gains", states, { observation.relativeGains[$0] }, code: code)
      line.row("weights", UtilityTerm.weighted, { observation.weights[$0] }, code: \.name)
    }
  }
}

extension JSONOutput {
  /// A move by its name, or a quantity.
  fileprivate mutating func move(_ move: Double, in roster: Roster) {
    if roster.moveNames.isEmpty { number(move) } else { string(roster.name(move: move)) }
  }
}
