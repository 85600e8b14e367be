internal import Foundation
internal import StatecraftCore

/// The events of a turn that bear on a seat's real income, by estimate.
///
/// To first order, from what the seat bought and sold before: a supplier withheld costs
/// d/θ · −ln(1 − x q), sales shut out cost their rent μ x e, and a disruption of size a is
/// to its buyers a cut by 1 − exp(−θ a).
struct Causes {
  struct Cause {
    let event: Event
    /// The change of real income that it alone would bring, as a fraction; an estimate.
    let effect: Double
  }

  /// The largest first; nothing below a tenth of a basis point.
  let ranked: [Cause]

  init(_ turn: PastTurn, after: Observation) {
    let causes = turn.events.compactMap { event -> Cause? in
      let effect = Self.effect(of: event, turn.before, after)
      return abs(effect) >= 1e-5 ? Cause(event: event, effect: effect) : nil
    }
    ranked = causes.enumerated().sorted {
      (abs($1.element.effect), $0.offset) < (abs($0.element.effect), $1.offset)
    }.map(\.element)
  }

  private static func effect(
    of event: Event, _ before: Observation, _ after: Observation
  ) -> Double {
    guard let sector = event.sector, let author = event.state else { return 0 }
    let me = before.me
    let gdp = before.setting.gdp[me] * before.realIncome[me]
    let spending = before.expenditure[sector, me] / gdp
    let bought = before.expenditure[sector, me]
    func share(of seller: StateID) -> Double {
      bought > 0 ? before.flows[sector, me, seller] / bought : 0
    }
    let traits = before.setting[sector]
    switch (event.kind.description, event.rule) {
    case ("supply.disrupted", _), ("inject.shock", _):
      // Dearer goods lose θ times their rise in price, and buyers go elsewhere.
      let lost = 1 - exp(-traits.elasticity * event.value)
      let buying = spending / traits.elasticity * log(max(1 - lost * share(of: author), 0.001))
      guard author == me else { return buying }
      let sales = before.output[sector, me] - before.flows[sector, me, me]
      return buying - traits.rentShare * lost * max(sales, 0) / gdp
    case ("control.tightened", "export-control") where event.target == me,
      ("control.loosened", "export-control") where event.target == me:
      let change =
        after.exportControl[sector, author, me] - before.exportControl[sector, author, me]
      let cut = max(-1, min(change, 1)) * share(of: author)
      return spending / traits.elasticity * log(max(1 - cut, 0.001))
    case ("control.tightened", "import-restriction") where event.target == me,
      ("control.loosened", "import-restriction") where event.target == me:
      let change =
        after.importRestriction[sector, author, me] - before.importRestriction[sector, author, me]
      return -traits.rentShare * change * before.flows[sector, author, me] / gdp
    case ("tariff.raised", _) where event.target == me,
      ("tariff.lowered", _) where event.target == me:
      let change = after.tariff[sector, author, me] - before.tariff[sector, author, me]
      return -traits.rentShare * min(1, traits.elasticity * change)
        * before.flows[sector, author, me] / gdp
    case ("control.tightened", "export-control") where author == me,
      ("control.loosened", "export-control") where author == me:
      guard let target = event.target else { return 0 }
      let change =
        after.exportControl[sector, me, target] - before.exportControl[sector, me, target]
      return -traits.rentShare * change * before.flows[sector, target, me] / gdp
    case ("control.tightened", "import-restriction") where author == me,
      ("control.loosened", "import-restriction") where author == me:
      guard let target = event.target else { return 0 }
      let change =
        after.importRestriction[sector, me, target] - before.importRestriction[sector, me, target]
      let cut = max(-1, min(change, 1)) * share(of: target)
      return spending / traits.elasticity * log(max(1 - cut, 0.001))
    default: return 0
    }
  }
}
