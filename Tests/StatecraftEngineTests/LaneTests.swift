import StatecraftEngine
import Testing

struct LaneTests {
  @Test func `Jobs of a lane run one at a time`() async {
    let lane = Lane()
    let actors = (0..<4).map { _ in Worker(lane) }
    let counter = Unprotected()
    await withTaskGroup { group in
      for actor in actors {
        group.addTask { for _ in 0..<500 { await actor.increment(counter) } }
      }
    }
    // Each worker is its own actor, so only the lane keeps them from losing counts.
    #expect(counter.value == 2000)
  }

  @Test func `Shuffling changes the order of ready jobs, by seed`() async {
    let inOrder = await order(.fifo)
    #expect(inOrder == Array(0..<20))
    let shuffled = await order(.shuffled(seed: 1))
    #expect(shuffled != inOrder)
    #expect(shuffled.sorted() == inOrder)
    #expect(await order(.shuffled(seed: 1)) == shuffled)
    #expect(await order(.shuffled(seed: 2)) != shuffled)
  }

  @Test func `A lane goes when its last actor goes`() async {
    weak var lane: Lane?
    do {
      let mine = Lane()
      lane = mine
      await Worker(mine).increment(Unprotected())
    }
    // The thread that ran the last job lets go of the lane soon after.
    while lane != nil { await Task.yield() }
    #expect(lane == nil)
  }

  /// The order in which twenty jobs run that are ready before the first begins.
  private func order(_ order: Lane.Order) async -> [Int] {
    let lane = Lane(order: order)
    let log = Log(lane)
    await log.enqueueTwenty()
    return await log.numbers
  }
}

private final class Unprotected: @unchecked Sendable {
  // Touched only by workers of one lane at a time, and read after all have ended: the lane is what
  // the test puts to the proof.
  var value = 0
}

private actor Worker {
  private let lane: Lane
  init(_ lane: Lane) { self.lane = lane }
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func increment(_ counter: Unprotected) { counter.value += 1 }
}

private actor Log {
  private let lane: Lane
  private var entries: [Int] = []
  init(_ lane: Lane) { self.lane = lane }
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Makes jobs while it holds the lane itself, so that all wait.
  func enqueueTwenty() {
    for number in 0..<20 { Task { add(number) } }
  }

  private func add(_ number: Int) { entries.append(number) }

  /// What ran, once all have.
  var numbers: [Int] {
    get async {
      while entries.count < 20 { await Task.yield() }
      return entries
    }
  }
}
