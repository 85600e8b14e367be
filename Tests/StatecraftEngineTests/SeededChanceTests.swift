import GSL
import StatecraftCore
import StatecraftEngine
import Testing

struct SeededChanceTests {
  private let key = DrawKey(
    purpose: Purpose("test.draw"), actor: stableHash("CHN"), item: 3, turn: 4)

  private let distributions: [Distribution] = [
    .unit, .uniform(lower: -2, upper: 5), .normal(mean: 1, standardDeviation: 2),
    .exponential(mean: 2), .gamma(shape: 0.5, scale: 2), .beta(alpha: 2, beta: 3),
    .lognormal(zeta: 0, sigma: 1), .bernoulli(probability: 0.5), .poisson(mean: 30),
    .gumbel(location: 0, scale: 1),
  ]

  @Test func `A draw's address is its place in Philox`() throws {
    let chance = SeededChance(seed: 11, replicate: 5)
    let stream = RandomStream(
      key: (11, 5), counter: (3 << 32, Purpose("test.draw").id, stableHash("CHN"), 4))
    #expect(try chance.value(of: .unit, at: key) == stream.uniform())
  }

  @Test func `All bits of an item are in the address`() throws {
    let chance = SeededChance(seed: 11, replicate: 5)
    let item: UInt64 = 0x1234_5678_9ABC_DEF0
    let stream = RandomStream(
      key: (11, 5),
      counter: (
        0x9ABC_DEF0_0000_0000, Purpose("test.draw").id, stableHash("CHN"), 0x1234_5678_0000_0004
      ))
    let named = DrawKey(purpose: key.purpose, actor: key.actor, item: item, turn: 4)
    #expect(try chance.value(of: .unit, at: named) == stream.uniform())
  }

  @Test func `The same address gives the same value, whatever was drawn between`() throws {
    let chance = SeededChance(seed: 1, replicate: 2)
    let values = try distributions.map { try chance.value(of: $0, at: key) }
    let reversed = try distributions.reversed().map { try chance.value(of: $0, at: key) }
    #expect(values == reversed.reversed())
  }

  @Test func `Each part of an address moves a draw`() throws {
    let other = DrawKey(purpose: Purpose("test.other"), actor: key.actor, item: 3, turn: 4)
    let keys = [
      key, other, DrawKey(purpose: key.purpose, actor: 0, item: 3, turn: 4),
      DrawKey(purpose: key.purpose, actor: key.actor, item: 2, turn: 4),
      DrawKey(purpose: key.purpose, actor: key.actor, item: 3, turn: 5),
    ]
    let chance = SeededChance(seed: 1, replicate: 2)
    var values = try keys.map { try chance.value(of: .unit, at: $0) }
    values.append(try SeededChance(seed: 2, replicate: 2).value(of: .unit, at: key))
    values.append(try SeededChance(seed: 1, replicate: 3).value(of: .unit, at: key))
    #expect(Set(values).count == values.count)
  }

  @Test(arguments: [
    Distribution.uniform(lower: 1, upper: 1), .uniform(lower: 2, upper: 1),
    .uniform(lower: .nan, upper: 1), .uniform(lower: 0, upper: .infinity),
    .normal(mean: .nan, standardDeviation: 1), .bernoulli(probability: 1.5),
    .gamma(shape: -1, scale: 1),
  ])
  func `Parameters out of range are an error`(_ distribution: Distribution) {
    let chance = SeededChance(seed: 1, replicate: 2)
    #expect(throws: GSLError.self) { try chance.value(of: distribution, at: key) }
  }
}
