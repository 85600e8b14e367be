public import StatecraftCore

/// What a seat's staff has to say: pure functions from what the seat may know to lines of at most
/// 80 columns.
public struct Advice: Sendable {
  public let view: SeatView

  public init(_ view: SeatView) { self.view = view }

  /// What is to be known before deciding.
  public func briefing() -> [Line] { [] }

  /// What orders would do to first order, beside the word *estimate*.
  public func estimate(_ orders: Decision) -> [Line] { [] }

  /// What may be ordered now, with ranges and what stands.
  public func legal(_ filter: Filter) -> [Line] { [] }

  /// Why a state did what it did in the last turn, as far as this seat can know.
  public func explain(_ state: StateID) -> [Line] { [] }

  /// What the seat's own policy would do, and for what.
  public func advise() -> [Line] { [] }

  /// What is known of others' weights.
  public func rivals() -> [Line] { [] }

  /// The tables that ``show(_:_:)`` has, by name.
  public static let tables: [(name: String, summary: String)] = []

  /// A table, narrowed to states and sectors.
  public func show(_ table: String, _ filter: Filter) -> [Line] { [] }
}
