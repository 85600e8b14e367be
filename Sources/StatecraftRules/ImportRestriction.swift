public import StatecraftCore

/// A state keeps another's goods out, by sector and strictness: procurement and vendor bans,
/// exclusion clauses, de-risking.
///
/// Literature F-13, V-66. A new strictness is in force partly in the turn of the order and
/// fully in the next.
///
/// Cases C-205 and C-208 to C-210.
public struct ImportRestriction: Rule {
  public static let name = "import-restriction"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.importRestrictionOrdered, .importRestriction]
  public static let orders = [OrderKind.control(.importRestriction)]
  public static let sources = ["F-13", "V-66"]
  public static let summary = "Ordered restrictions on imports reach force over two turns."
  public static let parameters = [
    Parameter<ImportRestriction>(
      "phase_in", \.phaseIn, in: 0...1, unit: "share",
      "Part of a change that is in force in the turn of the order; the rest follows a turn later.")
  ]

  public var phaseIn = 0.6

  public init() {}

  public func apply(to turn: inout Turn) throws {
    StandingControls(phaseIn: phaseIn).apply(
      .importRestriction, ordered: \.importRestrictionOrdered, inForce: \.importRestriction,
      to: &turn)
  }
}
