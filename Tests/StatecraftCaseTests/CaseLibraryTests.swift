import Foundation
import StatecraftCore
import StatecraftRules
import StatecraftScenario
import Testing

@Suite struct `The library of cases` {
  @Test func `Every file can be read, and holds cases with an id of their own`() throws {
    let cases = try CaseReader.library.get()
    #expect(cases.count >= 44)
    let ids = cases.map(\.id)
    #expect(
      Set(ids).count == ids.count, "twice: \(ids.filter { id in ids.count { $0 == id } > 1 })")
    for example in cases {
      #expect(example.id.wholeMatch(of: /C-[0-9]{3,4}/) != nil, "\(example.id)")
      #expect(!example.literature.isEmpty && !example.rules.isEmpty, "\(example.id)")
    }
    #expect(Set(cases.map(\.title)).count == cases.count, "two cases have one title")
  }

  @Test(arguments: RuleCatalogue.entries.map(\.name))
  func `Every rule has two cases at least`(_ rule: String) throws {
    let cases = try CaseReader.library.get().filter { $0.rules.contains(rule) }
    #expect(cases.count >= 2, "\(rule) has \(cases.map(\.id))")
  }

  @Test func `Cases name rules that exist`() throws {
    let names = Set(RuleCatalogue.entries.map(\.name))
    for example in try CaseReader.library.get() {
      let unknown = example.rules.filter { !names.contains($0) }
      #expect(unknown.isEmpty, "\(example.id)")
    }
  }

  @Test func `Cases cite rows of the literature that a rule puts to work`() throws {
    let sources = Set(RuleCatalogue.entries.flatMap(\.sources))
    let literature = try Repository.literature()
    for example in try CaseReader.library.get() {
      for id in example.literature where !sources.contains(id) {
        guard let literature else {
          try Test.cancel("\(example.id) cites \(id), and the literature notes aren't here")
        }
        #expect(
          literature.contains("\(id) ") || literature.contains("\(id)*"), "\(example.id): \(id)")
      }
    }
  }

  @Test(arguments: Repository.files(in: "Tests/Cases/worlds", ending: ".yaml"))
  func `Worlds write out every parameter, so that no default can move a case`(
    _ path: String
  ) throws {
    let text = try Repository.text(of: path)
    let scenario = try ScenarioLibrary(root: Repository.root).load(Repository.root + "/" + path)
      .scenario
    for rule in scenario.rulebook.rules {
      guard
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("  \(rule.name): {") })
      else {
        Issue.record("\(path) must give \(rule.name) in a line of its own")
        continue
      }
      for (info, _) in rule.parameterValues {
        #expect(line.contains("\(info.name): "), "\(path): \(rule.name) lacks \(info.name)")
      }
    }
  }
}
