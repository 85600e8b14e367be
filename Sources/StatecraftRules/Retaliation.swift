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
    let count = states.count
    let bought = turn.scratchpad.object { Purchases(of: setting) }.bought
    var harm = Dyadic(repeating: 0.0, rows: count, width: count)
    let withheld = world.measures.together(.goods, .outbound, in: turn.roster).storage
    let keptOut = world.measures.together(.goods, .inbound, in: turn.roster).storage
    let rates = world.measures.together(.price, .inbound, in: turn.roster).storage
    // Sector by sector, as tables lie in memory; next to all measures are none.
    for sector in turn.roster.sectors {
      let traits = setting[sector]
      let first = sector.index * count * count
      for pair in 0..<count * count {
        let denial = withheld[first + pair]
        let closed = keptOut[first + pair]
        let taxed = rates[first + pair]
        if denial == 0 && closed == 0 && taxed == 0 { continue }
        let (author, victim) = (pair / count, pair % count)
        if author == victim { continue }
        let spending = bought[sector.index * count + victim]
        if denial > 0 && spending > 0 {
          let share = setting.startFlows.storage[first + victim * count + author] / spending
          harm.storage[pair] += MeasureCost.lossOfSupply(
            spending, share: share, cut: denial, traits)
        }
        let sold = setting.startFlows.storage[first + pair]
        harm.storage[pair] += MeasureCost.lossOfSales(
          sold, cut: closed + MeasureCost.shutOut(by: taxed, traits), traits)
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

/// What each state bought of each sector at the start, sector by sector: the same in every turn.
private final class Purchases {
  let bought: [Double]

  init(of setting: Setting) {
    bought = setting.roster.sectors.flatMap { sector in
      setting.roster.states.map { victim in
        setting.roster.states.reduce(0) { $0 + setting.startFlows[sector, victim, $1] }
      }
    }
  }
}
