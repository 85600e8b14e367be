import StatecraftCore
import StatecraftGames
import Testing

/// What comes of two strategies that meet again and again. Numbers without a derivation are from an
/// independent program that follows the distribution over joint memories.
@Suite struct RepeatedGameTests {
  /// T, R, P, S = 5, 3, 1, 0, by CC, CD, DC, DD.
  private let payoffs = RepeatedGame.Frequencies(3, 0, 5, 1)
  private let titForTat = RepeatedStrategy.memoryOne(
    first: 1, afterCC: 1, afterCD: 0, afterDC: 1, afterDD: 0)
  private let suspicious = RepeatedStrategy.memoryOne(
    first: 0, afterCC: 1, afterCD: 0, afterDC: 1, afterDD: 0)
  private let winStay = RepeatedStrategy.memoryOne(
    first: 1, afterCC: 1, afterCD: 0, afterDC: 0, afterDD: 1)
  private let alternator = RepeatedStrategy.memoryOne(
    first: 1, afterCC: 0, afterCD: 0, afterDC: 1, afterDD: 1)
  private let defector = RepeatedStrategy.memoryOne(
    first: 0, afterCC: 0, afterCD: 0, afterDC: 0, afterDD: 0)
  private let generous = RepeatedStrategy.titForTats(1, forgiveness: 1 / 3.0)
  private let twoTats = RepeatedStrategy.titForTats(2)
  private let grim = RepeatedStrategy.trigger(punishment: nil, ownDefection: false)
  private let three = RepeatedStrategy.trigger(punishment: 3, ownDefection: false)
  private let twoOfEither = RepeatedStrategy.trigger(punishment: 2, ownDefection: true)

  private func game(
    _ own: RepeatedStrategy, _ other: RepeatedStrategy, noise: Double
  ) throws -> RepeatedGame {
    try #require(RepeatedGame(own, against: other, noise: noise))
  }

  private func score(_ frequencies: RepeatedGame.Frequencies) -> Double {
    (frequencies * payoffs).sum()
  }

  @Test func `Scores with mistakes are those of an independent program`() throws {
    let cases: [(RepeatedStrategy, RepeatedStrategy, Int, Double, Double, Double)] = [
      (titForTat, titForTat, 200, 0.01, 1, 492.07693484716077),
      (winStay, winStay, 200, 0.01, 1, 590.2572079999982),
      (generous, generous, 200, 0.01, 1, 594.1212297090889),
      (titForTat, winStay, 200, 0.01, 1, 477.22403384688613),
      (twoTats, twoTats, 200, 0.05, 1, 588.8478131425933),
      (three, three, 200, 0.05, 1, 392.6157009856223),
      (twoOfEither, titForTat, 100, 0.05, 0.95, 48.38270693064597),
      (grim, grim, 200, 0.01, 1, 304.145122309144),
      (generous, winStay, 50, 0.05, 0.9, 25.19946963148772),
    ]
    for (own, other, rounds, noise, discount, expected) in cases {
      let ours = try score(
        game(own, other, noise: noise).frequencies(rounds: rounds, discount: discount))
      #expect(abs(ours - expected) < 1e-9 * expected)
    }
  }

  @Test func `In the long run tit for tat with mistakes does no better than coins`() throws {
    for noise in [0.001, 0.01, 0.3] {
      let shares = try game(titForTat, titForTat, noise: noise).longRunFrequencies()
      #expect((shares - RepeatedGame.Frequencies(repeating: 0.25)).max() < 1e-12)
      #expect((shares - RepeatedGame.Frequencies(repeating: 0.25)).min() > -1e-12)
    }
  }

  @Test func `Two Grims end with both defecting, but for mistakes`() throws {
    let e = 0.01
    let expected =
      (1 - e) * (1 - e) * 1 + e * (1 - e) * (5 + 0) + e * e * 3
    #expect(abs(try score(game(grim, grim, noise: e).longRunFrequencies()) - expected) < 1e-12)
  }

