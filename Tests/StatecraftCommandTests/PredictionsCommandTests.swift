import Foundation
import Testing

extension Tiny {
  /// A prediction, a war, and a disruption every year.
  func writePrediction() throws {
    try scratch.write(`Predictions`.file(bound: "above: 0.5"), to: "x.yaml")
    try scratch.write(
      "format: 1\ninjects:\n  - {turn: 1, inject: shock chips USA 0.5 for 4}\n",
      to: "strikes.yaml")
  }
}

extension `Every option` {
  private static let predictions = ["predictions", "./x.yaml", "--runs", "4"]

  static let predictionEffects: [Effect] = [
    Effect("predictions <ids>", ["predictions"], predictions, refused: (["X-7"], 3)) {
      $0.output.contains("in all;") && $1.output.contains("X-1 confirmed")
    },
    // What it does is seen below, where all are played.
    Effect("predictions --all", predictions, predictions + ["--all"]) {
      $0.code == 0 && $1.code == 2 && $1.errors.contains("Give ids, or ‘--all’, not both.")
    },
    Effect(
      "predictions --set", predictions,
      predictions + ["--set", "rules.supply-shocks.probability=1"],
      refused: (["--set", "turns=0"], 3)
    ) { $0.code == 0 && $1.code == 0 },
    Effect(
      "predictions --runs", predictions, Array(predictions.dropLast()) + ["7"],
      refused: (["--runs", "1"], 2)
    ) { $0.output.contains(" 4 games") && $1.output.contains(" 7 games") },
    Effect(
      "predictions --seed", predictions, predictions + ["--seed", "8"],
      refused: (["--seed", "x"], 2)
    ) { $0.output.contains("seed 2023") && $1.output.contains("seed 8") },
    // The number of jobs changes no result: only a wrong one is seen.
    Effect(
      "predictions --jobs", predictions + ["--jobs", "2"], predictions + ["--jobs", "1"],
      refused: (["--jobs", "0"], 2)
    ) { $0.code == 0 && $0.output == $1.output },
    Effect(
      "predictions --json", predictions, predictions + ["--json", "-"],
      refused: (["--json", "nowhere/a"], 2)
    ) { (try? $0.json()) == nil && (try? $1.json()) != nil },
    Effect(
      "predictions --csv", predictions, predictions + ["--csv", "/dev/stdout"],
      refused: (["--csv", "nowhere/a"], 2)
    ) { !$0.output.contains("test_verdict") && $1.output.contains("test_verdict") },
  ]
}

@Suite struct `Predictions` {
  fileprivate static func file(bound: String) -> String {
    """
    format: 1
    id: X-1
    claim: What nobody doubts.
    source: made up for a test
    hangs: On nothing.
    scenario: tiny.yaml
    variants:
      - {name: calm, without: [supply-shocks]}
    tests:
      - name: one class or another
        terms:
          - {metric: outcome.S1}
          - {metric: outcome.S2}
          - {metric: outcome.S3}
          - {metric: outcome.S4}
        \(bound)
      - {name: no shocks, terms: [{metric: gain.USA, of: calm}], above: -1, below: 1}

    """
  }

  @Test func `Each is confirmed, contradicted or left open by its own bounds`() async throws {
    let tiny = try Tiny()
    for (bound, verdict) in [
      ("above: 0.5", "confirmed"), ("below: 0.5", "contradicted"), ("below: 1", "contradicted"),
    ] {
      try tiny.scratch.write(Self.file(bound: bound), to: "x.yaml")
      let told = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--csv", "x.csv")
      #expect(told.code == 0, "\(told.errors)")
      #expect(told.output.contains("X-1 \(verdict): What nobody doubts."))
      #expect(told.output.contains("On nothing."))
      #expect(told.lines.allSatisfy { $0.count <= 80 })
      let rows = try String(contentsOf: tiny.scratch.url("x.csv"), encoding: .utf8)
        .split(separator: "\n")
      #expect(rows.count == 3)
      #expect(rows[2].hasPrefix("X-1,\(verdict),no shocks,") && rows[2].hasSuffix(",confirmed"))
    }
    let json = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--json", "-").json()
    let all = try #require(json["predictions"] as? [[String: Any]])
    #expect(all.count == 1 && all[0]["verdict"] as? String == "contradicted")
    let one = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--jobs", "1")
    let two = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--jobs", "2")
    #expect(one.output == two.output)
  }

  @Test func `All faults of a file are told at once`() async throws {
    let tiny = try Tiny()
    let text = Self.file(bound: "above: 2\n    below: 1").replacing("of: calm", with: "of: clam")
      .replacing("without: [supply-shocks]", with: "set: []")
    try tiny.scratch.write(text, to: "x.yaml")
    let told = try await tiny.run("predictions", "./x.yaml")
    #expect(told.code == 3 && told.output.isEmpty)
    for words in [
      "there is no variant ‘clam’", "nothing is above 2.0 and below 1.0",
      "the variant changes nothing",
    ] {
      #expect(told.errors.contains(words), "\(told.errors)")
    }
    try tiny.scratch.write(
      Self.file(bound: "above: 0").replacing("outcome.S3", with: "outcome.S5"), to: "x.yaml")
    #expect(try await tiny.run("predictions", "./x.yaml").errors.contains("outcome.S5"))
    #expect(try await tiny.run("predictions", "P4-7").errors.contains("did you mean ‘P4-07’?"))
    #expect(try await tiny.run("predictions", "P4-07", "--all").code == 2)
  }

  /// How they come out takes hundreds of games; here, that each can be played.
  @Test func `All of the library load, are rows of the catalogue and can be played`() async throws {
    let listed = try await Program.run(["predictions"])
    #expect(listed.code == 0)
    let folder = Program.home.appendingPathComponent("Scenarios/predictions")
    let ids = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(ids.count >= 14)
    let catalogue = try String(
      contentsOf: Program.home.appendingPathComponent("Documentation/catalogue.csv"),
      encoding: .utf8)
    for id in ids {
      #expect(listed.output.contains("\(id): "), "\(id)")
      #expect(catalogue.contains("\n\(id),prediction,"), "\(id)")
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(id).yaml"), encoding: .utf8)
      #expect(text.contains("\nid: \(id)\n"), "\(id)")
    }
    let played = try await Program.run(
      ["predictions", "--all", "--runs", "2", "--set", "turns=1", "--json", "-"])
    #expect(played.code == 0, "\(played.errors)")
    let all = try #require(try played.json()["predictions"] as? [[String: Any]])
    #expect(Set(all.compactMap { $0["id"] as? String }) == Set(ids))
  }
}
