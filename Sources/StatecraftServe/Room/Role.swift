public import StatecraftCore

/// Who somebody is in a room: decides for a state, watches over the game, or looks on.
public enum Role: Sendable, Hashable {
  case seat(StateID)
  case umpire
  case spectator

  /// What the record calls whoever speaks: a state's code, `umpire` or `spectator`.
  func name(in roster: Roster) -> String {
    switch self {
    case .seat(let state): roster.code(state)
    case .umpire: Remark.umpire
    case .spectator: "spectator"
    }
  }
}

/// The tokens of a room: one for each place.
public struct Keys: Sendable {
  public private(set) var places: [(role: Role, token: Token)] = []

  /// Fresh tokens, or those that were given out before.
  ///
  /// - Parameter kept: tokens by the names of ``Role``.
  public init(for roles: [Role], in roster: Roster, kept: [String: String] = [:]) {
    places = roles.map { role in
      (role, kept[role.name(in: roster)].flatMap { Token($0) } ?? Token())
    }
  }

  public func token(of role: Role) -> Token? { places.first { $0.role == role }?.token }

  /// Whose token it is. Each is compared, whichever it is.
  func role(of text: String) -> Role? {
    var found: Role?
    for place in places where place.token.isSame(as: text) { found = place.role }
    return found
  }

  /// A line for each place: `DEU <token>`, for a file that only its owner reads.
  public func lines(in roster: Roster) -> [String] {
    places.map { "\($0.role.name(in: roster)) \($0.token)" }
  }
}
