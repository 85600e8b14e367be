import StatecraftAgents
import StatecraftCore
import StatecraftEngine
import StatecraftGames
import StatecraftRules
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
    var random = SplitMix64(seed: 12345)
    let all = (0..<states).map(StateID.init(index:))
    var weights = Dyadic(repeating: 0.0, rows: states, width: states)
    for i in all {
      for j in all where i != j { weights[i, j] = random.uniform() / Double(states - 1) }
    }
    let bias = PerState(all.map { _ in (0..<3).map { _ in 0.6 * random.uniform() } })
    let game = PolymatrixGame(
      payoffs: [[1, -0.5, 0.25], [-0.5, 1, 0.25], [0.25, 0.25, 0.25]], bias: bias,
      network: Network(weights: weights))
    let codes = all.map { "S\(1000 + $0.index)" }
    let setting = Setting(
      roster: Roster(
        states: codes.map { ($0, $0) }, sectors: [], poles: [], moves: ["one", "two", "three"]),
      game: game, revision: .simultaneous, startYear: 1, turns: steps)
    var start = World(
      setting: setting, technology: SectorState(repeating: 0, rows: 0, width: states))
    for i in all { start.moves[i, i] = (3 * random.uniform()).rounded(.down) }
    let scenario = Scenario(
      name: "reference", title: "The reference alignment game", setting: setting, start: start,
      rulebook: try Rulebook([Moves(), Payoffs()]),
      seats: PerState(
        repeating: Seat(
          profile: "own", policyName: "best-reply", policy: AssessingPolicy.bestReply()),
        count: states),
      hash: "reference")
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

  @Test func `The generator of its set-up gives the published numbers`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (1...5).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }
}
