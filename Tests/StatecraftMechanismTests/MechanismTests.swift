import StatecraftAnalysis
import StatecraftCore
import StatecraftEngine
@testable import StatecraftPlayers
import StatecraftReplay
import StatecraftRules
import StatecraftScenario
import StatecraftStore
import Testing

/// A mechanism of one folder, and all who have to know it.
struct MechanismTests {
  private let chn: StateID
  private let loaded: LoadedScenario

  private static let catalogue = ScenarioCatalogue(
    rules: RuleCatalogue.entries + [RuleEntry { _ in Stockpile() }])

  init() throws {
    loaded = try Self.load()
    chn = try #require(loaded.scenario.setting.roster.state("CHN"))
  }

  private static func load(_ set: [String] = []) throws(ScenarioFaults) -> LoadedScenario {
    try ScenarioLoader(catalogue: catalogue).load(TradingWorld.bundle(set: set))
  }

  private var setting: Setting { loaded.scenario.setting }

  private func stock(_ sector: String, _ state: String, in world: World) throws -> Double {
    let roster = setting.roster
    let places = [
      try #require(roster.sector(sector)).index, try #require(roster.state(state)).index,
    ]
    return world[Stockpile.stock][Stockpile.stock.position(places, in: roster)]
  }

  private func played() async throws -> (records: [TurnRecord], header: ReplayHeader) {
    let kept = Kept()
    _ = try await Game(
      loaded.scenario, seed: 1, replicate: 0, recording: Recording(draws: true, deliberations: true)
    ).play { await kept.add($0) }
    let header = ReplayHeader(
      loaded.scenario, bundle: loaded.bundle, seed: 1, replicate: 0, programVersion: "1",
      gslVersion: "1", hasDraws: true, hasDeliberations: true)
    return (await kept.records, header)
  }

