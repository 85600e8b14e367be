import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `The library` {
  private var library: ScenarioLibrary {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return ScenarioLibrary(root: root.path)
  }

  /// Calibration takes seconds without optimisation, so each scenario is loaded once.
  @Test func `Every scenario loads, and its books balance`() throws {
    let entries = library.entries()
    #expect(entries.contains { $0.name == "small-yard-2023" })
    for entry in entries {
      #expect(!entry.title.isEmpty && !entry.summary.isEmpty, "\(entry.path)")
      // Economies without a game are played through by the tests of the literature.
      guard entry.kind == .scenario else { continue }
      let loaded = try library.load(entry.name)
      let summary = ScenarioSummary(loaded)
      let economy = try #require(summary.economy)
      #expect(economy.incomeResidual < 1e-8 && economy.marketResidual < 1e-8, "\(entry.name)")
      #expect(summary.files.contains(entry.path))
      if entry.name == "small-yard-2023" { try checkFlagship(loaded.scenario) }
    }
  }

  /// An installed program has these two folders and nothing of the rest.
  @Test func `No file of the library needs one outside of it`() throws {
    let root = URL(fileURLWithPath: library.root)
    for folder in ["Scenarios", "Agents"] {
      let files = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
      for case let path as String in try #require(files) where path.hasSuffix(".yaml") {
        let file = root.appendingPathComponent(folder).appendingPathComponent(path)
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in text.split(whereSeparator: { " \n[]{},".contains($0) })
        where word.hasPrefix("../") {
          let target = file.deletingLastPathComponent().appendingPathComponent(String(word))
            .standardizedFileURL.path
          #expect(
            target.hasPrefix(root.standardizedFileURL.path + "/Scenarios/")
              || target.hasPrefix(root.standardizedFileURL.path + "/Agents/"),
            "\(folder)/\(path): \(word)")
        }
      }
    }
  }

  @Test func `A name finds the file that has it`() throws {
    let entries = library.entries()
    #expect(entries.count > 30)
    for entry in entries {
      let first = entries.first { $0.name == entry.name }
      #expect(try library.locate(entry.name).main == first?.path)
    }
  }

  private func checkFlagship(_ scenario: Scenario) throws {
    let roster = scenario.setting.roster
    let usa = try #require(roster.state("USA"))
    let chn = try #require(roster.state("CHN"))
    let equipment = try #require(roster.sector("equipment"))
    // Elections of 2024, 2028 and 2032, in a game that begins in 2023.
    #expect(scenario.setting.elections[usa] == [2, 6, 10])
    #expect(scenario.setting.elections[chn].isEmpty)
    #expect(scenario.start.exportControl[equipment, usa, chn] > 0)
    #expect(scenario.setting[equipment].isKey)
    // The dated facts are of its states and sectors.
    let facts = try library.datedFacts("controls", for: scenario.setting)
    #expect(facts.contains { $0.period == .calibration && $0.status == .seen })
  }

  @Test func `A name that isn't there gets a suggestion`() {
    do {
      _ = try library.load("small-yard-2032")
      Issue.record("a scenario that isn't there was loaded")
    } catch {
      #expect(error.faults.first?.message.contains("small-yard-2023") == true)
    }
  }

  @Test func `It's found from a folder within, or where the environment says`() {
    let inside = library.root + "/Scenarios/data"
    let found = ScenarioLibrary.find(environment: [:], workingDirectory: inside, executable: "/x")
    #expect(found.root == library.root)
    let beside = ScenarioLibrary.find(
      environment: [:], workingDirectory: "/", executable: library.root + "/.build/debug/x")
    #expect(beside.root == library.root)
    let told = ScenarioLibrary.find(
      environment: ["STATECRAFT_HOME": "/somewhere"], workingDirectory: inside, executable: "/x")
    #expect(told.root == "/somewhere")
    let none = ScenarioLibrary.find(environment: [:], workingDirectory: "/", executable: "/x")
    #expect(none.root == "/")
  }
}
