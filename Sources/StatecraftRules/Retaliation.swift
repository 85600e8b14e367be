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
    let harm = harm(in: turn)
    for victim in turn.roster.states {
      for author in turn.roster.states where author != victim {
        let remembered = memory * turn.before.grievance[victim, author]
        let grievance = remembered + (1 - memory) * harm[author, victim]
        turn.after.grievance[victim, author] = grievance < 1e-6 ? 0 : grievance
      }
    }
  }

  /// First-order harm that each state does each other by measures in force, in basis points of the
  /// victim's GDP, from the trade of the start (controls leave no trade to judge by).
  private func harm(in turn: Turn) -> Dyadic<Double> {
    let (world, setting) = (turn.before, turn.setting)
    let states = turn.roster.states
    var harm = Dyadic(repeating: 0.0, rows: states.count, width: states.count)
    let withheld = world.measures.together(.goods, .outbound, in: turn.roster)
    let keptOut = world.measures.together(.goods, .inbound, in: turn.roster)
    let rates = world.measures.together(.price, .inbound, in: turn.roster)
    // Sector by sector, as tables lie in memory.
    for sector in turn.roster.sectors {
      let traits = setting[sector]
      let bought = states.map { victim in
        states.reduce(0) { $0 + setting.startFlows[sector, victim, $1] }
      }
      for author in states {
        for victim in states where victim != author {
          let denial = withheld[sector, author, victim]
          let closed = keptOut[sector, author, victim]
          let taxed = rates[sector, author, victim]
          if denial == 0 && closed == 0 && taxed == 0 { continue }
          let spending = bought[victim.index]
          if denial > 0 && spending > 0 {
            let share = setting.startFlows[sector, victim, author] / spending
            harm[author, victim] += Stake.lossOfSupply(
              spending, share: share, cut: denial, traits)
          }
          let sold = setting.startFlows[sector, author, victim]
          harm[author, victim] += Stake.lossOfSales(
            sold, cut: closed + Stake.shutOut(by: taxed, traits), traits)
        }
      }
    }
    for author in states {
      for victim in states {
        harm[author, victim] = harm[author, victim] / setting.gdp[victim] * 10_000
      }
    }
    return harm
  }
}
