import StatecraftCore
import StatecraftEngine
import StatecraftScenario
import StatecraftTestSupport
import Testing

/// Games that nobody made up: random files of every form, played by random policies.
@Suite struct RandomGameTests {
  private static let seeds = Array(UInt64(1)...60)

  /// A random scenario file.
  private struct Draft {
    var random: Xoshiro256
    var codes: [String] = []

    init(seed: UInt64) {
      random = Xoshiro256(seed: seed)
      codes = (0..<Int.random(in: 2...6, using: &random)).map { "S\($0)" }
    }

    mutating func number(_ range: ClosedRange<Double>) -> Double {
      (Double.random(in: range, using: &random) * 8).rounded() / 8
    }

    mutating func one(of words: [String]) -> String {
      words[Int.random(in: words.indices, using: &random)]
    }

    /// A form's record, and whether it knows cooperation and defection.
    mutating func form() -> (text: String, isMatrix: Bool) {
      let members = codes
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let rows = (0..<2).map { _ in "[\(number(-5...5)), \(number(-5...5))]" }
        return (
          "matrix: {moves: [c, d], payoffs: [\(rows.joined(separator: ", "))], "
            + "one_move: \(one(of: ["true", "false"]))}", true
        )
      case 1:
        let rows = (0..<2).map { _ in
          "[\((0..<codes.count).map { _ in "\(number(-5...5))" }.joined(separator: ", "))]"
        }
        return ("outcomes: {moves: [c, d], by_others: [\(rows.joined(separator: ", "))]}", true)
      case 2:
        var rows: [String] = []
        for (position, code) in members.enumerated() {
          for other in members[..<position] {
            rows.append("{i: \(code), j: \(other), value: \(number(-3...3))}")
          }
        }
        return ("landscape: {propensities: [\(rows.joined(separator: ", "))]}", false)
      case 3:
        return ("public_good: {endowment: \(number(1...9)), taste: 0.5}", false)
      case 4:
        let rows = members.map { "{state: \($0), weight: 1, benefit: \(number(-2...2))}" }
        return (
          "council: {quota: \(codes.count / 2 + 1), members: [\(rows.joined(separator: ", "))]}",
          false
        )
      default:
        return ("threshold: {threshold: \(number(0...4))}", false)
      }
    }

    mutating func yaml(reversed: Bool = false) -> String {
      let form = form()
      let isQuantity = form.text.hasPrefix("public_good")
      let policies =
        ["{policy: best-reply}", "{policy: logit, parameters: {precision: 0.7}}", "{policy: hold}"]
        + (form.isMatrix
          ? [
            "{policy: tit-for-tats}", "{policy: trigger}",
            "{policy: memory-one, parameters: {after_cd: 0.3, after_dd: 0.1}}",
          ] : [])
      let profiles = codes.map { "  \($0): \(one(of: policies))" }.joined(separator: "\n")
      let noise = isQuantity ? 0 : number(0...0.5)
      let revision = one(of: ["simultaneous", "sequential", "random"])
      let states = codes.map { "{code: \($0), size: \(number(1...4))}" }
      return """
        format: 1
        name: random
        title: A random game
        turns: 8
        states: [\((reversed ? states.reversed() : states).joined(separator: ", "))]
        game:
          \(form.text)
          revision: \(revision)
        rules: {moves: {noise: \(noise)}, payoffs: {discount: 0.9}}
        profiles:
        \(profiles)
        """
    }
  }

  private func load(_ yaml: String) throws -> Scenario {
    try GameFile.load(yaml).scenario
  }

  private func digest(_ scenario: Scenario, lane: Lane = Lane()) async throws -> Digest {
    let result = try await Game(scenario, seed: 11, replicate: 4, lane: lane).play()
    #expect(result.notes.isEmpty, "\(result.notes)")
    return result.digest
  }

  @Test(arguments: seeds)
  func `A random game is played to its end, the same in every order`(_ seed: UInt64) async throws {
    var draft = Draft(seed: seed)
    let scenario = try load(draft.yaml())
    let digest = try await digest(scenario)
    // Numbers that can't be would have stopped it; nobody's order was illegal.
    #expect(try await self.digest(scenario, lane: Lane(order: .shuffled(seed: seed))) == digest)
    var same = Draft(seed: seed)
    #expect(try await self.digest(load(same.yaml(reversed: true))) == digest)
  }

  @Test func `The generator of random games gives the numbers of its authors`() {
    var random = Xoshiro256(state: (1, 2, 3, 4))
    #expect(
      (0..<10).map { _ in random.next() } == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
        10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
  }

  @Test func `A state that meets nobody moves no draw of the others`() async throws {
    let yaml = GameFile.dilemma.replacing("turns: 12", with: "turns: 30")
      .replacing("moves: {}", with: "moves: {noise: 0.1}")
    let ties = "network: [{i: A, j: B}, {i: B, j: C}, {i: A, j: C}]\ngame:"
    let without = try GameFile.load(yaml.replacing("game:", with: ties)).scenario
    let with = try GameFile.load(
      yaml.replacing("game:", with: ties)
        .replacing("states: [{code: A}", with: "states: [{code: A}, {code: AA}")
    ).scenario
    func scores(_ scenario: Scenario) async throws -> [Double] {
      let world = try await Game(scenario, seed: 3, replicate: 1).play().world
      let roster = scenario.setting.roster
      let states = ["A", "B", "C"].compactMap { roster.state($0) }
      return states.flatMap { state in states.map { world.scores[state, $0] } }
    }
    #expect(try await scores(without) == scores(with))
  }
}