  @Test func `Win-stay, lose-shift repairs a mistake in two rounds`() throws {
    #expect(
      abs(try score(game(winStay, winStay, noise: 0.01).longRunFrequencies()) - 2.951092) < 1e-9)
    #expect(
      abs(try score(game(generous, generous, noise: 0.01).longRunFrequencies()) - 2.970321745563)
        < 1e-9)
    #expect(
      abs(try score(game(twoOfEither, twoOfEither, noise: 0.05).longRunFrequencies()) - 2.65377615)
        < 1e-7)
    #expect(
      abs(try score(game(three, three, noise: 0.05).longRunFrequencies()) - 1.90959527733) < 1e-7)
  }

  @Test func `Without mistakes the long run depends on the first round, and may be a cycle`() throws
  {
    #expect(try score(game(titForTat, titForTat, noise: 0).longRunFrequencies()) == 3)
    // C and D in turns, each when the other doesn't.
    #expect(
      try game(titForTat, suspicious, noise: 0).longRunFrequencies()
        == RepeatedGame.Frequencies(0, 0.5, 0.5, 0))
    #expect(try score(game(alternator, grim, noise: 0).longRunFrequencies()) == 0.5)
    #expect(try score(game(winStay, defector, noise: 0).longRunFrequencies()) == 0.5)
  }

  @Test func `Where chance decides which class is reached, each counts by its chance`() throws {
    // A first move of one half, and then both repeat it for ever, or don't.
    let coin = RepeatedStrategy.memoryOne(
      first: 0.5, afterCC: 1, afterCD: 1, afterDC: 0, afterDD: 0)
    let shares = try game(coin, coin, noise: 0).longRunFrequencies()
    #expect(shares == RepeatedGame.Frequencies(repeating: 0.25))
    // Against a defector generosity is drawn anew each round.
    #expect(
      abs(try score(game(generous, defector, noise: 0).longRunFrequencies()) - 2 / 3.0) < 1e-12)
  }

  @Test func `Discounted without end is the limit of many rounds`() throws {
    for (own, other) in [(titForTat, winStay), (three, twoTats), (grim, alternator)] {
      let game = try game(own, other, noise: 0.03)
      let many = game.frequencies(rounds: 2000, discount: 0.9)
      let endless = game.discountedFrequencies(discount: 0.9)
      #expect((many - endless).max() < 1e-12)
      #expect((many - endless).min() > -1e-12)
      #expect(abs(endless.sum() - 10) < 1e-12)
    }
  }

  @Test func `Strategies with very long memories are refused`() {
    let long = RepeatedStrategy.trigger(punishment: 500, ownDefection: false)
    #expect(RepeatedGame(long, against: titForTat, noise: 0.1) == nil)
  }
}

@Suite struct DilemmaTests {
  @Test func `Critical discount factors of the dilemma and of chicken`() throws {
    let axelrod = Dilemma(temptation: 5, reward: 3, punishment: 1, sucker: 0)
    #expect(axelrod.grimThreshold == 0.5)
    #expect(abs(try #require(axelrod.titForTatThreshold) - 2 / 3.0) < 1e-15)
    // One gives in to a Grim that stands firm: 7 + 2 δ/(1 − δ) = 6/(1 − δ).
    let chicken = Dilemma(temptation: 7, reward: 6, punishment: 0, sucker: 2)
    #expect(chicken.grimThreshold == 0.2)
    #expect(chicken.titForTatThreshold == 0.25)
  }

  @Test
  func `No patience is enough where punishing is no loss, and none needed without temptation`() {
    let harsh = Dilemma(temptation: 5, reward: 1, punishment: 2, sucker: 0)
    #expect(harsh.grimThreshold == nil)
    #expect(harsh.titForTatThreshold == nil)
    // Zero-sum: T − R = T − P.
    #expect(Dilemma(temptation: 5, reward: 0, punishment: 0, sucker: -5).grimThreshold == 1)
    #expect(Dilemma(temptation: 7, reward: 9, punishment: 5, sucker: 0).titForTatThreshold == 0)
  }

  @Test func `Alternating binds where twice the reward is little above temptation and sucker`() {
    // (7 − 4)/(7 − 1) = 1/2 against (7 − 4)/(4 − 0) = 3/4.
    let greedy = Dilemma(temptation: 7, reward: 4, punishment: 1, sucker: 0)
    #expect(greedy.grimThreshold == 0.5)
    #expect(greedy.titForTatThreshold == 0.75)
  }
}
