internal import StatecraftCore

/// How much of a target's supply in a sector is closed, as a function of one's own strictness:
/// with what others close by their own orders, and what one's own rules bind of theirs.
///
/// Shares are those without any measure, so that what is closed doesn't seem small. Literature
/// V-13, 2D-54, 2D-E8 (coverage by several issuers).
struct SupplyClosure {
  /// The level to which others' rules bind one's own sales anyway, in `0...1`.
  let bound: Double
  private let own: Double
  /// What is closed by sellers whom one's own rules don't reach.
  private let fixed: Double
  private let reached: [Reached]

  private struct Reached {
    let share: Double
    let closed: Double
    let reach: Double
  }

  /// - Parameter coverage: how far others' part counts, in `0...1`.
  init(_ observation: Observation, sector: SectorID, target: StateID, coverage: Double) {
    let (me, roster) = (observation.me, observation.setting.roster)
    let (reach, orders) = (observation.setting.reach, observation.exportControlOrdered)
    let law = observation.extraterritorialReach
    let issuers = observation.setting.lawsAbroad
    let (flows, inForce) = (observation.flows, observation.exportControl)
    let open = roster.states.map { seller in
      flows[sector, target, seller] / max(1 - inForce[sector, seller, target], 0.02)
    }
    let total = open.reduce(0, +)
    var (fixed, reached) = (0.0, [Reached]())
    for seller in roster.states where seller != me && seller != target && total > 0 {
      let share = coverage * open[seller.index] / total
      guard share > 0 else { continue }
      var closed = orders[sector, seller, target]
      for issuer in issuers where issuer != me && issuer != seller && issuer != target {
        closed = max(closed, (reach?[sector, issuer, seller] ?? 0) * orders[sector, issuer, target])
      }
      let own = reach?[sector, me, seller] ?? 0
      if own > closed {
        reached.append(Reached(share: share, closed: closed, reach: own))
      } else {
        fixed += share * closed
      }
    }
    (self.fixed, self.reached) = (fixed, reached)
    own = total > 0 ? open[me.index] / total : 0
    bound = law?.level(sector, of: me, on: target, in: orders) ?? 0
  }

  /// The share of supply that is closed when one's own strictness is `x`, in `0...1`.
  func closed(at x: Double) -> Double {
    reached.reduce(fixed + own * max(x, bound)) {
      $0 + $1.share * max($1.closed, $1.reach * x)
    }
  }
}
