internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine

/// Several scenarios played run by run with the same luck: same seed, same replicates.
struct PairedRuns: Sendable {
  /// A scenario, and where the compared metrics stand in its catalogue.
  struct Side: Sendable {
    let name: String
    let scenario: Scenario
    let catalogue: MetricCatalogue
    let indices: [Int]
  }

  let sides: [Side]
  let metrics: [Metric]
  /// Which sides are compared, the one that is compared against first.
  let pairs: [(base: Int, variant: Int)]
  let seed: UInt64
  let runs: Int
  let jobs: Int

  /// What is known after some or all of the runs.
  struct Results: Sendable {
    /// By pair, then by metric.
    var samples: [[PairedSample]]
    /// By pair: how many runs were the same game in both, turn by turn.
    var sameGames: [Int]
    /// By side: the fingerprint of all its runs, as ‘batch’ prints it.
    var digests: [Digest]
    /// By side: whether its runs are different games.
    var variety: [RunVariety]
    /// By side: how often states held because they couldn't decide.
    var held: [Int]
    /// Runs that every side has played.
    var completed = 0
  }

  /// Plays all sides, block by block, so that what's known is of pairs whenever it's stopped, and
  /// memory is the same for any number of runs.
  ///
  /// When the task is cancelled, it returns what the blocks before have given.
  ///
  /// - Parameter progress: gets the number of games that are over.
  func play(progress: (Int) -> Void) async throws -> Results {
    var results = Results(
      samples: pairs.map { _ in metrics.map { PairedSample($0.kind) } },
      sameGames: pairs.map { _ in 0 }, digests: sides.map { _ in Digest() },
      variety: sides.map { _ in RunVariety() }, held: sides.map { _ in 0 })
    // Small at first, so that there are pairs soon; then large, so that no job waits for long.
    var blockSize = 2 * jobs
    while results.completed < runs {
      let first = results.completed
      let block = UInt64(first)..<UInt64(min(first + blockSize, runs))
      var games: [[Game]] = []
      for (index, side) in sides.enumerated() {
        games.append(
          try await play(side, block) { progress(sides.count * first + index * block.count + $0) })
      }
      guard games.allSatisfy({ $0.count == block.count }) else { break }
      add(games, to: &results)
      results.completed += block.count
      blockSize = min(2 * blockSize, 32 * jobs)
    }
    return results
  }

  /// What is kept of a game until its block is over.
  private struct Game: Sendable {
    let values: [Double]
    let digest: Digest
    let held: Int
  }

  private func play(
    _ side: Side, _ block: Range<UInt64>, progress: (Int) -> Void
  ) async throws -> [Game] {
    var games: [Game] = []
    let (setting, catalogue, indices) = (side.scenario.setting, side.catalogue, side.indices)
    do {
      _ = try await Batch(side.scenario, seed: seed, replicates: block, jobs: jobs).run(
        measure: { result in
          let values = catalogue.values(of: RunOutcome(of: result.world, setting: setting))
          return Game(
            values: indices.map { values[$0] }, digest: result.digest, held: result.notes.count)
        },
        progress: progress,
        reduce: { _, game in
          games.append(game)
          return .proceed
        })
    } catch let error as BatchError {
      throw Failure(.failed, "‘\(side.name)’: \(error)")
    }
    return games
  }

  private func add(_ games: [[Game]], to results: inout Results) {
    for (side, games) in games.enumerated() {
      for game in games {
        results.digests[side].add(game.digest.value)
        results.variety[side].add(game.digest)
        results.held[side] += game.held
      }
    }
    for (place, pair) in pairs.enumerated() {
      for (base, variant) in zip(games[pair.base], games[pair.variant]) {
        if base.digest == variant.digest { results.sameGames[place] += 1 }
        for index in metrics.indices {
          results.samples[place][index].add(
            base: base.values[index], variant: variant.values[index])
        }
      }
    }
  }
}
