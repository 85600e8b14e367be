import StatecraftLiterature
import StatecraftScenario
import Testing

@Suite struct ClassicTests {
  /// Every scenario of the library that compares published numbers with ours.
  static let paths = ScenarioLibrary.find().entries().filter(\.isClassic).map(\.path)

  @Test(arguments: paths)
  func `Every published number of a classic is ours`(_ path: String) async throws {
    let classic = try #require(try Classic(path: path, in: ScenarioLibrary.find()))
    let rows = try await classic.compare(jobs: 2)
    #expect(rows.count == classic.count)
    for row in rows {
      #expect(
        row.agrees,
        """
        \(row.row.variant ?? "") \(row.row.measure): \(row.row.value) published, \
        \(row.ours.map { "\($0)" } ?? row.failure ?? "nothing") here
        """)
    }
  }
}
