internal import Dispatch
internal import Synchronization

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

  private struct Waiting {
    var jobs: [UnownedJob] = []
    var shuffler: UInt64?

    mutating func next() -> UnownedJob {
      guard var state = shuffler else { return jobs.removeFirst() }
      // A step of a linear congruential generator (Knuth's MMIX) is shuffled enough.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      shuffler = state
      return jobs.remove(at: Int((state >> 33) % UInt64(jobs.count)))
    }
  }

  private let queue = DispatchQueue(label: "statecraft.lane")
  private let waiting: Mutex<Waiting>

  public init(order: Order = .fifo) {
    var waiting = Waiting()
    if case .shuffled(let seed) = order { waiting.shuffler = seed }
    self.waiting = Mutex(waiting)
  }

  /// Takes a job. The serial queue gets one block for each, so a block always finds a job, and no
  /// two run at once.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    waiting.withLock { $0.jobs.append(job) }
    // The block keeps the lane until the job is done, even if that job lets go of the last actor
    // on it: `UnownedSerialExecutor` by itself would dangle.
    queue.async { [self] in
      waiting.withLock { $0.next() }.runSynchronously(on: asUnownedSerialExecutor())
    }
  }

  public func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }
}
