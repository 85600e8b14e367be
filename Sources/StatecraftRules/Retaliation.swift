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
    var harm = harm(by: turn.before, turn.setting)
    if accustomed > 0, let start {
      let usual = turn.scratchpad.object { UsualHarm(self.harm(by: start, turn.setting)) }
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
  private func harm(by world: World, _ setting: Setting) -> Dyadic<Double> {
    let states = setting.roster.states
    var harm = Dyadic(repeating: 0.0, rows: states.count, width: states.count)
    // Sector by sector, as tables lie in memory.
    let reach = reachBlame > 0 ? setting.reach : nil
    for sector in setting.roster.sectors {
      let traits = setting[sector]
      let bought = states.map { victim in
        states.reduce(0) { $0 + setting.startFlows[sector, victim, $1] }
      }
      for author in states {
        for victim in states where victim != author {
          let denial = world.exportControl[sector, author, victim]
          let closed = world.importRestriction[sector, author, victim]
          let taxed = world.tariff[sector, author, victim]
          if denial == 0 && closed == 0 && taxed == 0 { continue }
          let spending = bought[victim.index]
          if denial > 0 && spending > 0 {
            let share = setting.startFlows[sector, victim, author] / spending
            harm[author, victim] +=
              spending / traits.elasticity * -Math.log(1 - min(denial * share, 0.999))
          }
          let sold = setting.startFlows[sector, author, victim]
          harm[author, victim] +=
            traits.rentShare * sold * min(1, closed + traits.elasticity * taxed / (1 + taxed))
        }
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
    for issuer in states {
      for target in states {
        let ordered = world.exportControlOrdered[sector, issuer, target]
        guard target != issuer, ordered > 0 else { continue }
        for seller in states where seller != issuer && seller != target {
          let bound = reach[sector, issuer, seller] * ordered
          let beyond = bound - world.exportControlOrdered[sector, seller, target]
          guard beyond > 0 else { continue }
          harm[issuer, seller] +=
            reachBlame * rentShare * setting.startFlows[sector, target, seller] * beyond
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
