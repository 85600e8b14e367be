import Foundation
import StatecraftCore
import StatecraftPlayers
import Testing

/// A program at the table that does something it shouldn't.
struct BadProgram: Sendable, CustomTestStringConvertible {
  let name: String
  /// What it does, after the prelude.
  let script: String
  /// For each of three turns why the state holds, in part; nil when it decides.
  let reasons: [String?]
  /// The deadline, if it passes: it should be short then, though not too short for what comes
  /// before.
  var deadline = ProgramLimits.ample
  var mode = 0o755
  var hasPrelude = true

  var testDescription: String { name }

  static let gone = "is out of the game: in turn"

  static let all = [
    BadProgram(
      name: "may not be executed", script: "greet; play",
      reasons: ["can't be started: Permission denied", gone, gone], mode: 0o644),
    BadProgram(
      name: "is no program", script: "lalala",
      reasons: ["can't be started: Exec format error", gone, gone], hasPrelude: false),
    BadProgram(
      name: "exits at once", script: "exit 3", reasons: ["exited with code 3", gone, gone]),
    BadProgram(
      name: "exits in the middle", script: #"greet; turn; say "$t"; turn; exit 4"#,
      reasons: [nil, "exited with code 4", gone]),
    BadProgram(
      name: "crashes", script: "greet; turn; kill -9 $$",
      reasons: ["was ended by signal 9", gone, gone]),
    BadProgram(
      name: "hangs before its greeting", script: "exec sleep 1000",
      reasons: [
        "gave no answer within 0.1 seconds", "gave no answer within", "no answer 3 times in a row",
      ],
      deadline: .milliseconds(100)),
    BadProgram(
      name: "hangs after its greeting", script: "greet; exec sleep 1000",
      reasons: [
        "gave no answer within 0.1 seconds", "gave no answer within", "no answer 3 times in a row",
      ],
      deadline: .milliseconds(100)),
    BadProgram(
      name: "writes garbage", script: "greet; turn; echo lalala; play",
      reasons: ["wrote a line that can't be read: expected a value (at byte 1)", nil, nil]),
    BadProgram(
      name: "writes zeros", script: "greet; turn; head -c 100 /dev/zero; echo; play",
      reasons: ["can't be read", nil, nil]),
    BadProgram(
      name: "writes no UTF-8", script: #"greet; turn; printf '{"type":"\377"}\n'; play"#,
      reasons: ["text in UTF-8", nil, nil]),
    BadProgram(
      name: "nests without end",
      script: #"greet; turn; head -c 9000 /dev/zero | tr '\0' '['; echo; play"#,
      reasons: ["values nested less deeply", nil, nil]),
    BadProgram(
      name: "writes a line of ten megabytes",
      script: #"greet; turn; head -c 10000000 /dev/zero | tr '\0' x; echo; play"#,
      reasons: ["wrote a line of more than 65536 bytes", gone, gone]),
    BadProgram(
      name: "never ends its line", script: #"greet; turn; tr '\0' x < /dev/zero"#,
      reasons: ["wrote a line of more than 65536 bytes", gone, gone]),
    BadProgram(
      name: "never stops", script: #"greet; exec yes '{"type":"decision","turn":0,"orders":[]}'"#,
      reasons: ["wrote more than 262144 bytes in a turn", gone, gone]),
    BadProgram(
      name: "speaks another version",
      script: #"read -r line; echo '{"type":"greeting","protocol":2,"dialect":"x"}'; play"#,
      reasons: ["speaks version 2 of the protocol, and this is version 1", gone, gone]),
    BadProgram(
      name: "decides before it greets", script: "say 1; greet; play",
      reasons: ["a decision before its greeting", nil, nil]),
    BadProgram(
      name: "greets twice", script: "greet; turn; read -r x <&-; greet </dev/null; play",
      reasons: ["a second greeting", nil, nil]),
    BadProgram(
      name: "has wrong types",
      script: #"greet; turn; echo '{"type":"decision","turn":"one","orders":[]}'; play"#,
      reasons: ["‘turn’ should be a whole number", nil, nil]),
    BadProgram(
      name: "misspells a key",
      script: #"greet; turn; echo '{"type":"decision","turn":1,"order":[]}'; play"#,
      reasons: ["‘order’ is no key here; did you mean ‘orders’?", nil, nil]),
    BadProgram(
      name: "names an unknown state", script: #"greet; turn; say 1 '"align XYZ 1"'; play"#,
      reasons: ["‘align XYZ 1’: ‘XYZ’ is no state of the roster", nil, nil]),
    BadProgram(
      name: "orders what is illegal",
      script: #"greet; turn; say 1 '"align NOR 2","invest subsidy chips 90%gdp"'; play"#,
      reasons: ["align NOR 2.0: a degree is from 0 to 1; invest subsidy chips 90.0%gdp", nil, nil]),
    BadProgram(
      name: "decides twice", script: #"greet; while turn; do say "$t"; say "$t"; done"#,
      reasons: [nil, nil, nil]),
    BadProgram(
      name: "decides for a turn to come", script: "greet; turn; say 2; play",
      reasons: ["a decision for turn 2 in turn 1", nil, nil]),
    BadProgram(
      name: "closes its output", script: "greet; turn; exec >&-; exec sleep 1000",
      reasons: ["closed its standard output", gone, gone], deadline: .seconds(10)),
    BadProgram(
      name: "closes its input", script: "greet; exec <&-; exec sleep 1000",
      reasons: ["closed its standard input", gone, gone], deadline: .seconds(10)),
    BadProgram(
      name: "floods standard error", script: "greet; head -c 5000000 /dev/zero >&2; play",
      reasons: [nil, nil, nil]),
    BadProgram(
      name: "leaves a child that holds the pipe", script: "greet; turn; sleep 1000 & exit 0",
      reasons: ["exited with code 0", gone, gone]),
    BadProgram(
      name: "ignores signals and the end",
      script: "trap '' TERM INT HUP; greet; play; while :; do sleep 1; done",
      reasons: [nil, nil, nil]),
  ]
}

