internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftServe

/// Who takes seats besides people and the scenario's policies: shared by the commands that play.
struct SeatOptions: ParsableArguments {
  @Option(
    name: .customLong("seat"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Give a state's seat to a program (FRA=program:./hedger.py) or to a recorded game's "
        + "(FRA=replay:game.jsonl); again for more.", valueName: "state=kind:path"))
  var seats: [String] = []

  @Option(
    help: ArgumentHelp(
      "How long a program may take for a decision, such as 5s or 500ms; then its state holds.",
      valueName: "time"))
  var deadline = Deadline(duration: .seconds(5))

  @Option(
    help: ArgumentHelp(
      "The folder for logs of what programs write to standard error.", valueName: "folder"))
  var logs = "."

  /// A time as people write it.
  struct Deadline: ExpressibleByArgument {
    let duration: Duration

    init(duration: Duration) { self.duration = duration }

    init?(argument: String) {
      let digits = argument.prefix { $0.isNumber || $0 == "." }
      let units = ["ms": 0.001, "s": 1, "m": 60]
      guard let number = Double(digits), let unit = units[String(argument.dropFirst(digits.count))],
        (0.001...86_400).contains(number * unit)
      else { return nil }
      duration = .milliseconds((number * unit * 1000).rounded())
    }

    var defaultValueDescription: String { "\(duration / .seconds(1))s" }
  }

  /// Who sits where, each seat once.
  ///
  /// - Parameter people: seats that are taken already.
  func assignments(in roster: Roster, people: [StateID] = []) throws -> [SeatAssignment] {
    var assignments: [SeatAssignment] = []
    for word in seats {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let sitter = parts.count == 2 ? parts[1].split(separator: ":", maxSplits: 1) : []
      guard sitter.count == 2, ["program", "replay"].contains(sitter[0]) else {
        throw Failure(
          .usage,
          "‘--seat \(word)’ should be a state and who decides for it, such as "
            + "\(roster.stateCodes[0])=program:./hedger.py or "
            + "\(roster.stateCodes[0])=replay:game.jsonl.")
      }
      guard let state = try statecraft.seats([parts[0]], in: roster).first else {
        continue
      }
      let code = roster.code(state)
      if people.contains(state) {
        throw Failure(.usage, "\(code) is yours: give ‘--seat’ another state.")
      }
      if assignments.contains(where: { $0.state == state }) {
        throw Failure(.usage, "\(code) is given twice: each state has one seat.")
      }
      let path = String(sitter[1])
      if sitter[0] == "program" {
        try Self.check(program: path)
        try CommandFiles.shared.read(path)
        try CommandFiles.shared.write(log(of: path, at: code), option: "‘--logs’")
      }
      assignments.append(
        SeatAssignment(
          state: state,
          sitter: sitter[0] == "program" ? .program(path: path) : .replay(path: path)))
    }
    var isFolder: ObjCBool = false
    if !seats.isEmpty,
      !(FileManager.default.fileExists(atPath: logs, isDirectory: &isFolder) && isFolder.boolValue)
    {
      throw Failure(.usage, "There is no folder ‘\(logs)’: give ‘--logs’ one that is there.")
    }
    return assignments
  }

  /// A misspelt path is known before the game, not after it.
  private static func check(program path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else {
      let word = path.split(separator: " ").first.map(String.init) ?? path
      throw Failure(
        .usage,
        "There is no program ‘\(path)’."
          + (word == path
            ? ""
            : " A program is called without arguments: give the path of a script that calls ‘\(word)’, "
              + "or whose first line is such as ‘#!/usr/bin/env \(word)’."))
    }
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(.usage, "‘\(path)’ may not be executed: ‘chmod +x \(path)’ allows it.")
    }
  }

  /// The file for what a program writes to standard error.
  func log(of path: String, at code: String) -> String {
    let name = "\(code)-\(URL(fileURLWithPath: path).lastPathComponent).log"
    return logs == "." ? name : "\(logs)/\(name)"
  }

  /// Who sits where, a sentence each.
  func told(_ assignments: [SeatAssignment], in roster: Roster) -> [String] {
    assignments.map { assignment in
      let code = roster.code(assignment.state)
      return switch assignment.sitter {
      case .program(let path):
        "\(code) is played by \(assignment.label), which has \(deadline.duration) a turn; "
          + "‘\(log(of: path, at: code))’ keeps what it says to standard error."
      case .replay: "\(code) is played by \(assignment.label)."
      }
    }
  }

  /// The seats as the game takes them.
  func table(_ assignments: [SeatAssignment], for scenario: Scenario) throws -> SeatedOthers {
    var players: [StateID: Player] = [:]
    var programs: [(StateID, ProcessActor)] = []
    var limits = ProgramLimits()
    limits.deadline = deadline.duration
    for assignment in assignments {
      let code = scenario.setting.roster.code(assignment.state)
      switch assignment.sitter {
      case .program(let path):
        let actor = ProcessActor(
          path: path, scenario: scenario, log: log(of: path, at: code), limits: limits)
        programs.append((assignment.state, actor))
        players[assignment.state] = Player(actor, isSlow: true)
      case .replay(let path):
        let replay = try ReplayCommand.read(path)
        guard let state = replay.header.roster.state(code),
          replay.header.roster == scenario.setting.roster
        else {
          throw Failure(
            .usage, "‘\(path)’ is a game with other states, sectors or poles than this one.")
        }
        players[assignment.state] = Player(RecordedActor(state, of: replay), isSlow: false)
      }
    }
    return SeatedOthers(players: players, programs: ProgramSeats(programs))
  }
}

extension [SeatAssignment] {
  /// The labels of all seats of a game.
  ///
  /// - Parameter people: seats that are people's.
  func labels(_ scenario: Scenario, people: [StateID] = []) -> [SeatLabel] {
    scenario.setting.roster.states.map { state in
      let seat = scenario.seats[state]
      if people.contains(state) { return .person(profile: seat.profile) }
      return SeatLabel(
        profile: seat.profile, policy: first { $0.state == state }?.label ?? seat.policyName)
    }
  }
}
