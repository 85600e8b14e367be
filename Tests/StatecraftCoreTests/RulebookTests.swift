import StatecraftCore
import StatecraftTestSupport
import Testing

struct RulebookTests {
  @Test func `Rules are in order of phase and name, however they're given`() throws {
    let names = try Rulebook(Toy.rules.reversed()).names
    #expect(
      names == [
        "toy-shock", "toy-orders", "toy-construction", "toy-market", "toy-relations", "toy-outcome",
      ])
    #expect(try Rulebook(Toy.rules).names == names)
  }

  @Test func `Every clash is reported`() {
    let error = #expect(throws: RulebookError.self) {
      try Rulebook([ToyRelations(), Trespasser(), ToyShock(), ToyShock()])
    }
    #expect(
      error?.faults == [
        "Rule ‘toy-shock’ is listed twice: keep one.",
        "Rules ‘toy-relations’ and ‘trespasser’ both write ‘threat’ in one phase: put one later.",
      ])
  }

  @Test func `One column may be written in two phases`() throws {
    _ = try Rulebook([ToyOrders(), ToyConstruction()])
  }

  @Test func `Purposes of all rules and policies have ids of their own`() {
    let purposes =
      (Toy.rules + [IdleDraw()]).flatMap { type(of: $0).purposes } + [ToyPolicy.purpose]
    #expect(purposes.count == 5)
    #expect(Set(purposes.map(\.id)).count == purposes.count)
  }

  @Test func `A purpose's id is the FNV-1a hash of its name`() {
    // Published values of 64-bit FNV-1a.
    #expect(Purpose("").id == 0xCBF2_9CE4_8422_2325)
    #expect(Purpose("a").id == 0xAF63_DC4C_8601_EC8C)
    #expect(Purpose("foobar").id == 0x8594_4171_F739_67E8)
  }
}

struct AdjudicationTests {
  private let setting = Toy.setting()

  private func resolve(_ rules: [any Rule], _ world: World? = nil) throws -> Resolution {
    try Adjudication(setting: setting, rulebook: Rulebook(rules)).resolve(
      world ?? Toy.world(setting), PerState(repeating: .hold, count: 4), chance: Middling())
  }

  @Test func `Rules of one phase act at once, and the next phase sees what they did`() throws {
    let resolution = try resolve([First(), Second(), Later()])
    #expect(resolution.world.productivity.storage.allSatisfy { $0 == 1 })
    // It read productivity as it was before the phase, in spite of its name's place.
    #expect(resolution.world.logPrice.storage.allSatisfy { $0 == 0 })
    #expect(resolution.world.logWage.storage.allSatisfy { $0 == 1 })
    #expect(resolution.world.turn == 1)
  }

  @Test func `A world that can't be is an error that names the column`() throws {
    var world = Toy.world(setting)
    world.realIncome[StateID(index: 2)] = .nan
    let fault = #expect(throws: RuleFault.self) { try resolve([], world) }
    #expect(
      fault?.description
        == "Rule ‘adjudication’ failed in turn 1: Column ‘real_income’ holds nan at position 2: "
        + "expected more than 0.")
  }

  @Test func `Draws are recorded only when asked for`() throws {
    let adjudication = Adjudication(setting: setting, rulebook: try Rulebook([IdleDraw()]))
    let hold = PerState(repeating: Decision.hold, count: 4)
    for isRecording in [false, true] {
      let draws = try adjudication.resolve(
        Toy.world(setting), hold, chance: Middling(), isRecording: isRecording
      ).draws
      #expect(draws.map(\.actor) == (isRecording ? ["ARC", "BOR", "CAL", "DUN"] : []))
    }
  }

  @Test func `Rejections say why, in order of state`() throws {
    var decisions = PerState(repeating: Decision.hold, count: 4)
    let rogue = Decision(alignment: [AlignmentOrder(pole: PoleID(index: 0), degree: -1)])
    decisions[StateID(index: 3)] = rogue
    decisions[StateID(index: 1)] = rogue
    let resolution = try Adjudication(setting: setting, rulebook: Rulebook([ToyOrders()]))
      .resolve(Toy.world(setting), decisions, chance: Middling())
    #expect(resolution.rejections.map(\.state.index) == [1, 3])
    #expect(
      resolution.rejections[0].violations.map(\.reason) == ["a degree is from 0 to 1"])
    #expect(resolution.events.map(\.state) == [StateID(index: 1), StateID(index: 3)])
    #expect(resolution.world.alignment == Toy.world(setting).alignment)
  }
}

/// Chance that always draws a half.
private struct Middling: Chance {
  func value(of distribution: Distribution, at key: DrawKey) -> Double { 0.5 }
}

private struct First: Rule {
  static let name = "first"
  static let phase = Phase.technology
  static let writes: Set<Column> = [.productivity]
  func apply(to turn: inout Turn) {
    for index in turn.after.productivity.storage.indices {
      turn.after.productivity.storage[index] = 1
    }
  }
}

private struct Second: Rule {
  static let name = "second"
  static let phase = Phase.technology
  static let writes: Set<Column> = [.logPrice]
  func apply(to turn: inout Turn) { turn.after.logPrice = turn.before.productivity }
}

private struct Later: Rule {
  static let name = "later"
  static let phase = Phase.market
  static let writes: Set<Column> = [.logWage]
  func apply(to turn: inout Turn) {
    turn.after.logWage = PerState(turn.before.productivity.row(SectorID(index: 0)))
  }
}
