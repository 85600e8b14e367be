import StatecraftCore
import StatecraftGames
import Testing

/// An alliance and the contributions of its Nash equilibrium.
struct Alliance: Sendable, CustomTestStringConvertible {
  let endowments: [Double]
  let tastes: [Double]
  let contributions: [Double]

  var testDescription: String { "w = \(endowments), a = \(tastes)" }

  var game: PublicGood {
    PublicGood(
      endowments: PerState(endowments), preferences: .cobbDouglas(tastes: PerState(tastes)))
  }

  /// Contributions to four digits after the point are of a damped iteration in another language; the
  /// rest by hand.
  static let all = [
    Alliance(
      endowments: [100, 50, 30, 20, 10], tastes: .init(repeating: 0.3, count: 5),
      contributions: [30, 0, 0, 0, 0]),
    Alliance(
      endowments: [100, 50, 30, 20, 10], tastes: .init(repeating: 0.6, count: 5),
      contributions: [400 / 7.0, 50 / 7.0, 0, 0, 0]),
    Alliance(
      endowments: [60, 60, 60], tastes: [0.5, 0.5, 0.5], contributions: [15, 15, 15]),
    Alliance(
      endowments: [100, 90, 80], tastes: [0.5, 0.5, 0.5], contributions: [32.5, 22.5, 12.5]),
    Alliance(
      endowments: [40, 25, 12, 8, 3], tastes: [0.5, 0.3, 0.6, 0.2, 0.4],
      contributions: [20, 0, 0, 0, 0]),
    Alliance(
      endowments: [90, 70, 55, 40], tastes: [0.35, 0.45, 0.4, 0.5],
      contributions: [16.875, 21.875, 0, 0.625]),
    // Nobody cares; one cares for nothing else; one has nothing.
    Alliance(endowments: [5, 3], tastes: [0, 0], contributions: [0, 0]),
    Alliance(endowments: [5, 3], tastes: [1, 0.5], contributions: [5, 0]),
    Alliance(endowments: [0, 10], tastes: [0.5, 0.5], contributions: [0, 5]),
  ]
}

struct PublicGoodTests {
  private func profile(_ contributions: [Double]) -> MoveProfile {
    let count = contributions.count
    var moves = Dyadic(repeating: 0.0, rows: count, width: count)
    for (index, amount) in contributions.enumerated() {
      moves[StateID(index: index), StateID(index: index)] = amount
    }
    return MoveProfile(moves: moves, types: PerState(repeating: 0, count: count))
  }

  @Test(arguments: Alliance.all)
  func `Contributions of the Nash equilibrium are exact`(_ alliance: Alliance) {
    let ours = alliance.game.nashContributions.storage
    for (ours, expected) in zip(ours, alliance.contributions) {
      #expect(abs(ours - expected) < 1e-12)
    }
  }

  @Test(arguments: Alliance.all)
  func `Best replies in turn converge to the equilibrium`(_ alliance: Alliance) {
    let game = alliance.game
    var profile = profile(alliance.endowments.map { $0 / 2 })
    for _ in 0..<200 {
      for state in game.endowments.indices {
        profile.moves[state, state] =
          game.bestQuantity(of: state, with: state, in: profile) ?? .nan
      }
    }
    for state in game.endowments.indices {
      #expect(abs(profile.moves[state, state] - game.nashContributions[state]) < 1e-9)
    }
  }

  @Test(arguments: Alliance.all)
  func `Nobody gains by another contribution in equilibrium`(_ alliance: Alliance) {
    let game = alliance.game
    let equilibrium = profile(game.nashContributions.storage)
    for state in game.endowments.indices {
      let payoff = game.payoff(of: state, with: state, in: equilibrium)
      for step in 0...100 {
        var other = equilibrium
        other.moves[state, state] = game.endowments[state] * Double(step) / 100
        #expect(game.payoff(of: state, with: state, in: other) <= payoff + 1e-12)
      }
    }
  }

  @Test func `Together an alliance provides less than it would be efficient to`() {
    let game = Alliance.all[0].game
    #expect(abs(game.efficientProvision - 63) < 1e-12)
    // Marginal rates of substitution add up to 1, however own use is split: Samuelson.
    let ownUse = 210 - game.efficientProvision
    #expect(abs(0.3 / 0.7 * ownUse / game.efficientProvision - 1) < 1e-12)
  }

  @Test func `Utility is a weighted sum of logarithms, and finite for who has nothing`() {
    let game = Alliance.all[2].game
    let state = StateID(index: 1)
    let payoff = game.payoff(of: state, with: state, in: profile([10, 20, 30]))
    #expect(abs(payoff - (0.5 * Math.log(40) + 0.5 * Math.log(60))) < 1e-15)
    #expect(game.payoff(of: state, with: state, in: profile([0, 60, 0])).isFinite)
    #expect(game.payoff(of: state, with: state, in: profile([0, 0, 0])).isFinite)
  }

  @Test func `A linear good is provided by whom it returns more than it takes`() {
    let game = PublicGood(
      endowments: PerState([20, 20, 10]),
      preferences: .linear(returns: PerState([0.4, 0.4, 1.5])))
    #expect(game.nashContributions.storage == [0, 0, 10])
    #expect(game.efficientProvision == 50)
    let state = StateID(index: 0)
    // 20 − 5 + 0.4 · 15.
    #expect(game.payoff(of: state, with: state, in: profile([5, 0, 10])) == 21)
    #expect(game.bestQuantity(of: state, with: state, in: profile([5, 0, 10])) == 0)
    // What all together get back of a unit decides whether it's worth it.
    let dear = PublicGood(
      endowments: PerState([20, 20]), preferences: .linear(returns: PerState([0.4, 0.5])))
    #expect(dear.efficientProvision == 0)
  }
}
