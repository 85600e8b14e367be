import Foundation
import StatecraftCore
import StatecraftEngine
import StatecraftPlayers
import StatecraftWorldSupport

/// Three turns of the small world with programs at the table.
struct ProgramGame {
  let scenario: Scenario
  let folder: URL

  init() throws {
    let small = try SmallWorld(turns: 3)
    try self.init(
      Scenario(
        name: "small", title: "A small world", setting: small.setting, start: small.start,
        rulebook: try small.rulebook(),
        seats: PerState(
          small.setting.roster.states.map { _ in
            Seat(profile: "still", policyName: "still", policy: Idle())
          }), hash: "small"))
  }

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-programs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The first state that leads no pole.
  var state: StateID {
    let roster = scenario.setting.roster
    guard let state = roster.states.first(where: { roster.pole(ledBy: $0) == nil }) else {
      fatalError("Every state leads a pole")
    }
    return state
  }

  /// What programs in these tests begin with: a good program is `greet; play`.
  static let prelude = """
    #!/bin/sh
    greet() { read -r line; echo '{"type":"greeting","protocol":1,"name":"test"}'; }
    turn() {
      while read -r line; do
        case "$line" in
          *'"type":"observation"'*) t=${line#*'"turn":'}; t=${t%%,*}; return 0;;
          *'"type":"end"'*) return 1;;
        esac
      done
      return 1
    }
    say() { echo "{\\"type\\":\\"decision\\",\\"turn\\":$1,\\"orders\\":[$2]}"; }
    play() { while turn; do say "$t"; done; }

    """

  /// Writes a program into the game's folder.
  func program(_ script: String, named name: String = "program", mode: Int = 0o755) throws -> String
  {
    let path = folder.appendingPathComponent(name).path
    try Data(script.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  var logPath: String { folder.appendingPathComponent("log").path }

  func actor(_ path: String, limits: ProgramLimits) -> ProcessActor {
    ProcessActor(path: path, scenario: scenario, log: logPath, limits: limits)
  }

  /// Plays the game with programs at seats, and lets them go.
  func play(_ actors: [(state: StateID, actor: ProcessActor)]) async throws -> [TurnRecord] {
    let programs = ProgramSeats(actors)
    let records = Records()
    let players = Dictionary(
      actors.map { ($0.state, Player($0.actor, isSlow: true)) }, uniquingKeysWith: { one, _ in one }
    )
    _ = try await Game(scenario, seed: 1, replicate: 0, players: players).play { record in
      await records.add(record)
      await programs.close(record)
    }
    await programs.leave()
    return await records.all
  }

  /// Takes away what the programs left.
  func clear() { try? FileManager.default.removeItem(at: folder) }

  private actor Records {
    private(set) var all: [TurnRecord] = []
    func add(_ record: TurnRecord) { all.append(record) }
  }
}

extension ProgramLimits {
  /// What a program that answers needn't fear, however busy the machine is.
  static let ample = Duration.seconds(1800)
}

/// Does nothing.
private struct Idle: Policy {
  mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision { .hold }
}
