import Foundation
import StatecraftCore
import StatecraftGames
import StatecraftLiterature
import StatecraftScenario
import Testing

/// The authors' full tables of the Middle East, which are kept beside the checkout, not in it.
@Suite struct LandscapeTableTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/validation").standardizedFileURL
  static let isAtHand = FileManager.default.fileExists(atPath: folder.path)

  @Test(
    .enabled(if: isAtHand, "the authors' tables aren't beside the checkout"),
    arguments: [(nil as String?, "base"), ("weak-syria", "weak")])
  func `All 1,024 rows of a table are ours to the last digit`(
    variant: String?, table: String
  ) throws {
    let cases = try ScenarioLibrary.find().loadCases(
      file: "Scenarios/literature/furnas-2016/middle-east.yaml")
    let setting = try #require(cases.first { $0.variant == variant }).loaded.scenario.setting
    let landscape = try #require(setting.game as? Landscape)
    let file = Self.folder.appending(path: "landscape_me2016_published_\(table).csv")
    let rows = try DataTable(csv: String(contentsOf: file, encoding: .utf8), file: file.path)
    let actors = rows.header.prefix(11).map { $0.uppercased() }
    let states = try actors.map { try #require(setting.roster.state($0)) }
    var minima: [Configuration] = []
    for row in rows.rows {
      var sides = [Int](repeating: 0, count: 11)
      for (state, side) in zip(states, row) { sides[state.index] = try #require(Int(side)) - 1 }
      let configuration = Configuration(sides: sides)
      let ours =
        [landscape.energy(of: configuration)]
        + states.map { landscape.weightedFrustration(of: $0, in: configuration) }
      let isMinimum = landscape.isLocalMinimum(configuration)
      // Plain comparison first: two thousand expectations take longer than all they check.
      if ours != row[11..<23].compactMap(Double.init) || isMinimum != (row[23] == "TRUE") {
        Issue.record("\(row): here \(ours), \(isMinimum ? "a" : "no") minimum")
      }
      if row[23] == "TRUE" { minima.append(configuration.canonical) }
    }
    #expect(rows.rows.count == 1024)
    #expect(try landscape.localMinima() == minima)
  }
}
