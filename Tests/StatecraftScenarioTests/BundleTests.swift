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

  @Test func `Whatever a scenario, its tables and profiles say is in the fingerprint`() throws {
    let hashes = try [
      SmallWorld.bundle(), SmallWorld.bundle(set: ["turns=5"]),
      SmallWorld.bundle(without: ["alignment"]),
      SmallWorld.bundle(SmallWorld.yaml(("ideal_point: 1.5", "ideal_point: 1.51"))),
      SmallWorld.bundle(SmallWorld.yaml(("name: Germany", "name: Deutschland"))),
      SmallWorld.bundle(
        supply: SmallWorld.supply.replacing("CHN,0.3", with: "CHN,0.31")
          .replacing("DEU,0.2", with: "DEU,0.19")),
      SmallWorld.bundle(partner: SmallWorld.partner.replacing("caution: 40", with: "caution: 41")),
    ].map { try SmallWorld.load($0).scenario.hash }
    #expect(Set(hashes).count == hashes.count)
    #expect(hashes.allSatisfy { $0.count == 16 })
  }

  @Test func `How and where a scenario is written isn't in the fingerprint`() throws {
    let plain = try SmallWorld.load()
    func crossed(_ text: String) -> String { text.replacing("\n", with: "\r\n") }
    var lines = SmallWorld.yaml.split(separator: "\n").map(String.init)
    lines[1...6].reverse()
    lines.append(lines.removeFirst())
    let turned = lines.joined(separator: "\n")
    let text = SmallWorld.yaml(
      ("data/supply.csv", "tables/who-makes-what.csv"),
      ("profile: partner", "profile: mine/p.yaml"))
    var moved = SmallWorld.bundle()
    moved.main = "elsewhere/world.yaml"
    moved.files = [
      .init(path: "elsewhere/world.yaml", text: text),
      .init(path: "elsewhere/mine/p.yaml", text: SmallWorld.partner),
      .init(path: "elsewhere/tables/who-makes-what.csv", text: SmallWorld.supply),
    ]
    let others = [
      moved, SmallWorld.bundle(turned),
      SmallWorld.bundle(SmallWorld.yaml + "\n# note"), SmallWorld.bundle(crossed(SmallWorld.yaml)),
      SmallWorld.bundle(supply: crossed(SmallWorld.supply)),
      SmallWorld.bundle(supply: SmallWorld.supply.replacing("with a comma", with: "and more")),
      SmallWorld.bundle(partner: "# Follows.\n" + crossed(SmallWorld.partner)),
      SmallWorld.bundle(SmallWorld.yaml(("leakage: 0.3", "leakage: 3.0e-1"))),
      SmallWorld.bundle(set: ["turns=4"]), SmallWorld.bundle(set: ["outcome.flow_fall=0.5"]),
    ]
    for bundle in others {
      let other = try SmallWorld.load(bundle)
      #expect(other.scenario.hash == plain.scenario.hash, "\(bundle.main) \(bundle.set)")
      #expect(other.scenario.start.digest() == plain.scenario.start.digest())
    }
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
