internal import StatecraftScenario

/// Plays the games of a plan, and hands on each point when its games are done.
///
/// What it plays is a model: any function from a point to a function from a game's number to
/// metrics. The program's model is the game; tests use functions whose indices are known.
public struct Sweep: Sendable {
  /// Plays game k at a point that was opened: the metrics, in the study's order.
  public typealias Runner = @Sendable (_ replicate: UInt64) async throws -> [Double]
  /// Makes ready what games at a point share.
  public typealias Model = @Sendable (Point) throws -> Runner

  public let plan: Plan
  /// How many games are played at the same time.
  public let jobs: Int

  public init(_ plan: Plan, jobs: Int) {
    precondition(jobs >= 1, "\(jobs) jobs can't play a game")
    self.plan = plan
    self.jobs = jobs
  }

  /// Plays the points from one on, and hands on each in order.
  ///
  /// No more than a few points for each job wait for their turn. When the task is cancelled it
  /// returns: the points handed on are the next ones, without gaps.
  ///
  /// - Parameters:
  ///   - first: the first point to play; those before it are known.
  ///   - isolation: where `progress` and `each` run; the caller's own.
  ///   - progress: gets the number of games that are finished.
  ///   - each: gets a point's number, and of each of its runs the metrics.
  /// - Returns: how many points were handed on.
  /// - Throws: ``SweepError`` for the first point that fails, after all before it have been handed
  ///   on; and what `each` throws.
  @discardableResult
  public func run(
    from first: Int = 0, isolation: isolated (any Actor)? = #isolation, _ model: @escaping Model,
    progress: (Int) -> Void = { _ in }, each: (Int, [[Double]]) throws -> Void
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Piece.self) { group in
      var queue = Queue(plan: plan, from: first, jobs: jobs)
      var finished = 0
      var due = first
      while true {
        while !Task.isCancelled, let work = queue.next(due: due) {
          group.addTask { await play(work, model) }
        }
        guard let piece = try await group.next() else { return due - first }
        finished += piece.work.replicates.count
        progress(finished)
        queue.enter(piece)
        while let outcome = queue.outcome(of: due) {
          switch outcome {
          case .success(let values): try each(due, values)
          case .failure(is CancellationError) where Task.isCancelled: return due - first
          case .failure(let error):
            throw SweepError(point: plan.points[due], factors: plan.factors, cause: error)
          }
          due += 1
        }
      }
    }
  }

  private func play(_ work: Work, _ model: Model) async -> Piece {
    var runner = work.runner
    var values: [[Double]] = []
    do {
      let open = try runner ?? model(plan.points[work.point])
      runner = open
      for replicate in work.replicates {
        try Task.checkCancellation()
        values.append(try await open(replicate))
      }
      return Piece(work: work, runner: open, values: .success(values))
    } catch {
      return Piece(work: work, runner: runner, values: .failure(error))
    }
  }
}

/// A point whose games failed.
public struct SweepError: Error, CustomStringConvertible {
  public let point: Point
  /// What the point sets, as on a command line.
  public let options: String
  public let cause: any Error

  init(point: Point, factors: [Factor], cause: any Error) {
    self.point = point
    self.cause = cause
    options = point.options(factors).joined(separator: " ")
  }

  public var description: String {
    "Point \(point.index) failed" + (options.isEmpty ? "" : " (\(options))") + ". \(cause)"
  }
}

/// Some games at a point.
private struct Work: Sendable {
  let point: Int
  let replicates: Range<UInt64>
  /// Nil where the point isn't open yet.
  let runner: Sweep.Runner?
}

/// Games that were played, or why not.
private struct Piece: Sendable {
  let work: Work
  let runner: Sweep.Runner?
  let values: Result<[[Double]], any Error>
}

/// What there is to play next, and what was played of points that aren't complete.
private struct Queue {
  private let plan: Plan
  /// Games in a piece of work: with many points all of a point's, with few one, so that the last
  /// points keep all jobs busy too.
  private let pieceSize: Int
  private let jobs: Int
  private var running = 0
  private var nextPoint: Int
  /// Games at points that have been opened.
  private var ready: [Work] = []
  private var open: [Int: OpenPoint] = [:]

  private struct OpenPoint {
    var values: [[Double]?]
    var missing: Int
    var fault: (any Error)?
  }

  init(plan: Plan, from first: Int, jobs: Int) {
    self.plan = plan
    self.jobs = jobs
    nextPoint = first
    pieceSize = plan.points.count - first >= 8 * jobs ? plan.study.runs : 1
  }

  /// Work for an idle job; nil where all are busy or the point that is due holds up the rest.
  mutating func next(due: Int) -> Work? {
    guard running < jobs else { return nil }
    if !ready.isEmpty {
      running += 1
      return ready.removeFirst()
    }
    guard nextPoint < plan.points.count, nextPoint < due + 4 * jobs else { return nil }
    let point = nextPoint
    nextPoint += 1
    running += 1
    let replicates = plan.replicates(of: point)
    open[point] = OpenPoint(
      values: Array(repeating: nil, count: replicates.count), missing: replicates.count)
    return Work(
      point: point, replicates: replicates.prefix(pieceSize), runner: nil)
  }

  mutating func enter(_ piece: Piece) {
    running -= 1
    let work = piece.work
    let all = plan.replicates(of: work.point)
    switch piece.values {
    case .success(let values):
      for (replicate, value) in zip(work.replicates, values) {
        open[work.point]?.values[Int(replicate - all.lowerBound)] = value
      }
      open[work.point]?.missing -= values.count
    case .failure(let error):
      open[work.point]?.fault = error
    }
    if work.runner == nil, let runner = piece.runner, case .success = piece.values {
      var start = work.replicates.upperBound
      while start < all.upperBound {
        let end = min(start + UInt64(pieceSize), all.upperBound)
        ready.append(Work(point: work.point, replicates: start..<end, runner: runner))
        start = end
      }
    }
  }

  /// What came of a point, once it's complete or has failed.
  mutating func outcome(of point: Int) -> Result<[[Double]], any Error>? {
    guard let state = open[point] else { return nil }
    if let fault = state.fault {
      open[point] = nil
      return .failure(fault)
    }
    guard state.missing == 0 else { return nil }
    open[point] = nil
    return .success(state.values.map { $0 ?? [] })
  }
}
