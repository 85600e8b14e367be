import StatecraftCore
import StatecraftScenario
import Testing

/// What a list says twice is a fault at the second place.
@Suite struct `Lists that say something twice` {
  private static let game = """
    format: 1
    name: g
    title: G
    turns: 2
    states: [{code: A}, {code: B}, {code: C}]
    game:
      outcomes:
        moves: [stay, go]
        players: [C, A, B]
        profiles: PROFILES
      order: [A, B, C]
      revision: sequential
    rules: {moves: {}, payoffs: {}}
    profiles: {default: {policy: best-reply}}
    """.replacing("PROFILES", with: profiles)

  private static var profiles: String {
    let rows = (0..<8).map { number in
      let moves = (0..<3).map { (number >> $0) & 1 == 0 ? "stay" : "go" }.joined(separator: ", ")
      return "{moves: [\(moves)], payoffs: [\(number), 1, 2]}"
    }
    return "[\(rows.joined(separator: ", "))]"
  }

  private static let matrix = """
    format: 1
    name: m
    title: M
    turns: 2
    states: [{code: A}, {code: B}]
    game:
      matrix:
        moves: [up, down]
        payoffs: [[1, 0], [0, 1]]
        column_payoffs: [[0, 1], [1, 0]]
        columns: [B]
    rules: {moves: {}, payoffs: {}}
    profiles: {default: {policy: best-reply}}
    """

  private func faults(_ text: String, _ old: String, _ new: String) -> [String] {
    let files = [ScenarioBundle.File(path: "g.yaml", text: text.replacing(old, with: new))]
    do {
      _ = try ScenarioLoader().load(ScenarioBundle(main: "g.yaml", files: files))
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test func `The games are sound as they are`() {
    #expect(faults(Self.game, "", "") == [])
    #expect(faults(Self.matrix, "", "") == [])
  }

  @Test(arguments: [
    ("moves: [stay, go]", "moves: [stay, go, stay]", "g.yaml:8:23: game.outcomes.moves[2]: ‘stay’"),
    ("players: [C, A, B]", "players: [C, C, A, B]", "g.yaml:9:18: game.outcomes.players[1]: ‘C’"),
    ("players: [C, A, B]", "players: [A, B, C, A]", "game.outcomes.players: name every state once"),
    ("players: [C, A, B]", "players: [A, A, A]", "game.outcomes.players: name every state once"),
    ("players: [C, A, B]", "players: [A, B]", "game.outcomes.players: name every state once"),
    ("order: [A, B, C]", "order: [A, B, A]", "g.yaml:11:16: game.order[2]: ‘A’"),
    (
      "{policy: best-reply}",
      "{policy: scripted, script: [{turn: 1, orders: []}, "
        + "{turn: 1, orders: []}]}", "profiles.default.script[1].turn: ‘1’ is listed already"
    ),
  ])
  func `A second one is refused where it stands`(old: String, new: String, fault: String) {
    let found = faults(Self.game, old, new)
    #expect(found.contains { $0.contains(fault) }, "\(found)")
  }

  @Test(arguments: [
    ("moves: [up, down]", "moves: [up, up]", "g.yaml:8:17: game.matrix.moves[1]: ‘up’"),
    ("columns: [B]", "columns: [B, B]", "g.yaml:11:18: game.matrix.columns[1]: ‘B’"),
  ])
  func `So are moves and columns of asymmetric games`(old: String, new: String, fault: String) {
    let found = faults(Self.matrix, old, new)
    #expect(found.contains { $0.contains(fault) }, "\(found)")
  }

  @Test func `Governments, election years and poles are told apart`() {
    for (old, new, fault) in [
      ("name: open, chance", "name: steady, chance", "‘steady’ is listed already in line"),
      ("2022, 2020, 2030", "2022, 2020, 2022", "‘2022’ is listed already"),
      ("poles: [USA, CHN]", "poles: [USA, CHN, USA]", "‘USA’ is listed already"),
    ] {
      let found = SmallWorld.faults(SmallWorld.bundle(SmallWorld.yaml((old, new))))
      #expect(found.contains { $0.message.contains(fault) }, "\(found)")
    }
  }

  @Test func `Editors are told that items differ, and which numbers are whole`() {
    let schema = ScenarioSchema()
    #expect(schema.gameJSON().matches(of: /"uniqueItems": true/).count >= 5)
    for (text, name) in [
      (schema.gameJSON(), "every"), (schema.gameJSON(), "punishment"),
      (schema.json(), "research_turns"), (schema.profileJSON(), "own_defection"),
    ] {
      let part = text.firstRange(of: "\"\(name)\": {").map { text[$0.upperBound...].prefix(400) }
      let end = part?.firstIndex(of: "}")
      #expect(part?[..<(end ?? part!.endIndex)].contains("\"integer\"") == true, "\(name)")
    }
  }

  @Test(arguments: [
    ("rules.payoffs.every=1.9", "expected a whole number, found ‘1.9’"),
    ("profiles.default.parameters.punishment=0.5", "expected a whole number, found ‘0.5’"),
    ("profiles.default.parameters.own_defection=0.5", "expected a whole number, found ‘0.5’"),
    ("profiles.default.parameters.tats=1.5", "expected a whole number, found ‘1.5’"),
  ])
  func `Fractions of what is counted are refused`(edit: String, fault: String) {
    let files = [ScenarioBundle.File(path: "g.yaml", text: Self.matrix)]
    do {
      _ = try ScenarioLoader().load(ScenarioBundle(main: "g.yaml", files: files, set: [edit]))
      Issue.record("\(edit) is taken")
    } catch {
      #expect(error.faults.contains { $0.message == fault }, "\(error)")
    }
  }
}
