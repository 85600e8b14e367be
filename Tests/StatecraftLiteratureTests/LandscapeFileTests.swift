import StatecraftCore
import StatecraftGames
import StatecraftLiterature
import StatecraftScenario
import Testing

@Suite struct LandscapeFileTests {
  /// Three actors of whom two get along, and rows of what was published.
  func file(_ published: String = "", policy: String = "best-reply") -> String {
    """
    format: 1
    name: three
    title: Three
    turns: 4
    states: [{code: C, size: 5}, {code: A, size: 2}, {code: B, size: 3}]
    game:
      landscape:
        propensities: [{i: B, j: A, value: 1.5}, {i: A, j: C, value: -1}]
    rules: {moves: {}}
    profiles:
      default: {policy: \(policy)}
    \(published)
    """
  }

  func failure(_ measure: String, policy: String = "best-reply") throws -> String? {
    let rows = "published: [{measure: \"\(measure)\", value: 0}]"
    let loaded = try GameFile.load(file(rows, policy: policy))
    let measures = GameMeasures(loaded, games: nil)
    do throws(MeasureFailure) {
      _ = try measures.estimate(of: loaded.experimentSet.published[0].measure)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func `A landscape has the sizes and propensities of its file`() throws {
    let mutual = try #require(GameFile.load(file()).scenario.setting.game as? Landscape)
    #expect(mutual.sizes.storage == [2, 3, 5])
    #expect(mutual.propensities.storage == [0, 1.5, -1, 1.5, 0, 0, -1, 0, 0])
    #expect(mutual.sideCount == 2 && mutual.isSizeWeighted)
    let loaded = try GameFile.load(
      file().replacing(
        "landscape:",
        with: "landscape:\n    one_way: true\n    weigh_by_size: false\n    sides: [x, y, z]"))
    let oneWay = try #require(loaded.scenario.setting.game as? Landscape)
    #expect(oneWay.propensities.storage == [0, 0, -1, 1.5, 0, 0, 0, 0, 0])
    #expect(oneWay.sideCount == 3 && !oneWay.isSizeWeighted)
    #expect(loaded.scenario.setting.roster.moveNames == ["x", "y", "z"])
  }

  @Test func `Every fault of a landscape is told at once`() {
    let faults = GameFile.faults(
      file().replacing("{code: A, size: 2}", with: "{code: A}")
        .replacing("landscape:", with: "landscape:\n    sides: [x]")
        .replacing("[{i: B", with: "[{i: A, j: B, value: 1}, {i: C, j: C, value: 1}, {i: B"))
    #expect(faults.count == 4, "\(faults)")
    for words in [
      "this game needs ‘size’ of every state", "there must be two sides or more",
      "a propensity is toward another state", "listed already, the other way round",
    ] {
      #expect(faults.contains { $0.contains(words) }, "\(words) in \(faults)")
    }
    let twins = file().replacing("landscape:", with: "landscape:\n    sides: [x, y, x]")
    #expect(GameFile.faults(twins).contains { $0.contains("is listed already in line") })
  }

  @Test func `A number that a landscape doesn't have is answered with the reason`() throws {
    #expect(try failure("energy[A+X]")?.contains("‘X’ is not a state of the roster") == true)
    #expect(try failure("energy[A/B/C]")?.contains("it has 3 sides, but there are 2") == true)
    #expect(try failure("long_run_share[A]")?.contains("A plays otherwise") == true)
    #expect(try failure("long_run_share[A]", policy: "logit") == nil)
    #expect(try failure("chi_square[high]")?.contains("chi_square[0.25]") == true)
    #expect(try failure("eigenvector[A]") == nil)
  }

  @Test func `Any state whose precision differs leaves the long run without a law`() throws {
    let yaml = file(
      "  A: {parameters: {precision: 1}}\npublished: [{measure: mean_energy, value: 0}]",
      policy: "logit")
    let loaded = try GameFile.load(yaml)
    let error = #expect(throws: MeasureFailure.self) {
      try GameMeasures(loaded, games: nil)
        .estimate(of: loaded.experimentSet.published[0].measure)
    }
    #expect(error?.reason == "the long run is of states that share one precision")
  }
}
