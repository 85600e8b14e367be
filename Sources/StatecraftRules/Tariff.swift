public import StatecraftCore

/// A state taxes another's goods; a tariff is in force in the turn of the order.
///
/// Unilateral measures F-17, V-37, V-74. Revenue goes to the importer's spending when markets
/// clear.
///
/// Cases C-401 to C-408.
public struct Tariff: Rule {
  public static let name = "tariff"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.tariff]
  public static let events = EventKind.measures
  public static let orders = [OrderKind.control(.tariff)]
  public static let sources = ["F-17", "V-37", "V-74"]
  public static let summary = "Ordered tariffs are in force at once."
  public static let parameters: [Parameter<Tariff>] = []

  public init() {}

  public func apply(to turn: inout Turn) throws {
    StandingControls(instrument: .tariff, phaseIn: 1).apply(to: &turn)
  }
}
