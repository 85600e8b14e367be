import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Dated facts` {
  private static let header =
    "who,instrument,sectors,target,at_least,by,happened,date,group,status,source\n"

  private func scenario(_ set: String...) throws -> Scenario {
    try SmallWorld.load(SmallWorld.bundle(set: set)).scenario
  }

  private func read(_ rows: String..., header: String = header) throws -> [DatedFact] {
    let text = header + rows.joined(separator: "\n")
    let bundle = ScenarioBundle(
      main: "facts.csv", files: [.init(path: "facts.csv", text: text)])
    return try DatedFactReader().read(
      "facts.csv", from: BundledFiles(bundle), for: scenario().setting)
  }

  private func faults(_ rows: String..., header: String = header) throws -> [String] {
    do {
      _ = try read(rows.joined(separator: "\n"), header: header)
      return []
    } catch let faults as ScenarioFaults {
      return faults.faults.map(\.description)
    }
  }

  @Test func `What a row says is in the fact`() throws {
    let facts = try read(
      "USA,export,chips,CHN,0.5,2022-12-31,1,2022-10-07,chips-2022,seen,Gazette",
      "DEU,tariff,any,CHN,0.1,2024-01-01,0,,,memory,Papers",
      "DEU,align,,USA,0.9,2021-06-30,1,2021-06-30,,seen,Treaty")
    let roster = try scenario().setting.roster
    #expect(
      facts.map { $0.notation(in: roster) } == [
        "USA export chips CHN ≥ 0.5", "DEU tariff any CHN ≥ 0.1", "DEU align USA ≥ 0.9",
      ])
    #expect(facts[0].happened == CalendarDate(2022, 10, 7) && facts[0].group == "chips-2022")
    #expect(facts[0].by == CalendarDate("2022-12-31") && facts[0].source == "Gazette")
    #expect(facts[1].happened == nil && facts[1].group == nil)
    #expect(facts.map(\.status) == [.seen, .memory, .seen])
  }

  @Test func `The period follows from the date, to the day`() throws {
    let facts = try read(
      "USA,export,chips,CHN,0.5,2023-09-30,1,2023-09-30,,seen,a",
      "USA,export,chips,CHN,0.6,2023-10-01,1,2023-09-30,,seen,a")
    #expect(facts.map(\.period) == [.calibration, .validation])
    #expect(
      try faults(
        "USA,export,chips,CHN,0.5,2023-09-30,0,,,seen,a,calibration",
        header: Self.header.replacing("source\n", with: "source,period\n")
      ).first?.contains("there is no column ‘period’") == true)
  }

  @Test func `A fact is read off what was ordered`() throws {
    let scenario = try scenario()
    let roster = scenario.setting.roster
    let (usa, chn, deu) = (roster.state("USA")!, roster.state("CHN")!, roster.state("DEU")!)
    let (chips, services) = (roster.sector("chips")!, roster.sector("services")!)
    let facts = try read(
      "USA,export,any,CHN,0.75,2022-12-31,0,,,seen,a",
      "CHN,tariff,chips,USA,0.2,2022-12-31,0,,,seen,a",
      "DEU,align,,CHN,0.6,2022-12-31,0,,,seen,a",
      "DEU,import,chips,CHN,0.3,2022-12-31,0,,,seen,a")
    var world = scenario.start
    func holding() -> [Bool] { facts.map { $0.holds(in: world) } }
    #expect(holding() == [false, false, false, false])
    world.exportControl[services, usa, chn] = 1
    world.tariff[services, chn, usa] = 1
    world.tariff[chips, usa, chn] = 1
    world.exportControlOrdered[services, usa, chn] = 0.749
    #expect(holding() == [false, false, false, false])
    world.exportControlOrdered[services, usa, chn] = 0.75
    world.tariff[chips, chn, usa] = 0.2
    world.alignment[deu, roster.pole(ledBy: chn)!] = 0.6
    world.importRestrictionOrdered[chips, deu, chn] = 0.3
    #expect(holding() == [true, true, true, true])
  }

  @Test func `All faults are told at once, each in its place`() throws {
    #expect(
      try faults(
        "USB,export,chips,CHN,0.5,2022-12-31,1,2022-10-07,,seen,a",
        "USA,exports,chips,CHN,1.5,2022-02-30,1,2022-10-07,,seen,a",
        "USA,export,chps,CHN,1.5,2022-12-31,1,2023-10-07,,seen,a",
        "USA,export,,USA,0.5,2022-12-31,1,,,seen,a",
        "USA,tariff,any,CHN,1.6,2022-12-31,0,2022-10-07,,heard,a",
        "DEU,align,chips,DEU,0.5,2022-12-31,0,,Chips 2022,seen,") == [
          "facts.csv:2:1: facts[0].who: there is no state ‘USB’ in the scenario; did you mean "
            + "‘USA’?",
          "facts.csv:3:5: facts[1].instrument: ‘exports’ is not among export, import, tariff, "
            + "align; did you mean ‘export’?",
          "facts.csv:3:27: facts[1].by: expected a date as YYYY-MM-DD, such as 2022-10-07",
          "facts.csv:4:12: facts[2].sectors[0]: there is no sector ‘chps’ in the scenario; did "
            + "you mean ‘chips’?",
          "facts.csv:4:21: facts[2].at_least: this is 1.5; the most is 1",
          "facts.csv:4:38: facts[2].date: this is after 2022-12-31, by which it's said to have "
            + "happened",
          "facts.csv:5:1: facts[3]: a state can't control its own trade",
          "facts.csv:5:1: facts[3]: name the sectors of the control, or write any",
          "facts.csv:5:1: facts[3]: what happened needs its date",
          "facts.csv:6:20: facts[4].at_least: this is 1.6; the most is 1.5",
          "facts.csv:6:37: facts[4].date: what hadn't happened has no date: leave this empty, "
            + "or write 1",
          "facts.csv:6:49: facts[4].status: ‘heard’ is not among seen, memory",
          "facts.csv:7:1: facts[5].source: ‘source’ is missing: Who says so.",
          "facts.csv:7:11: facts[5].sectors: siding with a pole isn't by sector: leave this empty",
          "facts.csv:7:17: facts[5].target: DEU leads no pole; the poles are USA, CHN",
          "facts.csv:7:39: facts[5].group: expected a name of lower-case letters, digits and "
            + "hyphens, such as small-yard-2023, found ‘Chips 2022’",
        ])
    #expect(try faults().last?.contains("the table lists no facts") == true)
  }

  @Test func `Facts that contradict or repeat each other are refused`() throws {
    let not2022 = "USA,export,chips,CHN,0.5,2022-12-31,0,,,seen,a"
    #expect(try faults(not2022, "USA,export,chips,CHN,0.5,2023-12-31,1,2023-01-01,,seen,a") == [])
    #expect(try faults(not2022, "USA,export,chips,CHN,0.4,2023-12-31,1,2022-01-01,,seen,a") == [])
    #expect(
      try faults(not2022, "USA,export,chips,CHN,0.5,2023-12-31,1,2022-12-31,,seen,a")
        == ["facts.csv:3:1: facts[1]: this contradicts the fact in line 2"])
    #expect(
      try faults(
        "USA,export,chips,CHN,0.5,2023-12-31,1,2022-12-31,,seen,a",
        "USA,export,chips,CHN,0.5,2023-01-01,1,2022-12-30,,seen,a"
      ).first?.contains("contradicts") == true)
    #expect(
      try faults(not2022, "USA,export,chips,CHN,0.5,2022-12-31,0,,,memory,b")
        == ["facts.csv:3:1: facts[1]: this repeats the fact in line 2: keep one"])
  }

  @Test func `A fact counts by the turn of its year, where the model can say anything`() throws {
    let facts = try read(
      "DEU,export,chips,CHN,0.5,2021-01-01,1,2020-12-31,,seen,a",
      "DEU,export,chips,CHN,0.6,2023-12-31,0,,,seen,a",
      "DEU,export,chips,CHN,0.7,2024-01-01,0,,,seen,a",
      "DEU,export,chips,CHN,0.8,2019-12-31,0,,,seen,a",
      "DEU,export,chips,CHN,0.9,2020-12-31,1,2019-12-31,,seen,a",
      "USA,export,chips,CHN,0.5,2021-01-01,0,,,seen,a",
      "DEU,import,chips,CHN,0.5,2021-01-01,0,,,memory,a")
    let scenario = try scenario()
    #expect(
      facts.map { $0.standing(in: scenario, usesMemory: false) } == [
        .scored(due: 2, happened: 1), .scored(due: 4, happened: nil), .unscored(.late),
        .unscored(.early), .unscored(.early), .unscored(.given), .unscored(.memory),
      ])
    #expect(facts[6].standing(in: scenario, usesMemory: true) == .scored(due: 2, happened: nil))
    let early = try self.scenario("start_year=2018")
    #expect(facts[4].standing(in: early, usesMemory: false) == .scored(due: 3, happened: 2))
  }

  @Test func `States are put in order as far as one knows`() throws {
    let facts = try read(
      "USA,export,chips,CHN,0.6,2022-12-31,1,2022-10-07,chips,seen,a",
      "DEU,export,chips,CHN,0.5,2022-12-31,0,,chips,seen,a",
      "DEU,export,chips,CHN,0.5,2023-12-31,1,2023-06-30,chips,seen,a",
      "CHN,import,chips,USA,0.5,2022-12-31,0,,chips,seen,a",
      "CHN,import,chips,USA,0.6,2024-12-31,0,,minerals,seen,a",
      "DEU,import,chips,USA,0.6,2024-12-31,0,,,seen,a")
    let groups = FactGroup.all(in: facts, at: Array(facts.indices))
    #expect(groups.map(\.name) == ["chips", "minerals"])
    #expect(groups[0].members.map(\.fact) == [0, 2])
    #expect(
      groups[0].members.map(\.joined) == [CalendarDate(2022, 10, 7), CalendarDate(2023, 6, 30)])
    // Whether China would have come after Germany isn't known.
    #expect(groups[0].leftOut == [3])
    #expect(groups[1].members.map(\.fact) == [4] && groups[1].members[0].joined == nil)
    #expect(groups[1].leftOut == [])
    // Without Germany's joining, none came after the date to which China is known.
    let fewer = FactGroup.all(in: facts, at: [0, 1, 3])
    #expect(fewer[0].members.map(\.fact) == [0, 1, 3] && fewer[0].leftOut == [])
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2023-13-01", "2023-1-01", "23-01-01", "2023-01-00", "2023-01-01x",
  ])
  func `What isn't a day isn't read`(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func `Days are in order, and are written as they're read`() throws {
    let days = ["2019-12-31", "2020-02-29", "2020-03-01", "2021-01-01"]
    let read = try days.map { try #require(CalendarDate($0)) }
    #expect(read.sorted().map(\.description) == days)
    #expect(DatedFact.calibrationEnd.description == "2023-09-30")
  }

  @Test func `The library's facts are for the flagship's roster, and found by name`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let library = ScenarioLibrary(root: root.path)
    #expect(library.datedFactNames == ["controls"])
    let setting = try scenario().setting
    #expect { try library.datedFacts("contrls", for: setting) } throws: {
      "\($0)".contains("there are no facts of this name, nor such a file; did you mean ‘controls’?")
    }
  }
}
