import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Garbage` {
  /// A small generator, so that each failure can be had again.
  private struct Bytes: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test(arguments: 0..<60)
  func `Random bytes are faults, never a crash`(seed: UInt64) {
    var generator = Bytes(state: seed)
    let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    #expect(!SmallWorld.faults(SmallWorld.bundle(text(bytes))).isEmpty)
    _ = SmallWorld.faults(SmallWorld.bundle(supply: text(bytes)))
    _ = SmallWorld.faults(SmallWorld.bundle(partner: text(bytes)))
    _ = SmallWorld.faults(SmallWorld.bundle(set: [text(bytes), "turns=" + text(bytes)]))
  }

  @Test(arguments: 0..<40)
  func `A damaged scenario is refused with located faults, or loads`(seed: UInt64) {
    var generator = Bytes(state: seed &+ 1000)
    let signs = Array("{}[],:-?*&!|>'\"%@`#\n\t 019eE.+~<=xU\u{0}".utf8)
    func damaged(_ text: String) -> String {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = signs.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: place)
        case 2:
          let end = min(bytes.count, place + Int.random(in: 1...80, using: &generator))
          bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 30))
        }
      }
      return self.text(bytes)
    }
    let bundle = SmallWorld.bundle(
      damaged(SmallWorld.yaml), supply: damaged(SmallWorld.supply),
      partner: damaged(SmallWorld.partner))
    for fault in SmallWorld.faults(bundle) {
      #expect(fault.line > 0 && fault.column > 0 && !fault.message.isEmpty, "\(fault)")
    }
  }

  @Test(arguments: 0..<60)
  func `A damaged economy is refused with faults, or loads`(seed: UInt64) {
    var generator = Bytes(state: seed &+ 2000)
    let signs = Array("{}[],:-?*&!|>'\"%@`#\n\t 019eE.+~<=xU\u{0}".utf8)
    var bytes = Array(Self.economy.utf8)
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      if Bool.random(using: &generator) {
        bytes[place] = signs.randomElement(using: &generator) ?? 0
      } else {
        bytes.remove(at: place)
      }
    }
    do throws(ScenarioFaults) {
      let economy = try ScenarioLoader().loadEconomy(
        "e.yaml", from: Texts(["e.yaml": self.text(bytes)]))
      _ = economy.compareWithPublished()
    } catch {
      #expect(!error.faults.isEmpty && error.faults.allSatisfy { !$0.message.isEmpty })
    }
  }

  private static let economy = """
    format: 1
    name: pair
    title: A pair
    states: [{code: AAA, size: 1}, {code: BBB, size: 2, productivity: 0.9}]
    sectors: [{code: goods, elasticity_theta: 4}]
    economy: {levels: {iceberg: [[1, 1.5], [1.2, 1]]}, tariffs: [[0, 0.1], [0.2, 0]]}
    experiments:
      - {name: cut, shocks: [{shock: ban, leak: 0.5, supplier: AAA}, {shock: tariff, rate: 0.3}]}
    cases: [{name: large, set: ["states[AAA].size=3"]}]
    published:
      - {case: large, experiment: cut, measure: "real_income[AAA]", value: 0.9, tolerance: 1}
      - {measure: "share[goods,AAA,BBB]", value: 0.2, tolerance: 1}
    """
}
