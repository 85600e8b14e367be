internal import StatecraftCore

/// A state's encounters in a game that is played again and again: what was done last, and what to
/// do next.
///
/// The game's first move is to cooperate and its second to defect; any but the first counts as
/// defecting. Where one move counts toward all, the others cooperate if enough of them do.
struct RepeatedPlay {
  static let purpose = Purpose("choice.strategy")

  /// What both did when they last moved, as it was carried out.
  struct JointMove: Equatable {
    var own: Bool
    var other: Bool

    /// The place in CC, CD, DC, DD.
    var index: Int { (own ? 0 : 2) + (other ? 0 : 1) }
  }

  let observation: Observation
  let game: any StageGame
  /// The share of the others who must cooperate for the others to count as cooperating.
  let quorum: Double
  private(set) var decision = Decision()

  /// - Returns: nil where no game of moves is played, or no rule in force carries moves out.
  /// - Throws: ``PolicyError`` where moves are quantities, or there is but one.
  init?(_ observation: Observation, quorum: Double = 1, policy: String) throws {
    guard let game = observation.setting.game, observation.setting.carriesOut(.move) else {
      return nil
    }
    guard case .named(let count) = game.moves(of: observation.me), count >= 2 else {
      throw PolicyError(
        description:
          "the policy ‘\(policy)’ cooperates or defects: it can't play a game of quantities, or of "
          + "one move")
    }
    self.observation = observation
    self.game = game
    self.quorum = quorum
  }

  var partners: [StateID] { game.partners(of: observation.me) }

  /// Whom a state meets in an encounter: the partner, or all whose moves count.
  func opponents(_ partner: StateID) -> [StateID] {
    if game.isBilateral { return [partner] }
    return game.opponents(of: observation.me)
      ?? observation.setting.roster.states.filter { $0 != observation.me }
  }

  func last(_ partner: StateID) -> JointMove {
    let (moves, me) = (observation.profile.moves, observation.me)
    let others = opponents(partner)
    var cooperating = 0
    for other in others where moves[other, game.isBilateral ? me : other] == 0 { cooperating += 1 }
    return JointMove(
      own: moves[me, partner] == 0,
      other: Double(cooperating) >= quorum * Double(others.count))
  }

  /// Cooperates with the given chance, and defects otherwise.
  mutating func cooperate(
    with partner: StateID, chance: Double, _ context: inout PolicyContext
  ) throws {
    let (roster, me) = (observation.setting.roster, observation.me)
    var draw: Double?
    if chance > 0 && chance < 1 {
      draw = try context.source.draw(
        .unit, Self.purpose, for: me, about: .state(partner))
    }
    let cooperates = draw.map { $0 < chance } ?? (chance >= 1)
    if context.explains {
      context.deliberations.append(
        Deliberation(
          subject: game.isBilateral ? "move \(roster.code(partner))" : "move",
          options: [
            .init(level: 0, terms: UtilityTerms(), probability: chance),
            .init(level: 1, terms: UtilityTerms(), probability: 1 - chance),
          ], chosen: cooperates ? 0 : 1, draw: draw))
    }
    decision.moves.append(
      MoveOrder(target: game.isBilateral ? partner : nil, move: cooperates ? 0 : 1))
  }
}

/// A scenario in which a policy can't decide.
public struct PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}
