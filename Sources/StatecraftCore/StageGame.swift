/// A game in strategic form that is played anew each turn: who plays with whom, what can be moved,
/// and what every profile of moves pays.
///
/// Moves stand until they are revised, like any other policy of a state. Some games are *bilateral*:
/// a state moves toward each partner apart, and each encounter pays by itself. In the others one
/// move counts toward all; it's kept, and paid, on the diagonal: as the move toward oneself.
public protocol StageGame: Sendable {
  /// The name in files, such as `matrix`.
  var form: String { get }
  /// Whether a state moves toward each partner apart.
  var isBilateral: Bool { get }
  /// With whom a state plays, in roster order; in games that aren't bilateral, itself alone.
  func partners(of state: StateID) -> [StateID]
  /// Whose moves a state meets in a game in which one move counts toward all, in roster order; nil
  /// where they are all the others'. Bilateral games have partners for that.
  func opponents(of state: StateID) -> [StateID]?
  /// What a state may move.
  func moves(of state: StateID) -> MoveSet
  /// What a state gets from an encounter with a partner, or with itself from the game of all.
  func payoff(of state: StateID, with partner: StateID, in profile: MoveProfile) -> Double
  /// What a state may expect before it knows what others keep to themselves.
  ///
  /// - Parameter profile: with the state's own type; those of others mean nothing.
  func expectedPayoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double
  /// What a state may expect of each of its named moves, in order, others' moves given as they
  /// stand: ``expectedPayoff(of:with:in:)`` of one after the other.
  func expectedPayoffs(
    of state: StateID, with partner: StateID, in profile: MoveProfile, moves: Int
  ) -> [Double]
  /// The quantity that pays a state most, given the moves of others; nil where there is no closed
  /// form, or moves aren't quantities. Relative gains are no part of it.
  func bestQuantity(of state: StateID, with partner: StateID, in profile: MoveProfile) -> Double?
  /// What nature tells a state and nobody else before the first turn; nil where there is nothing.
  func type(of state: StateID) -> Distribution?
}

extension StageGame {
  public func partners(of state: StateID) -> [StateID] { [state] }
  public func opponents(of state: StateID) -> [StateID]? { nil }
  public func expectedPayoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double { payoff(of: state, with: partner, in: profile) }
  public func expectedPayoffs(
    of state: StateID, with partner: StateID, in profile: MoveProfile, moves: Int
  ) -> [Double] {
    var profile = profile
    return (0..<moves).map { move in
      profile.moves[state, partner] = Double(move)
      return expectedPayoff(of: state, with: partner, in: profile)
    }
  }
  public func bestQuantity(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double? { nil }
  public func type(of state: StateID) -> Distribution? { nil }
}

/// What a state may move.
public enum MoveSet: Sendable, Equatable {
  /// One of so many moves, which the roster names.
  case named(count: Int)
  /// A quantity.
  case quantity(ClosedRange<Double>)

  public func contains(_ move: Double) -> Bool {
    switch self {
    case .named(let count): move >= 0 && move < Double(count) && move == move.rounded()
    case .quantity(let range): range.contains(move)
    }
  }
}

/// What every state has moved, and what nature has told each.
public struct MoveProfile: Sendable, Equatable {
  /// The number of a named move, or a quantity: [who moves, toward whom]; on the diagonal what
  /// counts toward all.
  public var moves: Dyadic<Double>
  /// What nature has told each state.
  public var types: PerState<Double>

  public init(moves: Dyadic<Double>, types: PerState<Double>) {
    self.moves = moves
    self.types = types
  }
}

/// Who may decide in a turn.
public enum RevisionProtocol: Sendable, Equatable {
  /// All at once.
  case simultaneous
  /// One a turn, in this order, round after round.
  case sequential([StateID])
  /// One a turn, drawn with equal chances.
  case random

  /// The draw of who may decide.
  public static let purpose = Purpose("revision")

  /// The states that may decide in a turn, in order.
  ///
  /// - Parameters:
  ///   - turn: the turn's number, from 1.
  ///   - uniform: a draw from `0..<1`; asked for by the random protocol alone.
  public func deciders(
    in turn: Int, of states: [StateID], drawing uniform: () throws -> Double
  ) rethrows -> [StateID] {
    switch self {
    case .simultaneous: return states
    case .sequential(let order): return [order[(turn - 1) % order.count]]
    case .random: return [states[min(Int(try uniform() * Double(states.count)), states.count - 1)]]
    }
  }
}
