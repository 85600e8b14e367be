import StatecraftCore
import StatecraftGames
import Testing

struct ThresholdTests {
  private func crowd(_ thresholds: [Double]) -> ThresholdGame {
    ThresholdGame(
      thresholds: PerState(thresholds), comparison: .number,
      network: .complete(states: thresholds.count))
  }

  private func path(_ count: Int, weight: (Int) -> Double = { _ in 1 }) -> Network {
    var weights = Dyadic(repeating: 0.0, rows: count, width: count)
    for index in 1..<count {
      let (a, b) = (StateID(index: index - 1), StateID(index: index))
      weights[a, b] = weight(index)
      weights[b, a] = weight(index)
    }
    return Network(weights: weights)
  }

  private func nobody(_ count: Int) -> PerState<Bool> { PerState(repeating: false, count: count) }

  @Test func `One in a hundred makes the difference between a riot and a rioter`() throws {
    var thresholds = (0..<100).map(Double.init)
    let riot = try #require(crowd(thresholds).cascade(from: nobody(100)))
    #expect(riot.size == 100)
    #expect(riot.rounds == 100)
    thresholds[1] = 2
    let rioter = try #require(crowd(thresholds).cascade(from: nobody(100)))
    #expect(rioter.size == 1)
    #expect(rioter.rounds == 1)
    // The full riot would still be an equilibrium, if only it came about.
    #expect(crowd(thresholds).greatestEquilibrium.storage.allSatisfy { $0 })
    #expect(crowd(thresholds).leastEquilibrium == rioter.joined)
  }

  @Test func `On a path a cascade stops where two ties are needed`() throws {
    // Shares of neighbours: the third needs both of its two.
    let game = ThresholdGame(
      thresholds: PerState([0, 0.5, 0.75, 0.5, 0.5]), comparison: .share, network: path(5))
    let cascade = try #require(game.cascade(from: nobody(5)))
    #expect(cascade.joined.storage == [true, true, false, false, false])
    // By hand: the two; with the third and the fourth, the fifth; and nothing between.
    #expect(game.equilibriumCount == 2)
    #expect(game.greatestEquilibrium.storage == Array(repeating: true, count: 5))
  }

  @Test func `Strong ties count for more`() {
    // The middle hears 3 of 4 from the right.
    let network = path(3) { $0 == 1 ? 1 : 3 }
    func joined(_ thresholds: [Double]) -> [Bool] {
      ThresholdGame(thresholds: PerState(thresholds), comparison: .share, network: network)
        .leastEquilibrium.storage
    }
    #expect(joined([1, 0.75, 0]) == [true, true, true])
    #expect(joined([1, 0.76, 0]) == [false, false, true])
    #expect(joined([0, 0.25, 1]) == [true, true, true])
    #expect(joined([0, 0.26, 1]) == [true, false, false])
  }

  @Test func `Two who wait for each other may change places for ever`() {
    let game = crowd([1, 1])
    #expect(game.cascade(from: PerState([true, false])) == nil)
    #expect(game.equilibriumCount == 2)
  }

  @Test func `Joining pays what is reached less the threshold, and a hair at the threshold`() {
    let game = crowd([1, 0.5, 2])
    let states = [0, 1, 2].map(StateID.init(index:))
    var moves = Dyadic(repeating: 0.0, rows: 3, width: 3)
    moves[states[0], states[0]] = 1
    moves[states[1], states[1]] = 1
    let profile = MoveProfile(moves: moves, types: PerState(repeating: 0, count: 3))
    let payoffs = states.map { game.payoff(of: $0, with: $0, in: profile) }
    #expect(payoffs[0] > 0 && payoffs[0] < 1e-9)
    #expect(payoffs[1] == 0.5)
    #expect(payoffs[2] == 0)
  }

  @Test func `Every equilibrium is between the least and the greatest`() {
    // Random crowds of eight, by a small generator of their own.
    var state: UInt64 = 17
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31)
    }
    for _ in 0..<20 {
      let game = crowd((0..<8).map { _ in (next() * 8).rounded(.down) })
      let least = game.leastEquilibrium.storage.count { $0 }
      let greatest = game.greatestEquilibrium.storage.count { $0 }
      #expect(least <= greatest)
      // Where everybody is tied to everybody, each size has at most one equilibrium.
      #expect(game.equilibriumCount >= (least == greatest ? 1 : 2))
      #expect(game.equilibriumCount <= greatest - least + 1)
    }
  }
}
