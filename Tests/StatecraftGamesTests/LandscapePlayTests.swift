import StatecraftCore
import StatecraftGames
import Testing

@Suite struct LandscapePlayTests {
  func shares(_ absorption: Absorption, _ count: Int) -> [(String, Double)] {
    absorption.shares.map { ($0.configuration.text(roster(count)), $0.probability) }
  }

  func expectClose(_ found: [(String, Double)], _ expected: [(String, Double)]) {
    #expect(found.map(\.0) == expected.map(\.0))
    for (found, expected) in zip(found, expected) {
      #expect(abs(found.1 - expected.1) < 1e-12, "\(found)")
    }
  }

  @Test func `Best-reply play ends in minima with the chances of a full recursion`() throws {
    let two = sixActors(sides: 2)
    let fromTogether = try two.absorption(from: Configuration(sides: [0, 0, 0, 0, 0, 0]))
    // 71/108 and 37/108.
    expectClose(shares(fromTogether, 6), [("A+C+D+E", 71.0 / 108), ("A+E", 37.0 / 108)])
    #expect(fromTogether.unsettled == 0)
    expectClose(
      shares(try two.absorption(), 6),
      [("A+C+D+E", 0.6087549506293403), ("A+E", 0.3912450493706596)])
    let three = sixActors(sides: 3)
    expectClose(
      shares(try three.absorption(from: Configuration(sides: [0, 0, 0, 0, 0, 0])), 6),
      [("A+E/B+D+F/C", 0.7118055555555555), ("A+E/B+F/C+D", 0.2881944444444444)])
    expectClose(
      shares(try three.absorption(), 6),
      [("A+E/B+D+F/C", 0.6147331592459221), ("A+E/B+F/C+D", 0.3852668407540771)])
  }

  @Test func `Play that goes round before it rests is solved`() throws {
    expectClose(
      shares(try seekers.absorption(from: Configuration(sides: [0, 0, 0, 0])), 4),
      [("A+C+D", 5.0 / 7), ("A+D", 2.0 / 7)])
    expectClose(
      shares(try seekers.absorption(), 4), [("A+C+D", 67.0 / 112), ("A+D", 45.0 / 112)])
    // Only one of the two places where play rests is a minimum of energy.
    #expect(try seekers.localMinima().map { $0.text(roster(4)) } == ["A+C+D"])
    #expect(try seekers.equilibria().count == 2)
  }

  @Test func `An actor that flees another never lets play rest`() throws {
    let chase = landscape(sizes: [1, 1], propensities: [[0, 1], [-1, 0]])
    #expect(try chase.equilibria().isEmpty)
    let absorption = try chase.absorption()
    #expect(absorption.shares.isEmpty)
    #expect(absorption.unsettled == 1)
  }

  @Test func `The long run of logit play is Gibbs' where propensities are symmetric`() throws {
    // Three actors on three sides; shares from the chain's linear equations, solved in Python.
    let three = landscape(
      sizes: [1, 1, 1], propensities: [[0, 1, -2], [1, 0, 3], [-2, 3, 0]], sides: 3)
    let expected: [([Int], Double)] = [
      ([0, 0, 0], 0.150903752351), ([0, 0, 1], 0.202307620446), ([0, 1, 0], 0.060933884304),
      ([0, 1, 1], 0.450243889448), ([0, 1, 2], 0.135610853451),
    ]
    for run in [
      try three.gibbs(precision: 0.4), try three.longRun(precision: 0.4, revision: .random),
    ] {
      for (sides, probability) in expected {
        let found = run.probability(of: Configuration(sides: sides))
        #expect(abs(found - probability) < 1e-11)
      }
    }
  }

  @Test func `Two actors are together with chance 1 in 1 + exp(−βw)`() throws {
    // By hand: of four profiles two are together, at potential 0, and two apart, at −w.
    let pair = landscape(sizes: [2, 3], propensities: [[0, 0.5], [0.5, 0]])
    let run = try pair.gibbs(precision: 0.7)
    let apart = Math.exp(-0.7 * 3)
    let together = Configuration(sides: [1, 1])
    #expect(abs(run.probability(of: together) - 1 / (1 + apart)) < 1e-15)
    #expect(abs(run.mean(pair.energy) - 6 * apart / (1 + apart)) < 1e-14)
  }

  @Test func `Weighed by own size or not, logit play differs and best reply doesn't`() throws {
    let propensities: [[Double]] = [[0, 1, -2], [1, 0, 1], [-2, 1, 0]]
    let weighed = landscape(sizes: [1, 2, 3], propensities: propensities)
    let plain = landscape(
      sizes: [1, 2, 3], propensities: propensities, isSizeWeighted: false)
    #expect(try weighed.absorption() == plain.absorption())
    #expect(weighed.hasPotential && !plain.hasPotential)
    #expect(throws: LandscapeError.self) { try plain.gibbs(precision: 1) }
    let together = Configuration(sides: [0, 0, 0])
    let shares = try [weighed, plain].map {
      try $0.longRun(precision: 0.5, revision: .random).probability(of: together)
    }
    #expect(abs(shares[0] - shares[1]) > 0.01)
  }

  @Test(arguments: [
    (
      RevisionProtocol.random,
      [
        0.094127402768, 0.07994276371, 0.092141100287, 0.058742003747, 0.332967013763,
        0.062769640417, 0.241281376554, 0.038028698755,
      ]
    ),
    (
      .sequential([2, 0, 3, 1].map(StateID.init(index:))),
      [
        0.022327390452, 0.038326920383, 0.126270469876, 0.119313322006, 0.164978340594,
        0.283199764807, 0.126270469876, 0.119313322006,
      ]
    ),
    (
      .simultaneous,
      [
        0.078895881188, 0.167716721158, 0.181375752624, 0.126554740736, 0.094197117879,
        0.169393207282, 0.115637700911, 0.066228878222,
      ]
    ),
  ])
  func `Every revision protocol has its own long run`(
    revision: RevisionProtocol, expected: [Double]
  ) throws {
    let run = try seekers.longRun(precision: 0.5, revision: revision)
    #expect(run.shares.count == 8)
    for (share, expected) in zip(run.shares, expected) {
      #expect(abs(share.probability - expected) < 1e-11)
    }
  }

  @Test func `So high a precision that chances are lost is refused`() throws {
    let pair = landscape(sizes: [1, 1], propensities: [[0, 1], [1, 0]])
    let error = try #require(throws: LogitPlayError.self) {
      try pair.longRun(precision: 1000, revision: .random)
    }
    #expect(error.description.contains("take a lower one"))
  }

  @Test func `Logit play of a bilateral game revises every encounter apart`() throws {
    // A coordination game of two: profiles are played ∝ exp(β potential), by hand.
    let game = MatrixGame(
      payoffs: [[2, 0], [0, 1]], network: .complete(states: 2),
      playsRows: PerState([true, true]))
    let play = try LogitPlay(game, stateCount: 2, precision: 1.5)
    let weights = [0.0, 1].flatMap { b in
      [0.0, 1].map { a in Math.exp(1.5 * (a == b ? (a == 0 ? 2 : 1) : 0)) }
    }
    let sum = weights.reduce(0, +)
    for (share, weight) in zip(try play.longRun(.random), weights) {
      #expect(abs(share - weight / sum) < 1e-14)
    }
  }
}
