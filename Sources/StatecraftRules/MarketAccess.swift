public import StatecraftCore

/// A pole's leader opens its market to those who side with it and follow its controls.
///
/// New-type frameworks offer no access (F-04, C4-13), which is why the offer is nothing unless a
/// scenario makes it; raising it asks prediction P4-06. Access granted is the offer times
/// alignment times compliance.
///
/// Members of a trade agreement that is in play open their markets to each other, as far as the less
/// deep of two takes part (``Institutions/access(_:states:)``).
///
/// Who has agreed with another on access for something has it (rule `bargaining`).
///
/// Cases C-501 to C-507.
public struct MarketAccess: Rule {
  public static let name = "market-access"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.marketAccess]
  public static let sources = ["F-03", "F-04", "F-41", "C4-13", "P4-06"]
  public static let summary = "A pole's leader grants access to followers that comply."
  public static let parameters: [Parameter<MarketAccess>] = []

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for pole in turn.roster.poles where turn.setting.accessOffers[pole] > 0 {
      let leader = turn.roster.leader(of: pole)
      for state in turn.roster.states where turn.roster.pole(ledBy: state) == nil {
        turn.after.marketAccess[leader, state] =
          turn.setting.accessOffers[pole] * turn.before.alignment[state, pole]
          * compliance(of: state, with: leader, in: turn)
      }
    }
    openMarketsOfMembers(&turn)
    openMarketsByAgreement(&turn)
  }

  /// What states have agreed on with each other counts where it goes further.
  private func openMarketsByAgreement(_ turn: inout Turn) {
    guard let bargains = turn.before.bargains(turn.roster.stateCount) else { return }
    let hasMembers = turn.setting.institutions.parts.contains(where: \.opensMarkets)
    for importer in turn.roster.states {
      let pole = turn.roster.pole(ledBy: importer)
      let isWritten = hasMembers || pole.map { turn.setting.accessOffers[$0] > 0 } ?? false
      for exporter in turn.roster.states where exporter != importer {
        let agreed = bargains.access(from: importer, to: exporter)
        let offered = isWritten ? turn.after.marketAccess[importer, exporter] : 0
        if isWritten ? agreed > offered : agreed != turn.before.marketAccess[importer, exporter] {
          turn.after.marketAccess[importer, exporter] = max(offered, agreed)
        }
      }
    }
  }

  private func openMarketsOfMembers(_ turn: inout Turn) {
    let institutions = turn.setting.institutions
    guard institutions.parts.contains(where: \.opensMarkets) else { return }
    let agreed = institutions.access(turn.before.memberships, states: turn.roster.stateCount)
    for importer in turn.roster.states {
      let pole = turn.roster.pole(ledBy: importer)
      let isOffering = pole.map { turn.setting.accessOffers[$0] > 0 } ?? false
      for exporter in turn.roster.states {
        let offered = isOffering ? turn.after.marketAccess[importer, exporter] : 0
        turn.after.marketAccess[importer, exporter] = max(offered, agreed[importer, exporter])
      }
    }
  }

  /// The share of the leader's standing demands on other poles' leaders that a state meets,
  /// weighted by criticality; 1 when nothing is demanded.
  private func compliance(of state: StateID, with leader: StateID, in turn: Turn) -> Double {
    var (demanded, met) = (0.0, 0.0)
    for rival in turn.roster.poleLeaders where rival != leader {
      for sector in turn.roster.sectors {
        for instrument in turn.roster.instrumentIDs
        where turn.roster[instrument].isAskedOfFollowers {
          let column = turn.before.measures[ordered: instrument]
          let demand = turn.setting[sector].criticality * column[sector, leader, rival]
          demanded += demand
          met += min(demand, turn.setting[sector].criticality * column[sector, state, rival])
        }
      }
    }
    return demanded == 0 ? 1 : met / demanded
  }
}
