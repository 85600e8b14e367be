import Foundation
import StatecraftAgents
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

/// The types of all rules, for tests that ask each the same question.
let allRules: [any Rule.Type] = {
  guard let context = try? SmallWorld().context else { return [] }
  return RuleCatalogue.entries.map { type(of: $0.make(context)) }
}()

@Suite struct CatalogueTests {
  @Test func `The catalogue is sorted by phase and name, and names each rule once`() {
    let keys = allRules.map { ($0.phase, $0.name) }
    for (earlier, later) in zip(keys, keys.dropFirst()) { #expect(earlier < later) }
    #expect(keys.count == 18)
  }

  @Test func `All rules together make a rulebook`() throws {
    let rulebook = try SmallWorld().rulebook()
    #expect(rulebook.names == allRules.map { $0.name })
  }

  @Test func `Every column is some rule's`() {
    let written = allRules.reduce(into: Set<Column>()) { $0.formUnion($1.writes) }
    let brought = Set(allRules.flatMap { $0.columns })
    #expect(written == Set(Column.ofEconomies).union(brought))
    let inGames = RuleCatalogue.gameEntries.reduce(into: Set<Column>()) { $0.formUnion($1.writes) }
    // Nobody is elected in games, and motives stay: they are columns for policies to read.
    #expect(inGames == Set(Column.ofGames).subtracting([.government, .weights, .relativeGains]))
  }

  @Test func `No two purposes of rules and policies share a name or an id`() {
    let purposes =
      allRules.flatMap { $0.purposes } + RuleCatalogue.gameEntries.flatMap(\.purposes)
      + AssessingPolicy.purposes + MemoryOnePolicy.purposes + [RevisionProtocol.purpose]
    #expect(purposes.count == 22)
    #expect(Set(purposes.map(\.name)).count == purposes.count)
    #expect(Set(purposes.map(\.id)).count == purposes.count)
  }

  @Test func `Every kind of order is carried out by one rule`() {
    let games = RuleCatalogue.gameEntries.flatMap { type(of: $0.make(())).orders }
    let kinds = allRules.flatMap { $0.orders } + games
    #expect(Set(kinds) == Set(OrderKind.allCases))
    #expect(kinds.count == OrderKind.allCases.count)
  }

  @Test func `Every rule says what it does and where it comes from`() {
    for rule in allRules {
      #expect(rule.summary.hasSuffix("."), "\(rule.name)")
      #expect(!rule.sources.isEmpty, "\(rule.name)")
      #expect(Set(rule.sources).count == rule.sources.count, "\(rule.name)")
    }
  }

  @Test(arguments: RuleCatalogue.entries.indices)
  func `Parameters are set by name, and refused out of range`(_ index: Int) throws {
    let rule = RuleCatalogue.entries[index].make(try SmallWorld().context)
    try check(rule)
  }

  private func check<R: Rule>(_ untouched: R) throws {
    let infos = R.parameterInfos
    #expect(Set(infos.map(\.name)).count == infos.count)
    for info in infos {
      var rule = untouched
      let initial = try #require(rule.parameterValues.first { $0.info == info }).value
      #expect(info.range.contains(initial), "\(info.name) starts at \(initial)")
      for value in [info.range.lowerBound, info.range.upperBound] {
        try rule.set(info.name, to: value)
        #expect(rule.parameterValues.first { $0.info == info }?.value == value)
        // Setting one parameter leaves the others alone.
        #expect(
          rule.parameterValues.filter { $0.info != info }.map(\.value)
            == untouched.parameterValues.filter { $0.info != info }.map(\.value))
      }
      #expect(throws: ParameterError.self) {
        try rule.set(info.name, to: info.range.upperBound + 1)
      }
      #expect(throws: ParameterError.self) { try rule.set(info.name, to: .nan) }
      #expect(rule.parameterValues.first { $0.info == info }?.value == info.range.upperBound)
    }
    var rule = untouched
    #expect(throws: ParameterError.self) { try rule.set("no_such_thing", to: 0) }
  }

  @Test(
    .enabled(if: !LiteratureNotes.files.isEmpty, "the literature notes aren't beside this checkout")
  )
  func `Every source is a row of the literature notes`() throws {
    let rows = try LiteratureNotes.rows()
    for rule in allRules {
      for source in rule.sources {
        #expect(rows.contains(Substring(source)), "\(rule.name) cites \(source)")
      }
    }
  }
}

/// The notes whose rows rules cite, which are kept beside the checkout, not in it.
private enum LiteratureNotes {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/literature").standardizedFileURL

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  /// The ids with which rows begin: “| F-10 |”, “- C4-24 ” or “- **X4-7 ”.
  static func rows() throws -> Set<Substring> {
    var rows: Set<Substring> = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("|") || line.hasPrefix("-") {
        rows.insert(line.drop { "|-* ".contains($0) }.prefix { !" |*.".contains($0) })
      }
    }
    return rows
  }
}
