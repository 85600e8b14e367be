import Foundation
import Testing

extension Tiny {
  static let factHeader =
    "who,instrument,sectors,target,at_least,by,happened,date,group,status,source\n"

  /// `facts.csv`: what the United States did in turn 2 and nobody else; `others.csv`: other facts.
  func writeFacts() throws {
    try scratch.write(
      Self.factHeader + """
        USA,export,chips,CHN,0.5,2020-12-31,0,,yard,seen,Gazette
        USA,export,chips,CHN,0.5,2021-12-31,1,2021-03-01,yard,seen,Gazette
        DEU,export,chips,CHN,0.5,2023-12-31,0,,yard,seen,Gazette
        CHN,export,chips,DEU,0.5,2020-12-31,0,,,memory,Papers
        USA,export,chips,CHN,0.75,2023-12-31,1,2023-12-01,,seen,Gazette
        """, to: "facts.csv")
    try scratch.write(
      Self.factHeader + "DEU,export,chips,CHN,0.5,2022-12-31,0,,,seen,Gazette\n", to: "others.csv")
  }
}

@Suite struct `Back-tests at the command line` {
  /// With precision 0 a state takes each of 0, 25, 50, 75 and 95 % as often, turn after turn: at
  /// least 50 % comes about by the first turn with probability 3/5, by the second with 1 − (2/5)²,
  /// and at least 75 % by the fourth with 1 − (3/5)⁴. Who holds does nothing.
  private func dice() throws -> Tiny {
    let tiny = try Tiny(
      (
        "    policy: logit\n    r: {CHN: 0.8}",
        "    policy: logit\n    parameters: {precision: 0, attention: 0}\n    r: {CHN: 0.8}"
      ), ("default: {policy: logit}", "default: {policy: hold}"))
    try tiny.writeFacts()
    return tiny
  }

  @Test func `Known probabilities are found, and scored as by hand`() async throws {
    let tiny = try dice()
    let found = try await tiny.run(
      "backtest", "tiny.yaml", "facts.csv", "--runs", "150", "--json", "-")
    #expect(found.code == 0, "\(found.errors)")
    let json = try found.json()
    let facts = try #require(json["facts"] as? [[String: Any]])
    let models = facts.map { $0["model"] as? [String: Any] }
    let shares = models.map { $0?["probability"] as? Double }
    // A sampling error of 150 runs is at most 0.041.
    for (share, expected) in zip(shares, [0.6, 0.84, 0, nil, 1 - 0.6 * 0.6 * 0.6 * 0.6]) {
      guard let expected else {
        #expect(share == nil)
        continue
      }
      #expect(abs(try #require(share) - expected) < 0.12)
    }
    #expect(facts[3]["unscored"] as? String == "memory")
    #expect(
      facts.map { $0["period"] as? String } == [
        "calibration", "calibration", "validation", "calibration", "validation",
      ])
    let year = try #require(models[0]?["mean_year"] as? Double)
    // The mean first turn is Σ (2/5)^t for t from 0 to 4, and never counts as turn 5.
    #expect(abs(year - (2019 + 1 + 0.4 + 0.16 + 0.064 + 0.0256)) < 0.25)

    let scores = try #require(json["scores"] as? [[String: Any]])
    let calibration = try #require(scores.first { $0["group"] == nil })
    let brier = try #require(calibration["brier"] as? [String: Any])
    let (p, q) = (try #require(shares[0]), try #require(shares[1]))
    // By the first date it hadn't happened, by the second it had.
    let expected = (p * p + (1 - q) * (1 - q)) / 2
    #expect(abs(try #require(brier["model"] as? Double) - expected) < 1e-12)
    #expect(brier["nothing"] as? Double == 0.5 && brier["everything"] as? Double == 0.5)
    let skill = try #require(brier["skill_over_nothing"] as? Double)
    #expect(abs(skill - (1 - expected / 0.5)) < 1e-12)
    let ranked = try #require(calibration["ranked"] as? [String: Any])
    let byTurn = (p * p + (p * p + (1 - q) * (1 - q)) / 2) / 2
    #expect(abs(try #require(ranked["model"] as? Double) - byTurn) < 1e-12)

    let order = try #require((json["order"] as? [[String: Any]])?.first)
    #expect(order["states"] as? [String] == ["USA", "DEU"])
    #expect(order["kendall_tau_b"] as? Double == 1 && order["pairs"] as? Int == 1)
  }

