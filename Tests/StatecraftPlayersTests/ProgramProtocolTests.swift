import Foundation
import StatecraftCore
import StatecraftPlayers
import StatecraftScenario
import Testing

@Suite struct `What a program is told` {
  /// A good program that also keeps what it reads and what it writes.
  private static func script(_ folder: URL, orders: String = "") -> String {
    let body = ProgramGame.prelude.replacing("#!/bin/sh\n", with: "")
    return """
      #!/bin/sh
      tee '\(folder.path)/told' | {
      \(body)
      greet; while turn; do say "$t" '\(orders)'; done
      } | tee '\(folder.path)/said'

      """
  }

  private func lines(_ name: String, _ game: ProgramGame) throws -> [[String: Any]] {
    try String(contentsOf: game.folder.appendingPathComponent(name), encoding: .utf8)
      .split(separator: "\n")
      .map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
  }

  private var limits: ProgramLimits {
    var limits = ProgramLimits()
    limits.deadline = ProgramLimits.ample
    limits.leaveDeadline = ProgramLimits.ample
    return limits
  }

  @Test
  func `follows the schema, as what it says does`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let path = try game.program(
      Self.script(
        game.folder, orders: #""control export chips SUD 0.5","invest subsidy chips 0.1%gdp""#))
    _ = try await game.play([(game.state, game.actor(path, limits: limits))])
    let schema = try SchemaOfMessages()
    let told = try lines("told", game)
    #expect(
      told.map { $0["type"] as? String } == [
        "greeting", "observation", "result", "observation", "result", "observation", "result",
        "end",
      ])
    for message in try told + lines("said", game) { #expect(schema.faults(of: message) == []) }
    // The check can fail.
    #expect(schema.faults(of: ["type": "end", "turn": "3"]) != [])
    #expect(schema.faults(of: ["type": "decision", "turn": 3]) != [])
    let results = told.filter { $0["type"] as? String == "result" }
    #expect(results.allSatisfy { $0["status"] as? String == "accepted" })
    let last = try #require(told.last { $0["type"] as? String == "observation" })
    let ordered = last["export_control_ordered"] as? [String: [String: [String: Double]]]
    #expect(ordered?["chips"]?[game.scenario.setting.roster.code(game.state)]?["SUD"] == 0.5)
    #expect((last["projects"] as? [Any])?.isEmpty == false)
  }

  @Test
  func `tells what it may join, what members owe, and who joined`() async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let scenario = try ScenarioLibrary(root: root)
      .load(root + "/Tests/Cases/worlds/clubs.yaml", set: ["turns=3"]).scenario
    let game = try ProgramGame(scenario)
    defer { game.clear() }
    let outsider = try #require(scenario.setting.roster.state("EEE"))
    let path = try game.program(Self.script(game.folder, orders: #""join market 0.5""#))
    _ = try await game.play([(outsider, game.actor(path, limits: limits))])
    let schema = try SchemaOfMessages()
    let told = try lines("told", game)
    for message in try told + lines("said", game) { #expect(schema.faults(of: message) == []) }
    let modules = try #require(told.first?["modules"] as? [[String: Any]])
    #expect(modules.compactMap { $0["code"] as? String } == scenario.setting.roster.moduleCodes)
    let arms = try #require(modules.first { $0["code"] as? String == "pact.arms" })
    #expect(arms["leader"] as? String == "AAA" && arms["target"] as? String == "BBB")
    #expect((arms["owes"] as? [[String: Any]])?.first?["level"] as? Double == 0.4)
    let follow = try #require(modules.first { $0["code"] as? String == "pact.follow" })
    #expect((follow["owes"] as? [[String: Any]])?.allSatisfy { $0["level"] == nil } == true)
    let events = told.compactMap { $0["events"] as? [[String: Any]] }.joined()
    let joined = events.filter { $0["kind"] as? String == "institution.joined" }
    let code = try #require(joined.first { $0["state"] as? String == "EEE" }?["module"] as? String)
    let last = try #require(told.last { $0["type"] as? String == "observation" })
    let depths = try #require(last["membership"] as? [String: [String: Double]])
    #expect(code.hasPrefix("market") && depths[code]?["EEE"] == 0.5)
  }

  @Test(arguments: [false, true])
  func `is a game of moves without an economy, where one is played`(
    _ hasQuantities: Bool
  ) async throws {
    let game = try ProgramGame(
      MovesSeated("ARC", game: hasQuantities ? CommonPot() : nil, turns: 3).scenario)
    defer { game.clear() }
    let path = try game.program(
      Self.script(game.folder, orders: hasQuantities ? #""move 2.5""# : #""move defect BOR""#))
    let records = try await game.play([(game.state, game.actor(path, limits: limits))])
    #expect(records.allSatisfy { $0.notes.isEmpty })
    let schema = try SchemaOfMessages()
    let told = try lines("told", game)
    for message in try told + lines("said", game) { #expect(schema.faults(of: message) == []) }
    let greeting = try #require(told.first)
    #expect(greeting["sectors"] == nil && greeting["limits"] == nil)
    let last = try #require(told.last { $0["type"] as? String == "observation" })
    #expect(last["flows"] == nil && last["real_income"] == nil)
    let moves = try #require(last["moves"] as? [String: [String: Any]])
    let pays = try #require(last["pays"] as? [String: [[String: Any]]])
    if hasQuantities {
      #expect(moves["ARC"]?["ARC"] as? Double == 2.5)
      #expect(pays["ARC"]?.count == 21 && pays["ARC"]?.last?["move"] as? Double == 10)
    } else {
      #expect(moves["ARC"]?["BOR"] as? String == "defect")
      #expect(moves["ARC"]?["COL"] as? String == "cooperate")
      // Everybody else defects by now: the policies reply best.
      #expect(pays["COL"]?.map { $0["you"] as? Double } == [0, 1])
      #expect(pays["COL"]?.map { $0["it"] as? Double } == [5, 1])
      let scores = try #require(last["scores"] as? [String: [String: Double]])
      #expect(scores["BOR"]?["ARC"] == 2)
    }
  }

  @Test
  func `has every reason why its orders were rejected`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let path = try game.program(
      Self.script(game.folder, orders: #""align NOR 2","invest subsidy chips 90%gdp""#))
    _ = try await game.play([(game.state, game.actor(path, limits: limits))])
    let result = try #require(try lines("told", game).first { $0["type"] as? String == "result" })
    #expect(result["status"] as? String == "rejected")
    #expect((result["reasons"] as? [String])?.count == 2)
    #expect(result["orders"] as? [String] == ["align NOR 2.0", "invest subsidy chips 90.0%gdp"])
  }

  @Test
  func `is all of its observation, and nothing of what is others' own`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let (setting, me) = (game.scenario.setting, game.state)
    var world = game.scenario.start
    let seen = try await told(of: world, in: game)
    let mirror = Mirror(reflecting: Observation(of: world, by: me, setting: setting))
    // What belongs to games of moves is told in those; what theory leaves open of a state's own
    // conduct is its policy's.
    let properties = Set(mirror.children.compactMap(\.label)).subtracting([
      "me", "setting", "profile", "payoffs", "scores", "motives",
    ])
    let keys = Set(seen.keys).subtracting(["type"])
    #expect(
      Set(properties.map { $0.replacing(/[A-Z]/) { "_" + $0.output.lowercased() } }) == keys)

    for state in setting.roster.states where state != me {
      for other in setting.roster.states {
        world.threat[state, other] = 0.123
        world.grievance[state, other] = 0.123
        world.relativeGains[state, other] = 0.123
      }
      for term in UtilityTerm.weighted { world.weights[state, term] = 0.123 }
      world.projects.append(
        Project(
          state: state, sector: SectorID(index: 0), kind: .research, percentOfGDP: 0.123, ready: 3))
    }
    let still = try await told(of: world, in: game)
    #expect(still as NSDictionary == seen as NSDictionary)
    world.threat[me, setting.leader] = 0.123
    let changed = try await told(of: world, in: game)
    #expect(changed as NSDictionary != seen as NSDictionary)
  }

  /// The observation that a program gets of a world.
  private func told(of world: World, in game: ProgramGame) async throws -> [String: Any] {
    let actor = game.actor(try game.program(Self.script(game.folder)), limits: limits)
    _ = try await actor.decide(
      Observation(of: world, by: game.state, setting: game.scenario.setting))
    await actor.leave()
    return try #require(
      try lines("told", game).first { $0["type"] as? String == "observation" })
  }
}

struct ObservationSchemaTests {
  @Test func `The schema of observations says what the columns say`() throws {
    // Governments go by name and projects are records; games of moves have messages of their own.
    let known = Column.ofEconomies.filter { column in
      column.audience != .nobody && column != .government && !column.isList
    }
    var expected: [String: String] = [:]
    for column in known {
      var axes = column.axes
      if column.audience == .owner { axes.removeFirst() }
      expected[column.name] = "#/$defs/" + ["numbers", "table", "cube"][axes.count - 1]
    }
    let schema = try SchemaOfMessages().references(in: "observation")
    #expect(schema == expected)
  }
}

/// The protocol's schema, as far as it goes: types, keys, items, constants and bounds.
struct SchemaOfMessages {
  private let root: [String: Any]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Documentation/agent-protocol.schema.json")
    root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  /// The definitions to which keys of a message refer.
  func references(in message: String) throws -> [String: String] {
    let definitions = try #require(root["$defs"] as? [String: [String: Any]])
    let properties = try #require(definitions[message]?["properties"] as? [String: [String: Any]])
    return properties.compactMapValues { $0["$ref"] as? String }
  }

  func faults(of value: Any) -> [String] { faults(of: value, root, "") }

  private func faults(of value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String,
      let definition = (root["$defs"] as? [String: Any])?[String(reference.dropFirst(8))]
        as? [String: Any]
    {
      return faults(of: value, definition, path)
    }
    if let choices = schema["oneOf"] as? [[String: Any]] {
      let all = choices.map { faults(of: value, $0, path) }
      return all.count(where: \.isEmpty) == 1
        ? [] : [path + ": is none or several of the choices: \(all)"]
    }
    var found: [String] = []
    if let constant = schema["const"] as? NSObject, constant != value as? NSObject {
      found.append("\(path): isn't \(constant)")
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      found.append("\(path): is none of \(choices)")
    }
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any] else { return found + ["\(path): no object"] }
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        found.append("\(path).\(key): is missing")
      }
      for (key, member) in object {
        if let shape = properties[key] ?? schema["additionalProperties"] as? [String: Any] {
          found += faults(of: member, shape, "\(path).\(key)")
        } else if schema["additionalProperties"] as? Bool == false {
          found.append("\(path).\(key): isn't known")
        }
      }
    case "array":
      guard let array = value as? [Any] else { return found + ["\(path): no array"] }
      for member in array {
        found += faults(of: member, schema["items"] as? [String: Any] ?? [:], path + "[]")
      }
    case "string": if !(value is String) { found.append("\(path): no text") }
    case "boolean": if !(value is Bool) { found.append("\(path): neither true nor false") }
    case "number", "integer":
      guard let number = value as? Double else { return found + ["\(path): no number"] }
      if let least = schema["minimum"] as? Double, number < least { found.append("\(path): low") }
      if let most = schema["maximum"] as? Double, number > most { found.append("\(path): high") }
    default: break
    }
    return found
  }
}
