public import StatecraftCore

/// A state withholds exports from another, by sector and strictness.
///
/// Denial at a node, "small yard, high fence": literature F-10, V-13, V-68, C4-24. A new
/// strictness is in force partly in the turn of the order and fully in the next. Where an issuer's
/// law reaches abroad (``ExtraterritorialReach``), others' levels in force are at least what it
/// binds.
///
/// Cases C-201 to C-214.
public struct ExportControl: Rule {
  public static let name = "export-control"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.exportControlOrdered, .exportControl]
  public static let orders = [OrderKind.control(.exportControl)]
  public static let sources = ["F-10", "V-13", "V-68", "C4-24"]
  public static let summary = "Ordered denial of exports reaches force over two turns."
  public static let parameters = [
    Parameter<ExportControl>(
      "phase_in", \.phaseIn, in: 0...1, unit: "share",
      "Part of a change that is in force in the turn of the order; the rest follows a turn later.")
  ]

  public var phaseIn = 0.6

  public init() {}

  public func apply(to turn: inout Turn) throws {
    StandingControls(phaseIn: phaseIn).apply(
      .exportControl, ordered: \.exportControlOrdered, inForce: \.exportControl, to: &turn)
    if let reach = ExtraterritorialReach(turn.setting) {
      turn.after.exportControl = reach.bound(
        turn.after.exportControl, orders: turn.after.exportControlOrdered)
    }
  }
}
