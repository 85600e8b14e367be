public import StatecraftCore

/// Answers in kind: meets each control on itself with an equal one, and lifts its own when the
/// other does.
///
/// Tit for tat in controls (Axelrod 1984); counter-measures F-38. It answers a control with the
/// same instrument, in the sector where the other depends on it most.
public struct ReciprocalPolicy: ConfigurablePolicy, Parametrised {
  /// The part of what it suffers that it returns: 1 is an eye for an eye, less is forgiving.
  public var proportion = 1.0

  public init() {}

  public static let parameters = [
    Parameter<ReciprocalPolicy>(
      "proportion", \.proportion, in: 0...1, unit: "share",
      "Part of the strictness it suffers that it returns.")
  ]

  public static var parameterInfos: [ParameterInfo] { parameters.map(\.info) }

  public func decide(_ observation: Observation, _ context: inout PolicyContext) -> Decision {
    var decision = Decision()
    for other in observation.setting.roster.states where other != observation.me {
      for instrument in [ControlInstrument.exportControl, .importRestriction] {
        decision.controls += answers(to: other, instrument, observation)
      }
    }
    return decision
  }

  private func answers(
    to other: StateID, _ instrument: ControlInstrument, _ observation: Observation
  ) -> [ControlOrder] {
    let column =
      instrument == .exportControl
      ? observation.exportControlOrdered : observation.importRestrictionOrdered
    let roster = observation.setting.roster
    var suffered = 0.0
    var (best, stake) = (SectorID(index: 0), -1.0)
    for sector in roster.sectors {
      suffered = max(suffered, column[sector, other, observation.me])
      let exposure = Exposure(observation, sector: sector, other: other)
      let damage =
        instrument == .exportControl
        ? exposure.otherLossOfSupply(0.95) : exposure.otherLossOfSales(0.95)
      if damage > stake { (best, stake) = (sector, damage) }
    }
    // An answer already standing stays where it is, so that strictness can be lowered later.
    let standing = roster.sectors.filter { column[$0, observation.me, other] > 0 }
    let level = proportion * suffered
    let places = standing.isEmpty ? [best] : standing
    return places.compactMap { sector in
      column[sector, observation.me, other] == level
        ? nil : ControlOrder(instrument: instrument, sector: sector, target: other, level: level)
    }
  }
}
