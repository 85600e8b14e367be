import Testing

struct InstitutionsCommandTests {
  @Test func `A game without institutions has none to tell, though its scenario lists some`()
    async throws
  {
    let scratch = try Scratch()
    let clubs = Program.home.appendingPathComponent("Tests/Cases/worlds/clubs.yaml").path
    let played = try await Program.run(
      ["run", clubs, "--without", "institutions", "--replay", "without.jsonl"], in: scratch)
    try #require(played.code == 0)
    for codes in [[], ["pact"]] {
      let told = try await Program.run(
        ["institutions"] + codes + ["--replay", "without.jsonl"], in: scratch)
      #expect(told.code == 1 && told.output.isEmpty)
      #expect(told.errors.contains("No institutions are in play in the game in ‘without.jsonl’."))
    }
  }

  @Test(arguments: [["--at", "2023-09"], ["--member", "KOR"], ["--source", "000-T1"]])
  func `A recorded game has no month, and its members are its own`(_ option: [String]) async throws
  {
    let told = try await Program.run(
      ["institutions", "--replay", "any.jsonl"] + option, in: try Scratch())
    #expect(told.code == 2)
    #expect(told.errors.contains("‘\(option[0])’ chooses from the tables"))
  }
}
