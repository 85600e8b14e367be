import Foundation

extension `Every option` {
  private static let sweep = ["sweep", "study.yaml"]

  /// In order: ‘--analyse’ reads what ‘--out’ has written.
  static let sweepEffects: [Effect] = [
    Effect("sweep <study>", sweep, ["sweep", "rules.yaml"]) {
      $0.output.contains("(tiny-ends, ") && $1.output.contains("(tiny-rules, ")
    },
    Effect("sweep --plan", sweep, sweep + ["--plan"], refused: (["--plan", "--json", "-"], 2)) {
      $0.output.hasPrefix("The ends") && $1.output.hasPrefix("point,rules.trade.leakage,")
    },
    Effect(
      "sweep --out", ["sweep", "study.yaml", "--analyse", "kept.csv"],
      sweep + ["--out", "kept.csv"],
      refused: (["--out", "nowhere/a"], 2)
    ) { $0.code == 2 && $1.code == 0 },
    Effect(
      "sweep --analyse", sweep, sweep + ["--analyse", "kept.csv"],
      refused: (["--analyse", "nowhere"], 2)
    ) {
      !$0.output.contains("Results from ‘kept.csv’.")
        && $1.output.hasSuffix("Results from ‘kept.csv’.\n")
        && $0.lines.dropLast(2) == $1.lines.dropLast(2)
    },
    Effect(
      "sweep --jobs", sweep + ["--jobs", "3"], sweep + ["--jobs", "1"],
      refused: (["--jobs", "0"], 2)
    ) {
      $0.output.contains(" on 3 jobs.") && $1.output.contains(" on 1 job.")
        && $0.lines.dropLast(2) == $1.lines.dropLast(2)
    },
    Effect("sweep --json", sweep, sweep + ["--json", "-"], refused: (["--json", "nowhere/a"], 2)) {
      (try? $0.json()) == nil && (try? $1.json()) != nil
    },
  ]
}

extension Tiny {
  /// Studies of the tiny scenario: ends of two ranges, and rules off.
  func writeStudies() throws {
    try scratch.write(Self.study, to: "study.yaml")
    try scratch.write(Self.rules, to: "rules.yaml")
  }

  static let study = """
    format: 1
    name: tiny-ends
    title: The ends
    scenario: tiny.yaml
    runs: 4
    metrics: [gain.USA, dependence.chips]
    factors:
      - {path: rules.trade.leakage, name: leakage, range: [0, 0.4]}
      - {path: "relations.ties[USA,DEU].defence", name: tie, values: [0, 3]}
      - {path: profiles.CHN.r.USA, range: [0.25, 1], scale: log}
    design: {kind: one-at-a-time}

    """

  static let rules = """
    format: 1
    name: tiny-rules
    scenario: tiny.yaml
    runs: 6
    metrics: [gain.USA, outcome.S4]
    design: {kind: without, rules: [learning, retaliation, supply-shocks]}

    """
}
