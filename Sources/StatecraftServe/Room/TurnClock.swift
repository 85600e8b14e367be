/// The time that a turn may take: runs, or is paused, or isn't kept.
struct TurnClock: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// How long each turn may take; as long as it likes, when nil.
  var limit: Duration?
  private var end: Instant?
  private var kept: Duration?

  init(limit: Duration?) { self.limit = limit }

  /// Whether it's paused by the umpire.
  var isPaused: Bool { kept != nil || isHeld }
  /// A pause without a time that is kept.
  private var isHeld = false

  mutating func start(now: Instant) {
    isHeld = false
    kept = nil
    end = limit.map { now + $0 }
  }

  mutating func stop() {
    isHeld = false
    (end, kept) = (nil, nil)
  }

  mutating func pause(now: Instant) {
    kept = left(now: now)
    end = nil
    isHeld = true
  }

  mutating func resume(now: Instant) {
    if let kept { end = now + kept }
    kept = nil
    isHeld = false
  }

  /// Gives the turn more time, or less; a turn without a limit gets one.
  mutating func add(_ time: Duration, now: Instant) {
    if let rest = kept {
      kept = max(.zero, rest + time)
    } else {
      end = max(now, (end ?? now) + time)
    }
  }

  /// What is left; nil where no time is kept.
  func left(now: Instant) -> Duration? { kept ?? end.map { max(.zero, $0 - now) } }

  func isUp(now: Instant) -> Bool { !isHeld && end.map { $0 <= now } ?? false }
}
