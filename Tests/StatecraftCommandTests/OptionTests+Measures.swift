/// What the options of `role`, `exploit`, `estimates` and `exclusion` change.
extension `Every option` {
  private static let role = ["role", "tiny.yaml"]
  private static let exploit = ["exploit", "tiny.yaml", "--as", "DEU", "--runs", "2"]
  private static let estimates = ["estimates", "tiny.yaml", "--orders", "20"]
  private static let exclusion = ["exclusion", "tiny.yaml", "--runs", "3"]

  /// Both work, and say something else.
  private static func differ(_ left: Program.Outcome, _ right: Program.Outcome) -> Bool {
    left.code == 0 && right.code == 0 && left.output != right.output
  }

  /// What all of them share: which scenario, and what to change in it.
  private static func sourceEffects(
    _ command: String, _ line: [String], set: String, without: String
  ) -> [Effect] {
    [
      Effect(
        "\(command) <scenario>", line, [line[0], "nowhere.yaml"] + line.dropFirst(2)
      ) { $0.code == 0 && $1.code == 3 },
      Effect(
        "\(command) --set", line, line + ["--set", set], refused: (["--set", "turns=0"], 3),
        isSeen: differ),
      Effect(
        "\(command) --without", line, line + ["--without", without],
        refused: (["--without", "nothing"], 3)
      ) { $0.code == 0 && $1.code == 0 },
    ]
  }

  private static func jsonEffect(_ command: String, _ line: [String]) -> Effect {
    Effect(
      "\(command) --json", line, line + ["--json", "-"], refused: (["--json", "nowhere/a"], 2)
    ) { (try? $0.json()) == nil && (try? $1.json()) != nil }
  }

  private static func jobsEffect(_ command: String, _ line: [String]) -> Effect {
    Effect(
      "\(command) --jobs", line + ["--jobs", "2"], line + ["--jobs", "1"],
      refused: (["--jobs", "0"], 2)
    ) { $0.code == 0 && $0.output == $1.output }
  }

  static let measureEffects: [Effect] =
    sourceEffects("role", role, set: "outcome.ally_alignment=0.9", without: "trade")
    + [
      Effect("role --as", role, role + ["--as", "DEU"], refused: (["--as", "DEX"], 2)) {
        $0.output.contains("United States") && $1.output.contains("Your role: Germany")
          && !$1.output.contains("Your role: United States")
      },
      Effect(
        "role --html", role, role + ["--html", "/dev/stdout"], refused: (["--html", "no/where"], 2)
      ) {
        !$0.output.contains("<html") && $1.output.contains("<h2>Germany</h2>")
          && $1.output.contains("class=\"sheet\"") && !$1.output.contains("<script")
      },
      Effect("scenarios --full", ["scenarios"], ["scenarios", "--full"]) {
        !$0.output.contains("Scenarios/small-yard-2023.yaml")
          && $1.output.contains("Scenarios/small-yard-2023.yaml")
          && $1.lines.count > 2 * $0.lines.count
      },
    ]
    + sourceEffects("exploit", exploit, set: "turns=2", without: "supply-shocks") + [
      Effect(
        "exploit --as", exploit, exploit + ["--as", "CHN"], refused: (["--as", "DEX"], 2)
      ) { !$0.output.contains("\nCHN\n") && $1.output.contains("\nCHN\n") },
      Effect(
        "exploit --runs", exploit, exploit + ["--runs", "3"], refused: (["--runs", "1"], 2)
      ) { $0.output.contains(" 2 pairs") && $1.output.contains(" 3 pairs") },
      Effect(
        "exploit --effort", exploit, exploit + ["--effort", "2"], refused: (["--effort", "0"], 2),
        isSeen: differ),
      Effect("exploit --seed", exploit, exploit + ["--seed", "8"], refused: (["--seed", "x"], 2)) {
        $0.output.contains("seed 2024") && $1.output.contains("seed 9")
      },
      Effect(
        "exploit --objective", exploit, exploit + ["--objective", "end"],
        refused: (["--objective", "fun"], 2)
      ) { $0.output.contains("mean over the turns") && $1.output.contains("at the end") },
      jobsEffect("exploit", exploit), jsonEffect("exploit", exploit),
    ]
    + sourceEffects("estimates", estimates, set: "rules.trade.leakage=0.9", without: "learning")
    + [
      Effect(
        "estimates --orders", estimates, ["estimates", "tiny.yaml", "--orders", "30"],
        refused: (["--orders", "1"], 2)
      ) { $0.output.contains(": 20 orders") && $1.output.contains(": 30 orders") },
      Effect(
        "estimates --seed", estimates, estimates + ["--seed", "8"], refused: (["--seed", "x"], 2),
        isSeen: differ),
      jsonEffect("estimates", estimates),
    ]
    + sourceEffects("exclusion", exclusion, set: "outcome.flow_fall=0.01", without: "supply-shocks")
    + [
      Effect(
        "exclusion --runs", exclusion, ["exclusion", "tiny.yaml", "--runs", "4"],
        refused: (["--runs", "0"], 2)
      ) { $0.output.contains("3 runs") && $1.output.contains("4 runs") },
      Effect(
        "exclusion --seed", exclusion, exclusion + ["--seed", "8"], refused: (["--seed", "x"], 2),
        isSeen: differ),
      jobsEffect("exclusion", exclusion), jsonEffect("exclusion", exclusion),
    ]
}
