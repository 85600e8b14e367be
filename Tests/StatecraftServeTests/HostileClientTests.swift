import Foundation
import StatecraftServe
import Testing

@Suite(.timeLimit(.minutes(30))) struct `A hostile client` {
  @Test
  func `finds no files, whatever it spells`() async throws {
    let game = try ServedGame(["NOR"])
    for path in [
      "/../Package.swift", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
      "/style.css/../index.html", "/STYLE.CSS", "/.git/config", "/api/../../etc/passwd",
      "/world.txt",
      "/index.html\u{0}", "/api/view/", "/served.jsonl",
    ] {
      let answer = await game.get(path, as: "NOR")
      #expect(answer.status == 404 || answer.status == 400, "\(path)")
      #expect(!answer.text.contains("root:"))
    }
  }

  @Test
  func `can't post from another site, nor by another name of this host`() async throws {
    let game = try ServedGame(["NOR"])
    let ready = "{\"turn\":1}"
    for header in [
      "Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
      "Sec-Fetch-Site: same-site\r\n", "Origin: http://localhost:1\r\n",
    ] {
      let answer = await game.post("/api/ready", ready, as: "NOR", headers: header)
      #expect(answer.status == 403, "\(header)")
    }
    let form = await game.raw(
      "POST /api/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
        + "text/plain\r\nAuthorization: Bearer \(game.token("NOR"))\r\nContent-Length: 10\r\n\r\n"
        + ready)
    #expect(form.status == 415)
    let rebound = await game.raw(
      "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    #expect(rebound.status == 421)
    #expect(
      await game.post(
        "/api/ready", ready, as: "NOR", headers: "Origin: http://localhost:\(game.port)\r\n"
      ).status == 200)
  }

  @Test func `is refused what is too large`() async throws {
    let game = try ServedGame(["NOR"])
    let huge = await game.raw(
      "POST /api/line HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n"
        + String(repeating: "x", count: 100_000))
    #expect(huge.status == 413 || huge.text.isEmpty)
    let long = String(repeating: "y", count: 5000)
    #expect(await game.line(long, as: "NOR").body.contains("too long"))
    #expect(
      await game.post("/api/say", "{\"text\":\"\(long)\"}", as: "NOR").status == 422)
    let deep = String(repeating: "[", count: 9000)
    #expect(await game.post("/api/line", "{\"line\":\(deep)}", as: "NOR").status == 400)
    #expect(await game.get("/", as: "NOR").status == 200)
  }

  @Test func `is slowed down by ten thousand requests, and others aren't`() async throws {
    var limits = ServerLimits.unhurried
    limits.requestsAtOnce = 100
    limits.requestsPerSecond = 10
    let game = try ServedGame(["NOR"], limits: limits)
    let port = game.port
    let request = "GET /api/lobby HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let counts = await Client.blocking {
      var (served, refused) = (0, 0)
      for _ in 0..<100 {
        // A hundred at a time on one connection, which ends when they are too many.
        let client = Client.connect(port, from: "127.0.0.9")
        guard client >= 0 else { continue }
        Client.send(String(repeating: request, count: 100), client)
        shutdown(client, Int32(SHUT_WR))
        let text = Client.readAll(client)
        served += text.split(separator: "HTTP/1.1 200").count - 1
        refused += text.contains("HTTP/1.1 429") ? 1 : 0
        close(client)
      }
      return (served: served, refused: refused)
    }
    #expect(counts.served < 2000)
    #expect(counts.refused > 0)
    #expect(await game.get("/api/view", as: "NOR").status == 200)
  }

  @Test
  func `is let go when it sends or reads too slowly, and others are served meanwhile`()
    async throws
  {
    var limits = ServerLimits()
    limits.patience = .milliseconds(400)
    limits.idleness = .milliseconds(800)
    limits.connectionsPerAddressMax = 40
    let game = try ServedGame(["NOR"], limits: limits)
    let port = game.port
    async let slow: [String] = Client.blocking {
      let clients = (0..<60).map { _ in Client.connect(port, from: "127.0.0.9") }
      // Half of a request each, and one that asks for much and reads nothing.
      for client in clients { Client.send("GET /api/view HTTP/1.1\r\nHost: loc", client) }
      let told = clients.map { Client.readAll($0) }
      for client in clients { close(client) }
      return told
    }
    #expect(await game.getAtLast("/api/view", as: "NOR").status == 200)
    #expect(await slow.allSatisfy { !$0.contains("200 OK") })
    await Client.blocking {
      let client = Client.connect(port, from: "127.0.0.9")
      Client.send(
        String(repeating: "GET /map.svg HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 400), client)
      // Nothing is read; the host lets go by itself.
    }
    while await game.listener.connectionCount > 0 {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(await game.getAtLast("/api/view", as: "NOR").status == 200)
  }

  @Test func `can't bring scripts in by a name or a message`() async throws {
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    let game = try ServedGame(["NOR", "MID"], title: script)
    _ = await game.post("/api/say", "{\"text\":\"\(script)\\u001b[2J\\u202e\"}", as: "NOR")
    let view = await game.get("/api/view", as: "MID")
    #expect(view.text.contains("application/json"))
    #expect(view.text.contains("nosniff"))
    #expect(view.body.contains("\(script) [2J\""))
    let page = await game.get("/")
    // Pages don't depend on the game: names come as data, and are put in as text.
    #expect(!page.text.contains("alert"))
    let policy = page.text.split(separator: "\r\n").first {
      $0.hasPrefix("Content-Security-Policy")
    }
    let words = try #require(policy)
    #expect(words.contains("default-src 'none'") && words.contains("script-src 'self'"))
    #expect(!words.contains("unsafe"))
    #expect(!page.body.contains(/\son[a-z]+=/) && !page.body.contains(" style="))
    #expect(!page.body.contains(/<script[^>]*>[^<]/) && !page.body.contains("http://"))
    for name in ["/app.js", "/map.js"] {
      let script = await game.get(name).body
      for way in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("] {
        #expect(!script.contains(way), "\(name) has \(way)")
      }
    }
  }
}