  @Test func `Any number of jobs says the same, in 80 columns`() async throws {
    let tiny = try dice()
    let one = try await tiny.run(
      "backtest", "tiny.yaml", "facts.csv", "--runs", "50", "--jobs", "1")
    let three = try await tiny.run(
      "backtest", "tiny.yaml", "facts.csv", "--runs", "50", "--jobs", "3")
    #expect(one.code == 0 && one.output == three.output)
    #expect(one.lines.allSatisfy { $0.count <= 80 })
    for words in [
      "Calibration: by 2023-09-30", "Validation: after 2023-09-30",
      "Not scored, from memory, to be",
      "(1): CHN export chips DEU ≥ 0.5 by 2020.", "Brier score  ", "Ranked score  ",
      "Order of joining", "4 facts are too few",
    ] {
      #expect(one.output.replacing("\n  ", with: " ").contains(words), "\(words)")
    }
  }

  @Test func `Its games are those of a batch`() async throws {
    let tiny = try dice()
    let batch = try await tiny.run("batch", "tiny.yaml", "--runs", "20", "--seed", "3")
    let test = try await tiny.run(
      "backtest", "tiny.yaml", "facts.csv", "--runs", "20", "--seed", "3")
    #expect(batch.digest != nil && batch.digest == test.digest)
  }

  @Test
  func `Facts that can't be read or say nothing are told`() async throws {
    let tiny = try dice()
    try tiny.scratch.write(
      Tiny.factHeader + "USB,export,chips,CHN,0.5,2020-12-31,0,,,seen,a\n,,,,,,,,,,\n",
      to: "bad.csv")
    let bad = try await tiny.run("backtest", "tiny.yaml", "bad.csv")
    #expect(bad.code == 3 && bad.output.isEmpty)
    #expect(bad.errors.contains("bad.csv:2:1: facts[0].who: there is no state ‘USB’"))
    #expect(bad.errors.contains("bad.csv:3:1: facts[1].by: ‘by’ is missing"))
    let none = try await tiny.run("backtest", "tiny.yaml", "nowhere.csv")
    #expect(none.code == 3 && none.errors.contains("there is no file ‘nowhere.csv’"))
    let late = try await tiny.run("backtest", "tiny.yaml", "facts.csv", "--set", "start_year=2030")
    #expect(late.code == 1 && late.output.isEmpty)
    #expect(
      late.errors.contains(
        "None of 5 facts can be scored in a game of 4 turns from 2030 (1: from memory"))
    #expect(late.errors.contains("4: of the time before the first turn"))
  }
}

extension `Every option` {
  private static let backtest = ["backtest", "tiny.yaml", "facts.csv", "--runs", "20"]

  static let backtestEffects: [Effect] =
    scenarioEffects("backtest", backtest) + [
      Effect(
        "backtest <facts>", backtest, ["backtest", "tiny.yaml", "others.csv", "--runs", "20"]
      ) {
        $0.code == 0 && $1.code == 0 && $0.output.contains("2021-03-01")
          && !$1.output.contains("2021-03-01")
      },
      Effect("backtest --memory", backtest, backtest + ["--memory"]) {
        $0.output.contains("Not scored, ") && !$1.output.contains("Not scored, ")
      },
      Effect(
        "backtest --runs", backtest, ["backtest", "tiny.yaml", "facts.csv", "--runs", "7"],
        refused: (["--runs", "0"], 2)
      ) {
        $0.output.contains("\n20 runs of") && $1.output.contains("\n7 runs of")
      },
      Effect(
        "backtest --injects", backtest, backtest + ["--injects", "strikes.yaml"],
        refused: (["--injects", "nowhere.yaml"], 3)
      ) { $0.digest != nil && $1.digest != nil && $0.digest != $1.digest },
      Effect(
        "backtest --seed", backtest, backtest + ["--seed", "8"],
        refused: (["--seed", "x"], 2)
      ) {
        $0.output.contains("seed 2023") && $1.output.contains("seed 8") && $0.digest != $1.digest
      },
      // The number of jobs changes no result: only a wrong one is seen.
      Effect(
        "backtest --jobs", backtest + ["--jobs", "3"], backtest + ["--jobs", "1"],
        refused: (["--jobs", "0"], 2)
      ) { $0.code == 0 && $0.output == $1.output },
      Effect(
        "backtest --json", backtest, backtest + ["--json", "-"],
        refused: (["--json", "nowhere/a"], 2)
      ) {
        (try? $0.json()) == nil && (try? $1.json()) != nil
      },
    ]
}
