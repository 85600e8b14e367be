internal import GSL
internal import StatecraftCore
public import StatecraftScenario

/// A scenario that compares published numbers with ours: an economy, or a game in strategic form.
public struct Classic: Sendable {
  public let name: String
  public let title: String
  public let summary: String
  /// The scenario's file, relative to the library where it's the library's.
  public let path: String
  /// Which published result it reproduces; nil where the file doesn't say.
  public let literature: ExperimentSet.Literature?
  /// The number of published numbers.
  public let count: Int
  private let content: Content

  private enum Content: Sendable {
    case economy(LoadedEconomy)
    /// By name of the case; without a name the file as it is.
    case game([(variant: String?, loaded: LoadedScenario)])
  }

  /// Reads a classic of the library, with its cases.
  ///
  /// - Parameters:
  ///   - path: a path that ends in `.yaml`, relative to the library or to the working folder.
  ///   - library: where scenarios and profiles are found.
  ///   - set: edits as `path=value`; those of cases come after them.
  /// - Returns: nil when it names no published result and no published number.
  /// - Throws: ``ScenarioFaults`` with every fault, those of all cases included.
  public init?(
    path: String, in library: ScenarioLibrary, set: [String] = []
  ) throws(ScenarioFaults) {
    let asked: ExperimentSet
    switch try library.kind(ofFile: path) {
    case .economy:
      let economy = try library.loadEconomy(file: path, set: set)
      (name, title, summary) = (economy.name, economy.title, economy.summary)
      asked = economy.experimentSet
      content = .economy(economy)
    case .game, .scenario:
      let cases = try library.loadCases(file: path, set: set)
      let base = cases[0].loaded
      (name, title, summary) = (base.scenario.name, base.scenario.title, base.summary)
      asked = base.experimentSet
      content = .game(cases)
    }
    guard asked.literature != nil || !asked.published.isEmpty else { return nil }
    self.path = path
    literature = asked.literature
    count = asked.published.count
  }

  /// Every published number beside ours, in the order of the file.
  ///
  /// - Throws: `CancellationError`, and whatever ends a game.
  public func compare(jobs: Int) async throws -> [PublishedComparison] {
    switch content {
    case .economy(let economy): return economy.compareWithPublished()
    case .game(let cases):
      var rows: [(position: Int, comparison: PublishedComparison)] = []
      for (variant, loaded) in cases {
        let own = cases[0].loaded.experimentSet.published.enumerated().filter {
          $0.element.variant == variant
        }
        guard !own.isEmpty else { continue }
        let isPlayed = own.contains { $0.element.measure.kind.isPlayed }
        let games = isPlayed ? try await PlayedGames(loaded, jobs: jobs) : nil
        let measures = GameMeasures(loaded, games: games)
        for (position, row) in own { rows.append((position, try compare(row, measures))) }
      }
      return rows.sorted { $0.position < $1.position }.map(\.comparison)
    }
  }

  private func compare(
    _ row: PublishedRow, _ measures: GameMeasures
  ) throws -> PublishedComparison {
    let estimate: Estimate
    do throws(MeasureFailure) {
      estimate = try measures.estimate(of: row.measure)
    } catch {
      return PublishedComparison(row, ours: nil, failure: error.description)
    }
    guard let level = row.errorLevel else { return PublishedComparison(row, ours: estimate.value) }
    return PublishedComparison(
      row, ours: estimate.value,
      margin: try Quantile.normal(1 - level / 2) * estimate.standardError(if: row.value))
  }
}
