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
  public static let orders = [OrderKind.control(.tariff)]
  public static let sources = ["F-17", "V-37", "V-74"]
  public static let summary = "Ordered tariffs are in force at once."
  public static let parameters: [Parameter<Tariff>] = []

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      for order in turn.decisions[state].controls where order.instrument == .tariff {
        let was = turn.before.tariff[order.sector, state, order.target]
        guard order.level != was else { continue }
        turn.after.tariff[order.sector, state, order.target] = order.level
        turn.report(
          order.level > was ? "tariff.raised" : "tariff.lowered", state: state,
          target: order.target, sector: order.sector, value: order.level,
          why: order.level > was
            ? "the state ordered a higher tariff" : "the state ordered a lower tariff")
      }
    }
  }
}
