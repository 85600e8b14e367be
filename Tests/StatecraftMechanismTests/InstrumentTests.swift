import StatecraftAgents
import StatecraftCore
import StatecraftEngine
@testable import StatecraftPlayers
import StatecraftReplay
import StatecraftRules
import StatecraftScenario
import Testing

/// An instrument that is one row of a file, and all who have to know it.
struct InstrumentTests {
  private let scenario: Scenario
  private let bundle: ScenarioBundle
  private let (usa, chn): (StateID, StateID)
  private let screen: InstrumentID
  private let chips: SectorID

  init() throws {
    bundle = TradingWorld.bundle(set: ["opening=[]"])
    scenario = try Self.load(bundle)
    let roster = scenario.setting.roster
    usa = try #require(roster.state("USA"))
    chn = try #require(roster.state("CHN"))
    screen = try #require(roster.instrument("screen"))
    chips = try #require(roster.sector("chips"))
  }

  private static func load(_ bundle: ScenarioBundle) throws(ScenarioFaults) -> Scenario {
    let rules = RuleCatalogue.entries + [RuleEntry { _ in Stockpile() }]
    return try ScenarioLoader(catalogue: ScenarioCatalogue(rules: rules)).load(bundle).scenario
  }

  private var setting: Setting { scenario.setting }

  private func resolved(
    _ orders: [String], from world: World? = nil
  ) throws -> Resolution {
    var decisions = PerState(repeating: Decision.hold, count: setting.roster.stateCount)
    decisions[usa] = try Decision(notation: orders, in: setting.roster)
    return try Adjudication(setting: setting, rulebook: scenario.rulebook).resolve(
      world ?? scenario.start, decisions, chance: SeededChance(seed: 1, replicate: 0))
  }

  @Test func `It reaches force over two turns, under its own name`() throws {
    let first = try resolved(["control screen chips CHN 1"])
    #expect(first.world.measures[screen][chips, usa, chn] == 0.6)
    #expect(first.world.measures[ordered: screen][chips, usa, chn] == 1)
    #expect(first.events.map(\.rule).contains("investment-screening"))
    let second = try resolved([], from: first.world)
    #expect(second.world.measures[screen][chips, usa, chn] == 1)
    #expect(scenario.start.columns.map(\.name).contains("investment_screening_ordered"))
  }

  @Test func `It holds knowledge back and no goods`() throws {
    var open = scenario.start
    open.technology[chips, usa] = 1
    open.technology[chips, chn] = 0.5
    open.technology[chips, StateID(index: 1)] = 0.5
    let free = try resolved([], from: open)
    let screened = try resolved(["control screen chips CHN 1"], from: open)
    #expect(
      screened.world.technology[chips, chn] < free.world.technology[chips, chn])
    #expect(
      screened.world.technology[chips, StateID(index: 1)]
        == free.world.technology[chips, StateID(index: 1)])
    #expect(screened.world.measures[.exportControl] == free.world.measures[.exportControl])
  }

  @Test func `It's illegal where its row says so`() throws {
    let decision = try Decision(
      notation: ["control screen services CHN 0.5", "control screen chips CHN 1.5"],
      in: setting.roster)
    #expect(
      decision.violations(by: usa, in: setting).map(\.description) == [
        "control screen services CHN 0.5: ‘screen’ is for key sectors",
        "control screen chips CHN 1.5: the level is from 0 to 1.0",
      ])
  }

  @Test func `A replay keeps its row and tells it`() throws {
    let resolution = try resolved(["control screen chips CHN 0.75"])
    let header = ReplayHeader(
      scenario, bundle: bundle, seed: 1, replicate: 0, programVersion: "1", gslVersion: "1",
      hasDraws: true, hasDeliberations: false)
    var answers = PerState(repeating: Answer(.hold), count: setting.roster.stateCount)
    answers[usa] = Answer(
      try Decision(notation: ["control screen chips CHN 0.75"], in: setting.roster))
    let record = TurnRecord(
      number: 1, answers: answers, draws: [], events: resolution.events, notes: [],
      world: resolution.world, digest: resolution.world.digest())
    var encoder = ReplayEncoder(header)
    let bytes = encoder.headerLine() + encoder.line(for: record)
    let replay = try ReplayReader.read(bytes, file: "screen.jsonl")
    #expect(replay.header.roster.instruments == setting.roster.instruments)
    let told = ReplayTelling().lines(replay).joined(separator: " ")
    #expect(told.contains("USA tightened its investment screening on CHN in chips to 0.75"))
    #expect(told.contains("USA controls screen chips CHN 0.75"))
  }

  @Test func `People order it, and are told what it does`() throws {
    var session = Session(scenario, people: [usa]) { _, _ in Answer(.hold) }
    _ = session.open()
    func type(_ line: String) -> String {
      session.enter(line).lines.map(\.text).joined(separator: " ")
        .split(separator: " ").joined(separator: " ")
    }
    #expect(type("screen chips china 75%").contains("+ control screen chips CHN 0.75"))
    let legal = type("legal")
    #expect(
      legal.contains(
        "control screen SECTOR STATE 0 to 1 (keeps the target's money out of your firms; not in "
          + "services)"))
    #expect(type("help control").contains("screen: keeps the target's money out of your firms"))
    #expect(type("estimate screen chips CHN 1").contains("control screen chips CHN 1"))
  }

  @Test func `Programs are told of it`() {
    let observation = Observation(of: scenario.start, by: usa, setting: setting)
    let told = String(decoding: AgentProtocol.observation(observation), as: UTF8.self)
    #expect(told.contains(#""investment_screening":{}"#))
    #expect(told.contains(#""investment_screening_ordered":{}"#))
  }

  @Test func `The stake of it is what the target would have learnt`() {
    var world = scenario.start
    world.technology[chips, usa] = 1
    world.technology[chips, chn] = 0.5
    let observation = Observation(of: world, by: usa, setting: setting)
    let dealings = Dealings(observation, of: usa, with: chn, in: chips)
    let stake = MeasureCost(setting.roster[screen], level: 1, of: dealings)
    #expect(stake.own == 0 && stake.other > 0 && stake.bite == 1)
    #expect(stake.other == observation.learning(of: chn, from: usa, in: chips))
    // Who is ahead loses nothing by being shut out.
    #expect(MeasureCost(setting.roster[screen], level: 1, of: dealings.mirrored).other == 0)
  }

  @Test func `A row that repeats a word or names no sector is refused`() {
    func faults(_ row: String) -> [String] {
      do {
        _ = try Self.load(TradingWorld.bundle(set: ["opening=[]", "instruments=[\(row)]"]))
        return []
      } catch {
        return error.faults.map(\.message)
      }
    }
    let rest = "side: inbound, channel: goods, help: does"
    #expect(
      faults("{word: export, name: other, \(rest)}") == [
        "there is an instrument ‘export’ (export-control) already: choose another word and name"
      ])
    #expect(
      faults("{word: ban, name: ban, scope: [chip], \(rest)}").first?.contains(
        "did you mean ‘chips’") == true)
    #expect(faults("{word: ban, name: ban, side: sideways, channel: goods, help: x}").count == 1)
  }
}
