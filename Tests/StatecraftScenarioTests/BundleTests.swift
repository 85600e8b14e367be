import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Bundles` {
  @Test func `A bundle holds what was used, sorted, and nothing else`() throws {
    var bundle = SmallWorld.bundle(set: ["turns=3"], without: ["alignment"])
    bundle.files.append(.init(path: "unused.csv", text: "a,b"))
    bundle.files.reverse()
    let made = try SmallWorld.load(bundle).bundle
    #expect(made.files == SmallWorld.bundle().files)
    #expect(made.main == SmallWorld.main)
    #expect(made.set == ["turns=3"] && made.without == ["alignment"])
  }

  @Test func `A bundle gives the same scenario again`() throws {
    let first = try SmallWorld.load(SmallWorld.bundle(set: ["turns=3"], without: ["alignment"]))
    let again = try ScenarioLoader().load(first.bundle)
    #expect(again.bundle == first.bundle)
    #expect(again.scenario.hash == first.scenario.hash)
    #expect(again.scenario.start == first.scenario.start)
    #expect(again.scenario.start.digest() == first.scenario.start.digest())
    #expect(again.scenario.setting.turns == 3)
  }

  @Test func `Everything that may change a scenario changes its fingerprint`() throws {
    let hashes = try [
      SmallWorld.bundle(), SmallWorld.bundle(set: ["turns=4"]),
      SmallWorld.bundle(without: ["alignment"]), SmallWorld.bundle(SmallWorld.yaml + "\n# note"),
      SmallWorld.bundle(supply: SmallWorld.supply + "\n"),
      SmallWorld.bundle(partner: SmallWorld.partner + "\n"),
    ].map { try SmallWorld.load($0).scenario.hash }
    #expect(Set(hashes).count == hashes.count)
    #expect(hashes.allSatisfy { $0.count == 16 })
  }

  @Test func `A scenario outside the library finds its tables beside it and profiles inside`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ path: String) throws {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try write(SmallWorld.yaml, "elsewhere/mine.yaml")
    try write(SmallWorld.supply, "elsewhere/data/supply.csv")
    try write(SmallWorld.partner, "library/Agents/Profiles/partner.yaml")
    try write("", "library/Scenarios/.keep")
    let library = ScenarioLibrary(root: folder.appendingPathComponent("library").path)
    let mine = folder.appendingPathComponent("elsewhere/mine.yaml").path
    let loaded = try library.load(mine)
    // No path of this machine is in the bundle.
    #expect(
      loaded.bundle.files.map(\.path) == [
        "Agents/Profiles/partner.yaml", "data/supply.csv", "mine.yaml",
      ])
    #expect(loaded.scenario.start.digest() == (try SmallWorld.load().scenario.start.digest()))

    try write(SmallWorld.yaml(("turns: 4", "turns: x")), "elsewhere/mine.yaml")
    do {
      _ = try library.load(mine)
      Issue.record("a faulty scenario was loaded")
    } catch {
      #expect(error.faults.map(\.file) == [mine])
    }
  }
}
