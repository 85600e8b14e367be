public import StatecraftCore

/// Answers in kind: meets each control on itself with an equal one, and lifts its own when the
/// other does.
///
/// Tit for tat in controls (Axelrod 1984); counter-measures F-38. It answers a control with the
/// same instrument, in the sector where that hurts the other most. It answers export controls and
/// import restrictions; tariffs, which nearly everybody has on nearly everything, it leaves alone.
public struct ReciprocalPolicy: ConfigurablePolicy, Parametrised {
  /// The part of what it suffers that it returns: 1 is an eye for an eye, less is forgiving.
  public var proportion = 1.0

  public init() {}

  public static let parameters = [
    Parameter<ReciprocalPolicy>(
      "proportion", \.proportion, in: 0...1, unit: "share",
      "Part of the strictness it suffers that it returns.")
  ]

  public func decide(_ observation: Observation, _ context: inout PolicyContext) -> Decision {
    var decision = Decision()
    for other in observation.setting.roster.states where other != observation.me {
      for instrument in [ControlInstrument.exportControl, .importRestriction]
      where observation.setting.carriesOut(.control(instrument)) {
        decision.controls += answers(to: other, instrument, observation)
      }
    }
    return decision
  }

  private func answers(
    to other: StateID, _ instrument: ControlInstrument, _ observation: Observation
  ) -> [ControlOrder] {
    let (sectors, me) = (observation.setting.roster.sectors, observation.me)
    let column =
      instrument == .exportControl
      ? observation.exportControlOrdered : observation.importRestrictionOrdered
    var suffered = 0.0
    for sector in sectors { suffered = max(suffered, column[sector, other, me]) }
    // An answer already standing stays where it is, so that it can be lowered later.
    var places = sectors.filter { column[$0, me, other] > 0 }
    if places.isEmpty && suffered > 0 {
      places = [worstFor(other, instrument, observation)]
    }
    let level = proportion * suffered
    return places.compactMap { sector in
      column[sector, me, other] == level
        ? nil : ControlOrder(instrument: instrument, sector: sector, target: other, level: level)
    }
  }

  /// The sector in which the other would lose most by the instrument; of equals the first.
  private func worstFor(
    _ other: StateID, _ instrument: ControlInstrument, _ observation: Observation
  ) -> SectorID {
    var (worst, most) = (SectorID(index: 0), -1.0)
    for sector in observation.setting.roster.sectors {
      let exposure = Exposure(observation, sector: sector, other: other)
      let damage =
        instrument == .exportControl
        ? exposure.otherLossOfSupply(0.95) : exposure.otherLossOfSales(0.95)
      if damage > most { (worst, most) = (sector, damage) }
    }
    return worst
  }
}
