/// How much of anything a client may ask for: what is above is refused, not served slowly.
public struct ServerLimits: Sendable {
  /// The first line and the headers of a request, in bytes.
  public var headBytesMax = 8 * 1024
  /// The body of a request, in bytes: many times the longest order.
  public var bodyBytesMax = 16 * 1024
  /// Open connections in all, and from one address: beyond it a new one is closed at once.
  public var connectionsMax = 600
  public var connectionsPerAddressMax = 400
  /// Requests of one address: so many at once, and so many more each second.
  public var requestsAtOnce = 800.0
  public var requestsPerSecond = 200.0
  /// Requests with a token that opens nothing, likewise.
  public var wrongTokensAtOnce = 20.0
  public var wrongTokensPerSecond = 2.0
  /// How long a client may take to send a request, and to take an answer's next bytes.
  public var patience = Duration.seconds(10)
  /// How long a connection may stay without asking anything.
  public var idleness = Duration.seconds(75)
  /// How often a stream of events says that it's there.
  public var heartbeat = Duration.seconds(15)

  public init() {}
}

/// So many at once, and so many more each second.
struct TokenBucket: Sendable {
  private let size: Double
  private let perSecond: Double
  private var level: Double
  private var last: ContinuousClock.Instant

  init(size: Double, perSecond: Double, now: ContinuousClock.Instant) {
    self.size = size
    self.perSecond = perSecond
    level = size
    last = now
  }

  /// Takes one, if there's one.
  mutating func take(now: ContinuousClock.Instant) -> Bool {
    level = min(size, level + (now - last) / .seconds(1) * perSecond)
    last = now
    guard level >= 1 else { return false }
    level -= 1
    return true
  }

  /// Whether it has been left alone for so long that it's as good as new.
  func isFull(now: ContinuousClock.Instant) -> Bool {
    level + (now - last) / .seconds(1) * perSecond >= size
  }
}
