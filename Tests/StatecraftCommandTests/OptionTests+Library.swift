/// What the options of `catalogue`, `institutions` and `lesson` change.
extension `Every option` {
  private static let row = ["catalogue", "2B-19"]
  private static let bargaining = ["catalogue", "--room", "bargaining"]
  private static let club = ["institutions", "quad"]
  private static let lesson = ["lesson", "cascade"]

  static let libraryEffects: [Effect] =
    [
      Effect("catalogue <ids>", ["catalogue"], row, refused: (["2D-5444"], 2)) {
        $0.output.hasPrefix("Room ") && $1.output.hasPrefix("2B-19 (")
      },
      Effect(
        "catalogue --room", ["catalogue", "--kind", "edge"],
        ["catalogue", "--kind", "edge", "--room", "money"], refused: (["--room", "nowhere"], 2),
        isSeen: isFewer),
      Effect(
        "catalogue --status", bargaining, bargaining + ["--status", "works"],
        refused: (["--status", "done"], 2)
      ) {
        $0.output.contains(", partial): ") && $1.output.contains(", works): ")
          && !$1.output.contains(", partial): ")
      },
      Effect(
        "catalogue --kind", bargaining, bargaining + ["--kind", "system"],
        refused: (["--kind", "idea"], 2)
      ) {
        $0.output.contains("(edge, ") && $1.output.contains("(system, ")
          && !$1.output.contains("(edge, ")
      },
      Effect("catalogue --open", bargaining, bargaining + ["--open"]) {
        $0.output.contains(", works): ") && $1.output.contains(", partial): ")
          && !$1.output.contains(", works): ")
      },
      Effect("catalogue --show", row, row + ["--show"]) {
        !$0.output.contains("$ statecraft ")
          && $1.output.contains("$ statecraft dependence small-yard-2023 --of USA --on CHN\n")
      },
      Effect(
        "institutions <codes>", ["institutions"], club, refused: (["nowhere"], 2)
      ) { $0.output.hasPrefix("Code ") && $1.output.hasPrefix("quad: ") },
      Effect(
        "institutions --at", club, club + ["--at", "1990-01"], refused: (["--at", "soon"], 2)
      ) { $0.output.contains("in 2023-09: in force") && $1.output.contains("in 1990-01: ") },
      Effect(
        "institutions --member", ["institutions"], ["institutions", "--member", "KOR"],
        refused: (["--member", "nobody"], 2), isSeen: isFewer),
      Effect(
        "institutions --replay", club, ["institutions", "pact", "--replay", "clubs.jsonl"],
        refused: (["--replay", "explained.jsonl"], 1)
      ) {
        !$0.output.contains("Kept") && $1.output.contains("pact, at the start AAA CCC DDD")
      },
      Effect(
        "institutions --source", ["institutions"], ["institutions", "--source", "000-T1"],
        refused: (["--source", "nowhere"], 1), isSeen: isFewer),
      Effect("lesson <name>", ["lesson"], lesson, refused: (["nothing"], 2)) {
        $0.output.contains("  cascade ") && $1.output.hasPrefix("ONE IN A HUNDRED\n")
      },
      Effect(
        "lesson --guess", lesson, lesson + ["--guess", "50"], refused: (["--guess", "nan"], 2)
      ) {
        $0.output.contains("Your guess: none") && $1.output.contains("You guessed 50; it's 1.")
      },
      Effect("lesson --sheet", lesson, lesson + ["--sheet"]) {
        $0.output.contains("thresholds 0, 2, 2, 3") && $1.output.contains("My guess: ____")
          && !$1.output.contains("thresholds 0, 2, 2, 3")
      },
    ] + tables("catalogue", row) + tables("institutions", club)

  /// Both work, and the second says less.
  private static func isFewer(_ all: Program.Outcome, _ some: Program.Outcome) -> Bool {
    all.code == 0 && some.code == 0 && some.lines.count > 1 && all.lines.count > some.lines.count
  }

  private static func tables(_ command: String, _ line: [String]) -> [Effect] {
    [
      Effect(
        "\(command) --json", line, line + ["--json", "-"], refused: (["--json", "nowhere/a"], 2)
      ) { !$0.output.hasPrefix("[") && $1.output.hasPrefix("[") && $1.output.hasSuffix("]\n") },
      Effect(
        "\(command) --csv", line, line + ["--csv", "-"], refused: (["--csv", "nowhere/a"], 2)
      ) { !$0.output.contains(",kind,") && $1.output.contains(",kind,") && $1.lines.count == 3 },
    ]
  }
}
