public import StatecraftCore

/// The game pays: what every encounter is worth as moves stand, added up with a discount.
///
/// The score is Σ_t δ^(t−1) π_t over the turns that pay; with δ = 1 it's the plain sum.
public struct Payoffs: Rule {
  public static let name = "payoffs"
  public static let phase = Phase.outcome
  public static let writes: Set<Column> = [.payoffs, .scores]
  public static let sources: [String] = []
  public static let summary = "Moves as they stand pay; scores add up with a discount."

  /// The discount factor δ.
  public var discount = 1.0
  /// The game pays in every so manieth turn, so that players can move one after the other before.
  public var every = 1

  public static let parameters = [
    Parameter<Payoffs>(
      "discount", \.discount, in: 0...1, unit: "factor a round",
      "Discount factor δ on later rounds."),
    Parameter<Payoffs>(
      "every", \.every, in: 1...1000, unit: "turns", "Turns that make a round, which then pays."),
  ]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    guard let game = turn.setting.game else { return }
    let length = max(1, every)
    guard turn.number % length == 0 else { return }
    let weight = Math.power(discount, Double(turn.number / length - 1))
    let profile = MoveProfile(moves: turn.before.moves, types: turn.before.types)
    for state in turn.roster.states {
      for partner in game.partners(of: state) {
        let payoff = game.payoff(of: state, with: partner, in: profile)
        turn.after.payoffs[state, partner] = payoff
        turn.after.scores[state, partner] += weight * payoff
      }
    }
  }
}
