public import StatecraftCore

/// Many games of one scenario, differing in luck only.
///
/// The results are the same for any number of jobs: games share nothing, and are handed on in
/// order of replicate.
public struct Batch: Sendable {
  public let scenario: Scenario
  /// Where every game is taken up.
  public let beginning: Position
  public let seed: UInt64
  /// The numbers of the runs; a batch can be split into ranges and put together again.
  public let replicates: Range<UInt64>
  /// How many games are played at the same time.
  public let jobs: Int

  /// - Parameter beginning: where every game is taken up; the scenario's start, when nil.
  public init(
    _ scenario: Scenario, from beginning: Position? = nil, seed: UInt64,
    replicates: Range<UInt64>, jobs: Int
  ) {
    precondition(jobs >= 1, "\(jobs) jobs can't play a game")
    self.scenario = scenario
    self.beginning = beginning ?? Position(startOf: scenario)
    self.seed = seed
    self.replicates = replicates
    self.jobs = jobs
  }

  /// Whether to go on after a run.
  public enum Step: Sendable {
    case proceed, stop
  }

  /// Plays the runs and hands on what is measured of each, in order of replicate.
  ///
  /// No more than a few results for each job wait for their turn, so the batch takes the same
  /// memory for ten runs or a million.
  ///
  /// When the task is cancelled, the batch stops within a turn of each running game and returns:
  /// the runs handed on are the first ones, without gaps.
  ///
  /// - Parameters:
  ///   - isolation: where `progress` and `reduce` run; the caller's own.
  ///   - measure: what to keep of a run; called on the run's own thread.
  ///   - progress: gets the number of games that are finished.
  ///   - reduce: gets each run's number and measure; may stop the batch.
  /// - Returns: how many runs were handed on, and their fingerprint.
  /// - Throws: ``BatchError`` for the first run that fails, by number, after all before it have
  ///   been handed on; and what `reduce` throws.
  public func run<Measure: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    measure: @escaping @Sendable (GameResult) throws -> Measure,
    progress: (Int) -> Void = { _ in },
    reduce: (UInt64, Measure) throws -> Step
  ) async throws -> BatchSummary {
    try await withThrowingTaskGroup(of: Run<Measure>.self) { group in
      var summary = BatchSummary(planned: replicates.count)
      var idle = (0..<min(jobs, replicates.count)).map { _ in Lane() }
      var next = replicates.lowerBound
      var due = replicates.lowerBound
      var early: [UInt64: Result<Measured<Measure>, any Error>] = [:]
      var finished = 0
      let window = UInt64(4 * jobs)

      while true {
        // A game that takes long holds up those behind it, not without bound.
        while !Task.isCancelled, next < replicates.upperBound, next < due + window,
          let lane = idle.popLast()
        {
          let replicate = next
          group.addTask { await play(replicate, on: lane, measure: measure) }
          next += 1
        }
        guard let run = try await group.next() else { return summary }
        idle.append(run.lane)
        early[run.replicate] = run.outcome
        finished += 1
        progress(finished)

        while let outcome = early.removeValue(forKey: due) {
          switch outcome {
          case .success(let measured):
            summary.add(measured.digest)
            if try reduce(due, measured.measure) == .stop {
              group.cancelAll()
              return summary
            }
          case .failure(is CancellationError) where Task.isCancelled:
            return summary
          case .failure(let error):
            throw BatchError(replicate: due, cause: error)
          }
          due += 1
        }
      }
    }
  }

  private func play<Measure: Sendable>(
    _ replicate: UInt64, on lane: Lane, measure: @Sendable (GameResult) throws -> Measure
  ) async -> Run<Measure> {
    let outcome: Result<Measured<Measure>, any Error>
    do {
      let game = Game(scenario, from: beginning, seed: seed, replicate: replicate, lane: lane)
      let result = try await game.play()
      outcome = .success(Measured(measure: try measure(result), digest: result.digest))
    } catch {
      outcome = .failure(error)
    }
    return Run(replicate: replicate, lane: lane, outcome: outcome)
  }
}

/// What is known of a batch as a whole.
public struct BatchSummary: Sendable, Equatable {
  public let planned: Int
  /// Runs handed on.
  public private(set) var completed = 0
  /// The fingerprint of all runs handed on, in order.
  public private(set) var digest = Digest()

  init(planned: Int) { self.planned = planned }

  /// Whether no run is missing.
  public var isComplete: Bool { completed == planned }

  mutating func add(_ run: Digest) {
    completed += 1
    digest.add(run.value)
  }
}

/// A run of a batch that failed.
public struct BatchError: Error, CustomStringConvertible {
  public let replicate: UInt64
  public let cause: any Error

  public var description: String { "Replicate \(replicate) failed. \(cause)" }
}

private struct Measured<Measure: Sendable>: Sendable {
  let measure: Measure
  let digest: Digest
}

private struct Run<Measure: Sendable>: Sendable {
  let replicate: UInt64
  let lane: Lane
  let outcome: Result<Measured<Measure>, any Error>
}
