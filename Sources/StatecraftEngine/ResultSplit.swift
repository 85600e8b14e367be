public import StatecraftCore

/// A state's result in a game, split into what its own orders, others' orders and luck did.
///
/// The game is played again with and without each of the three: with all eight combinations. Own
/// orders are those on record, or none. Others are asked again, so that what they answer to own
/// orders counts as own; people and programs among them do what they did. Without them all others
/// hold. Luck is what nature drew and an umpire put in, or neutral draws (``NeutralChance``).
///
/// The parts are Shapley values (Shapley 1953): each is the mean, over the six orders in which the
/// three can be added, of what adding it changes. With ``course``, what comes when nobody acts and
/// nothing strikes, they add up to the result exactly.
public struct ResultSplit: Sendable, Equatable {
  public let state: StateID
  /// Real income at the end over the start, less one, in each of the parts and in all.
  public let total: Double
  /// What comes when everybody holds and nothing strikes: learning, knowledge that spreads.
  public let course: Double
  public let own: Double
  public let others: Double
  public let luck: Double

  /// - Parameters:
  ///   - state: whose result it is.
  ///   - values: the result by who acts: bit 0 for own orders, bit 1 for others', bit 2 for luck.
  public init(of state: StateID, values: [Double]) {
    precondition(values.count == 8, "three parts make 8 games, not \(values.count)")
    self.state = state
    total = values[7]
    course = values[0]
    func share(_ part: Int) -> Double {
      let bit = 1 << part
      let rest = [0, 1, 2].filter { $0 != part }.map { 1 << $0 }
      func gain(_ set: Int) -> Double { values[set | bit] - values[set] }
      return (2 * gain(0) + gain(rest[0]) + gain(rest[1]) + 2 * gain(rest[0] | rest[1])) / 6
    }
    (own, others, luck) = (share(0), share(1), share(2))
  }
}

extension ResultSplit {
  /// Plays a recorded game again with and without each part.
  ///
  /// - Parameters:
  ///   - decisions: what each state decided, turn by turn from turn 1.
  ///   - recorded: those whose seats aren't policies, who do again what they did.
  ///   - injects: what an umpire put into the turns.
  /// - Throws: what a game throws.
  public static func of(
    _ state: StateID, in scenario: Scenario, decisions: [PerState<Decision>],
    recorded: [StateID], injects: InjectSchedule, seed: UInt64, replicate: UInt64
  ) async throws -> ResultSplit {
    var values: [Double] = []
    for set in 0..<8 {
      let (own, others, luck) = (set & 1 != 0, set & 2 != 0, set & 4 != 0)
      var players: [StateID: Player] = [:]
      for other in scenario.setting.roster.states {
        let acts = other == state ? own : others
        guard !acts || other == state || recorded.contains(other) else { continue }
        players[other] = Player(
          OrdersActor(acts ? decisions.map { $0[other] } : []), isSlow: false)
      }
      let game = Game(
        scenario, seed: seed, replicate: replicate, players: players,
        injects: .planned(luck ? injects : InjectSchedule()), hasLuck: luck)
      values.append(try await game.play().world.realIncome[state] - 1)
    }
    return ResultSplit(of: state, values: values)
  }
}
