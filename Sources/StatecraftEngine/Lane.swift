internal import Dispatch

/// The executor that all actors of one game share: it runs one job at a time.
///
/// Since they share it, a call from one actor of a game to another doesn't change threads. Games
/// of a batch have lanes of their own, which run side by side.
public final class Lane: SerialExecutor {
  /// Which of several ready jobs runs first.
  public enum Order: Sendable {
    /// The one that has waited longest.
    case fifo
    /// Any: drawn from a seed. Tests use it to show that results don't depend on the order.
    case shuffled(seed: UInt64)
  }

  private let queue = DispatchQueue(label: "statecraft.lane")
  /// Where jobs wait when their order is shuffled; without it the queue keeps them in order.
  private let shuffler: Shuffler?

  public init(order: Order = .fifo) {
    shuffler =
      switch order {
      case .fifo: nil
      case .shuffled(let seed): Shuffler(seed: seed)
      }
  }

  /// Takes a job. The serial queue gets one block for each, so no two run at once.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    shuffler?.add(job)
    // The block keeps the lane until the job is done, even if that job lets go of the last actor
    // on it: `UnownedSerialExecutor` by itself would dangle.
    queue.async { [self] in
      (shuffler?.take() ?? job).runSynchronously(on: asUnownedSerialExecutor())
    }
  }

  public func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }
}

/// Jobs that wait for a lane, and are taken in an order drawn from a seed.
///
/// Sendable though it changes, since `jobs` and `state` are touched only on `queue`, which is
/// serial. (A `Mutex` would do, but the thread sanitizer doesn't see it on Linux.)
private final class Shuffler: @unchecked Sendable {
  private let queue = DispatchQueue(label: "statecraft.lane.shuffler")
  private var jobs: [UnownedJob] = []
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  func add(_ job: UnownedJob) {
    queue.sync { jobs.append(job) }
  }

  /// Takes any job. Each was added before its block went to the lane, so a block always finds one.
  func take() -> UnownedJob {
    queue.sync {
      // A step of a linear congruential generator (Knuth's MMIX) is shuffled enough.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return jobs.remove(at: Int((state >> 33) % UInt64(jobs.count)))
    }
  }
}
