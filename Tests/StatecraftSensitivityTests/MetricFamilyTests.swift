import Foundation
import StatecraftAnalysis
import StatecraftScenario
import Testing

@Suite struct `Families of metrics` {
  private let library = ScenarioLibrary(
    root: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path)

  /// What is kept turn by turn, compared and told goes by family: none may be forgotten.
  @Test func `Every metric of economies and of games has a family, and every family metrics`()
    throws
  {
    var found: Set<MetricFamily> = []
    for name in ["small-yard-2023", "prisoners-dilemma", "three-tariffs", "public-good"] {
      guard library.entries().contains(where: { $0.name == name && $0.kind != .economy }) else {
        continue
      }
      let setting = try library.load(name).scenario.setting
      for metric in MetricCatalogue(setting: setting).metrics {
        let family = try #require(metric.kindOfFamily, "\(metric.name) has no family")
        found.insert(family)
      }
      // Something is kept turn by turn and compared in every scenario.
      let metrics = MetricCatalogue(setting: setting).metrics.compactMap(\.kindOfFamily)
      #expect(metrics.contains { $0.isKeptByTurn })
      #expect(metrics.contains { $0.isOutcome })
      #expect(metrics.contains { $0.judgesMoves })
    }
    #expect(found == Set(MetricFamily.allCases))
  }
}
