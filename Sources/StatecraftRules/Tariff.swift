public import StatecraftCore

/// A state taxes another's goods; a tariff is in force in the turn of the order.
///
/// Unilateral measures F-17, V-37, V-74. Revenue goes to the importer's spending when markets
/// clear.
///
/// Members of a customs union order together: see ``CustomsUnion``.
///
/// Cases C-401 to C-408 and C-1601 to C-1604.
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
      let union = turn.setting.unions.first { $0.members.contains(state) }
      for order in turn.decisions[state].controls where order.instrument == .tariff {
        if let union {
          // The first member that orders has the vote held for all.
          let first = union.members.first {
            turn.decisions[$0].tariff(order.sector, order.target) != nil
          }
          if first == state { vote(union, order.sector, order.target, &turn) }
        } else {
          set(order.level, by: state, order.sector, order.target, &turn)
        }
      }
    }
  }

  private func set(
    _ level: Double, by state: StateID, _ sector: SectorID, _ target: StateID, _ turn: inout Turn
  ) {
    let was = turn.before.tariff[sector, state, target]
    guard level != was else { return }
    turn.after.tariff[sector, state, target] = level
    turn.report(
      level > was ? "tariff.raised" : "tariff.lowered", state: state,
      target: target, sector: sector, value: level,
      why: level > was
        ? "the state ordered a higher tariff" : "the state ordered a lower tariff")
  }

  private func vote(
    _ union: CustomsUnion, _ sector: SectorID, _ target: StateID, _ turn: inout Turn
  ) {
    let (members, setting) = (union.members, turn.setting)
    let standing = members.map { turn.before.tariff[sector, $0, target] }.max() ?? 0
    let level = union.level(
      wishes: members.map { member in
        turn.decisions[member].tariff(sector, target)
          ?? turn.before.tariff[sector, member, target]
      }, weights: members.map { setting.gdp[$0] }, standing: standing)
    for member in members {
      set(level, by: member, sector, target, &turn)
      if let wish = turn.decisions[member].tariff(sector, target), wish != level {
        turn.report(
          "tariff.outvoted", state: member, target: target, sector: sector, value: wish,
          why: "its customs union had no majority for the tariff that it ordered")
      }
    }
  }
}

extension Decision {
  /// The tariff ordered on a target's goods, if one is.
  fileprivate func tariff(_ sector: SectorID, _ target: StateID) -> Double? {
    controls.first {
      $0.instrument == .tariff && $0.sector == sector && $0.target == target
    }?.level
  }
}
