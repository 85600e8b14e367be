internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftScenario
internal import StatecraftSensitivity

extension SweepReport {
  /// The analysis for machines: keys in order, the same text each time. What the data can't tell is
  /// null.
  func json() throws -> Data {
    let scenario = model.base.scenario
    let root: [String: Any] = [
      "study": [
        "name": study.name, "fingerprint": fingerprint, "design": study.design.kind.rawValue,
        "luck": study.luck.rawValue, "seed": "\(study.seed)",
      ] as [String: Any],
      "scenario": [
        "name": scenario.name, "path": model.base.bundle.main, "hash": scenario.hash,
      ],
      "warnings": analysis.notes, "points": analysis.points, "points_planned": plan.points.count,
      "runs": runs,
      "factors": plan.factors.map { ["path": $0.path, "name": $0.name] },
      "metrics": Dictionary(
        uniqueKeysWithValues: analysis.metrics.map { ($0.metric, document(of: $0)) }),
    ]
    let options: JSONSerialization.WritingOptions = [
      .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]
    return try JSONSerialization.data(withJSONObject: root, options: options)
      + Data("\n".utf8)
  }

  private func document(of metric: MetricAnalysis) -> [String: Any] {
    var document: [String: Any] = [
      "mean": metric.mean, "lowest": metric.lowest, "highest": metric.highest,
      "luck_share": json(metric.luck?.share),
    ]
    switch metric.finding {
    case .indices(let mean, let spread):
      document["indices_of_mean"] = json(mean)
      document["indices_of_spread"] = spread.map(json) ?? NSNull()
    case .elementary(let effects):
      document["elementary_effects"] = byFactor(effects) { effect in
        [
          "mu": effect.mean, "mu_star": json(effect.meanSize), "sigma": effect.spread,
          "luck_floor": effect.luckFloor ?? NSNull(), "above_luck": effect.isAboveLuck,
        ] as [String: Any]
      }
    case .main(let effects):
      document["main_effects"] = byFactor(effects) { effect in
        let levels = zip(effect.levels, effect.adjustedProbabilities).map { level, adjusted in
          [
            "value": level.value, "difference": level.difference.mean,
            "ci95": json(level.difference.interval), "p": level.difference.probability ?? NSNull(),
            "p_holm": adjusted ?? NSNull(),
          ] as [String: Any]
        }
        return ["levels": levels, "swing": effect.swing, "share": effect.share ?? NSNull()]
          as [String: Any]
      }
    case .regional(let region):
      document["regional"] =
        [
          "from": region.behaviour?.from ?? NSNull(), "to": region.behaviour?.to ?? NSNull(),
          "above_median": region.behaviour == nil, "count": region.count, "total": region.total,
          "factors": byFactor(region.factors) { factor in
            guard let factor else { return NSNull() }
            return [
              "distance": factor.distance, "p_holm": factor.probability,
              "median_with": factor.medianWith, "median_without": factor.medianWithout,
            ]
          },
        ] as [String: Any]
    }
    return document
  }

  private func byFactor<Item>(_ items: [Item], _ json: (Item) -> Any) -> [String: Any] {
    Dictionary(uniqueKeysWithValues: zip(plan.factors.map(\.path), items.map(json)))
  }

  private func json(_ indices: SobolIndices) -> Any {
    [
      "factors": byFactor(indices.factors) { ["first": json($0.first), "total": json($0.total)] },
      "sum_of_first": json(indices.sumOfFirst),
    ] as [String: Any]
  }

  private func json(_ estimate: Estimate?) -> Any {
    estimate.map { ["value": $0.value, "ci95": json($0.interval)] as [String: Any] } ?? NSNull()
  }

  private func json(_ interval: Interval?) -> Any {
    interval.map { [$0.lower, $0.upper] } ?? NSNull()
  }
}
