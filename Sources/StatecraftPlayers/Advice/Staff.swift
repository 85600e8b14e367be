internal import StatecraftCore

/// What a seat's staff can be asked, whatever is played: pure functions from what the seat may know
/// to lines of at most 80 columns.
protocol Staff {
  /// The tables that ``show(_:_:)`` has, by name.
  var tables: [(name: String, summary: String)] { get }
  /// All that is to be known before deciding.
  func briefing() -> [Line]
  /// Of it, what is new.
  func brief() -> [Line]
  /// What may be ordered now.
  func legal(_ filter: Filter) -> [Line]
  /// What orders might do.
  func estimate(_ orders: Decision) -> [Line]
  /// One of ``tables``, narrowed.
  func show(_ table: String, _ filter: Filter) -> [Line]
  /// What a state did in the last turn, as far as the seat can know.
  func explain(_ state: StateID) -> [Line]
  /// What the seat's own policy would order, and why.
  func advise() -> [Line]
  /// What is known of others' aims.
  func rivals() -> [Line]
}

extension Staff {
  func brief() -> [Line] { briefing() }
}

extension Advice: Staff {
  var tables: [(name: String, summary: String)] { Self.tables }
}
