/// What the options of `play` and `replay branch` change.
extension `Every option` {
  /// The person at the table has nothing to say here: the input is empty.
  private static let play = ["play", "tiny.yaml", "--as", "DEU"]
  private static let branch = ["replay", "branch", "explained.jsonl", "--turn", "2"]

  static let playEffects: [Effect] = [
    Effect("play <scenario>", play, ["play", "other.yaml", "--as", "DEU"]) {
      $0.output.contains("‘DEU-tiny.jsonl’") && $1.output.contains("‘DEU-other.jsonl’")
    },
    Effect("play --as", play, play + ["--as", "USA"], refused: (["--as", "DEX"], 2)) {
      $0.output.contains("DEU 2020> ") && $1.output.contains("Press Enter when DEU sits here: ")
    },
    Effect("play --seed", play, play + ["--seed", "8"], refused: (["--seed", "x"], 2)) {
      // Without it, a fresh one is drawn and printed.
      $0.output.contains("Seed ") && !$0.output.contains("Seed 8, ")
        && $1.output.contains("Seed 8, replicate 0.")
    },
    Effect(
      "play --replicate", play, play + ["--replicate", "8"], refused: (["--replicate", "-1"], 2)
    ) { $0.output.contains("replicate 0") && $1.output.contains("replicate 8") },
    Effect("play --set", play, play + ["--set", "turns=3"], refused: (["--set", "turns=0"], 3)) {
      $0.output.contains("4 turns") && $1.output.contains("3 turns")
    },
    Effect(
      "play --without", play, play + ["--without", "supply-shocks"],
      refused: (["--without", "nothing"], 3)
    ) {
      !$0.output.contains("supply-shocks") && $1.output.contains("Without supply-shocks.")
    },
    Effect(
      "play --replay", play, play + ["--replay", "mine.jsonl"],
      refused: (["--replay", "nowhere/a"], 2)
    ) { $0.output.contains("‘DEU-tiny.jsonl’") && $1.output.contains("‘mine.jsonl’") },
    Effect(
      "replay branch <file>", branch, ["replay", "branch", "other.jsonl", "--turn", "2"]
    ) {
      $0.output.contains("‘explained-branch-T2.jsonl’")
        && $1.output.contains("‘other-branch-T2.jsonl’")
    },
    Effect(
      "replay branch --turn", branch, ["replay", "branch", "explained.jsonl", "--turn", "3"],
      refused: (["--turn", "0"], 2)
    ) { $0.output.contains("-branch-T2") && $1.output.contains("-branch-T3") },
    Effect("replay branch --as", branch, branch + ["--as", "CHN"], refused: (["--as", "X"], 2)) {
      !$0.output.contains("CHN 2021> ") && $1.output.contains("CHN 2021> ")
    },
    Effect(
      "replay branch --replay", branch, branch + ["--replay", "branched.jsonl"],
      refused: (["--replay", "nowhere/a"], 2)
    ) { !$0.output.contains("‘branched.jsonl’") && $1.output.contains("‘branched.jsonl’") },
  ]
}
