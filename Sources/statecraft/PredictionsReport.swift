internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftReplay
internal import StatecraftScenario

/// The verdicts on predictions, as text, JSON and CSV.
struct PredictionsReport {
  /// A test's result.
  struct Result: Encodable {
    let test: String
    let mean: Double
    let lower, upper: Double
    let above, below: Double?
    let verdict: String
  }

  /// A prediction's results.
  struct Row: Encodable {
    let id, claim, source, verdict: String
    let tests: [Result]
    let against, hangs: String
  }

  private struct Document: Encodable {
    let seed: String
    let runs: Int
    let level: Double
    let predictions: [Row]
  }

  private let rows: [Row]
  private let runs: Int
  private let seed: UInt64
  /// Of each interval, so that all of them together are right with 95 % (Bonferroni).
  private let level: Double

  init(_ predictions: [Prediction], sums: [[PairedSum]], runs: Int, seed: UInt64) throws {
    let level = 1 - 0.05 / Double(max(1, sums.joined().count))
    rows = try zip(predictions, sums).map { prediction, sums in
      var verdicts: [Verdict] = []
      let results = try zip(prediction.tests, sums).map { test, sum in
        let interval =
          try sum.interval(level: level) ?? Interval(lower: -.infinity, upper: .infinity)
        let verdict = Verdict(interval, above: test.above, below: test.below)
        verdicts.append(verdict)
        return Result(
          test: test.name, mean: sum.mean, lower: interval.lower, upper: interval.upper,
          above: test.above, below: test.below, verdict: verdict.rawValue)
      }
      return Row(
        id: prediction.id, claim: prediction.claim, source: prediction.source,
        verdict: Verdict(all: verdicts).rawValue, tests: results, against: prediction.against,
        hangs: prediction.hangs)
    }
    self.runs = runs
    self.seed = seed
    self.level = level
  }

  /// The predictions there are, without a game.
  static func list(_ predictions: [Prediction]) -> String {
    predictions.map {
      wrapped("\($0.id): \($0.claim) (\($0.source))", first: "", rest: "    ")
        .joined(separator: "\n")
    }.joined(separator: "\n")
      + "\n\n"
      + wrapped(
        "\(grouped(predictions.count)) in all; ‘statecraft predictions ID’ plays one, ‘--all’ all."
      ).joined(separator: "\n")
  }

  var text: String {
    var parts = rows.map { row in
      var lines = wrapped("\(row.id) \(row.verdict): \(row.claim)", first: "", rest: "  ")
      for test in row.tests {
        lines += wrapped(test.test, first: "  ", rest: "    ")
        lines.append(
          "    \(significant(test.mean, 3)) [\(significant(test.lower, 3)), "
            + "\(significant(test.upper, 3))], \(Self.bounds(test)): \(test.verdict)")
      }
      for note in [row.against, row.hangs] where !note.isEmpty {
        lines += wrapped(note, first: "  ", rest: "  ")
      }
      return lines.joined(separator: "\n")
    }
    let counts = Verdict.allCases.map { verdict in
      "\(rows.count { $0.verdict == verdict.rawValue }) \(verdict.rawValue)"
    }.joined(separator: ", ")
    parts.append(
      wrapped(
        "\(counts). \(grouped(runs)) games of each variant, seed \(seed); each interval at "
          + "\(fixed(100 * level, 2)) %, so that all hold together with 95 %."
      ).joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// What was expected.
  private static func bounds(_ test: Result) -> String {
    switch (test.above, test.below) {
    case (let above?, let below?): "from \(significant(above, 3)) to \(significant(below, 3))"
    case (let above?, nil): "above \(significant(above, 3))"
    case (nil, let below?): "below \(significant(below, 3))"
    case (nil, nil): ""
    }
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(
      Document(seed: "\(seed)", runs: runs, level: level, predictions: rows)) + Data("\n".utf8)
  }

  var csv: String {
    var text = CSVText([
      "id", "verdict", "test", "mean", "lower", "upper", "above", "below", "test_verdict",
    ])
    for row in rows {
      for test in row.tests {
        text.add([
          row.id, row.verdict, test.test, "\(test.mean)", "\(test.lower)", "\(test.upper)",
          test.above.map { "\($0)" } ?? "", test.below.map { "\($0)" } ?? "", test.verdict,
        ])
      }
    }
    return text.text
  }
}
