internal import Foundation
internal import StatecraftCore
internal import StatecraftScenario

/// Runs the program itself on an input that passes: every command that takes a scenario.
struct Commands {
  let program: String
  let folder: String
  /// Seconds that a command may take.
  let limit: Double

  /// - Returns: how each command ended that was stopped by a signal or hung.
  func run(_ loaded: LoadedScenario, _ dice: inout Dice) throws -> [String] {
    let bundle = loaded.bundle
    try? FileManager.default.removeItem(atPath: folder)
    for file in bundle.files {
      let path = folder + "/" + file.path
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
      try file.text.write(toFile: path, atomically: false, encoding: .utf8)
    }
    let setting = loaded.scenario.setting
    let set =
      bundle.set.flatMap { ["--set", $0] } + (setting.turns > 3 ? ["--set", "turns=3"] : [])
    let main = [bundle.main]
    let rules = loaded.scenario.rulebook.names
    let typist = Typist(setting: setting)
    let lines = (0..<12).map { _ in typist.line(&dice) } + ["end", "history", "quit"]
    let state = setting.roster.stateCodes[0]
    var all: [[String]] = [
      ["check"] + main + set,
      ["batch"] + main + set + ["--runs", "3", "--store", "s.sqlite", "--trajectories"],
      ["batch"] + main + set + ["--runs", "3", "--json", "-"],
      ["export", "s.sqlite", "--output", "s.csv"],
      ["export", "s.sqlite", "--trajectories", "--output", "t.csv"],
      ["analyse", "s.sqlite"],
      ["run"] + main + set + ["--replay", "g.jsonl", "--explain"],
      ["replay", "verify", "g.jsonl"], ["replay", "show", "g.jsonl"],
      ["replay", "diff", "g.jsonl", "g.jsonl"], ["replay", "why", "g.jsonl", "--turn", "1"],
      ["audit", "g.jsonl"], ["analyse", "g.jsonl", "g.jsonl", "--csv", "g.csv"],
      ["continue", "g.jsonl", "--turn", "1", "--runs", "2"],
      ["continue", "g.jsonl", "--turn", "1", "--runs", "2", "--instead", "\(state): hold"],
      ["compare"] + main + set + ["--runs", "2", "--without", rules.first ?? "none"],
      ["play"] + main + set + ["--as", state, "--replay", "p.jsonl"],
    ]
    if setting.game == nil {
      all.append(["counterfactual"] + main + set)
      all.append(["dependence"] + main + set + ["--of", state])
      all.append(["stress"] + main + set + ["--cut", state])
    }
    return try all.compactMap { arguments in
      try run(arguments, input: arguments[0] == "play" ? lines : [])
        .map { "statecraft \(arguments.joined(separator: " ")): \($0)" }
    }
  }

  /// - Returns: what went wrong; nil where the program ended by itself.
  private func run(_ arguments: [String], input: [String]) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["STATECRAFT_HOME": folder, "PATH": "/usr/bin:/bin"]
    let typed = folder + "/typed"
    try (input.joined(separator: "\n") + "\n").write(
      toFile: typed, atomically: false, encoding: .utf8)
    let errors = folder + "/errors"
    try "".write(toFile: errors, atomically: false, encoding: .utf8)
    process.standardInput = FileHandle(forReadingAtPath: typed)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let start = ContinuousClock.now
    while process.isRunning {
      usleep(2000)
      if ContinuousClock.now - start > .seconds(limit) {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return "hangs"
      }
    }
    guard process.terminationReason == .uncaughtSignal else { return nil }
    let told = (try? String(contentsOfFile: errors, encoding: .utf8))?.split(separator: "\n").first
    return "signal \(process.terminationStatus) \(told ?? "")"
  }
}
