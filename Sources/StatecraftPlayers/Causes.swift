internal import Foundation
internal import StatecraftAgents
internal import StatecraftCore

/// The events of a turn that bear on a seat's real income, by estimate.
///
/// To first order, from what the seat bought and sold before: measures by their ``Stake``, and a
/// disruption of size a is to its buyers a cut by 1 − exp(−θ a).
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
    guard event.kind.isMeasure else {
      return event.kind.isDisruption ? effect(of: event.value, in: sector, at: author, before) : 0
    }
    let instrument = before.setting.roster.instrumentIDs.first {
      before.setting.roster[$0].name == event.rule
    }
    guard let instrument, let target = event.target, author == me || target == me else { return 0 }
    let change =
      after.inForce(instrument, sector, author, target)
      - before.inForce(instrument, sector, author, target)
    let stake = Stake(
      before.setting.roster[instrument], level: max(-1, change),
      of: Dealings(before, of: author, with: target, in: sector))
    return -(author == me ? stake.own : stake.other)
  }

  /// What a disruption does: dearer goods lose θ times their rise in price, and buyers go elsewhere.
  private static func effect(
    of size: Double, in sector: SectorID, at producer: StateID, _ before: Observation
  ) -> Double {
    let (me, traits) = (before.me, before.setting[sector])
    let lost = 1 - exp(-traits.elasticity * size)
    let dealings = Dealings(before, of: me, with: producer, in: sector)
    let buying = -Stake.lossOfSupply(
      dealings.spending, share: dealings.supplied, cut: lost, traits)
    guard producer == me else { return buying }
    let sales = before.output[sector, me] - before.flows[sector, me, me]
    return buying - Stake.lossOfSales(max(sales, 0) / before.gdp(of: me), cut: lost, traits)
  }
}
