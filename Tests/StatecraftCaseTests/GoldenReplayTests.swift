import Foundation
import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftRules
import StatecraftScenario
import Testing

@Suite struct `Golden replays` {
  static let files = Repository.files(in: "Replays/golden", ending: ".jsonl")

  @Test func `There are three at least, with draws, and small`() throws {
    #expect(Self.files.count >= 3)
    for file in Self.files {
      let bytes = try Self.bytes(of: file)
      #expect(bytes.count < 300_000, "\(file)")
      #expect(try ReplayReader.read(bytes, file: file).header.hasDraws, "\(file)")
    }
  }

  @Test(arguments: files)
  func `The record leads from turn to turn`(_ file: String) throws {
    let verifier = try Self.verifier(try ReplayReader.read(try Self.bytes(of: file), file: file))
    #expect(try verifier.verifyFromRecord() == nil)
  }

  @Test(arguments: files)
  func `Drawn anew, a game comes out the same`(_ file: String) async throws {
    let replay = try ReplayReader.read(try Self.bytes(of: file), file: file)
    try Self.cancelElsewhere(replay)
    let difference = try await Self.verifier(replay).verifyDrawnAnew {
      header, scenario, observer in
      try await Self.play(header, scenario, observer)
    }
    #expect(difference == nil)
  }

  @Test(arguments: files)
  func `Playing again gives the same bytes`(_ file: String) async throws {
    let bytes = try Self.bytes(of: file)
    let replay = try ReplayReader.read(bytes, file: file)
    try Self.cancelElsewhere(replay)
    let path = NSTemporaryDirectory() + "golden-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let scenario = try ScenarioLoader(usualLuck: replay.header.luck ?? .names).load(
      replay.header.bundle
    ).scenario
    let writer = try ReplayWriter(path: path, header: replay.header)
    try await Self.play(replay.header, scenario, writer.observer)
    try await writer.finish(outcome: try #require(replay.end).outcome)
    let written = Array(try #require(FileManager.default.contents(atPath: path)))
    let lines = zip(
      bytes.split(separator: UInt8(ascii: "\n")), written.split(separator: UInt8(ascii: "\n")))
    let different = lines.enumerated().first { $1.0 != $1.1 }?.offset
    // A printed comparison of two files would take minutes.
    let isSame = written == bytes
    #expect(
      isSame,
      """
      \(file), line \((different ?? 0) + 1). If the model changed on purpose, run \
      Replays/remake.sh and say why in the commit.
      """)
  }

  @Test(arguments: files)
  func `The last line says how the game came out`(_ file: String) throws {
    let replay = try ReplayReader.read(try Self.bytes(of: file), file: file)
    let end = try #require(replay.end)
    let last = try #require(replay.turns.last)
    let gains = end.outcome.filter { $0.name.hasPrefix("gain ") }
    #expect(gains.map(\.name) == replay.header.roster.stateCodes.map { "gain \($0)" })
    #expect(gains.map(\.value) == last.indicators.realIncome.map { .number($0 - 1) })
    let setting = try ScenarioLoader(usualLuck: replay.header.luck ?? .names).load(
      replay.header.bundle
    ).scenario.setting
    let classes = [last.indicators.securedBySystem, last.indicators.securedByLeader].map { turns in
      OutcomeClass(
        excluded: PerSector(turns.map { $0 >= Double(setting.outcome.turns) }),
        isKey: setting.isKey)
    }
    #expect(end.outcome.prefix(2).map(\.value) == classes.map { .text($0.rawValue) })
  }

  @Test
  func `The example is told as the program tells it`() throws {
    let file = "Replays/golden/scripted.jsonl"
    let replay = try ReplayReader.read(
      try Self.bytes(of: file), file: file, kinds: RuleCatalogue.eventKinds)
    let told = ReplayTelling(turns: nil, states: [], explains: false).lines(replay)
    #expect(
      told
        == (try Repository.text(of: "Replays/examples/scripted.txt")).split(
          separator: "\n", omittingEmptySubsequences: false
        ).dropLast().map(String.init))
  }

  // MARK: - Playing

  private static func bytes(of file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: Repository.root + "/" + file)))
  }

  private static func verifier(_ replay: Replay) throws -> ReplayVerifier {
    try ReplayVerifier(
      replay,
      making: {
        try ScenarioLoader(usualLuck: replay.header.luck ?? .names).load($0).scenario
      })
  }

  private static func play(
    _ header: ReplayHeader, _ scenario: Scenario, _ observer: @escaping TurnObserver
  ) async throws {
    let recording = Recording(draws: header.hasDraws, deliberations: header.hasDeliberations)
    _ = try await Game(
      scenario, seed: header.seed, replicate: header.replicate, recording: recording
    ).play(observer: observer)
  }

  /// The same bytes are promised on the platform that the header names; elsewhere the last digits
  /// of elementary functions may differ.
  private static func cancelElsewhere(_ replay: Replay) throws {
    let scenario = try ScenarioLoader(usualLuck: replay.header.luck ?? .names).load(
      replay.header.bundle
    ).scenario
    let here = ReplayHeader(
      scenario, bundle: replay.header.bundle, seed: 0, replicate: 0, programVersion: "",
      gslVersion: "", hasDraws: true, hasDeliberations: false
    ).platform
    if here != replay.header.platform {
      try Test.cancel("made on \(replay.header.platform), and this is \(here)")
    }
  }
}
