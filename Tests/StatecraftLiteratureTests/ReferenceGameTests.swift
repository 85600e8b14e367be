import ReferenceGame
import StatecraftAgents
import StatecraftCore
import StatecraftEngine
import StatecraftTestSupport
import Testing

/// A game that every simulation toolkit can express: N states, three options, what others' options
/// are worth by ties and compatibility; all reply best at once. Programs in C, NumPy and plain Python
/// gave the hashes of 20 steps.
@Suite struct ReferenceGameTests {
  @Test(
    arguments: [
      (10, 0x704c_4393_ecf8_abe0), (50, 0x2388_b521_b167_2230), (200, 0x6295_ea50_852b_6ee1),
    ] as [(Int, UInt64)])
  func `Best replies, all at once, are those of other programs`(
    _ states: Int, _ expected: UInt64
  ) async throws {
    let steps = 20
    let scenario = try ReferenceGame(states: states, steps: steps, sigma: 0)
      .scenario(seed: 1, policy: AssessingPolicy.bestReply())
    let result = try await Game(scenario, seed: 0, replicate: 0).play(sampling: { world in
      world.moves.storage.indices.filter { $0 % (states + 1) == 0 }.map { world.moves.storage[$0] }
    })
    var hash: UInt64 = 1_469_598_103_934_665_603
    for move in result.samples.joined() {
      hash = (hash ^ UInt64(move)) &* 1_099_511_628_211
    }
    #expect(hash == expected)
    #expect(result.samples.count == steps)
  }

  /// That of 200 states takes a minute without optimisation: `game-benchmark reference` checks it.
  @Test(
    arguments: [
      (10, 0xe308_bbb9_c096_1165), (50, 0x9c9b_b054_56ac_d5c1),
    ] as [(Int, UInt64)])
  func `With noise, 20 runs of 100 steps are those of other programs`(
    _ states: Int, _ expected: UInt64
  ) throws {
    #expect(try ReferenceGame(states: states, steps: 100, sigma: 0.1).hash(runs: 20) == expected)
  }

  @Test func `The generator of its set-up gives the published numbers`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (1...5).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }
}
