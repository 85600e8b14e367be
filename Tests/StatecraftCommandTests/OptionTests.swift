import Foundation
import Testing

/// Every option changes something that is seen here.
@Suite struct `Every option` {
  /// An option or argument of a command, and how its effect is seen.
  struct Effect: Sendable {
    /// Such as `batch --runs`.
    let option: String
    /// The command line without it, and with it.
    let without, with: [String]
    /// Whether the two outcomes show that it worked.
    let isSeen: @Sendable (_ without: Program.Outcome, _ with: Program.Outcome) -> Bool
    /// A value that must be refused, and the exit code; nil where every value is right.
    let refused: (arguments: [String], code: Int32)?

    init(
      _ option: String, _ without: [String], _ with: [String],
      refused: ([String], Int32)? = nil,
      isSeen: @escaping @Sendable (Program.Outcome, Program.Outcome) -> Bool
    ) {
      self.option = option
      self.without = without
      self.with = with
      self.refused = refused.map { (arguments: $0.0, code: $0.1) }
      self.isSeen = isSeen
    }
  }

  private static let batch = ["batch", "tiny.yaml", "--runs", "20"]
  private static let run = ["run", "tiny.yaml", "--full"]
  private static let check = ["check", "tiny.yaml"]
  private static let compare = [
    "compare", "tiny.yaml", "--runs", "20", "--set", "profiles.USA.r.CHN=0",
  ]
  private static let show = ["replay", "show", "explained.jsonl", "--full"]

  static let effects: [Effect] =
    scenarioEffects("batch", batch) + scenarioEffects("run", run) + scenarioEffects("check", check)
    + tellingEffects("run", run) + tellingEffects("replay show", show) + compareEffects
    + EconomyOptionEffects.all + replayEffects + sweepEffects + storeEffects + reportEffects
    + playEffects + programEffects + backtestEffects + predictionEffects + measureEffects
    + libraryEffects
    + [
      Effect(
        "batch --runs", batch, ["batch", "tiny.yaml", "--runs", "7"], refused: (["--runs", "0"], 2)
      ) {
        $0.output.contains("\n20 runs of") && $1.output.contains("\n7 runs of")
          && $0.digest != $1.digest
      },
      Effect("batch --seed", batch, batch + ["--seed", "8"], refused: (["--seed", "x"], 2)) {
        $0.output.contains("seed 2023") && $1.output.contains("seed 8") && $0.digest != $1.digest
      },
      Effect(
        "batch --jobs", batch + ["--jobs", "3"], batch + ["--jobs", "1"],
        refused: (["--jobs", "0"], 2)
      ) {
        $0.output.contains(" on 3 jobs.") && $1.output.contains(" on 1 job.")
          && $0.digest == $1.digest
      },
      Effect(
        "batch --json", batch, batch + ["--json", "-"], refused: (["--json", "nowhere/a"], 2)
      ) {
        (try? $0.json()) == nil && (try? $1.json()) != nil
      },
      Effect(
        "batch --until", ["batch", "tiny.yaml", "--runs", "400"],
        ["batch", "tiny.yaml", "--runs", "400", "--until", "outcome.S3=0.2"],
        refused: (["--until", "outcome.S3=-1"], 2)
      ) {
        !$0.output.contains("Looked after") && $1.output.contains("Looked after 100 of at most 400")
          && $0.code == 0 && $1.code == 0 && $0.digest != $1.digest
      },
      Effect("run --seed", run, run + ["--seed", "8"], refused: (["--seed", "x"], 2)) {
        $0.output.contains("seed 2023") && $1.output.contains("seed 8") && $0.digest != $1.digest
      },
      Effect(
        "run --replicate", run, run + ["--replicate", "8"], refused: (["--replicate", "-1"], 2)
      ) {
        $0.output.contains("replicate 0") && $1.output.contains("replicate 8")
          && $0.digest != $1.digest
      },
      // The two commands write and read one file.
      Effect(
        "run --replay", ["replay", "show", "kept.jsonl"], run + ["--replay", "kept.jsonl"],
        refused: (["--replay", "nowhere/a"], 2)
      ) { $0.code == 1 && $1.code == 0 },
      Effect("check --motives", check, check + ["--motives"]) {
        $0.code == 0 && $1.code == 0 && $0.output != $1.output
      },
      Effect("check --baseline", check, check + ["--baseline"]) {
        !$0.output.contains("Openness") && $1.output.contains("Openness, (exports + imports)/GDP")
      },
      Effect(
        "replay show <file>", ["replay", "show", "explained.jsonl"],
        ["replay", "show", "other.jsonl"]
      ) {
        $0.code == 0 && $1.code == 0 && $0.digest != $1.digest
      },
      Effect(
        "replay verify <files>", ["replay", "verify", "explained.jsonl"],
        ["replay", "verify", "explained.jsonl", "other.jsonl"]
      ) {
        $0.output.contains("explained.jsonl: verified")
          && $1.output.contains("other.jsonl: verified")
      },
      Effect("rules <rule>", ["rules"], ["rules", "trade"]) {
        !$0.output.contains("technology_effect") && $1.output.contains("technology_effect")
      },
      Effect("agents <policy>", ["agents"], ["agents", "logit"]) {
        !$0.output.contains("precision") && $1.output.contains("precision (1/bp")
      },
      Effect("schema <kind>", ["schema"], ["schema", "profile"], refused: (["nothing"], 2)) {
        $0.output.contains("\"Statecraft scenario\"")
          && $1.output.contains("\"Statecraft profile\"")
          && (try? $0.json()) != nil && (try? $1.json()) != nil
      },
    ]

