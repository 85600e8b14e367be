internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore

/// What a comparison found, for machines.
extension ComparisonReport {
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document) + Data("\n".utf8)
  }

  /// A row for each comparison and metric, in the units of the metrics.
  func csv() -> String {
    var table = CSVText([
      "against", "variant", "metric", "kind", "pairs", "pairs_that_differ", "base_mean",
      "variant_mean", "difference", "lower", "upper", "se", "p", "p_holm", "variance_ratio",
    ])
    for comparison in comparisons {
      for result in comparison.results {
        let found = result.found
        let numbers: [Double?] = [
          found.base, found.variant, found.difference, found.interval?.lower,
          found.interval?.upper, found.standardError, found.probability, result.probability,
          found.varianceRatio,
        ]
        table.add(
          [
            comparison.base, comparison.variant, result.metric.name,
            result.metric.kind.rawValue, "\(found.pairs)", "\(found.differingPairs)",
          ] + numbers.map { $0.map { "\($0)" } ?? "" })
      }
    }
    return table.text
  }

  private var document: Document {
    let base = runs.sides[0].scenario
    return Document(
      scenario: .init(name: base.name, path: path, hash: base.hash), seed: "\(runs.seed)",
      runs: results.completed, runsPlanned: runs.runs, jobs: runs.jobs, level: 0.95,
      sides: runs.sides.indices.map { index in
        let variant = index == 0 ? nil : variants[index - 1]
        let changes = variant?.changes ?? Variant.Changes()
        return .init(
          name: runs.sides[index].name, file: variant?.file, set: baseChanges.set + changes.set,
          without: baseChanges.without + changes.without, hash: runs.sides[index].scenario.hash,
          digest: results.digests[index].hexadecimal)
      },
      comparisons: comparisons.map { comparison in
        .init(
          against: comparison.base, variant: comparison.variant, sameGames: comparison.sameGames,
          results: comparison.results.map(Document.Result.init))
      },
      warnings: notes, elapsed: elapsed)
  }

  private struct Document: Encodable {
    struct Source: Encodable { let name, path, hash: String }

    struct Side: Encodable {
      let name: String
      let file: String?
      let set, without: [String]
      let hash, digest: String
    }

    struct Comparison: Encodable {
      let against, variant: String
      let sameGames: Int
      let results: [Result]

      enum CodingKeys: String, CodingKey {
        case against, variant, results
        case sameGames = "same_games"
      }
    }

    struct Result: Encodable {
      let metric, kind: String
      let differingPairs: Int
      let baseMean, variantMean, difference: Double
      let interval: [Double]?
      let se: Double?
      let p, holm: Double
      let isClear: Bool
      let ratio: Double?
      let sentence: String

      init(_ result: StatecraftComparison.Result) {
        metric = result.metric.name
        kind = result.metric.kind.rawValue
        differingPairs = result.found.differingPairs
        baseMean = result.found.base
        variantMean = result.found.variant
        difference = result.found.difference
        interval = result.found.interval.map { [$0.lower, $0.upper] }
        se = result.found.standardError
        p = result.found.probability
        holm = result.probability
        isClear = result.isClear
        ratio = result.found.varianceRatio
        sentence = result.sentence
      }

      enum CodingKeys: String, CodingKey {
        case metric, kind, difference, se, p, sentence
        case differingPairs = "pairs_that_differ"
        case baseMean = "base_mean"
        case variantMean = "variant_mean"
        case interval = "ci95"
        case holm = "p_holm"
        case isClear = "told_apart"
        case ratio = "variance_ratio"
      }
    }

    let scenario: Source
    /// As text: a seed may have more digits than a JSON reader keeps.
    let seed: String
    let runs, runsPlanned, jobs: Int
    let level: Double
    let sides: [Side]
    let comparisons: [Comparison]
    let warnings: [String]
    let elapsed: Double

    enum CodingKeys: String, CodingKey {
      case scenario, seed, runs, jobs, level, sides, comparisons, warnings
      case runsPlanned = "runs_planned"
      case elapsed = "elapsed_s"
    }
  }
}

/// Named apart from the document's own.
private typealias StatecraftComparison = Comparison
