/// The connections that are open: how many there are of whom, and until when each must have moved.
actor Connections {
  private struct Entry {
    let address: String
    var deadline: ContinuousClock.Instant
    var task: Task<Void, Never>?
  }

  private let limits: ServerLimits
  private let clock = ContinuousClock()
  private var entries: [Int: Entry] = [:]
  private var next = 0
  private var requests: [String: TokenBucket] = [:]
  private var wrongTokens: [String: TokenBucket] = [:]
  private var sinceSweep = 0

  init(_ limits: ServerLimits) { self.limits = limits }

  var count: Int { entries.count }

  /// Takes a new connection in; nil where there are too many.
  func admit(_ address: String) -> Int? {
    guard entries.count < limits.connectionsMax,
      entries.values.count(where: { $0.address == address }) < limits.connectionsPerAddressMax
    else { return nil }
    next += 1
    entries[next] = Entry(address: address, deadline: clock.now + limits.patience)
    return next
  }

  func started(_ id: Int, _ task: Task<Void, Never>) {
    // It may have come to its end already.
    if entries[id] == nil { task.cancel() } else { entries[id]?.task = task }
  }

  /// Ends the connection unless it moves within a time.
  func expect(_ id: Int, within time: Duration) { entries[id]?.deadline = clock.now + time }

  func leave(_ id: Int) { entries[id] = nil }

  /// Whether an address may ask once more.
  func mayAsk(_ address: String) -> Bool {
    requests[
      address,
      default: TokenBucket(
        size: limits.requestsAtOnce, perSecond: limits.requestsPerSecond, now: clock.now)
    ].take(now: clock.now)
  }

  /// Notes a token that opened nothing.
  ///
  /// - Returns: whether the address may try another.
  func noteWrongToken(_ address: String) -> Bool {
    wrongTokens[
      address,
      default: TokenBucket(
        size: limits.wrongTokensAtOnce, perSecond: limits.wrongTokensPerSecond, now: clock.now)
    ].take(now: clock.now)
  }

  /// Ends the connections whose time is up, and forgets addresses that have been quiet.
  func sweep() {
    let now = clock.now
    for (id, entry) in entries where entry.deadline < now {
      entry.task?.cancel()
      entries[id] = nil
    }
    requests = requests.filter { !$0.value.isFull(now: now) }
    wrongTokens = wrongTokens.filter { !$0.value.isFull(now: now) }
  }

  func endAll() {
    for entry in entries.values { entry.task?.cancel() }
    entries = [:]
  }
}
