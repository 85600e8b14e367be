public import StatecraftCore

/// Before the first turn nature tells each state what nobody else knows, such as its cost of war.
///
/// Games of incomplete information (Harsanyi 1967).
public struct Types: Rule {
  public static let name = "types"
  public static let phase = Phase.nature
  public static let writes: Set<Column> = [.types]
  public static let sources: [String] = []
  public static let summary = "Nature draws what only the state itself knows."
  public static let parameters: [Parameter<Types>] = []

  static let type = Purpose("type")
  public static let purposes = [type]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    guard let game = turn.setting.game, turn.number == 1 else { return }
    for state in turn.roster.states {
      guard let distribution = game.type(of: state) else { continue }
      turn.after.types[state] = try turn.draw(distribution, Self.type, for: state)
    }
  }
}