  @Test func `A file says what stands at the start, and is told what doesn't`() throws {
    #expect(try stock("chips", "DEU", in: loaded.scenario.start) == 0.5)
    #expect(try stock("chips", "CHN", in: loaded.scenario.start) == 0)
    func faults(_ row: String) -> [String] {
      do {
        _ = try Self.load(["opening=[\(row)]"])
        return []
      } catch {
        return error.faults.map(\.message)
      }
    }
    #expect(
      faults("{column: stok, places: [chips, DEU], value: 1}") == [
        "no rule in force brings a column ‘stok’; did you mean ‘stock’?; there are stock"
      ])
    #expect(
      faults("{column: stock, places: [DEU], value: 1}") == [
        "‘stock’ has 2 places, such as chips;CHN"
      ])
    #expect(faults("{column: stock, places: [chips, DEV], value: 1}").count == 1)
    #expect(faults("{column: stock, places: [chips, DEU], value: -1}").count == 1)
  }

  @Test func `The schema and the names of the scenario know it`() {
    #expect(ScenarioSchema(catalogue: Self.catalogue).json().contains("\"stockpile\""))
    #expect(loaded.scenario.rulebook.names.contains("stockpile"))
    #expect(loaded.scenario.rulebook.eventKinds.contains(Stockpile.filled))
  }

  @Test func `A game carries its orders out`() async throws {
    let (records, _) = try await played()
    // Half a percent of DEU fades by a quarter each turn; CHN puts 0.4 aside in turn 2.
    #expect(try stock("chips", "DEU", in: records[0].world) == 0.375)
    #expect(try stock("chips", "CHN", in: records[1].world) == 0.4)
    #expect(records[1].events.contains { $0.kind == Stockpile.filled && $0.state == chn })
    #expect(records[0].digest != records[1].digest)
  }

  @Test func `Its orders are checked as all are`() throws {
    func violations(_ lines: String...) throws -> [String] {
      try Decision(notation: lines, in: setting.roster).violations(by: chn, in: setting)
        .map(\.description)
    }
    #expect(try violations("stockpile chips 0.4%gdp").isEmpty)
    #expect(
      try violations("stockpile chips 0.4%gdp", "stockpile chips 0.3%gdp") == [
        "stockpile chips 0.3%gdp: a second order for the same"
      ])
    // The treasury allows 1.5 % in all.
    #expect(try violations("stockpile chips 1%gdp", "invest subsidy chips 0.6%gdp").count == 1)
    #expect(throws: NotationError.self) { try violations("stockpile chip 0.4%gdp") }
    #expect(throws: NotationError.self) { try violations("stockpile chips") }
  }

  @Test func `A replay keeps it, tells it and is verified`() async throws {
    let (records, header) = try await played()
    var encoder = ReplayEncoder(header)
    var bytes = encoder.headerLine()
    for record in records { bytes += encoder.line(for: record) }
    let replay = try ReplayReader.read(
      bytes, file: "stock.jsonl", kinds: loaded.scenario.rulebook.eventKinds)
    #expect(replay.header.roster == setting.roster)
    #expect(
      replay.turns[1].decisions[chn.index].notation(in: setting.roster) == [
        "stockpile chips 0.4%gdp"
      ])
    #expect(replay.turns[1].fingerprints.contains { $0.column == "stock" })
    let told = ReplayTelling(turns: 2...2).lines(replay).joined(separator: "\n")
    #expect(told.contains("Stocks filled, in % of GDP: CHN chips 0.4: the state put goods aside."))
    #expect(told.contains("CHN: stockpile chips 0.4%gdp"))
    let verifier = try ReplayVerifier(
      replay, making: { try ScenarioLoader(catalogue: Self.catalogue).load($0).scenario })
    #expect(try verifier.verifyFromRecord() == nil)
    // What a live game tells is what its replay would.
    #expect(
      records.map { ReplayTurn($0, header: header, hasFingerprints: true) } == replay.turns)
  }

  @Test func `A batch measures it, and a store's numbers give it back`() async throws {
    let catalogue = MetricCatalogue(setting: setting)
    let index = try catalogue.index(of: "stock.CHN")
    var summary = OutcomeSummary(setting: setting)
    let setting = setting
    _ = try await Batch(loaded.scenario, seed: 1, replicates: 0..<3, jobs: 1).run(
      measure: { RunOutcome(of: $0.world, setting: setting) }
    ) { _, outcome in
      summary.add(outcome)
      let values = catalogue.values(of: outcome)
      #expect(values[index] == outcome.added[setting.roster.state("CHN")!.index])
      #expect(catalogue.outcome(of: values) == outcome)
      return .proceed
    }
    #expect(summary.added.map(\.metric.name) == ["stock.CHN", "stock.DEU", "stock.USA"])
    // 0.4 in turn 2 of 3, less a quarter in turn 3.
    #expect(abs(summary.added[0].estimate.mean - 0.3) < 1e-12)
    let description = BatchDescription(
      loaded.scenario, bundle: loaded.bundle, seed: 1,
      producer: Producer(programVersion: "1", gslVersion: "1", platform: "here"))
    #expect(description.metrics.contains { $0.name == "stock.USA" })
  }

  @Test func `People at the table order it`() throws {
    var session = Session(loaded.scenario, people: [chn]) { _, _ in Answer(.hold) }
    _ = session.open()
    func type(_ line: String, _ session: inout Session) -> String {
      session.enter(line).lines.map(\.text).joined(separator: " ")
    }
    #expect(type("stock chips .2", &session).contains("+ stockpile chips 0.2%gdp"))
    #expect(type("stockpile chips .3", &session).contains("+ stockpile chips 0.3%gdp"))
    #expect(type("legal", &session).contains("stockpile SECTOR SHARE%gdp, from the treasury"))
    #expect(type("help orders", &session).contains("stockpile SECTOR SHARE%gdp"))
    guard case .resolve(let decisions) = session.enter("end").action else {
      Issue.record("the turn isn't closed")
      return
    }
    #expect(decisions[chn]?.notation(in: setting.roster) == ["stockpile chips 0.3%gdp"])
  }

  @Test func `Programs are told their own stocks and nobody else's`() throws {
    var world = loaded.scenario.start
    let deu = try #require(setting.roster.state("DEU"))
    func told(to state: StateID, _ world: World) -> String {
      String(
        decoding: AgentProtocol.observation(
          Observation(of: world, by: state, setting: setting)), as: UTF8.self)
    }
    #expect(told(to: deu, world).contains(#""stock":{"chips":0.5}"#))
    let before = told(to: chn, world)
    #expect(before.contains(#""stock":{}"#))
    world[Stockpile.stock] = world[Stockpile.stock].map { $0 * 3 }
    #expect(told(to: chn, world) == before)
  }
}

private actor Kept {
  private(set) var records: [TurnRecord] = []
  func add(_ record: TurnRecord) { records.append(record) }
}
