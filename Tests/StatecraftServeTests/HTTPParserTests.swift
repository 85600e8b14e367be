import StatecraftServe
import Testing

@Suite struct HTTPParserTests {
  private let limits = ServerLimits()

  private func read(_ text: String) throws -> HTTPRequest? {
    var parser = HTTPParser(limits)
    parser.add(Array(text.utf8))
    return try parser.next()
  }

  private func status(of text: String) -> Int? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return (error as? HTTPParser.Refusal)?.status
    }
  }

  @Test func `A request that comes byte by byte is read once it's whole`() throws {
    var parser = HTTPParser(limits)
    let text = "POST /api/line?a=b%20c&d HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
    for byte in text.utf8.dropLast() {
      parser.add([byte])
      #expect(try parser.next() == nil)
    }
    parser.add([UInt8(ascii: "o")])
    let request = try #require(try parser.next())
    #expect(request.method == "POST")
    #expect(request.path == "/api/line")
    #expect(request.query == ["a": "b c", "d": ""])
    #expect(String(decoding: request.body, as: UTF8.self) == "hello")
    #expect(request.keepsAlive)
  }

  @Test func `Two requests in one piece are two requests`() throws {
    var parser = HTTPParser(limits)
    parser.add(
      Array("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n".utf8))
    #expect(try parser.next()?.path == "/a")
    #expect(try parser.next()?.path == "/b")
    #expect(try parser.next() == nil)
  }

  @Test func `What is too large is refused before it's read`() {
    #expect(
      status(of: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n") == 413)
    #expect(status(of: "GET /" + String(repeating: "a", count: 9000)) == 431)
    #expect(
      status(of: "GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 9000)) == 431)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("get / HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("GET http://x/ HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET / HTTP/2\r\nHost: h\r\n\r\n", 505), ("GET / HTTP/1.1\r\nHost h\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: h\r\n folded: x\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
    ("GET /\u{7f} HTTP/1.1\r\nHost: h\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: h\r\nA: \u{1}\r\n\r\n", 400),
  ])
  func `A request that could be read two ways is refused`(text: String, expected: Int) {
    #expect(status(of: text) == expected)
  }

  @Test func `Any bytes are answered with a request, a refusal or patience`() {
    var state: UInt64 = 20
    for _ in 0..<3000 {
      var parser = HTTPParser(limits)
      var bytes = Array("POST /api/line HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".utf8)
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      parser.add(bytes)
      do { while try parser.next() != nil {} } catch {}
    }
  }

  @Test func `Tokens are compared whole`() throws {
    let token = Token()
    #expect(token.description.utf8.count == 32)
    #expect(token.isSame(as: token.description))
    #expect(!token.isSame(as: String(token.description.dropLast())))
    #expect(!token.isSame(as: token.description + "0"))
    #expect(!token.isSame(as: ""))
    #expect(
      !token.isSame(as: String(token.description.reversed()))
        || token.description == String(token.description.reversed()))
    #expect(Token() != Token())
    #expect(Token("../../etc/passwd") == nil)
  }
}
