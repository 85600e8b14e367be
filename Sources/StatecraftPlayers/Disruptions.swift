internal import Foundation
internal import StatecraftCore

/// The disruptions of a turn that bear on a seat's real income, by estimate.
///
/// To first order, from what the seat bought and sold before: a disruption of size a is to its
/// buyers a cut by 1 − exp(−θ a), and costs sellers the rent on what they don't sell.
struct Disruptions {
  struct Effect {
    let event: Event
    /// The change of real income that it alone would bring, as a fraction; an estimate.
    let effect: Double
  }

  /// The largest first; nothing below a tenth of a basis point.
  let ranked: [Effect]

  init(_ turn: PastTurn) {
    let effects = turn.events.compactMap { event -> Effect? in
      let effect = Self.effect(of: event, turn.before)
      return abs(effect) >= 1e-5 ? Effect(event: event, effect: effect) : nil
    }
    ranked = effects.enumerated().sorted {
      (abs($1.element.effect), $0.offset) < (abs($0.element.effect), $1.offset)
    }.map(\.element)
  }

  private static func effect(of event: Event, _ before: Observation) -> Double {
    guard ["supply.disrupted", "inject.shock"].contains(event.kind.description),
      let sector = event.sector, let author = event.state
    else { return 0 }
    let me = before.me
    let gdp = before.setting.gdp[me] * before.realIncome[me]
    let bought = before.expenditure[sector, me]
    let share = bought > 0 ? before.flows[sector, me, author] / bought : 0
    let traits = before.setting[sector]
    // Dearer goods lose θ times their rise in price, and buyers go elsewhere.
    let lost = 1 - exp(-traits.elasticity * event.value)
    let buying = bought / gdp / traits.elasticity * log(max(1 - lost * share, 0.001))
    guard author == me else { return buying }
    let sales = before.output[sector, me] - before.flows[sector, me, me]
    return buying - traits.rentShare * lost * max(sales, 0) / gdp
  }
}
