public import StatecraftCore

/// States remember who harms them, which policies may repay.
///
/// Harm is the first-order loss from another's measures in force, in basis points of own GDP.
/// Without this rule nobody has a grievance, so nobody retaliates: counter-measures F-38, C4-16,
/// coercive toolkit V-49.
///
/// Cases C-901 to C-905.
public struct Retaliation: Rule {
  public static let name = "retaliation"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = [.grievance]
  public static let sources = ["F-38", "C4-16", "V-14", "V-49"]
  public static let summary = "Harm by another's measures is remembered as a grievance."
  public static let parameters = [
    Parameter<Retaliation>(
      "memory", \.memory, in: 0...1, unit: "share per turn",
      "Part of a grievance that is left a turn later.")
  ]

  public var memory = 0.5

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for victim in turn.roster.states {
      let bought = turn.roster.sectors.map { sector in
        turn.roster.states.reduce(0) { $0 + turn.setting.startFlows[sector, victim, $1] }
      }
      for author in turn.roster.states where author != victim {
        let harm = harm(to: victim, by: author, bought: bought, in: turn)
        let grievance = memory * turn.before.grievance[victim, author] + (1 - memory) * harm
        turn.after.grievance[victim, author] = grievance < 1e-6 ? 0 : grievance
      }
    }
  }

  /// First-order harm by measures in force, in basis points of the victim's GDP, from the trade
  /// of the start (controls leave no trade to judge by).
  ///
  /// - Parameter bought: what the victim bought at the start, by sector.
  private func harm(
    to victim: StateID, by author: StateID, bought: [Double], in turn: Turn
  ) -> Double {
    let (world, setting) = (turn.before, turn.setting)
    var harm = 0.0
    for sector in turn.roster.sectors {
      let denial = world.exportControl[sector, author, victim]
      let closed = world.importRestriction[sector, author, victim]
      let taxed = world.tariff[sector, author, victim]
      if denial == 0 && closed == 0 && taxed == 0 { continue }
      let traits = setting[sector]
      let spending = bought[sector.index]
      if denial > 0 && spending > 0 {
        let share = setting.startFlows[sector, victim, author] / spending
        harm += spending / traits.elasticity * -Math.log(1 - min(denial * share, 0.999))
      }
      let sold = setting.startFlows[sector, author, victim]
      harm += traits.rentShare * sold * min(1, closed + traits.elasticity * taxed / (1 + taxed))
    }
    return harm / setting.gdp[victim] * 10_000
  }
}
