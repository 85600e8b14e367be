import Foundation
import StatecraftCore
import StatecraftReplay
import StatecraftServe
import Testing

@Suite(.timeLimit(.minutes(30))) struct `A served game` {
  @Test
  func `is played by four seats and an umpire, and all of it is on record`() async throws {
    let game = try ServedGame()
    #expect(await game.line("align NOR 0.3", as: "MID").status == 200)
    // Orders wait for the umpire to begin and to close.
    #expect(await game.umpire("\"act\":\"close\"").status == 409)
    #expect(await game.umpire("\"act\":\"begin\"").status == 200)
    for turn in 1...4 {
      for seat in ["NOR", "SUD", "MID", "ISL"] {
        #expect(await game.post("/api/ready", "{\"turn\":\(turn)}", as: seat).status == 200)
      }
      if turn == 1 {
        #expect(
          await game.post("/api/say", "{\"text\":\"Hold\\u0007 on.\",\"to\":[\"MID\"]}", as: "NOR")
            .status == 200)
        #expect(
          await game.umpire("\"act\":\"rule\",\"text\":\"The strait is closed: storms.\"").status
            == 200)
        #expect(await game.line("inject shock tools SUD 0.5", as: "umpire").status == 200)
        #expect(
          await game.umpire(
            "\"act\":\"correct\",\"state\":\"ISL\",\"orders\":[\"align NOR 0.9\"],"
              + "\"reason\":\"Meant so.\""
          ).status == 200)
      }
      #expect(await game.umpire("\"act\":\"close\"").status == 200)
      try await game.waitForTurn(turn + 1)
    }
    while await !game.room.isOver { try await Task.sleep(for: .milliseconds(5)) }

    let replay = try ReplayReader.read(path: game.path)
    #expect(replay.turns.count == 4)
    #expect(replay.end != nil)
    let roster = replay.header.roster
    let first = replay.turns[0]
    func orders(_ code: String) -> [String] {
      first.decisions[roster.state(code)!.index].notation(in: roster)
    }
    #expect(orders("MID") == ["align NOR 0.3"])
    #expect(orders("ISL") == ["align NOR 0.9"])
    #expect(first.injects.map { $0.notation(in: roster) } == ["shock tools SUD 0.5"])
    #expect(
      first.remarks == [
        Remark(.message, from: "NOR", to: ["MID"], "Hold on."),
        Remark(.ruling, from: "umpire", "The strait is closed: storms."),
        Remark(
          .correction, from: "umpire", "ISL: align NOR 0.9, instead of no orders. Meant so."),
      ])
    let verifier = try ReplayVerifier(replay, making: { _ in game.scenario })
    let divergence = try verifier.verifyFromRecord()
    #expect(divergence == nil)
  }

  @Test
  func `tells a place nothing of what others order, say or weigh`() async throws {
    let game = try ServedGame()
    #expect(await game.line("control export tools SUD 0.4375", as: "NOR").status == 200)
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "NOR").status == 200)
    #expect(
      await game.post("/api/say", "{\"text\":\"xyzzy\",\"to\":[\"ISL\"]}", as: "NOR").status == 200)
    #expect(await game.line("inject shock tools SUD 0.5625", as: "umpire").status == 200)
    func all(_ name: String) async -> String {
      var text = ""
      for path in ["/api/view", "/api/game", "/api/picture", "/api/picture?turn=0", "/api/lobby"] {
        text += await game.get(path, as: name).text
      }
      if name != "spectator" {
        for line in ["brief", "show controls", "review", "explain NOR", "rivals", "report all"] {
          text += await game.line(line, as: name).text
        }
      }
      return text
    }
    for name in ["MID", "SUD", "spectator"] {
      let told = await all(name)
      #expect(told.contains("\"phase\""))
      for secret in ["0.4375", "xyzzy", "0.5625"] {
        #expect(!told.contains(secret), "\(name) is told \(secret)")
      }
      for other in ["NOR", "MID", "SUD", "ISL", "umpire", "spectator"] {
        #expect(!told.contains(game.token(other)), "\(name) is told the token of \(other)")
      }
    }
    // Those whose it is are told.
    #expect(await all("NOR").contains("0.4375"))
    #expect(await all("ISL").contains("xyzzy"))
    #expect(await all("umpire").contains("0.4375"))
    #expect(await all("umpire").contains("0.5625"))
  }

  @Test
  func `takes from a place only what is that place's to do`() async throws {
    let game = try ServedGame()
    for path in ["/api/view", "/api/game", "/api/picture", "/api/events"] {
      #expect(await game.get(path).status == 401)
    }
    #expect(await game.line("end", as: "spectator").status == 403)
    #expect(await game.post("/api/say", "{\"text\":\"x\"}", as: "spectator").status == 403)
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "spectator").status == 403)
    #expect(await game.post("/api/umpire", "{\"act\":\"begin\"}", as: "MID").status == 403)
    #expect(await game.post("/api/umpire", "{\"act\":\"dance\"}", as: "umpire").status == 400)
    #expect(await game.line("quit", as: "MID").status == 422)
    let wrong = await game.raw(
      "GET /api/view HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + String(repeating: "0", count: 32) + "\r\n\r\n")
    #expect(wrong.status == 401)
  }

  @Test func `begins without an umpire when every seat's link has been opened`() async throws {
    var rules = Room.Rules()
    rules.umpireCloses = false
    let game = try ServedGame(["NOR", "MID"], hasUmpire: false, rules: rules)
    let roster = game.scenario.setting.roster
    func open(_ name: String) async throws {
      _ = await game.room.notices(for: .seat(try #require(roster.state(name))))
    }
    for name in ["NOR", "MID"] {
      #expect(await game.post("/api/ready", "{\"turn\":1}", as: name).status == 200)
    }
    try await open("NOR")
    _ = await game.room.notices(for: .spectator)
    #expect(await game.get("/api/view", as: "NOR").body.contains("\"phase\":\"lobby\""))
    try await open("MID")
    // Orders given in the lobby count: the first turn is closed with them.
    try await game.waitForTurn(2)
  }

  @Test func `doesn't close a turn by a late click, and gives orders back while it's open`()
    async throws
  {
    var rules = Room.Rules()
    rules.umpireCloses = false
    let game = try ServedGame(["NOR", "MID"], rules: rules)
    _ = await game.umpire("\"act\":\"begin\"")
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "NOR").status == 200)
    // Given orders can't be changed, but taken back.
    #expect(await game.line("align SUD 0.1", as: "NOR").status == 409)
    #expect(await game.line("brief", as: "NOR").status == 200)
    #expect(await game.post("/api/reopen", "{}", as: "NOR").status == 200)
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "NOR").status == 200)
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "MID").status == 200)
    try await game.waitForTurn(2)
    #expect(await game.post("/api/ready", "{\"turn\":1}", as: "MID").status == 409)
    #expect(await game.post("/api/reopen", "{}", as: "MID").status == 409)
  }

  @Test func `closes a turn when its time is up, but not while it's paused`() async throws {
    var rules = Room.Rules()
    rules.umpireCloses = false
    let game = try ServedGame(["NOR", "MID"], turns: 2, rules: rules)
    _ = await game.umpire("\"act\":\"begin\"")
    #expect(await game.line("align SUD 0.3", as: "MID").status == 200)
    #expect(await game.umpire("\"act\":\"pause\"").status == 200)
    #expect(await game.umpire("\"act\":\"extend\",\"seconds\":0.05").status == 200)
    #expect(await game.get("/api/view", as: "MID").body.contains("\"paused\":true"))
    #expect(await game.room.turn == 1)
    #expect(await game.umpire("\"act\":\"resume\"").status == 200)
    #expect(await game.umpire("\"act\":\"extend\",\"seconds\":0.05").status == 200)
    try await game.waitForTurn(2)
    // What was typed counts, given or not.
    let first = try ReplayReader.read(path: game.path).turns[0]
    #expect(first.decisions.contains { !$0.alignment.isEmpty })
  }

  @Test func `shows spectators turns only after the delay`() async throws {
    var rules = Room.Rules()
    rules.spectatorDelay = 1
    let game = try ServedGame(["NOR"], rules: rules)
    _ = await game.umpire("\"act\":\"begin\"")
    for turn in 1...2 {
      _ = await game.umpire("\"act\":\"close\"")
      try await game.waitForTurn(turn + 1)
    }
    #expect(await game.get("/api/picture?turn=2", as: "NOR").status == 200)
    #expect(await game.get("/api/picture?turn=1", as: "spectator").status == 200)
    #expect(await game.get("/api/picture?turn=2", as: "spectator").status == 404)
    #expect(await game.get("/api/picture?turn=-1", as: "NOR").status == 404)
  }

  @Test
  func `tells who listens that there is something new, and no more`() async throws {
    let game = try ServedGame(["NOR"])
    let port = game.port
    let token = game.token("NOR")
    let stream = await Client.blocking {
      let client = Client.connect(port)
      Client.send(
        "GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n",
        client)
      let text = Client.readAll(client, until: "}\n\n")
      close(client)
      return text
    }
    #expect(stream.contains("text/event-stream"))
    #expect(stream.contains(/data: \{"version":[0-9]+\}\n\n/))
  }

  @Test
  func `puts together an order from a form's parts, each a single word`() async throws {
    let game = try ServedGame(["MID"])
    let order = "{\"kind\":\"control\",\"instrument\":\"export\",\"sector\":\"tools\","
    #expect(
      await game.post("/api/order", order + "\"target\":\"SUD\",\"level\":0.5}", as: "MID").body
        .contains("+ control export tools SUD 0.5"))
    #expect(
      await game.post("/api/order", order + "\"target\":\"SUD 1\\nend\",\"level\":0.5}", as: "MID")
        .status == 400)
    #expect(await game.post("/api/order", "{\"kind\":\"dance\"}", as: "MID").status == 400)
    #expect(await game.post("/api/order", "[[[[", as: "MID").status == 400)
  }
}
