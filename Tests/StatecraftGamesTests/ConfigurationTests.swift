import StatecraftCore
import StatecraftGames
import Testing

@Suite struct ConfigurationTests {
  @Test(arguments: [
    ("A+C", 2, [0, 1, 0, 1, 1], "A+C"),
    ("B+D+E", 2, [1, 0, 1, 0, 0], "A+C"),
    ("A+B+C+D+E", 2, [0, 0, 0, 0, 0], "A+B+C+D+E"),
    (" E + A /B", 3, [0, 1, 2, 2, 0], "A+E/B/C+D"),
    ("/B", 3, [2, 1, 2, 2, 2], "A+C+D+E"),
    ("D/E/C/B/A", 5, [4, 3, 2, 0, 1], "A/B/C/D/E"),
  ])
  func `A text names sides, and the rest is together`(
    text: String, sides: Int, expected: [Int], canonical: String
  ) throws {
    let roster = roster(5)
    let read = try Configuration(text, roster: roster, sideCount: sides)
    #expect(read.sides == expected)
    #expect(read.text(roster) == canonical)
    let again = try Configuration(canonical, roster: roster, sideCount: sides)
    #expect(again.canonical == read.canonical)
  }

  @Test func `Every fault of a text is named at once`() throws {
    let states = ["USA", "RUS", "CHN"].map { (code: $0, name: $0) }
    let roster = Roster(states: states, sectors: [], poles: [])
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration("USA+RUSS/USA/FRA", roster: roster, sideCount: 2)
    }
    #expect(
      error.faults == [
        "‘RUSS’ is not a state of the roster; did you mean ‘RUS’?", "‘USA’ is named twice",
        "‘FRA’ is not a state of the roster",
        "it has 3 sides, but there are 2: join some by ‘+’",
      ])
    let missing = try #require(throws: ConfigurationError.self) {
      try Configuration("USA/RUS", roster: roster, sideCount: 2)
    }
    #expect(missing.faults == ["it puts CHN on no side: name them, too"])
  }
}
