import Foundation
import StatecraftCore
import StatecraftWorldSupport
import Testing

@testable import StatecraftAgents

@Suite struct ChoiceRuleTests {
  @Test func `Logit probabilities are the exponentials of utility over their sum`() {
    let probabilities = ChoiceRule.logit(precision: 1).probabilities([0, log(2), log(4)])
    for (probability, expected) in zip(probabilities, [1 / 7.0, 2 / 7.0, 4 / 7.0]) {
      #expect(abs(probability - expected) < 1e-15)
    }
    let steep = ChoiceRule.logit(precision: 2).probabilities([0, log(2), log(4)])
    for (probability, expected) in zip(steep, [1 / 21.0, 4 / 21.0, 16 / 21.0]) {
      #expect(abs(probability - expected) < 1e-15)
    }
  }

  @Test func `Precision nought is blind, and great utilities don't overflow`() {
    #expect(
      ChoiceRule.logit(precision: 0).probabilities([1, 5, -3, 9]) == [0.25, 0.25, 0.25, 0.25])
    #expect(ChoiceRule.logit(precision: 10_000).probabilities([1e6, 0, -1e6]) == [1, 0, 0])
  }

  @Test func `Best reply takes the greatest utility, and of equals the first`() {
    #expect(ChoiceRule.bestReply.probabilities([1, 3, 3, 2]) == [0, 1, 0, 0])
    #expect(ChoiceRule.bestReply.probabilities([0, 0, 0]) == [1, 0, 0])
    #expect(ChoiceRule.bestReply.choose([0, 1, 0, 0], draw: 0) == 1)
  }

  @Test func `A draw decides by inverse distribution, in order`() {
    let rule = ChoiceRule.logit(precision: 1)
    let cases = [(0.0, 0), (0.2499, 0), (0.25, 2), (0.7499, 2), (0.75, 3), (0.9999999, 3)]
    for (draw, choice) in cases {
      #expect(rule.choose([0.25, 0, 0.5, 0.25], draw: draw) == choice)
    }
  }

  @Test func `Over many draws choices come as often as logit says`() throws {
    let small = try SmallWorld()
    // Theory finds nothing in it, so that the stake is all: 0.4 bp a level.
    var choice = small.indifferentChoice(levels: [0, 1, 2, 3, 4], standing: 0)
    choice.stake = Stake(slope: 0.4)
    let utilities = choice.levels.map { 0.4 * $0 }
    let count = 20_000
    var counts = [Double](repeating: 0, count: 5)
    var deliberator = Deliberator(for: small.state("MID"), by: .logit(precision: 1.5))
    for turn in 0..<count {
      var context = PolicyContext(
        source: DrawSource(
          HashChance(), setting: small.setting, turn: turn, isRecording: false),
        explains: false)
      let level = try deliberator.choose(choice, in: small.setting.roster, &context)
      counts[Int(level)] += 1
    }
    let weights = utilities.map { exp(1.5 * $0) }
    let chiSquare = zip(counts, weights).reduce(0) { sum, pair in
      let expected = Double(count) * pair.1 / weights.reduce(0, +)
      return sum + (pair.0 - expected) * (pair.0 - expected) / expected
    }
    // The quantile of chi-square with 4 degrees of freedom at one in a million.
    #expect(chiSquare < 33.4)
  }
}
