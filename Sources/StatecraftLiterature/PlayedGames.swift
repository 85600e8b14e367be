public import StatecraftCore
internal import StatecraftEngine
public import StatecraftScenario

/// How games of a scenario ended, for numbers that only play can tell.
public struct PlayedGames: Sendable {
  /// The end of a game.
  public struct End: Sendable {
    public let moves: Dyadic<Double>
    public let types: PerState<Double>
    /// What the last round paid: [whom, with whom].
    public let payoffs: Dyadic<Double>
    public let scores: Dyadic<Double>
  }

  /// In order of replicate.
  public let ends: [End]

  /// Plays as many games as the scenario's `play` says.
  ///
  /// - Throws: when a game fails, and `CancellationError`.
  public init(_ loaded: LoadedScenario, jobs: Int) async throws {
    let batch = Batch(
      loaded.scenario, seed: loaded.play.seed, replicates: 0..<UInt64(loaded.play.runs), jobs: jobs)
    var ends: [End] = []
    let summary = try await batch.run { result in
      End(
        moves: result.world.moves, types: result.world.types, payoffs: result.world.payoffs,
        scores: result.world.scores)
    } reduce: { _, end in
      ends.append(end)
      return .proceed
    }
    guard summary.isComplete else { throw CancellationError() }
    self.ends = ends
  }

  /// The mean of a number over all games, with its standard error.
  func mean(_ number: (End) -> Double) -> Estimate {
    var (mean, squares) = (0.0, 0.0)
    for (index, end) in ends.enumerated() {
      let value = number(end)
      let step = value - mean
      mean += step / Double(index + 1)
      squares += step * (value - mean)
    }
    let count = Double(ends.count)
    let deviation = ends.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    return Estimate(value: mean, standardError: deviation / count.squareRoot())
  }

  /// The share of games of which something is true.
  func share(_ isTrue: (End) -> Bool) -> Estimate {
    var estimate = mean { isTrue($0) ? 1 : 0 }
    estimate.isShareOf = ends.count
    return estimate
  }
}

/// A number, and how far chance may have moved it.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  /// 0 where chance has no say.
  public let standardError: Double
  /// Of a share, the number of games.
  var isShareOf: Int?

  init(value: Double, standardError: Double = 0) {
    self.value = value
    self.standardError = standardError
  }

  /// The standard error that it would have, were a published number true: of a share it follows from
  /// the number itself.
  func standardError(if published: Double) -> Double {
    guard let count = isShareOf, (0...1).contains(published) else { return standardError }
    return (published * (1 - published) / Double(count)).squareRoot()
  }
}
