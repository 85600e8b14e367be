extension `Every option` {
  private static let diff = ["replay", "diff", "explained.jsonl", "explained.jsonl"]
  private static let show = ["replay", "show", "explained.jsonl"]
  private static let why = ["replay", "why", "explained.jsonl"]
  private static let played = ["continue", "explained.jsonl", "--turn", "3", "--runs", "6"]
  private static let analyse = ["analyse", "explained.jsonl"]
  private static let audit = ["audit", "explained.jsonl"]

  /// Options of the commands that work on replays.
  static let replayEffects: [Effect] = [
    Effect(
      "replay story <file>", ["replay", "story", "explained.jsonl"],
      ["replay", "story", "other.jsonl"]
    ) {
      $0.output.contains("Had USA held") && $1.output.contains("seed 4")
    },
    Effect(
      "replay report <file>", ["replay", "report", "explained.jsonl", "--html", "a.html"],
      ["replay", "report", "other.jsonl", "--html", "b.html"]
    ) {
      $0.output.contains("‘a.html’ holds the report") && $1.output.contains("‘b.html’")
    },
    Effect(
      "replay report --html", ["replay", "report", "other.jsonl", "--html", "a.html"],
      ["replay", "report", "other.jsonl", "--html", "c.html"],
      refused: (["--html", "nowhere/a.html"], 2)
    ) {
      $0.output.contains("‘a.html’") && $1.output.contains("‘c.html’")
    },
    Effect("replay diff <first>", diff, ["replay", "diff", "other.jsonl", "explained.jsonl"]) {
      $0.code == 0 && $1.code == 4 && $1.output.contains("A: other.jsonl")
    },
    Effect("replay diff <second>", diff, ["replay", "diff", "explained.jsonl", "other.jsonl"]) {
      $0.code == 0 && $1.code == 4 && $1.output.contains("B: other.jsonl")
    },
    Effect(
      "replay show --why", show, show + ["--why", "T1.1", "--why", "t2.1"],
      refused: (["--why", "T9.1"], 2)
    ) {
      !$0.output.contains("← rule: ") && $1.output.contains("\n\nT1.1 ")
        && $1.output.contains("\n\nT2.1 ") && $1.output.contains("← rule: ")
        && !$1.output.contains("Turn 3")
    },
    Effect("replay why <file>", why, ["replay", "why", "other.jsonl"]) {
      $0.code == 0 && $1.code == 0 && $0.output != $1.output
    },
    Effect("replay why <events>", why, why + ["T1.1"]) {
      !$0.output.contains("← rule: ") && $1.output.hasPrefix("T1.1 ")
        && $1.output.contains("← rule: ")
    },
    Effect("replay why --turn", why, why + ["--turn", "2"], refused: (["--turn", "9"], 2)) {
      $0.output.contains("T1.1 ") && !$1.output.contains("T1.1 ") && $1.output.contains("T2.1 ")
    },
    Effect("replay why --state", why, why + ["--state", "deu"], refused: (["--state", "X"], 2)) {
      $0.output.contains(" CHN → USA") && !$1.output.contains(" CHN → USA")
        && $1.output.contains(" DEU")
    },
    Effect(
      "replay why --sector", why, why + ["--sector", "services"], refused: (["--sector", "x"], 2)
    ) {
      $0.output.contains(", chips") && !$1.output.contains(", chips")
    },
    Effect("replay why --kind", why, why + ["--kind", "control"], refused: (["--kind", "x"], 2)) {
      $0.output.contains(" income.") && !$1.output.contains(" income.")
        && $1.output.contains(" control.")
    },
    Effect(
      "continue <file>", played, ["continue", "other.jsonl", "--turn", "3", "--runs", "6"]
    ) {
      $0.digest != nil && $1.digest != nil && $0.digest != $1.digest
    },
    Effect(
      "continue --turn", played, ["continue", "explained.jsonl", "--turn", "2", "--runs", "6"],
      refused: (["--turn", "9"], 2)
    ) {
      $0.output.contains("(2022)") && $1.output.contains("(2021)") && $0.digest != $1.digest
    },
    Effect(
      "continue --runs", played, ["continue", "explained.jsonl", "--turn", "3", "--runs", "7"],
      refused: (["--runs", "0"], 2)
    ) {
      $0.output.contains("\n6 runs of") && $1.output.contains("\n7 runs of")
    },
    Effect("continue --seed", played, played + ["--seed", "8"], refused: (["--seed", "x"], 2)) {
      $1.output.contains("seed 8") && $0.digest != $1.digest
    },
    Effect(
      "continue --jobs", played + ["--jobs", "3"], played + ["--jobs", "1"],
      refused: (["--jobs", "0"], 2)
    ) {
      $0.digest == $1.digest && $0.output.contains(" on 3 jobs.")
        && $1.output.contains(" on 1 job.")
    },
    Effect(
      "continue --instead", played, played + ["--instead", "DEU: align USA 1"],
      refused: (["--turn", "3", "--instead", "DEU"], 2)
    ) {
      !$0.output.contains("as played") && $1.output.contains("DEU instead: align USA 1.0")
    },
    Effect(
      "continue --json", played, played + ["--json", "-"], refused: (["--json", "nowhere/a"], 2)
    ) {
      (try? $0.json()) == nil && (try? $1.json()) != nil
    },
    Effect("analyse <files>", analyse, analyse + ["other.jsonl"]) {
      $0.output.contains("1 replay.") && $1.output.contains("2 replays.")
    },
    Effect(
      "analyse --state", analyse, analyse + ["--state", "deu"], refused: (["--state", "X"], 2)
    ) {
      !$0.output.contains("were worth to DEU") && $1.output.contains("were worth to DEU")
    },
    // The table is printed: it goes where standard output goes.
    Effect(
      "analyse --csv", analyse, analyse + ["--csv", "/dev/stdout"],
      refused: (["--csv", "nowhere/a"], 2)
    ) {
      !$0.output.contains("replay,scenario,") && $1.output.contains("replay,scenario,")
    },
    Effect("audit <files>", audit, audit + ["other.jsonl"]) {
      $0.output.hasPrefix("1 replay, ") && $1.output.hasPrefix("2 replays, ")
    },
    Effect("audit --level", audit, audit + ["--level", "0.5"], refused: (["--level", "1"], 2)) {
      $0.output.contains("below 0.001 the dice") && $1.output.contains("below 0.5 the dice")
    },
    Effect(
      "audit --csv", audit, audit + ["--csv", "/dev/stdout"], refused: (["--csv", "nowhere/a"], 2)
    ) {
      !$0.output.contains("replay,seed,") && $1.output.contains("replay,seed,")
    },
  ]
}
