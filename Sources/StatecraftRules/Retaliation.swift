public import StatecraftCore

/// States remember who harms them, which policies may repay.
///
/// Harm is the first-order loss from another's measures in force, in basis points of own GDP.
/// Measures of the start may be no new grievance (`accustomed`), and whoever loses sales to rules
/// that bind it from abroad blames their author (`reach_blame`).
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
      "Part of a grievance that is left a turn later."),
    Parameter<Retaliation>(
      "accustomed", \.accustomed, in: 0...1, unit: "share",
      "The part of the harm by the measures of the start that is no new grievance."),
    Parameter<Retaliation>(
      "reach_blame", \.reachBlame, in: 0...1, unit: "share",
      "The part of what another's rules make a state lose for which it blames their author."),
  ]

  public var memory = 0.5
  public var accustomed = 0.0
  public var reachBlame = 0.0

  private let start: World?

  public init() { start = nil }
  /// - Parameter start: the world of the start, whose measures states may be accustomed to.
  public init(start: World) { self.start = start }

  public func apply(to turn: inout Turn) throws {
    var harm = harm(by: turn.before, in: turn)
    if accustomed > 0, let start {
      let usual = turn.scratchpad.object { UsualHarm(self.harm(by: start, in: turn)) }
      for index in harm.storage.indices {
        harm.storage[index] = max(
          0, harm.storage[index] - accustomed * usual.harm.storage[index])
      }
    }
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
  private func harm(by world: World, in turn: Turn) -> Dyadic<Double> {
    let setting = turn.setting
    let states = setting.roster.states
    let count = states.count
    let bought = turn.scratchpad.object { Purchases(of: setting) }.bought
    var harm = Dyadic(repeating: 0.0, rows: count, width: count)
    let withheld = world.measures.together(.goods, .outbound, in: turn.roster).storage
    let keptOut = world.measures.together(.goods, .inbound, in: turn.roster).storage
    let rates = world.measures.together(.price, .inbound, in: turn.roster).storage
    let reach = reachBlame > 0 ? setting.reach : nil
    // Sector by sector, as tables lie in memory; next to all measures are none.
    for sector in setting.roster.sectors {
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
      if let reach {
        blame(sector, traits.rentShare, reach, world, setting, &harm)
      }
    }
    for author in states {
      for victim in states {
        harm[author, victim] = harm[author, victim] / setting.gdp[victim] * 10_000
      }
    }
    return harm
  }

  /// Adds what sellers lose, beyond their own controls, to rules that bind them from abroad.
  private func blame(
    _ sector: SectorID, _ rentShare: Double, _ reach: SectorDyadic<Double>, _ world: World,
    _ setting: Setting, _ harm: inout Dyadic<Double>
  ) {
    let states = setting.roster.states
    let (orders, flows) = (world.exportControlOrdered, setting.startFlows)
    for issuer in setting.lawsAbroad {
      for target in states {
        let ordered = orders[sector, issuer, target]
        guard target != issuer, ordered > 0 else { continue }
        for seller in states where seller != issuer && seller != target {
          let bound = reach[sector, issuer, seller] * ordered
          let beyond = bound - orders[sector, seller, target]
          guard beyond > 0 else { continue }
          harm[issuer, seller] += reachBlame * rentShare * flows[sector, target, seller] * beyond
        }
      }
    }
  }
}

/// Harm by the measures of the start, kept through a game.
private final class UsualHarm {
  let harm: Dyadic<Double>
  init(_ harm: Dyadic<Double>) { self.harm = harm }
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
