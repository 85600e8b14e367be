import StatecraftCore
import StatecraftGames
import Testing

/// An offer under uncertainty, and the best of 200,001 offers reckoned by another program.
struct Offer: Sendable, CustomTestStringConvertible {
  let balance: Double
  let proposerCost: Double
  var responderCost = 0.0
  let privateInformation: Bargaining.PrivateInformation
  let offer: Double
  let risk: Double
  let worth: Double

  var testDescription: String { "\(privateInformation), c_A = \(proposerCost)" }

  var game: Bargaining {
    Bargaining(
      proposer: StateID(index: 0), responder: StateID(index: 1), balance: balance,
      proposerCost: proposerCost, responderCost: responderCost,
      privateInformation: privateInformation)
  }

  static let all = [
    Offer(
      balance: 0.5, proposerCost: 0.1, privateInformation: .cost(0...0.4), offer: 0.35,
      risk: 0.375, worth: 0.55625),
    Offer(
      balance: 0.6, proposerCost: 0.05, privateInformation: .cost(0.1...0.5), offer: 0.175,
      risk: 0.3125, worth: 0.7390625),
    // Nothing less can be offered than nothing.
    Offer(
      balance: 0.9, proposerCost: 0.1, privateInformation: .cost(0...0.8), offer: 0, risk: 0.125,
      worth: 0.975),
    // Uncertainty is too little to be worth a risk.
    Offer(
      balance: 0.5, proposerCost: 0.3, privateInformation: .cost(0.2...0.4), offer: 0.3, risk: 0,
      worth: 0.7),
    Offer(
      balance: 0.3, proposerCost: 0.1, privateInformation: .cost(0.05...0.65), offer: 0.425,
      risk: 0.375, worth: 0.434375),
    Offer(
      balance: 0.5, proposerCost: 0.1, responderCost: 0.1, privateInformation: .balance(0.3...0.7),
      offer: 0.4, risk: 0.5, worth: 0.45),
    Offer(
      balance: 0.5, proposerCost: 0.15, responderCost: 0.05,
      privateInformation: .balance(0.2...0.9), offer: 0.25, risk: 5 / 7.0, worth: 3 / 7.0),
    Offer(
      balance: 0.5, proposerCost: 0.1, responderCost: 0.1, privateInformation: .balance(0.4...0.5),
      offer: 0.5, risk: 0, worth: 0.5),
    Offer(
      balance: 0.5, proposerCost: 0.02, responderCost: 0.2,
      privateInformation: .balance(0.5...0.99), offer: 0.03, risk: 27 / 49.0,
      worth: 0.7743877551020408),
  ]
}

struct BargainingTests {
  private let first = StateID(index: 0)
  private let second = StateID(index: 1)

  private func profile(_ offer: Double, least: Double, type: Double = 0) -> MoveProfile {
    MoveProfile(moves: Dyadic([offer, 0, 0, least], width: 2), types: PerState([0, type]))
  }

  private func worth(_ game: Bargaining, _ offer: Double) -> Double {
    game.expectedPayoff(of: first, with: first, in: profile(offer, least: 9))
  }

  @Test(arguments: Offer.all)
  func `The optimal offer and its risk are in closed form`(_ offer: Offer) {
    let game = offer.game
    #expect(abs(game.optimalOffer - offer.offer) < 1e-12)
    #expect(abs(game.warProbability - offer.risk) < 1e-12)
    #expect(abs(worth(game, game.optimalOffer) - offer.worth) < 1e-12)
    let best = game.bestQuantity(of: first, with: first, in: profile(0, least: 0))
    #expect(best == game.optimalOffer)
  }

  @Test(arguments: Offer.all)
  func `What an offer is worth is the mean over types, and no offer is worth more`(_ offer: Offer) {
    let game = offer.game
    let range: ClosedRange<Double> =
      switch offer.privateInformation {
      case .cost(let range), .balance(let range): range
      case .nothing: 0...0
      }
    for share in stride(from: 0.0, through: 1, by: 0.125) {
      let types = 2000
      var sum = 0.0
      for index in 0..<types {
        let type =
          range.lowerBound
          + (range.upperBound - range.lowerBound) * (Double(index) + 0.5) / Double(types)
        let least =
          game.bestQuantity(of: second, with: second, in: profile(share, least: 0, type: type))
        sum += game.payoff(
          of: first, with: first, in: profile(share, least: least ?? .nan, type: type))
      }
      #expect(abs(sum / Double(types) - worth(game, share)) < 1e-3)
      #expect(worth(game, share) <= worth(game, game.optimalOffer) + 1e-12)
    }
  }

  @Test func `Who knows all offers what war would bring, and there is no war`() {
    let game = Bargaining(
      proposer: first, responder: second, balance: 0.6, proposerCost: 0.1, responderCost: 0.15)
    #expect(abs(game.optimalOffer - 0.25) < 1e-15)
    #expect(game.warProbability == 0)
    #expect(game.warProbability(ofOffering: 0.24) == 1)
    let least = game.bestQuantity(of: second, with: second, in: profile(0, least: 0)) ?? .nan
    #expect(least == game.optimalOffer)
    let peace = profile(game.optimalOffer, least: least)
    #expect(abs(game.payoff(of: first, with: first, in: peace) - 0.75) < 1e-15)
    let war = profile(0.2, least: least)
    #expect(abs(game.payoff(of: first, with: first, in: war) - 0.5) < 1e-15)
    #expect(abs(game.payoff(of: second, with: second, in: war) - 0.25) < 1e-15)
    #expect(game.largestPeacefulBalance == nil)
  }

  @Test func `A shift of power leads to war just above the threshold, and not just below`() throws {
    func game(_ later: Double) -> Bargaining {
      Bargaining(
        proposer: first, responder: second, balance: 0.3, laterBalance: later, discount: 0.8,
        proposerCost: 0.2, responderCost: 0.5)
    }
    // δ p₂ − p₁ = c_B (1 − δ)²: 0.8 p₂ = 0.3 + 0.5 · 0.04.
    let threshold = try #require(game(0.3).largestPeacefulBalance)
    #expect(abs(threshold - 0.4) < 1e-15)
    #expect(game(threshold - 1e-9).warProbability == 0)
    #expect(game(threshold + 1e-9).warProbability == 1)
    // Without a shift, what stands is enough for all times: 1 − p₁ − c_B (1 − δ).
    #expect(abs(game(0.3).optimalOffer - 0.6) < 1e-12)
    #expect(game(0.9).largestPeacefulBalance == threshold)
  }

  @Test func `Costs can be too high for any shift to lead to war`() throws {
    let game = Bargaining(
      proposer: first, responder: second, balance: 0.5, laterBalance: 1, discount: 0.9,
      proposerCost: 1, responderCost: 5)
    #expect(try #require(game.largestPeacefulBalance) >= 1)
    #expect(game.warProbability == 0)
  }

  @Test func `Peace for all times is worth the whole pie in every period`() {
    let game = Bargaining(
      proposer: first, responder: second, balance: 0.5, laterBalance: 0.55, discount: 0.75,
      proposerCost: 0.2, responderCost: 0.4)
    let peace = profile(game.optimalOffer, least: game.optimalOffer)
    let sum =
      game.payoff(of: first, with: first, in: peace)
      + game.payoff(of: second, with: second, in: peace)
    #expect(abs(sum - 4) < 1e-12)
    // The responder gets just what war would bring it: 4 · 0.5 − 0.4.
    #expect(abs(game.payoff(of: second, with: second, in: peace) - 1.6) < 1e-12)
  }
}
