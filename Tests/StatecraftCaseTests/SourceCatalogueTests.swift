import Foundation
import StatecraftLiterature
import StatecraftRules
import StatecraftScenario
import Testing

/// The ledger of the source papers claims nothing that isn't there.
@Suite struct `The catalogue of the source papers` {
  private static let library = ScenarioLibrary(root: Repository.root)

  private func catalogue() throws -> SourceCatalogue { try SourceCatalogue(of: Self.library) }

  @Test func `No row of the papers is dropped, and none is listed twice`() throws {
    let rows = try catalogue().rows
    #expect(rows.count == 1_395)
    let path = Repository.root + "/../shared/literature/catalogue.csv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      try Test.cancel("The list of all rows isn't beside the project: only their number is held.")
    }
    let listed = try DataTable(csv: text, file: path).rows.map { $0[0] }
    #expect(listed == rows.map(\.id))
  }

  @Test func `Every case, test and row named is there`() throws {
    let cases = Set(try CaseReader.library.get().map(\.id))
    let suites = try suites()
    for row in try catalogue().rows {
      for evidence in row.evidence {
        switch evidence {
        case .example(let id): #expect(cases.contains(id), "\(row.id): \(evidence)")
        case .test(let name): #expect(suites.contains(name), "\(row.id): \(evidence)")
        case .row(let file, let text):
          #expect(try Repository.text(of: file).contains(text), "\(row.id): \(evidence)")
        case .command: break  // StatecraftCommandTests run them.
        }
      }
    }
  }

  @Test func `Cases that show a row at work cite it`() throws {
    let cited = Dictionary(
      uniqueKeysWithValues: try CaseReader.library.get().map { ($0.id, Set($0.literature)) })
    for row in try catalogue().rows where row.status == .works {
      for case .example(let id) in row.evidence {
        #expect(cited[id]?.contains(row.id) == true, "\(id) doesn't cite \(row.id)")
      }
    }
  }

  @Test func `Rules name no row as a source that is wholly missing`() throws {
    let catalogue = try catalogue()
    for entry in RuleCatalogue.entries {
      for id in entry.sources {
        guard let row = catalogue[id] else { continue }
        #expect(row.status != .none, "\(entry.name) names \(id), which is missing: \(row.missing)")
      }
    }
  }

  @Test func `A table with faults is answered with all of them`() {
    let header = "id,kind,title,room,status,missing,carried_by,shown_by\n"
    let rows = """
      A-1,system,One,,works,,,
      A-1,edge,Two,,partial,,,case 7
      A-2,engine,Three,,partial,,,
      A-3,fact,Four,,perhaps,,,

      """
    let faults = #expect(throws: ScenarioFaults.self) {
      try SourceCatalogue(csv: header + rows, file: "c.csv")
    }
    #expect(
      faults?.faults.map(\.description) == [
        "c.csv:2:1: A-1 is said to work, and nothing shows it",
        "c.csv:3:1: ‘case 7’ is no case, test, command or row",
        "c.csv:3:1: A-1 has a row already",
        "c.csv:4:1: there is no kind ‘engine’",
        "c.csv:5:1: there is no status ‘perhaps’",
      ])
  }

  /// The files of tests by name, without their ending.
  private func suites() throws -> Set<String> {
    let folder = Repository.root + "/Tests"
    let files = try #require(FileManager.default.subpaths(atPath: folder))
    return Set(
      files.filter { $0.hasSuffix("Tests.swift") }.map {
        String($0.split(separator: "/").last?.dropLast(6) ?? "")
      })
  }
}
