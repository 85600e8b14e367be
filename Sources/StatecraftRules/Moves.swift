public import StatecraftCore

/// What states move takes effect, or now and then something else: a hand trembles.
///
/// A move stands until the state revises it. With chance ε an ordered move is carried out as another
/// one, each of the others being as likely (implementation error: Selten 1975; in repeated games
/// Molander 1985, Nowak and Sigmund 1990). Quantities don't tremble.
public struct Moves: Rule {
  public static let name = "moves"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.moves]
  public static let orders = [OrderKind.move]
  public static let sources: [String] = []
  public static let summary = "Ordered moves take effect, with chance ε another one instead."

  static let tremble = Purpose("move.tremble")
  public static let purposes = [tremble]

  /// The chance that an ordered move is carried out as another one.
  public var noise = 0.0

  public static let parameters = [
    Parameter<Moves>(
      "noise", \.noise, in: 0...1, unit: "probability",
      "Chance ε that an ordered move is carried out as another one.")
  ]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    guard let game = turn.setting.game else { return }
    for state in turn.roster.states {
      let orders = turn.decisions[state].moves
      guard !orders.isEmpty else { continue }
      let choices = game.moves(of: state)
      for order in orders {
        let target = order.target ?? state
        var move = order.move
        if noise > 0, case .named(let count) = choices, count > 1 {
          let draw = try turn.draw(
            .unit, Self.tremble, for: state, about: .state(target))
          if draw < noise {
            // The rest of the draw says which of the others.
            let other = min(Int(draw / noise * Double(count - 1)), count - 2)
            move = Double(Double(other) < order.move ? other : other + 1)
            turn.report(
              "move.trembled", state: state, target: order.target, value: move,
              why: "the move was carried out as another one by mistake")
          }
        }
        guard move != turn.before.moves[state, target] else { continue }
        turn.after.moves[state, target] = move
        turn.report(
          "move.changed", state: state, target: order.target, value: move,
          why: "the state moved otherwise than before")
      }
    }
  }
}
