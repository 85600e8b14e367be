import StatecraftCore
@testable import StatecraftGames
import Testing

/// A council, and the fractions that its power comes to.
struct Council: Sendable, CustomTestStringConvertible {
  let name: String
  let majorities: [(quota: Double, weights: [Double])]
  var vetoes: [Int] = []
  var sufficientMembers: Int?
  /// Numerators over the sum of swings, and over the number of orders of the members.
  let banzhaf: (numerators: [Int], denominator: Int)
  let shapley: (numerators: [Int], denominator: Int)

  var testDescription: String { name }
  var memberCount: Int { majorities[0].weights.count }

  var rule: VotingRule {
    get throws {
      try VotingRule(
        majorities: majorities.map { .init(weights: PerState($0.weights), quota: $0.quota) },
        vetoes: PerState((0..<memberCount).map(vetoes.contains)),
        sufficientMembers: sufficientMembers)
    }
  }

  /// The first two are published; the others were counted with fractions by a program in another
  /// language, coalition by coalition.
  static let all = [
    Council(
      name: "Council of Ministers of 1958", majorities: [(12, [4, 4, 4, 2, 2, 1])],
      banzhaf: ([5, 5, 5, 3, 3, 0], 21), shapley: ([14, 14, 14, 9, 9, 0], 60)),
    Council(
      name: "Security Council",
      majorities: [
        (39, Array(repeating: 7, count: 5) + Array(repeating: 1, count: 10))
      ],
      banzhaf: (
        Array(repeating: 212, count: 5) + Array(repeating: 21, count: 10), 1270
      ),
      shapley: (Array(repeating: 421, count: 5) + Array(repeating: 4, count: 10), 2145)),
    Council(
      name: "two majorities",
      majorities: [
        (4, Array(repeating: 1, count: 7)), (62, [30, 22, 18.5, 12, 9.5, 5, 3]),
      ],
      banzhaf: ([15, 10, 9, 7, 6, 3, 2], 52),
      shapley: ([131, 82, 75, 54, 47, 19, 12], 420)),
    Council(
      name: "two majorities, or five members",
      majorities: [
        (4, Array(repeating: 1, count: 7)), (62, [30, 22, 18.5, 12, 9.5, 5, 3]),
      ], sufficientMembers: 5,
      banzhaf: ([27, 21, 19, 17, 15, 11, 9], 119),
      shapley: ([95, 74, 67, 60, 53, 39, 32], 420)),
    Council(
      name: "a veto", majorities: [(5, [3, 2, 2, 1, 1])], vetoes: [3],
      banzhaf: ([5, 3, 3, 9, 1], 21), shapley: ([12, 7, 7, 32, 2], 60)),
  ]
}

struct VotingTests {
  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  @Test(arguments: Council.all)
  func `Power is the published fraction exactly`(_ council: Council) throws {
    let power = try VotingPower(council.rule)
    let n = council.memberCount
    let factorials = (1...n).reduce(into: [1]) { $0.append($0.last! * $1) }
    let total = power.swingsBySize.indices.reduce(0) { $0 + power.swings(of: $1) }
    for member in power.swingsBySize.indices {
      let swings = power.swings(of: member)
      #expect(
        swings * council.banzhaf.denominator == council.banzhaf.numerators[member.index] * total)
      let orders = power.swingsBySize[member].enumerated().reduce(0) {
        $0 + $1.element * factorials[$1.offset] * factorials[n - 1 - $1.offset]
      }
      let common = Self.divisor(orders, factorials[n])
      let (numerator, denominator) = council.shapley
      let expected = Self.divisor(numerator[member.index], denominator)
      #expect(orders / common == numerator[member.index] / expected)
      #expect(factorials[n] / common == denominator / expected)
      // And the indices are those fractions.
      #expect(
        abs(
          power.banzhaf[member]
            - Double(council.banzhaf.numerators[member.index])
            / Double(council.banzhaf.denominator)) < 1e-15)
      #expect(
        abs(
          power.shapleyShubik[member]
            - Double(numerator[member.index]) / Double(denominator)) < 1e-15)
    }
  }

  @Test(arguments: Council.all)
  func `Counting by sums and one by one agree`(_ council: Council) throws {
    let rule = try council.rule
    let bySums = try #require(WinningCounts(bySumsOf: rule, tableMax: VotingPower.tableMax))
    #expect(bySums == WinningCounts(enumerating: rule))
    #expect(WinningCounts(bySumsOf: rule, tableMax: 10) == nil)
  }

  @Test func `Absolute power and the power to act count all coalitions`() throws {
    let power = try VotingPower(Council.all[0].rule)
    #expect(power.winningCoalitions == 14)
    #expect(power.powerToAct == 14 / 64.0)
    #expect(power.absoluteBanzhaf.storage == [10, 10, 10, 6, 6, 0].map { $0 / 32.0 })
  }

  @Test func `Decimals add up exactly, so that a quota is met where it should be`() throws {
    // 0.1 + 0.2 isn't 0.3 in binary.
    let rule = try VotingRule(
      majorities: [.init(weights: PerState([0.1, 0.2, 0.7]), quota: 0.3)])
    #expect(rule.passes { $0.index < 2 })
    let strict = try VotingRule(
      majorities: [.init(weights: PerState([0.1, 0.2, 0.7]), quota: 0.300001)])
    #expect(!strict.passes { $0.index < 2 })
  }

  @Test func `A quota between weights is rounded up, and one above all never met`() throws {
    let rule = try VotingRule(
      majorities: [.init(weights: PerState([4, 4, 2]), quota: 6.5)])
    #expect(try VotingPower(rule).winningCoalitions == 2)
    let impossible = try VotingRule(
      majorities: [.init(weights: PerState([4, 4, 2]), quota: 11)])
    let power = try VotingPower(impossible)
    #expect(power.winningCoalitions == 0)
    #expect(power.banzhaf.storage == [0, 0, 0])
  }

  @Test func `What can't be counted exactly is said`() {
    #expect(throws: VotingRuleError.notDecimal(majority: 0)) {
      try VotingRule(
        majorities: [.init(weights: PerState([1 / 3.0, 1]), quota: 1)])
    }
    #expect(throws: VotingPowerError.tooManyMembers(61)) {
      try VotingPower(
        VotingRule(
          majorities: [
            .init(weights: PerState(repeating: 1, count: 61), quota: 31)
          ]))
    }
  }

  @Test func `A motion that passes pays, and a vote against one's benefit costs`() throws {
    let game = CouncilGame(
      rule: try Council.all[0].rule, benefits: PerState([3, 3, 3, -1, -1, 0]),
      insincerityCost: 0.5)
    var profile = MoveProfile(
      moves: Dyadic(repeating: 0, rows: 6, width: 6), types: PerState(repeating: 0, count: 6))
    func payoffs() -> [Double] {
      PerState<Double>(repeating: 0, count: 6).indices.map {
        game.payoff(of: $0, with: $0, in: profile)
      }
    }
    for index in [0, 1] { profile.moves[StateID(index: index), StateID(index: index)] = 1 }
    #expect(payoffs() == [0, 0, -0.5, 0, 0, 0])
    profile.moves[StateID(index: 2), StateID(index: 2)] = 1
    #expect(payoffs() == [3, 3, 3, -1, -1, 0])
    profile.moves[StateID(index: 3), StateID(index: 3)] = 1
    #expect(payoffs() == [3, 3, 3, -1.5, -1, 0])
  }
}