/// Whether no process of a group is alive, or won't be in a moment. One that has been killed may
/// wait for whoever is now its parent.
private func isGroupGone(_ group: Int32) async throws -> Bool {
  let limit = ContinuousClock.now + ProgramLimits.ample
  while ContinuousClock.now < limit {
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc")
    let isAlive = processes.contains { process in
      guard Int32(process) != nil,
        let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let fields = stat.split(separator: ")").last?.split(separator: " "), fields.count > 2
      else { return false }
      return fields[2] == "\(group)" && !["Z", "X"].contains(fields[0])
    }
    if !isAlive { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}

@Suite struct `A program at the table` {
  @Test(arguments: BadProgram.all)
  func `never hurts the game, and the turn says why its state held`(
    _ bad: BadProgram
  ) async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let pidPath = game.folder.appendingPathComponent("pid").path
    let path = try game.program(
      bad.hasPrelude ? ProgramGame.prelude + "echo $$ > '\(pidPath)'\n" + bad.script : bad.script,
      mode: bad.mode)
    var limits = ProgramLimits()
    limits.deadline = bad.deadline
    limits.startDeadline = bad.deadline
    limits.lineBytesMax = 1 << 16
    limits.turnBytesMax = 1 << 18
    limits.logBytesMax = 1 << 16
    limits.leaveDeadline = .milliseconds(100)

    let records = try await game.play([(game.state, game.actor(path, limits: limits))])

    #expect(records.count == 3)
    for (record, reason) in zip(records, bad.reasons) {
      let note = record.notes.first { $0.state == game.state }?.reason
      if let reason {
        #expect(note?.contains(reason) == true, "turn \(record.number): \(note ?? "it decided")")
      } else {
        #expect(note == nil)
      }
    }
    // Nothing of it is left, not even a zombie.
    if let text = try? String(contentsOfFile: pidPath, encoding: .utf8),
      let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      #expect(kill(pid, 0) == -1 && errno == ESRCH)
      #expect(try await isGroupGone(pid))
    }
    let log = (try? Data(contentsOf: URL(fileURLWithPath: game.logPath))) ?? Data()
    #expect(log.count < 1 << 17)
  }

  @Test
  func `that isn't there holds, and the turn says why`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let records = try await game.play([(game.state, game.actor("nowhere/a", limits: .init()))])
    #expect(
      records.map { $0.notes.map(\.reason) } == [
        ["a can't be started: No such file or directory"],
        [
          "a is out of the game: in turn 1 it can't be started: No such file or directory"
        ],
        [
          "a is out of the game: in turn 1 it can't be started: No such file or directory"
        ],
      ])
  }

  @Test
  func `that is late for a turn plays the next`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let path = try game.program(
      ProgramGame.prelude + #"greet; turn; turn; say 1 '"align NOR 1"'; say 2; play"#)
    var limits = ProgramLimits()
    // Long, so that the second turn's answer is in time on a busy machine too.
    limits.deadline = .seconds(20)
    limits.startDeadline = ProgramLimits.ample
    let records = try await game.play([(game.state, game.actor(path, limits: limits))])
    #expect(
      records.map { $0.notes.map(\.reason) } == [
        ["program gave no answer within 20.0 seconds"], [], [],
      ])
    // The late answer isn't taken for the next turn's.
    #expect(records.allSatisfy { $0.answers[game.state].decision == .hold })
  }

  @Test
  func `sits with others at every seat, and inherits none of their files`() async throws {
    let game = try ProgramGame()
    defer { game.clear() }
    let path = try game.program(
      ProgramGame.prelude
        + #"greet; turn; say "$t" '"align NOR 0.5"'; ls -l /proc/self/fd >&2; play"#
    )
    var limits = ProgramLimits()
    limits.deadline = ProgramLimits.ample
    let states = game.scenario.setting.roster.states.filter {
      game.scenario.setting.roster.pole(ledBy: $0) == nil
    }
    let actors = states.map { state in
      (
        state,
        ProcessActor(
          path: path, scenario: game.scenario, log: game.logPath + "\(state.index)", limits: limits)
      )
    }
    let records = try await game.play(actors)
    for state in states {
      #expect(records[0].answers[state].decision.alignment.map(\.degree) == [0.5])
      let log = try String(contentsOfFile: game.logPath + "\(state.index)", encoding: .utf8)
      // Input, output and errors.
      let streams = log.split(separator: "\n").filter { $0.contains(/pipe:|socket:/) }
      #expect(streams.count == 3, "\(log)")
    }
  }
}
