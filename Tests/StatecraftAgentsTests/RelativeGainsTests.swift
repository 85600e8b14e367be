import Foundation
import StatecraftAgents
import StatecraftCore
import Testing

/// A game of cooperation among n states as its players see it, and the least patience that
/// sustains cooperation.
struct TransformedGame: Sendable, CustomTestStringConvertible {
  let r: Double
  let states: Int
  /// T, R, P, S.
  let payoffs: [Double]
  let grim: Double
  var testDescription: String { "r = \(r) among \(states)" }

  /// Snidal's games over T, R, P, S = 5, 3, 1, 0.
  static let snidal = [
    TransformedGame(r: 0, states: 3, payoffs: [5, 3, 1, 0], grim: 1 / 2.0),
    TransformedGame(r: 0.25, states: 2, payoffs: [5, 9 / 4.0, 3 / 4.0, -5 / 4.0], grim: 11 / 17.0),
    TransformedGame(
      r: 0.25, states: 5, payoffs: [5, 45 / 16.0, 15 / 16.0, -5 / 16.0], grim: 7 / 13.0),
    TransformedGame(r: 0.5, states: 2, payoffs: [5, 3 / 2.0, 1 / 2.0, -5 / 2.0], grim: 7 / 9.0),
    TransformedGame(
      r: 0.75, states: 3, payoffs: [5, 15 / 8.0, 5 / 8.0, -15 / 8.0], grim: 5 / 7.0),
    TransformedGame(r: 1, states: 2, payoffs: [5, 0, 0, -5], grim: 1),
    TransformedGame(r: 1, states: 5, payoffs: [5, 9 / 4.0, 3 / 4.0, -5 / 4.0], grim: 11 / 17.0),
  ]
}

@Suite struct RelativeGainsTests {
  /// Own and other's payoff at T, R, P, S.
  private let outcomes = [(5.0, 0.0), (3, 3), (1, 1), (0, 5)]

  private func grim(_ payoffs: [Double]) -> Double {
    (payoffs[0] - payoffs[1]) / (payoffs[0] - payoffs[2])
  }

  @Test(arguments: TransformedGame.snidal)
  func `Snidal's form gives the published games`(_ game: TransformedGame) {
    let r = RelativeGains.snidal(r: game.r, states: game.states)
    let payoffs = outcomes.map { RelativeGains.utility(own: $0, others: [(r, $1)]) }
    #expect(payoffs == game.payoffs)
    #expect(abs(grim(payoffs) - game.grim) < 1e-15)
  }

  @Test func `Grieco's form with k of one half is r of one third, up to scale`() {
    let r = RelativeGains.grieco(k: 0.5)
    #expect(abs(r - 1 / 3.0) < 1e-15)
    let payoffs = outcomes.map { 1.5 * RelativeGains.utility(own: $0, others: [(r, $1)]) }
    for (payoff, expected) in zip(payoffs, [7.5, 3, 1, -2.5]) {
      #expect(abs(payoff - expected) < 1e-12)
    }
    #expect(abs(grim(payoffs) - 9 / 13.0) < 1e-12)
    #expect(RelativeGains.grieco(k: 0) == 0)
  }

  @Test func `A measure is chosen if and only if r exceeds cost over damage`() {
    for (cost, damage) in [(1.0, 2.0), (3, 4), (1, 8), (5, 5)] {
      let threshold = cost / damage
      #expect(!RelativeGains.chooses(cost: cost, damage: damage, r: threshold))
      #expect(RelativeGains.chooses(cost: cost, damage: damage, r: threshold.nextUp))
      #expect(!RelativeGains.chooses(cost: cost, damage: damage, r: threshold.nextDown))
      #expect(!RelativeGains.chooses(cost: cost, damage: damage, r: 0))
    }
  }

  @Test func `A deal is accepted if and only if own gain exceeds r times the other's`() {
    #expect(RelativeGains.accepts(own: 1, other: 4, r: 0.2499))
    #expect(!RelativeGains.accepts(own: 1, other: 4, r: 0.25))
    #expect(RelativeGains.accepts(own: 0.001, other: 1000, r: 0))
    // At r = 1 a side rejects what gives the rival as much or more.
    #expect(!RelativeGains.accepts(own: 2, other: 2, r: 1))
    #expect(RelativeGains.accepts(own: 2, other: 1.99, r: 1))
  }

  @Test func `A concave f keeps every choice between gains, and discounts large ones`() {
    let (linear, concave) = (GainsFunction(), GainsFunction(curvature: 0.1))
    let gains = [-20.0, -1, 0, 1, 5, 20]
    for (less, more) in zip(gains, gains.dropFirst()) {
      #expect(linear(less) < linear(more))
      #expect(concave(less) < concave(more))
    }
    #expect(concave(0) == 0)
    #expect(abs(concave(1e-6) / 1e-6 - 1) < 1e-6)
    // A fair bet loses under risk aversion.
    #expect(concave(10) + concave(-10) < 0)
  }
}
