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
  /// The distance between one run's number and the next: 1, or more in a part of a batch that
  /// takes every so manieth run.
  public let step: UInt64
  /// What an umpire puts into every game.
  public let injects: InjectSchedule
  /// How many games are played at the same time.
  public let jobs: Int
  /// What to sample of the world after each turn, for ``GameResult/samples``; nothing when nil.
  public let sampling: (@Sendable (World) -> [Double])?

  /// - Parameters:
  ///   - scenario: what is played.
  ///   - beginning: where every game is taken up; the scenario's start, when nil.
  ///   - seed: the master seed.
  ///   - replicates: the first run's number, and a bound on the last.
  ///   - step: the distance between one run's number and the next.
  ///   - injects: what an umpire puts into every game.
  ///   - jobs: how many games are played at the same time.
  ///   - sampling: what to sample of the world after each turn; nothing when nil.
  public init(
    _ scenario: Scenario, from beginning: Position? = nil, seed: UInt64,
    replicates: Range<UInt64>, step: UInt64 = 1,
    injects: InjectSchedule = InjectSchedule(), jobs: Int,
    sampling: (@Sendable (World) -> [Double])? = nil
  ) {
    precondition(jobs >= 1, "\(jobs) jobs can't play a game")
    precondition(step >= 1, "a step of \(step) gets nowhere")
    self.scenario = scenario
    self.beginning = beginning ?? Position(startOf: scenario)
    self.seed = seed
    self.replicates = replicates
    self.step = step
    self.injects = injects
    self.jobs = jobs
    self.sampling = sampling
  }

  /// How many runs the batch has.
  public var count: Int { (replicates.count + Int(step) - 1) / Int(step) }

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
  ///   - isolation: where all but `measure` run; the caller's own.
  ///   - recall: a run that is known already, so that it needn't be played, with its fingerprint;
  ///     nil to play it. Asked once of each run, in order.
  ///   - measure: what to keep of a run; called on the run's own thread.
  ///   - keep: gets each run that was played, with its fingerprint, as soon as it's over: in no
  ///     particular order.
  ///   - progress: gets the number of games that are finished.
  ///   - reduce: gets each run's number and measure, recalled or played; may stop the batch.
  /// - Returns: how many runs were handed on, and their fingerprint.
  /// - Throws: ``BatchError`` for the first run that fails, by number, after all before it have
  ///   been handed on; and what `recall`, `keep` and `reduce` throw.
  public func run<Measure: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    recall: (UInt64) throws -> (Measure, Digest)? = { _ in nil },
    measure: @escaping @Sendable (GameResult) throws -> Measure,
    keep: (UInt64, Measure, Digest) throws -> Void = { _, _, _ in },
    progress: (Int) -> Void = { _ in },
    reduce: (UInt64, Measure) throws -> Step
  ) async throws -> BatchSummary {
    try await withThrowingTaskGroup(of: Run<Measure>.self) { group in
      var summary = BatchSummary(planned: count)
      var idle = (0..<min(jobs, count)).map { _ in Lane() }
      var next = replicates.lowerBound
      var due = replicates.lowerBound
      var early: [UInt64: Result<(Measure, Digest), any Error>] = [:]
      var finished = 0
      let window = 4 * UInt64(jobs) * step

      while true {
        while let outcome = early.removeValue(forKey: due) {
          switch outcome {
          case .success((let measure, let digest)):
            summary.add(digest)
            if try reduce(due, measure) == .stop {
              group.cancelAll()
              return summary
            }
          case .failure(is CancellationError) where Task.isCancelled:
            return summary
          case .failure(let error):
            throw BatchError(replicate: due, cause: error)
          }
          due += step
        }
        // A game that takes long holds up those behind it, not without bound.
        if !Task.isCancelled, next < replicates.upperBound, next < due + window,
          let lane = idle.last
        {
          let replicate = next
          if let known = try recall(replicate) {
            early[replicate] = .success(known)
          } else {
            idle.removeLast()
            group.addTask { await play(replicate, on: lane, measure: measure) }
          }
          next += step
          continue
        }
        guard let run = try await group.next() else { return summary }
        idle.append(run.lane)
        early[run.replicate] = run.outcome
        if case .success((let measure, let digest)) = run.outcome {
          try keep(run.replicate, measure, digest)
        }
        finished += 1
        progress(finished)
      }
    }
  }

  private func play<Measure: Sendable>(
    _ replicate: UInt64, on lane: Lane, measure: @Sendable (GameResult) throws -> Measure
  ) async -> Run<Measure> {
    let outcome: Result<(Measure, Digest), any Error>
    do {
      let game = Game(
        scenario, from: beginning, seed: seed, replicate: replicate, lane: lane,
        injects: .planned(injects))
      let result = try await game.play(sampling: sampling)
      outcome = .success((try measure(result), result.digest))
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

private struct Run<Measure: Sendable>: Sendable {
  let replicate: UInt64
  let lane: Lane
  let outcome: Result<(Measure, Digest), any Error>
}
