import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayFaultTests {
  /// The message that a changed replay gives.
  private func fault(_ change: (inout [String]) -> Void) async throws -> String {
    let game = try await Recorded.game()
    let error = #expect(throws: ReplayError.self) { try game.read(changing: change) }
    return error?.description ?? ""
  }

  @Test func `An edited header is found out`() async throws {
    let message = try await fault {
      $0[0] = $0[0].replacing("\"seed\":\"7\"", with: "\"seed\":\"9\"")
    }
    #expect(
      message.hasPrefix(
        "toy.jsonl:1: the header was changed after it was written: its seal ‘"))
  }

  @Test func `A header of another format says which program can read it`() async throws {
    let message = try await fault {
      $0[0] = $0[0].replacing("\"statecraft_replay\":1", with: "\"statecraft_replay\":2")
    }
    #expect(
      message == "toy.jsonl:1: the replay has format 2, and this program reads format 1: read it "
        + "with the version of the program that wrote it.")
  }

  @Test func `A missing turn is named`() async throws {
    let message = try await fault { $0.remove(at: 2) }
    #expect(message == "toy.jsonl:3: turn 3 comes where turn 2 is due.")
  }

  @Test func `A missing last turn is named by the end`() async throws {
    let message = try await fault { $0.remove(at: 5) }
    #expect(message == "toy.jsonl:6: the game ends after turn 5, but turn 4 is the last.")
  }

  @Test func `Orders that can't be read are all named, with state and reason`() async throws {
    let message = try await fault {
      $0[2] = $0[2].replacing(
        "\"decisions\":{", with: #""decisions":{"BOB":[],"#, maxReplacements: 1)
    }
    #expect(
      message
        == "toy.jsonl:3: ‘decisions.BOB’: ‘BOB’ is no state of the roster; did you mean ‘BOR’?.")
    let orders = try await fault {
      $0[2] = $0[2].replacing("align ARC", with: "aline ARC")
    }
    #expect(orders.contains("‘decisions."))
    #expect(orders.contains("an order begins with ‘align’, ‘control’, ‘invest’, ‘move’ or ‘hold’"))
  }

  @Test func `An edited digest breaks the chain in its turn`() async throws {
    let message = try await fault { lines in
      let digest = lines[3].components(after: "\"digest\":\"", length: 16)
      lines[3] = lines[3].replacing(digest, with: "0123456789abcdef")
    }
    #expect(message.hasPrefix("toy.jsonl:4: the digest chain breaks in turn 3: it's given as "))
  }

  @Test func `An edited final digest breaks the chain`() async throws {
    let message = try await fault { lines in
      let digest = lines[6].components(after: "\"digest\":\"", length: 16)
      lines[6] = lines[6].replacing(digest, with: "0123456789abcdef")
    }
    #expect(
      message.hasPrefix(
        "toy.jsonl:7: the digest chain breaks: the game's digest is given as 0123456789abcdef"))
  }

  @Test func `A line that is cut off says how to go on`() async throws {
    let game = try await Recorded.game()
    let cut = Array(game.bytes.prefix(game.bytes.count * 2 / 3))
    let error = try #require(
      #expect(throws: ReplayError.self) { try ReplayReader.read(cut, file: "toy.jsonl") })
    #expect(error.description.contains("the line is cut off (expected "))
    #expect(error.description.hasSuffix("delete it to read the turns before it."))

    let whole = cut.split(separator: UInt8(ascii: "\n")).dropLast().joined(separator: [10])
    let replay = try ReplayReader.read(Array(whole), file: "toy.jsonl")
    #expect(replay.turns.count == (error.line ?? 0) - 2)
    #expect(replay.end == nil)
  }

  @Test func `What is no replay is refused`() throws {
    func message(_ text: String) -> String? {
      #expect(throws: ReplayError.self) {
        try ReplayReader.read(Array(text.utf8), file: "f")
      }?.description
    }
    #expect(message("") == "f:1: the file is empty.")
    #expect(message("{}\n") == "f:1: this is no replay: its first line has no ‘statecraft_replay’.")
    #expect(message("{\"a\":tru}\n") == "f:1:6: expected a value.")
    #expect(message("{\"a\":[1,2\n") == "f:1:10: expected ‘,’ or ‘]’, but the line ends.")
    #expect(
      message("{\"a\":[1,2")
        == "f:1:10: the line is cut off (expected ‘,’ or ‘]’, but the line ends): "
        + "delete it to read the turns before it.")
    #expect(message("{\"\\ud800\":1}\n") == "f:1:9: expected a pair of surrogates.")
    let deep = String(repeating: "{\"a\":", count: 100_000)
    #expect(message(deep + "\n")?.hasSuffix("expected values nested less deeply.") == true)
    for text in ["[1,2\n", "7\n", "name: tiny\n", "SQLite format 3\u{0}"] {
      #expect(message(text)?.hasPrefix("f: this is no replay: ‘statecraft run’") == true)
    }
  }

  @Test func `A file that isn't there is an error`() {
    let error = #expect(throws: ReplayError.self) {
      try ReplayReader.read(path: "/nowhere/at/all.jsonl")
    }
    #expect(
      error?.description
        == "/nowhere/at/all.jsonl: there is no such file, or it can't be read.")
  }

  @Test func `Wrong types and missing fields are named by their path`() async throws {
    let missing = try await fault { $0[1] = $0[1].replacing("\"events\":", with: "\"evens\":") }
    #expect(missing == "toy.jsonl:2: ‘events’ is missing.")
    let number = try await fault {
      $0[1] = $0[1].replacing("\"real_income\":[", with: "\"real_income\":[null,")
    }
    #expect(
      number == "toy.jsonl:2: ‘indicators.real_income’ should be an array of 4, not of 5.")
  }

  @Test func `Damaged replays never crash the reader, the teller or the verifier`() async throws {
    let game = try await Recorded.game(Toy.scenario(turns: 2))
    let scenario = Toy.scenario(turns: 2)
    let header = game.bytes.prefix { $0 != UInt8(ascii: "\n") }.count + 1
    var generator = Shuffler(state: 1)
    var read = 0
    for round in 0..<160 {
      var bytes = game.bytes
      switch round % 4 {
      case 0:
        bytes.removeLast(generator.next(below: bytes.count))
      case 1:
        let start = generator.next(below: bytes.count)
        bytes.removeSubrange(start..<min(start + generator.next(below: 40), bytes.count))
      default:
        // Behind the header, where the seal doesn't stop them.
        for _ in 0...generator.next(below: 3) {
          let place = header + generator.next(below: bytes.count - header)
          bytes[place] =
            round % 4 == 2
            ? UInt8(generator.next(below: 256))
            : Array("0123456789-,.\"e".utf8)[
              generator.next(below: 15)]
        }
      }
      guard let replay = try? ReplayReader.read(bytes, file: "damaged") else { continue }
      read += 1
      #expect(!ReplayTelling(explains: true).lines(replay).isEmpty)
      _ = try? ReplayVerifier(replay) { _ in scenario }.verifyFromRecord()
    }
    // Some damage makes another replay, so that the verifier had something to do.
    #expect((10..<150).contains(read))
  }

  @Test func `Bytes at random never crash the reader`() {
    var generator = Shuffler(state: 2)
    let alphabet = Array("{}[]\",:\\utrn0123456789.-eE \n\u{1}é".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<generator.next(below: 60)).map { _ in
        alphabet[generator.next(below: alphabet.count)]
      }
      #expect(throws: ReplayError.self) { try ReplayReader.read(bytes, file: "noise") }
    }
  }
}

/// Knuth's linear congruential generator, for damage that is the same each time.
private struct Shuffler {
  var state: UInt64

  mutating func next(below count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }
}

extension String {
  /// The characters after a mark.
  fileprivate func components(after mark: String, length: Int) -> String {
    guard let range = firstRange(of: mark) else { return "" }
    return String(self[range.upperBound...].prefix(length))
  }
}
