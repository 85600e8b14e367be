import Foundation
import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayTests {
  @Test func `The same game gives the same bytes`() async throws {
    let once = try await Recorded.game()
    let again = try await Recorded.game()
    #expect(once.bytes == again.bytes)
    #expect(try await Recorded.game(seed: 8).bytes != once.bytes)
  }

  @Test func `A replay gives back what was written, to the last bit`() async throws {
    let game = try await Recorded.game()
    let replay = try game.replay()
    #expect(replay.header == game.header)
    #expect(replay.turns.count == game.records.count)
    for (turn, record) in zip(replay.turns, game.records) {
      #expect(turn.number == record.number)
      #expect(turn.decisions == record.answers.storage.map(\.decision))
      #expect(turn.draws == record.draws)
      #expect(turn.policyDraws == record.answers.storage.flatMap(\.draws))
      #expect(
        turn.deliberations.map(\.deliberation) == record.answers.storage.flatMap(\.deliberations))
      #expect(turn.events.map(\.kind) == record.events.map(\.kind))
      #expect(turn.events.map(\.why) == record.events.map(\.why.description))
      #expect(turn.events.map(\.value) == record.events.map(\.value))
      #expect(turn.indicators.realIncome == record.world.realIncome.storage)
      #expect(turn.indicators.alignment.flatMap(\.self) == record.world.alignment.storage)
      for (prints, column) in zip(turn.fingerprints, Column.ofEconomies) {
        #expect(prints.column == column.name)
        #expect(prints.parts == record.world.fingerprints(of: column))
      }
      #expect(turn.digest == record.digest.hexadecimal)
    }
    #expect(replay.end?.turns == 5)
    #expect(replay.end?.outcome == Recorded.outcome)
    #expect(replay.end?.digest == game.result.digest.hexadecimal)
  }

  @Test func `Each line is JSON to other readers too`() async throws {
    for line in try await Recorded.game().lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      #expect((object as? [String: Any])?.isEmpty == false)
    }
  }

  @Test func `Events keep quotes, line feeds and their order`() async throws {
    let replay = try await Recorded.game().replay()
    let shock = try #require(
      replay.turns.lazy.flatMap(\.events).first { $0.kind == "toy.shocked" })
    #expect(shock.why == "a \"shock\" came\nover it")
    #expect(shock.rule == "toy-shock")
    #expect(shock.target == nil)
  }

  @Test func `Without draws and deliberations a replay is smaller, and the same game`() async throws
  {
    let full = try await Recorded.game()
    let bare = try await Recorded.game(recording: .none)
    #expect(bare.bytes.count < full.bytes.count / 2)
    let replay = try bare.replay()
    #expect(replay.turns.allSatisfy { $0.draws.isEmpty && $0.deliberations.isEmpty })
    #expect(replay.turns.map(\.digest) == (try full.replay().turns.map(\.digest)))
  }

  @Test func `A file has every closed turn while the game goes on`() async throws {
    let path = NSTemporaryDirectory() + "statecraft-writer-test-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let game = try await Recorded.game()
    let writer = try ReplayWriter(path: path, header: game.header)
    for record in game.records {
      try await writer.observer(record)
      let replay = try ReplayReader.read(path: path)
      #expect(replay.turns.count == record.number)
      #expect(replay.end == nil)
    }
    try await writer.finish(outcome: Recorded.outcome)
    #expect(try ReplayReader.read(path: path) == game.replay())
    #expect(FileManager.default.contents(atPath: path) == Data(game.bytes))
  }

  @Test func `A file that can't be made is an error with a way out`() async throws {
    let header = try await Recorded.game().header
    let error = #expect(throws: ReplayError.self) {
      try ReplayWriter(path: "/nowhere/at/all.jsonl", header: header)
    }
    #expect(
      error?.description
        == "/nowhere/at/all.jsonl: the file can't be made (No such file or directory): give a path "
        + "in a folder that is there and may be written.")
  }

  @Test func `A pipe that a replay is written to stays a pipe`() async throws {
    let path = NSTemporaryDirectory() + "statecraft-pipe-test-\(UInt64.random(in: 0 ... .max))"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    _ = try ReplayWriter(path: path, header: try await Recorded.game().header)
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    #expect(type != .typeRegular)
    var start = [UInt8](repeating: 0, count: 16)
    #expect(read(descriptor, &start, start.count) == start.count)
    #expect(start.starts(with: Array("{\"statecraft".utf8)))
  }

  @Test func `A faulty policy's numbers survive the way to the file and back`() async throws {
    let wild = Decision(
      alignment: [AlignmentOrder(pole: PoleID(index: 0), degree: .nan)],
      controls: [
        ControlOrder(
          instrument: .tariff, sector: SectorID(index: 1), target: StateID(index: 0),
          level: -.infinity)
      ])
    let scenario = Toy.scenario {
      $0 == "BOR" ? ScriptedPolicy { _ in wild } : ToyPolicy() as any Policy
    }
    let game = try await Recorded.game(scenario)
    let replay = try game.replay()
    #expect(replay.turns[0].notes.count == 1)
    #expect(
      replay.turns[0].decisions[1].notation(in: replay.header.roster) == [
        "align ARC nan", "control tariff sector1 ARC -inf",
      ])
    let verifier = try ReplayVerifier(replay) { _ in scenario }
    #expect(try verifier.verifyFromRecord() == nil)
    #expect(try await verifier.verifyDrawnAnew(playing: Recorded.play) == nil)
  }

  @Test func `Two games are compared to where they part`() async throws {
    let one = try await Recorded.game().replay()
    let other = try await Recorded.game(seed: 8).replay()
    #expect(ReplayComparison.firstDifference(one, one) == nil)
    let difference = try #require(ReplayComparison.firstDifference(one, other))
    #expect(difference.turn == 1)
    #expect(difference.part == .draw)
    var shorter = one
    shorter.turns.removeLast()
    #expect(
      ReplayComparison.firstDifference(one, shorter)?.description
        == "the number of turns differs: on record 5, played again 4.")
    var renamed = one
    renamed.end?.outcome = []
    #expect(
      ReplayComparison.firstDifference(one, renamed)?.description
        == "outcome ‘class’ differs: on record class S3, played again nothing.")
  }
}

