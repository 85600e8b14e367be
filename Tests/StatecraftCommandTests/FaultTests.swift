import Foundation
import Testing

@Suite struct `Faults` {
  @Test(arguments: ["check", "run", "batch"])
  func `Ten faults are ten messages, each with its place`(_ command: String) async throws {
    let tiny = try Tiny(
      ("start_year: 2020", "start_year: soon"), ("turns: 4", "turns: 0\nturn: 4"),
      ("poles: [USA, CHN]", "poles: [USA, CHN, CHM]"),
      ("leader: USA", "leader: USA\nleader: CHN"), ("key: true", "key: maybe"),
      ("dual_use: 0.5", "dual_use: 1.5"), ("cost_share: 0.4", "cost_share: 0.5"),
      ("alignment: {}", "alignment: {sped: 0.3}"), ("level: 0.6", "level: 6"))
    let outcome = try await tiny.run(command, "tiny.yaml")
    #expect(outcome.code == 3)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errorLines == [
        "tiny.yaml:5:13: start_year: expected a whole number, found ‘soon’",
        "tiny.yaml:6:8: turns: this is 0; it must be from 1 to 1000 (turns)",
        "tiny.yaml:7:1: turn: there is no key ‘turn’ here; did you mean ‘turns’?",
        "tiny.yaml:8:19: poles[2]: ‘CHM’ is not a state of this scenario; did you mean ‘CHN’?",
        "tiny.yaml:10:1: leader: the key ‘leader’ is used already in line 9: keep one",
        "tiny.yaml:14:37: sectors[0].key: expected true or false, found ‘maybe’",
        "tiny.yaml:14:75: sectors[0].dual_use: this is 1.5; it must be from 0 to 1 (degree)",
        "tiny.yaml:21:5: economy.recipes: the shares of the recipe of chips sum to 1.1; they must "
          + "sum to 1",
        "tiny.yaml:34:38: relations.threat[0].level: this is 6; it must be from 0 to 1 (degree)",
        "tiny.yaml:40:15: rules.alignment.sped: there is no key ‘sped’ here; did you mean ‘speed’?",
      ])
  }

  @Test(arguments: [
    (
      ["check", "small-yard"],
      "small-yard: there is no scenario of this name, nor such a file; ‘statecraft scenarios’ lists "
    ),
    (["check", "small-yard-2024"], "did you mean ‘small-yard-2023’?"),
    (["check", "nowhere.yaml"], "nowhere.yaml: there is no file ‘nowhere.yaml’"),
    (["check", "Scenarios/small-yard-2023"], "there is no file ‘Scenarios/small-yard-2023’"),
    (
      ["check", "small-yard-2023", "--set", "rules.trade.leekage=0.3"],
      "--set rules.trade.leekage=0.3: rules.trade.leekage: there is no key ‘leekage’; did you "
        + "mean ‘leakage’?"
    ),
    (["check", "small-yard-2023", "--set", "turns"], "--set turns: expected path=value, such as"),
    (["check", "small-yard-2023", "--without", "trad"], "there is no rule ‘trad’; did you mean"),
  ])
  func `What isn't there is told, with what it may have been`(
    _ arguments: [String], _ message: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.code == 3)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(arguments: [
    ["batch", "tiny.yaml", "--json", "nowhere/out.json"], ["batch", "tiny.yaml", "--json", "."],
    ["batch", "tiny.yaml", "--json", ""], ["run", "tiny.yaml", "--replay", "nowhere/g.jsonl"],
    ["run", "tiny.yaml", "--replay", "."], ["run", "tiny.yaml", "--replay", ""],
  ])
  func `A place that can't be written is refused before the work`(
    _ arguments: [String]
  ) async throws {
    let tiny = try Tiny()
    let outcome = try await Program.run(arguments, in: tiny.scratch)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(" can't be written: give ‘--"), "\(outcome.errors)")
  }

  @Test
  func `A table that isn't there is one fault`() async throws {
    let tiny = try Tiny(("states: states.csv", "states: nowhere.csv"))
    let outcome = try await tiny.run("check", "tiny.yaml")
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("there is no file ‘nowhere.csv’"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("there are no states"), "\(outcome.errors)")
  }

  /// Numbers that people and scripts come up with; each is taken or refused, and none is a crash.
  @Test(arguments: [
    ["lesson", "cascade", "--guess"], ["audit", "game.jsonl", "--level"],
    ["stress", "tiny.yaml", "--cut", "CHN", "--leak"],
    ["counterfactual", "three-countries", "--experiment", "decoupling", "--after"],
    ["counterfactual", "three-countries", "--after", "1", "--speed"],
    ["counterfactual", "three-countries", "--after", "1", "--short-theta"],
    ["counterfactual", "three-countries", "--draws", "2", "--spread"],
    ["counterfactual", "three-countries", "--flows"], ["run", "tiny.yaml", "--deadline"],
    ["replay", "show", "game.jsonl", "--turn"], ["run", "tiny.yaml", "--replicate"],
  ])
  func `No number crashes the program`(_ words: [String]) async throws {
    let tiny = try Tiny()
    _ = try await tiny.replay()
    let line = words.dropLast()
    let option = words[words.count - 1]
    for number in ["nan", "inf", "-inf", "1e308", "-1", "0", "99999999999999999999", ""] {
      let outcome = try await Program.run(line + ["\(option)=\(number)"], in: tiny.scratch)
      #expect((0...4).contains(outcome.code), "\(option) \(number): \(outcome.code)")
      #expect(!outcome.errors.contains("Fatal error"), "\(option) \(number): \(outcome.errors)")
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
    arguments: [
      ["scenarios"], ["rules"], ["--version"], ["schema"], ["check", "tiny.yaml"],
      ["run", "tiny.yaml"],
      ["batch", "tiny.yaml", "--runs", "2"], ["batch", "tiny.yaml", "--runs", "2", "--json", "-"],
      ["--help"],
    ])
  func `Results that a full disk can't take are a failure`(_ arguments: [String]) async throws {
    let tiny = try Tiny()
    let outcome = try await Program.run(arguments, in: tiny.scratch, output: "/dev/full")
    #expect(outcome.code == 1)
    #expect(outcome.errors == "The results can't be written to standard output.\n")
  }

  @Test
  func `Files that fill the disk are a failure, and devices stay what they are`()
    async throws
  {
    let tiny = try Tiny()
    for (device, code) in [("/dev/full", 1 as Int32), ("/dev/null", 0)] {
      let told = try await tiny.run("run", "tiny.yaml", "--replay", device)
      #expect(told.code == code)
      let batch = try await tiny.run("batch", "tiny.yaml", "--runs", "2", "--json", device)
      #expect(batch.code == code)
      let type = try FileManager.default.attributesOfItem(atPath: device)[.type]
      #expect(type as? FileAttributeType == .typeCharacterSpecial)
    }
  }
}