  private static let compareEffects: [Effect] = [
    Effect(
      "compare <scenario>", compare,
      ["compare", "other.yaml", "--runs", "20", "--set", "profiles.USA.r.CHN=0"]
    ) {
      $0.output.contains("(tiny") && $1.output.contains("(other")
    },
    Effect("compare --set", compare, compare + ["--set", "turns=3"], refused: (["--set", "x"], 3)) {
      !$0.output.contains("turns=3") && $1.output.contains("profiles.USA.r.CHN=0; turns=3")
    },
    Effect(
      "compare --without", compare, compare + ["--without", "learning"],
      refused: (["--without", "nothing"], 3)
    ) {
      !$0.output.contains("‘without learning’") && $1.output.contains("‘without learning’ against")
    },
    Effect(
      "compare --variant", compare, compare + ["--variant", "short: turns=3"],
      refused: (["--variant", "short: turns=0"], 3)
    ) {
      !$0.output.contains("‘short’") && $1.output.contains("‘short’ against the base")
    },
    Effect(
      "compare --base", compare, compare + ["--base", "turns=3"],
      refused: (["--base", "turns", "--set", "turns=2"], 2)
    ) {
      $0.output.contains("base: as it is") && $1.output.contains("base: turns=3")
        && $0.digest != $1.digest
    },
    Effect(
      "compare --metric", compare, compare + ["--metric", "gain.DEU"],
      refused: (["--metric", "gain.DEX", "--set", "turns=2"], 2)
    ) {
      $0.output.contains("gain.USA") && !$1.output.contains("gain.USA")
        && $1.output.contains("gain.DEU")
    },
    Effect(
      "compare --all-pairs", compare + ["--without", "learning"],
      compare + ["--without", "learning", "--all-pairs"]
    ) {
      !$0.output.contains("(1st) against") && $1.output.contains("(1st) against")
    },
    Effect(
      "compare --runs", compare, compare + ["--runs", "7"],
      refused: (["--runs", "1", "--set", "turns=2"], 2)
    ) {
      $0.output.contains("\n20 runs of 2 sides") && $1.output.contains("\n7 runs of 2 sides")
    },
    Effect(
      "compare --seed", compare, compare + ["--seed", "8"],
      refused: (["--seed", "x", "--set", "turns=2"], 2)
    ) {
      $1.output.contains("seed 8") && $0.digest != $1.digest
    },
    Effect(
      "compare --jobs", compare + ["--jobs", "3"], compare + ["--jobs", "1"],
      refused: (["--jobs", "0", "--set", "turns=2"], 2)
    ) {
      $0.output.contains(" on 3 jobs.") && $1.output.contains(" on 1 job.")
        && $0.digest == $1.digest
    },
    Effect(
      "compare --json", compare, compare + ["--json", "-"],
      refused: (["--json", "nowhere/a", "--set", "turns=2"], 2)
    ) {
      (try? $0.json()) == nil && (try? $1.json()) != nil
    },
    Effect(
      "compare --csv", compare, compare + ["--csv", "/dev/stdout"],
      refused: (["--csv", "nowhere/a", "--set", "turns=2"], 2)
    ) {
      !$0.output.contains("against,variant,") && $1.output.contains("against,variant,metric,")
    },
  ]

  /// What all commands that load a scenario share.
  static func scenarioEffects(_ command: String, _ line: [String]) -> [Effect] {
    let other = line.map { $0 == "tiny.yaml" ? "other.yaml" : $0 }
    return [
      Effect("\(command) <scenario>", line, other, refused: nil) {
        $0.output.contains("(tiny") && $1.output.contains("(other")
      },
      Effect(
        "\(command) --set", line, line + ["--set", "turns=3"], refused: (["--set", "turns=0"], 3)
      ) {
        let (four, three) = ($0.output + $0.errors, $1.output)
        return $0.code == 0 && $1.code == 0 && four != three
          && (three.contains("3 turns") || !three.contains("Turn 4"))
      },
      Effect(
        "\(command) --without", line, line + ["--without", "supply-shocks"],
        refused: (["--without", "nothing"], 3)
      ) {
        $0.code == 0 && $1.code == 0
          && ($0.output.contains("supply-shocks:") || $0.digest != $1.digest)
          && !$1.output.contains("supply-shocks:") && !$1.output.contains("disruption")
      },
    ]
  }

