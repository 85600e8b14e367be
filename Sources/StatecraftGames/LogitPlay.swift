public import StatecraftCore

/// Play by logit in any game of named moves, as a Markov chain over the profiles of moves.
///
/// A state that may revise takes a move with probability ∝ exp(β π), where π is what the move would
/// pay given the moves of others as they stand; in a bilateral game toward each partner apart
/// (log-linear learning: Blume 1993). With β > 0 finite every profile is reached from every other, so
/// the chain has one long run.
public struct LogitPlay: Sendable {
  /// The most profiles whose chain is solved.
  public static let profilesMax = 1 << 10

  /// All profiles of moves, the first state's move changing fastest.
  public let profiles: [MoveProfile]
  /// The states that have moves, in order.
  private let states: [StateID]
  /// For each state, a profile's number by what it can become: (number, chance).
  private let revisions: PerState<[[(number: Int, probability: Double)]]>

  /// - Parameters:
  ///   - precision: β, 0 or more.
  /// - Throws: ``LogitPlayError`` where moves are quantities, or profiles too many.
  public init(
    _ game: any StageGame, stateCount: Int, precision: Double
  ) throws(LogitPlayError) {
    states = (0..<stateCount).map(StateID.init(index:))
    var places: [(state: StateID, partner: StateID, count: Int, value: Int)] = []
    var total = 1
    for state in states {
      guard case .named(let count) = game.moves(of: state) else {
        throw LogitPlayError(
          description: "Moves are quantities: the Markov chain of play needs named moves.")
      }
      for partner in game.partners(of: state) {
        places.append((state, partner, count, total))
        total *= count
        guard total <= Self.profilesMax else {
          throw LogitPlayError(
            description:
              "The game has more than the \(Self.profilesMax) profiles of moves whose Markov chain "
              + "is solved: take fewer states or moves, or play many games.")
        }
      }
    }
    profiles = (0..<total).map { number in
      var moves = Dyadic(repeating: 0.0, rows: stateCount, width: stateCount)
      for place in places {
        moves[place.state, place.partner] = Double(number / place.value % place.count)
      }
      return MoveProfile(moves: moves, types: PerState(repeating: 0, count: stateCount))
    }
    let profiles = profiles
    revisions = PerState(
      states.map { state in
        (0..<total).map { number in
          var outcomes = [(number: number, probability: 1.0)]
          for place in places where place.state == state {
            let standing = number / place.value % place.count
            let payoffs = (0..<place.count).map { move in
              game.expectedPayoff(
                of: state, with: place.partner,
                in: profiles[number + (move - standing) * place.value])
            }
            let highest = payoffs.reduce(-Double.infinity, max)
            let weights = payoffs.map { Math.exp(precision * ($0 - highest)) }
            let sum = weights.reduce(0, +)
            outcomes = outcomes.flatMap { outcome in
              weights.enumerated().map { move, weight in
                (
                  outcome.number + (move - standing) * place.value,
                  outcome.probability * weight / sum
                )
              }
            }
          }
          return outcomes
        }
      })
  }

  /// The share of time that play is in each profile in the long run; where states move in order, as
  /// each round begins.
  ///
  /// - Throws: ``LogitPlayError`` where β is so high that the chance of some moves is lost.
  public func longRun(_ revision: RevisionProtocol) throws(LogitPlayError) -> [Double] {
    let count = profiles.count
    var chain = MarkovChain(size: count)
    for number in 0..<count {
      var chances = [Double](repeating: 0, count: count)
      chances[number] = 1
      switch revision {
      case .random:
        var mean = [Double](repeating: 0, count: count)
        for state in states {
          for (index, chance) in revised(chances, by: state).enumerated() {
            mean[index] += chance / Double(states.count)
          }
        }
        chances = mean
      case .sequential(let order):
        for state in order { chances = revised(chances, by: state) }
      case .simultaneous:
        // What each state becomes is independent of the others, given the profile that all saw: the
        // changes of a profile's number add up.
        for state in states {
          var next = [Double](repeating: 0, count: count)
          for (reached, chance) in chances.enumerated() where chance > 0 {
            for outcome in revisions[state][number] {
              next[reached + outcome.number - number] += chance * outcome.probability
            }
          }
          chances = next
        }
      }
      for (target, chance) in chances.enumerated() { chain[number, target] = chance }
    }
    guard let shares = chain.longRun() else {
      throw LogitPlayError(
        description:
          "With so high a precision some moves are too rare to be told from none: take a lower one, "
          + "or best reply.")
    }
    return shares
  }

  private func revised(_ chances: [Double], by state: StateID) -> [Double] {
    var next = [Double](repeating: 0, count: chances.count)
    for (number, chance) in chances.enumerated() where chance > 0 {
      for outcome in revisions[state][number] {
        next[outcome.number] += chance * outcome.probability
      }
    }
    return next
  }
}

/// A game whose play can't be solved as a Markov chain.
public struct LogitPlayError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}
