public import StatecraftCore

/// The utility a world gives a state, term by term, in basis points of the state's own GDP.
///
/// This is the account after the fact, from the equilibrium; when they choose, states judge by
/// first-order exposures. Gains Y are changes of real income against the start. Public money
/// counts in the turn in which it's spent.
public struct Utility: UtilityAccount {
  public var gains = GainsFunction()

  public init() {}

  /// Gains of a state in billion US dollars of the start.
  public static func gain(of state: StateID, in world: World, setting: Setting) -> Double {
    (world.realIncome[state] - 1) * setting.gdp[state]
  }

  /// U before f, in billion US dollars: Y[i] − Σ_j r[i,j] Y[j].
  public static func relativeGain(
    of state: StateID, in world: World, setting: Setting
  ) -> Double {
    RelativeGains.utility(
      own: gain(of: state, in: world, setting: setting),
      others: setting.roster.states.filter { $0 != state }.map {
        (world.relativeGains[state, $0], gain(of: $0, in: world, setting: setting))
      })
  }

  /// - Parameters:
  ///   - world: the world after a turn.
  ///   - decision: what the state decided in that turn.
  public func terms(
    of state: StateID, in world: World, after decision: Decision, setting: Setting
  ) -> UtilityTerms {
    let weight = { (term: UtilityTerm) in world.weights[state, term] }
    var terms = UtilityTerms()
    terms[.gains] =
      weight(.gains)
      * gains(
        Self.relativeGain(of: state, in: world, setting: setting) / setting.gdp[state] * 10_000)

    for pole in setting.roster.poles where setting.roster.leader(of: pole) != state {
      let leader = setting.roster.leader(of: pole)
      let degree = world.alignment[state, pole]
      var feared = 0.0
      for other in setting.roster.states where other != leader {
        feared = max(feared, world.threat[state, other])
      }
      terms[.security] +=
        weight(.security) * degree * setting.defenceTies[state, leader] * feared * Self.scale
      terms[.affinity] +=
        weight(.affinity) * degree * setting.affinity[state, pole] * Self.scale
    }
    for sector in setting.roster.sectors where setting[sector].isKey {
      let bought = world.expenditure[sector, state]
      for other in setting.roster.states where other != state {
        if bought > 0 {
          terms[.autonomy] -=
            weight(.autonomy) * setting[sector].criticality * world.threat[state, other]
            * world.flows[sector, state, other] / bought * Self.scale
        }
        let theirs = world.expenditure[sector, other]
        if theirs > 0 {
          terms[.influence] +=
            weight(.influence) * setting[sector].criticality * setting.gdp[other]
            / (setting.gdp[state] + setting.gdp[other])
            * world.flows[sector, other, state] / theirs * Self.scale
        }
      }
    }
    // What the treasury takes out of real income is in the gains already.
    let free = 1 - setting.treasury.moneyCost
    for order in decision.investments {
      terms[.domestic] -= weight(.domestic) * free * order.percentOfGDP * 100
    }
    return terms
  }

  /// Basis points for a full unit of security, autonomy, influence or affinity.
  private static let scale = 10.0
}