  /// What all commands that tell a game share.
  private static func tellingEffects(_ command: String, _ line: [String]) -> [Effect] {
    [
      Effect("\(command) --turn", line, line + ["--turn", "2"], refused: (["--turn", "5"], 2)) {
        $0.output.contains("\nTurn 1 (2020)\n") && $1.output.contains("\nTurn 2 (2021)\n")
          && !$1.output.contains("\nTurn 1 (") && !$1.output.contains("\nTurn 3 (")
      },
      Effect(
        "\(command) --state", line, line + ["--state", "deu"], refused: (["--state", "DEX"], 2)
      ) {
        $0.output.contains("USA controls") && $0.output.contains("DEU aligns")
          && !$1.output.contains("USA controls") && $1.output.contains("DEU aligns")
          && $1.output.contains("DEU utility: ")
      },
      Effect("\(command) --full", Array(line.dropLast()), line) {
        !$0.output.contains("Gains in %") && $1.output.contains("Gains in %")
          && $0.digest == $1.digest
      },
      Effect("\(command) --explain", line, line + ["--explain"]) {
        !$0.output.contains(" with probability ")
          && $1.output.contains("USA weighs control export chips CHN: drew 0.")
          && $1.output.contains("    → ")
      },
    ]
  }

  /// A folder in which all of the above can be run, with the replays that they read.
  private func prepared() async throws -> Tiny {
    let tiny = try Tiny()
    try tiny.scratch.write(Tiny.yaml.replacing("name: tiny", with: "name: other"), to: "other.yaml")
    try tiny.scratch.write(
      "name: cut\ntitle: A cut\nshocks: [{shock: ban, supplier: USA, sector: chips}]",
      to: "shocks.yaml")
    try tiny.writeStudies()
    try tiny.writeFacts()
    try tiny.writePrediction()
    let clubs = Program.home.appendingPathComponent("Tests/Cases/worlds/clubs.yaml").path
    let played = try await Program.run(
      ["run", clubs, "--replay", "clubs.jsonl"], in: tiny.scratch)
    try #require(played.code == 0)
    for arguments in [
      ["--replay", "explained.jsonl", "--explain"], ["--replay", "other.jsonl", "--seed", "4"],
    ] {
      let made = try await Program.run(["run", "tiny.yaml"] + arguments, in: tiny.scratch)
      try #require(made.code == 0)
    }
    try Self.prepareProgram(in: tiny.scratch)
    try #require(try await Self.prepareStores(in: tiny.scratch))
    let swept = try await tiny.run("sweep", "study.yaml", "--out", "swept.csv")
    try #require(swept.code == 0)
    return tiny
  }

  @Test
  func `changes something, or is refused`() async throws {
    let folder = try await prepared().scratch
    for effect in Self.effects {
      let without = try await Program.run(effect.without, in: folder)
      let with = try await Program.run(effect.with, in: folder)
      #expect(effect.isSeen(without, with), "\(effect.option): \(with)")
      if let refused = effect.refused { try await expectRefusal(effect, refused, in: folder) }
    }
  }

  private func expectRefusal(
    _ effect: Effect, _ refused: (arguments: [String], code: Int32), in folder: Scratch
  ) async throws {
    let words = effect.with.prefix { !$0.hasPrefix("--") }.prefix(3)
    let outcome = try await Program.run(
      (effect.option.hasSuffix(">") ? [effect.with[0]] : Array(words)) + refused.arguments,
      in: folder)
    #expect(outcome.code == refused.code, "\(effect.option)")
    #expect(outcome.output.isEmpty, "\(effect.option)")
    #expect(!outcome.errors.isEmpty, "\(effect.option)")
  }

  @Test func `that the program has is tested here`() async throws {
    let known = Set(Self.effects.map(\.option))
    var found: Set<String> = []
    // A server doesn't end by itself: ServeCommandTests has its options.
    for (path, arguments) in try await CommandLineDump.commands() where path != ["serve"] {
      for argument in arguments where !["--help", "--version"].contains(argument.label) {
        found.insert((path + [argument.label]).joined(separator: " "))
      }
    }
    #expect(found.subtracting(known) == [])
    #expect(known.subtracting(found) == [])
  }
}