/// A game of the toy scenario with its replay.
struct Recorded {
  let header: ReplayHeader
  let records: [TurnRecord]
  let result: GameResult
  let bytes: [UInt8]

  static let outcome = [OutcomeField("class", .text("S3")), OutcomeField("share", .number(0.25))]

  static let bundle = ScenarioBundle(
    main: "toy.yaml",
    files: [
      .init(path: "a.csv", text: "x,y\n1,2\n"),
      .init(path: "toy.yaml", text: "name: \"toy\"\n\ttabs\u{1}é\\"),
    ],
    set: ["rules.toy=1"], without: ["no-rule"])

  static func game(
    _ scenario: Scenario = Toy.scenario(), seed: UInt64 = 7, recording: Recording = .all
  ) async throws -> Recorded {
    let collector = Collector()
    let result = try await Game(scenario, seed: seed, replicate: 2, recording: recording)
      .play { await collector.add($0) }
    let header = ReplayHeader(
      scenario, bundle: bundle, seed: seed, replicate: 2, programVersion: "0.1.0",
      gslVersion: "2.7", hasDraws: recording.draws, hasDeliberations: recording.deliberations)
    let records = await collector.records
    var encoder = ReplayEncoder(header)
    var bytes = encoder.headerLine()
    for record in records { bytes += encoder.line(for: record) }
    bytes += encoder.endLine(outcome: outcome)
    return Recorded(header: header, records: records, result: result, bytes: bytes)
  }

  /// Plays what a header says, for verifying anew.
  static let play: ReplayVerifier.Playing = { header, scenario, observer in
    let recording = Recording(draws: header.hasDraws, deliberations: header.hasDeliberations)
    _ = try await Game(
      scenario, seed: header.seed, replicate: header.replicate, recording: recording
    ).play(observer: observer)
  }

  var lines: [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func replay() throws -> Replay { try ReplayReader.read(bytes, file: "toy.jsonl") }

  /// The replay with a change made to the text of its lines.
  func read(changing change: (inout [String]) -> Void) throws -> Replay {
    var lines = lines
    change(&lines)
    return try ReplayReader.read(
      Array((lines.joined(separator: "\n") + "\n").utf8), file: "toy.jsonl")
  }
}

private actor Collector {
  private(set) var records: [TurnRecord] = []
  func add(_ record: TurnRecord) { records.append(record) }
}
