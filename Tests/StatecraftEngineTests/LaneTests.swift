import StatecraftEngine
import Synchronization
import Testing

struct LaneTests {
  @Test func `Jobs of a lane run one at a time`() async {
    let lane = Lane()
    let room = Room()
    await withTaskGroup { group in
      // Each worker is an actor of its own, so only the lane keeps them out of each other's way.
      for _ in 0..<4 {
        let worker = Worker(lane)
        group.addTask { for _ in 0..<100 { await worker.work(in: room) } }
      }
    }
    #expect(room.visits.load(ordering: .relaxed) == 400)
    #expect(room.meetings.load(ordering: .relaxed) == 0)
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
      await Worker(mine).work(in: Room())
    }
    // The thread that ran the last job lets go of the lane soon after.
    while lane != nil { await Task.yield() }
    #expect(lane == nil)
  }

  /// The order in which twenty jobs run that are ready before the first begins.
  private func order(_ order: Lane.Order) async -> [Int] {
    await Log(Lane(order: order)).orderOfTwenty()
  }
}

/// Counts visits, and how often two meet.
private final class Room: Sendable {
  let visits = Atomic(0)
  let meetings = Atomic(0)
  private let isTaken = Atomic(false)

  func visit() {
    if isTaken.exchange(true, ordering: .sequentiallyConsistent) {
      meetings.add(1, ordering: .relaxed)
    }
    for _ in 0..<20000 { visits.add(1, ordering: .relaxed) }
    visits.subtract(19999, ordering: .relaxed)
    isTaken.store(false, ordering: .sequentiallyConsistent)
  }
}

private actor Worker {
  private let lane: Lane
  init(_ lane: Lane) { self.lane = lane }
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func work(in room: Room) { room.visit() }
}

private actor Log {
  private let lane: Lane
  private var entries: [Int] = []
  private var onFull: CheckedContinuation<Void, Never>?
  init(_ lane: Lane) { self.lane = lane }
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Makes jobs while it holds the lane itself, so that all wait, and comes back after the last.
  func orderOfTwenty() async -> [Int] {
    for number in 0..<20 { Task { add(number) } }
    await withCheckedContinuation { onFull = $0 }
    return entries
  }

  private func add(_ number: Int) {
    entries.append(number)
    if entries.count == 20 { onFull?.resume() }
  }
}
