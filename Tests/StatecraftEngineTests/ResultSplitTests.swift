import StatecraftCore
import StatecraftEngine
import StatecraftTestSupport
import Testing

@Suite struct `The split of a result` {
  private let state = StateID(index: 0)

  @Test func `gives each part what it adds where parts don't touch each other`() {
    let values = (0..<8).map { set in
      1.0 + (set & 1 != 0 ? 2.0 : 0) + (set & 2 != 0 ? 4.0 : 0) + (set & 4 != 0 ? 8.0 : 0)
    }
    let split = ResultSplit(of: state, values: values)
    #expect(split.course == 1)
    #expect(split.own == 2)
    #expect(split.others == 4)
    #expect(split.luck == 8)
    #expect(split.total == 15)
  }

  @Test func `shares what parts do together, and adds up whatever they do`() {
    // Only own orders and luck together do anything.
    let values = (0..<8).map { set in set & 5 == 5 ? 6.0 : 0 }
    let split = ResultSplit(of: state, values: values)
    #expect(split.own == 3)
    #expect(split.luck == 3)
    #expect(split.others == 0)
    let odd = [0.3, -1, 2.5, 4, 0.25, 8, -3, 7]
    let other = ResultSplit(of: state, values: odd)
    #expect(abs(other.course + other.own + other.others + other.luck - other.total) < 1e-12)
  }

  @Test func `Without luck nature's draws are neutral, and the game has one course`() async throws {
    let scenario = Toy.scenario()
    var digests: Set<Digest> = []
    for seed in UInt64(1)...4 {
      let players = Dictionary(
        uniqueKeysWithValues: scenario.setting.roster.states.map {
          ($0, Player(OrdersActor(), isSlow: false))
        })
      let game = Game(scenario, seed: seed, replicate: 0, players: players, hasLuck: false)
      digests.insert(try await game.play().digest)
    }
    #expect(digests.count == 1)
  }
}
