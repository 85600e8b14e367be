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

  @Test func `Every scenario loads, from disk and from its bundle alike`() throws {
    let entries = library.entries()
    #expect(entries.contains { $0.name == "small-yard-2023" })
    for entry in entries {
      #expect(!entry.title.isEmpty && !entry.summary.isEmpty, "\(entry.path)")
      let loaded = try library.load(entry.name)
      let again = try ScenarioLoader().load(loaded.bundle)
      #expect(again.scenario.start.digest() == loaded.scenario.start.digest())
      #expect(again.scenario.hash == loaded.scenario.hash)
      let summary = ScenarioSummary(loaded)
      #expect(summary.incomeResidual < 1e-8 && summary.marketResidual < 1e-8, "\(entry.name)")
      #expect(summary.lines.contains { $0.contains("poles") })
    }
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
