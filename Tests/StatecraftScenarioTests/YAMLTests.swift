import StatecraftScenario
import Testing

@Suite struct `YAML` {
  @Test func `A syntax error is located`() {
    let yaml = SmallWorld.yaml(("turns: 4", "turns: [4"))
    let faults = SmallWorld.faults(SmallWorld.bundle(yaml))
    #expect(faults.count == 1)
    #expect(faults.first?.line == 7)
    #expect(faults.first?.message.hasPrefix("this is not YAML: ") == true)
  }

  @Test func `A tab and a control character are located`() {
    let tab = SmallWorld.faults(SmallWorld.bundle("format: 1\n\tname: x\n"))
    #expect(tab.map(\.line) == [2])
    let bell = SmallWorld.faults(SmallWorld.bundle("format: 1\nname: a\u{7}b\n"))
    #expect(bell.map(\.line) == [2])
    #expect(bell.map(\.column) == [8])
  }

  @Test func `All keys that are used twice are found, with the other faults`() {
    let yaml = SmallWorld.yaml(
      ("turns: 4", "turns: 4\nturns: 5\n'name': again\nturns: 6"), ("rival: CHN", "rival: CHM"))
    let found = SmallWorld.faults(SmallWorld.bundle(yaml)).map { "\($0.line) \($0.path)" }
    #expect(found == ["7 turns", "8 name", "9 turns", "12 rival"])
  }

  @Test func `An alias stands for its anchor`() throws {
    let yaml = SmallWorld.yaml(
      ("default: {profile: partner}", "default: &usual {profile: partner}\n  DEU: *usual"))
    let plain = SmallWorld.yaml(
      ("default: {profile: partner}", "default: {profile: partner}\n  DEU: {profile: partner}"))
    let aliased = try SmallWorld.load(SmallWorld.bundle(yaml))
    #expect(
      aliased.scenario.start == (try SmallWorld.load(SmallWorld.bundle(plain)).scenario.start))
    let broken = SmallWorld.faults(
      SmallWorld.bundle(SmallWorld.yaml(("rival: CHN", "rival: *nobody"))))
    #expect(broken.first?.message == "there is no anchor ‘&nobody’ before this")
  }

  @Test func `A star in text stays a star`() throws {
    let yaml = SmallWorld.yaml(("title: A small world", "title: 2 * 3 and *more*"))
    #expect(try SmallWorld.load(SmallWorld.bundle(yaml)).scenario.title == "2 * 3 and *more*")
  }

  @Test(arguments: ["a: *x40", "? *x40 : 1", "[*x40, *x40]: 1"])
  func `A few aliases within aliases don't fill the memory`(use: String) {
    var yaml = "x0: &x0 [1, 1]\n"
    for level in 1...40 {
      let last = "*x\(level - 1)"
      yaml += "x\(level): &x\(level) [\(last), \(last), \(last), \(last)]\n"
    }
    yaml += use + "\n"
    let faults = SmallWorld.faults(SmallWorld.bundle(yaml))
    #expect(faults.contains { $0.message.contains("aliases expanded") }, "\(faults.prefix(3))")
  }

  @Test(arguments: ["[", "{a: ", "- ", "{", "? "])
  func `Deep nesting is refused, not suffered`(opening: String) {
    let faults = SmallWorld.faults(
      SmallWorld.bundle(String(repeating: opening, count: 20_000)))
    #expect(!faults.isEmpty)
    let shallow = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(!SmallWorld.faults(SmallWorld.bundle("format: \(shallow)")).isEmpty)
  }

  @Test(arguments: ["1e999", "-1e999", ".inf", ".nan", "0x10", "1_000", "١", "1e", "--1", "\"7\""])
  func `What is no plain number is refused`(text: String) {
    let faults = SmallWorld.faults(
      SmallWorld.bundle(SmallWorld.yaml(("level: 0.6", "level: \(text)"))))
    #expect(faults.map(\.path) == ["relations.threat[0].level"])
  }

  @Test func `An empty file and a second document are faults`() {
    #expect(SmallWorld.faults(SmallWorld.bundle("")).count == 1)
    #expect(SmallWorld.faults(SmallWorld.bundle("just text")).count == 1)
    let second = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml + "\n---\nname: other\n"))
    #expect(second.first?.message.contains("more than one document") == true)
  }
}
